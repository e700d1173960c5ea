"""Selections that buttons lead to, kept with the conversation: a button holds 64 bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.office.making import read_plain
from data.store import ConversationKey
from retrieval.takeaway.selection import Selection

MOST_A_DAY = 30
"""Files for one person."""

_MOST_KEPT = 20


def keep_selection(desk: Desk, incoming: Incoming, selection: Selection) -> str:
    """Keep a selection for a button of this chat; its short name."""
    key, kept = _key(incoming), json.loads(json.dumps(asdict(selection), default=str))
    name = hashlib.blake2b(json.dumps(kept).encode(), digest_size=6).hexdigest()
    state = desk.app.store.conversations.get(key)
    orders = [*({**state.get("orders", {}), name: kept}.items())][-_MOST_KEPT:]
    desk.app.store.conversations.put(key, state | {"orders": dict(orders)}, now=desk.clock())
    return name


def find_selection(desk: Desk, incoming: Incoming, name: str) -> Selection | None:
    """The selection of this name; None where it is not kept any more."""
    kept = desk.app.store.conversations.get(_key(incoming)).get("orders", {}).get(name)
    return read_plain(kept) if kept else None


def count_file(desk: Desk, incoming: Incoming) -> bool:
    """Count one more file for a person; False where there were enough today (UTC)."""
    today = desk.clock().date().isoformat()
    day, _, count = str(desk.preferences(incoming.user).get("files", "")).partition(" ")
    had = int(count) if day == today else 0
    if had >= MOST_A_DAY:
        return False
    desk.set_preference(incoming.user, "files", f"{today} {had + 1}")
    return True


def _key(incoming: Incoming) -> ConversationKey:
    # Of the chat: in a group anybody may press.
    return ConversationKey(incoming.chat, incoming.topic, 0)

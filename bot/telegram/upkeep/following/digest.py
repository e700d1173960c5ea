"""What sources brought, told to administrators once a day, where there is anything to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.telegram.calls import Call, send
from bot.telegram.delivery.limits import Verdict
from bot.telegram.views.sources import MOST_FAILED, show_digest
from data.store import ConversationKey, Store, StoredUpdate, UpdateState
from data.wording import telegram as wording

EVERY = timedelta(days=1)
_KEY = ConversationKey(0, 0, 0)  # nobody's: people have numbers of their own


def tell_digest(
    store: Store, admins: Iterable[int], hand_over: Callable[[StoredUpdate], None], *, now: datetime
) -> None:
    """Plan the digest for each administrator, if a day has gone by since the last one and something happened."""
    last = store.conversations.get(_KEY).get("digest")
    since = datetime.fromisoformat(last) if last else now - EVERY
    if now - since < EVERY:
        return
    brought, items = store.sources.brought(since), store.source_items.failed(limit=MOST_FAILED, since=since)
    failing = [source for source in store.sources.due() if source.failures]
    if not (brought.has_any or items or failing):
        return
    with store.transaction():
        store.conversations.put(_KEY, {"digest": now.isoformat()}, now=now)
        planned = []
        for ordinal, admin in enumerate(sorted(admins)):
            page = show_digest(brought, failing, items, _language_of(store, admin))
            planned.append(_plan(store, send(admin, page.html, keyboard=page.rows), ordinal, now=now))
    for update in planned:
        hand_over(update)


def _language_of(store: Store, admin: int) -> str:
    chosen = store.conversations.get(ConversationKey(0, 0, admin)).get("language")
    return str(chosen) if chosen in wording.LANGUAGES else wording.DEFAULT_LANGUAGE


def _plan(store: Store, call: Call, ordinal: int, *, now: datetime) -> StoredUpdate:
    """The message as an update of the bot's own, like a job: after a kill the next run sends it."""
    number, admin = -int(now.timestamp() * 1e6) - ordinal, call.params["chat_id"]
    kept = StoredUpdate(number, {}, admin, admin, 0, Verdict.ANSWER, now)
    store.updates.put([kept])
    store.updates.plan(number, [(call.method, call.params)], now=now)
    return replace(kept, state=UpdateState.PLANNED)

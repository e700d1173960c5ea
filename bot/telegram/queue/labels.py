"""What is known of an update when it comes in: whose it is, and whether it is answered or was one too many."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Bot, Update

from bot.telegram.delivery.limits import MINUTE, Admission, Verdict
from bot.telegram.health.figures import Figures
from bot.telegram.intake.incoming import Incoming, Me, What, understand
from data.settings import Settings
from data.store import StoredUpdate, UpdateState
from data.store.chat.queued import Heard
from data.store.chat.updates import Updates

logger = logging.getLogger(__name__)


class Labels:
    """Labels updates. `shared`: where several processes take updates in, what all of them let through counts."""

    def __init__(self, bot: Bot, me: Me, settings: Settings, figures: Figures, shared: Updates | None) -> None:
        self._bot = bot
        self._me = me
        self._settings = settings
        self._figures = figures
        self._shared = shared
        self._admission = Admission()

    def read(self, raw: dict[str, Any]) -> Incoming | None:
        """What came in; None where it is nothing to the bot."""
        return understand(Update.de_json(raw, self._bot), self._me)

    async def label(self, raws: Sequence[dict[str, Any]]) -> list[StoredUpdate]:
        """Updates as they are stored; one that cannot be read is only noted. StoreError where nobody can be asked."""
        read = [(raw, self._try_reading(raw)) for raw in raws]
        if self._shared is not None:
            await self._recall(self._shared, [incoming for _, incoming in read if incoming])
        return [self._label(raw, incoming) for raw, incoming in read]

    def _try_reading(self, raw: dict[str, Any]) -> Incoming | None:
        try:
            return self.read(raw)
        except Exception as error:  # whatever a malformed update makes its reader raise
            logger.warning("update %s cannot be read: %s", raw["update_id"], type(error).__name__)
            return None

    async def _recall(self, shared: Updates, incomings: Sequence[Incoming]) -> None:
        now = datetime.now(UTC)
        people, chats = {one.user for one in incomings}, {one.chat for one in incomings if not one.is_private}
        heard = await asyncio.to_thread(shared.heard, people, chats, since=now - timedelta(seconds=MINUTE))
        self._admission = Admission()
        for one in heard:
            at = time.monotonic() - (now - one.received_at).total_seconds()
            for key in _keys_of(one):
                self._admission.recall(key, at, Verdict(one.verdict))

    def _label(self, raw: dict[str, Any], incoming: Incoming | None) -> StoredUpdate:
        now = datetime.now(UTC)
        stored = StoredUpdate(raw["update_id"], raw, 0, 0, 0, Verdict.SILENCE, now, UpdateState.FAILED)
        if incoming is None:
            return stored
        self._figures.updates.labels(incoming.what.value).inc()
        return replace(
            stored,
            chat=incoming.chat,
            user=incoming.user,
            message=incoming.message or 0,
            verdict=self._admit(incoming),
            state=UpdateState.NEW,
        )

    def _admit(self, incoming: Incoming) -> Verdict:
        now, settings = time.monotonic(), self._settings
        if incoming.what is What.GONE:
            return Verdict.ANSWER
        if incoming.what in {What.PRESS, What.INLINE}:
            return self._admission.admit((incoming.what, incoming.user), now, settings.presses_per_minute)
        verdict = self._admission.admit(incoming.user, now, settings.messages_per_minute)
        if verdict is Verdict.ANSWER and not incoming.is_private:
            return self._admission.admit(("chat", incoming.chat), now, settings.group_messages_per_minute)
        return verdict


def _keys_of(heard: Heard) -> Iterator[Hashable]:
    """Under which keys it was admitted. Of what was no message, the store does not know which of two it was."""
    if not heard.is_message:
        yield from ((What.PRESS, heard.user), (What.INLINE, heard.user))
        return
    yield heard.user
    if heard.chat != heard.user:
        yield ("chat", heard.chat)

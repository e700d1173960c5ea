"""Updates stored, put in lanes, handled, answered. One lane for each person in each chat keeps their order.

Where the store is shared, what comes in is only stored: whichever process has room takes it (`queue/taking.py`).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.telegram.calls import Call, files_of
from bot.telegram.delivery.limits import Verdict
from bot.telegram.delivery.sending import BlockedError, Sender
from bot.telegram.desk import Desk
from bot.telegram.health.figures import Figures
from bot.telegram.intake.incoming import Incoming, What
from bot.telegram.queue.labels import Labels
from bot.telegram.queue.lanes import Lanes
from bot.telegram.queue.taking import Taker
from bot.telegram.routing import handle
from bot.telegram.topics.admins.working import tell_interrupted
from data.errors import ClaimLostError, ConnectionLostError, StoreError
from data.store import Store, StoredCall, StoredUpdate, UpdateState
from data.store.leases import Leases

logger = logging.getLogger(__name__)

# A finished update is kept to be known when it comes again, which Telegram may do for a day.
KEEP_UPDATES, LEAST_KEPT = timedelta(days=14), timedelta(days=2)
_THREADS = 4
# Of what all processes share, one takes what its threads do next, and no more than can wait for Telegram.
_MOST_PLANNED_AT_ONCE, _MOST_OPEN = 2 * _THREADS, 200
_WAIT_FOR_TYPING = 0.5


@dataclass(slots=True)
class Faults:
    """What went wrong lately, for administrators; counted for the figures."""

    figures: Figures
    last: deque[str] = field(default_factory=lambda: deque(maxlen=8))

    def note(self, what: str) -> None:
        """Keep one."""
        self.figures.faults.inc()
        self.last.appendleft(f"{datetime.now(UTC):%d.%m. %H:%M} UTC {what}")
        logger.warning("fault: %s", what)


class Service:
    """Takes raw updates, and answers each exactly once; made within a running event loop.

    leases: given where other processes may share the store.
    """

    def __init__(self, bot: Bot, desk: Desk, sender: Sender, figures: Figures, *, leases: Leases | None = None) -> None:
        self._bot = bot
        self._desk = desk
        self._sender = sender
        self._figures = figures
        self._labels = Labels(bot, desk.me, desk.app.settings, figures, desk.app.store.updates if leases else None)
        self._lanes = Lanes(self._work)
        self._planning: set[int] = set()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk")
        self._loop = asyncio.get_running_loop()
        self.taker = Taker(desk.app.store.claims, leases, room=self._room, take_up=self._take_up) if leases else None
        desk.jobs.hand_over = self.take_up_soon

    @property
    def _store(self) -> Store:
        return self._desk.app.store

    async def resume(self) -> None:
        """Take up what an earlier run left."""
        for chat, message in (await asyncio.to_thread(self._store.updates.highest_message)).items():
            self._sender.see_message(chat, message)
        if self.taker is not None:
            return
        undone = await asyncio.to_thread(self._store.updates.undone)
        # That a job was cut short is said after whatever else its message was about to say.
        for update in sorted(undone, key=lambda update: "job" in update.payload):
            self._lanes.put(update)

    async def purge_daily(self) -> None:
        """Forget what is older than it may be kept, now and every day."""
        while True:
            await asyncio.to_thread(self._purge)
            await asyncio.sleep(timedelta(days=1).total_seconds())

    def _purge(self) -> None:
        now, keep = datetime.now(UTC), timedelta(days=self._desk.app.settings.retention_days)
        self._desk.app.purge()
        self._store.conversations.purge(now - keep)
        self._store.updates.purge(now - keep_updates_for(keep))
        self._store.news.purge(now - keep)

    async def accept(self, raws: Sequence[dict[str, Any]]) -> None:
        """Store updates; when this returns they may be confirmed."""
        updates = await self._labels.label([raw for raw in raws if isinstance(raw.get("update_id"), int)])
        if not updates:
            return
        for update in updates:
            self._see(update)
        fresh = await asyncio.to_thread(self._store.updates.put, updates)
        if self.taker is not None:
            self.taker.wake()
            return
        for update in updates:
            if update.update_id in fresh and update.state is UpdateState.NEW:
                fresh.discard(update.update_id)
                self._lanes.put(update)

    async def stop(self, grace_seconds: float) -> None:
        """Finish what is being answered; what cannot be finished in time is taken up by the next run."""
        await self._lanes.stop(grace_seconds)
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _room(self) -> int:
        """How many more updates this process can work on now."""
        return min(_MOST_PLANNED_AT_ONCE - len(self._planning), _MOST_OPEN - len(self._lanes))

    def _see(self, update: StoredUpdate) -> None:
        if update.message:
            self._sender.see_message(update.chat, update.message)

    def _take_up(self, update: StoredUpdate) -> None:
        self._see(update)
        if update.state is UpdateState.NEW:
            self._planning.add(update.update_id)
        self._lanes.put(update)

    async def _work(self, update: StoredUpdate) -> None:
        """Answer one update. An error here is the store's: the update stays, and the next run answers it."""
        started = time.perf_counter()
        try:
            calls = await self._prepare(update)
            self._figures.latency.labels("handled").observe(time.perf_counter() - started)
            await self._send(update, calls)
            self._figures.latency.labels("sent").observe(time.perf_counter() - started)
        except ClaimLostError:
            logger.info("update %s is another process's by now", update.update_id)
        except ConnectionLostError:
            logger.warning("update %s is left for when the database is back", update.update_id)
            self._leave(update)
        except Exception:
            logger.exception("update %s is left for later", update.update_id)
            self._leave(update)
        finally:
            self.look_again()

    async def _prepare(self, update: StoredUpdate) -> list[StoredCall]:
        if update.state is UpdateState.PLANNED:
            return await asyncio.to_thread(self._store.updates.unsent, update.update_id, owner=update.owner)
        try:
            return await self._plan(update)
        finally:
            self._planning.discard(update.update_id)
            if self.taker is not None:
                self.taker.note_room()

    def _leave(self, update: StoredUpdate) -> None:
        if self.taker is not None:
            self.taker.leave(update)

    def look_again(self) -> None:
        """There may be room for more, or more to take."""
        if self.taker is not None:
            self.taker.wake()

    def take_up_soon(self, update: StoredUpdate) -> None:
        """Make the calls that are planned for an update, in its person's lane; from any thread."""
        if self.taker is not None and not update.owner:
            self._loop.call_soon_threadsafe(self.taker.wake)
            return
        self._loop.call_soon_threadsafe(self._lanes.put, update)

    async def _plan(self, update: StoredUpdate) -> list[StoredCall]:
        if job := update.payload.get("job"):
            calls = [] if self._is_told(job["chat"], job["message"]) else [tell_interrupted(job)]
        else:
            incoming = self._labels.read(update.payload)
            calls = await self._handle(incoming, update.verdict) if incoming else []
        rows = [(call.method, call.params) for call in calls]
        now, owner, files = datetime.now(UTC), update.owner, files_of(calls)
        plan = partial(self._store.updates.plan, update.update_id, rows, now=now, files=files, owner=owner)
        return await asyncio.to_thread(plan)

    def _is_told(self, chat: int, message: int) -> bool:
        jobs, personal = self._desk.jobs, self._desk.personal
        return jobs.is_told_at(chat, message) or (personal is not None and personal.is_told_at(chat, message))

    async def _handle(self, incoming: Incoming, verdict: str) -> list[Call]:
        typing = asyncio.create_task(self._type(incoming)) if _is_worth_typing(incoming, verdict) else None
        calls = await self._loop.run_in_executor(self._threads, handle, self._desk, incoming, verdict)
        if typing is not None:
            # Typing that arrives behind the answer would stand there for five seconds.
            await asyncio.wait([typing], timeout=_WAIT_FOR_TYPING)
            typing.cancel()
        return calls

    async def _type(self, incoming: Incoming) -> None:
        try:
            if not await asyncio.to_thread(self._desk.is_admitted, incoming):
                return
            await self._bot.send_chat_action(
                incoming.chat, "typing", message_thread_id=incoming.topic or None, read_timeout=5, pool_timeout=1
            )
        except (TelegramError, StoreError):
            return

    async def _send(self, update: StoredUpdate, calls: Sequence[StoredCall]) -> None:
        try:
            for call in calls:
                await self._sender.deliver(call)
        except BlockedError:
            logger.info("a chat is closed to the bot")
            await asyncio.to_thread(self._store.subscriptions.forget_chat, update.chat)
        if calls or update.state is UpdateState.PLANNED:
            now, owner = datetime.now(UTC), update.owner
            await asyncio.to_thread(self._store.updates.finish, update.update_id, now=now, owner=owner)


def keep_updates_for(retention: timedelta) -> timedelta:
    """How long an update is kept once it is answered."""
    return max(min(retention, KEEP_UPDATES), LEAST_KEPT)


def _is_worth_typing(incoming: Incoming, verdict: str) -> bool:
    return verdict == Verdict.ANSWER and incoming.what in {What.TEXT, What.COMMAND}

"""Making calls: limits kept, failures tried again, and nothing sent twice.

A send whose outcome is unknown (the connection broke, the bot was killed) may have reached Telegram. Before it is
sent again it is looked for: an edit that changes nothing is refused as "not modified" exactly where the message
already stands, and as "not found" anywhere else; of a message with a file it is the caption that is edited. Where
another process began the send, it may still be on its way: what is not found at once is looked for again when that
can no longer be.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from telegram import Bot, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.telegram.calls import ANSWER_INLINE, ANSWER_PRESS, EDIT, FILE_PARAMS, SENDS, Call
from bot.telegram.delivery.api import describe, is_done, is_passing, is_surely_unsent, wait_asked
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.delivery.limits import ALL_CHATS_SECONDS, SendLimits
from data.errors import ChatBusyError, StoreError
from data.store import CallState, Store, StoredCall
from data.store.chat.queued import counter_of

logger = logging.getLogger(__name__)

_CATCH_UP = 0.03  # of a late wake-up, so much is made good: less than the pace itself
_GIVE_WAY_SECONDS = 0.1  # to a message that another process sends to the same group
# A waiting button or inline query is worth a few tries; a message is tried until it is through.
_TRIES = {ANSWER_PRESS: 4, ANSWER_INLINE: 4}
# A lost message is looked for among the ids up to the highest known one, and as many more as may have been given to
# messages that are on their way or have not been received yet.
_LOOK_BEYOND, _LOOK_AT_MOST = 8, 150
# What a message shows, by which it is known again.
_SHOWN = ("chat_id", "text", "caption", "parse_mode", "link_preview_options", "reply_markup")
# How long a send may take from when it is noted that it begins. One that another process has begun is over by the
# second of these, counted from when it was taken over.
SEND_SECONDS, SETTLE_SECONDS = 30.0, 35.0
_FILE_SECONDS = 120.0  # more of each where a file goes along: megabytes on a slow line


class BlockedError(Exception):
    """The person or chat does not want to hear the bot any more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A call's turn to speak: the highest message id known then, and when, by the clock, it must be over."""

    floor: int
    ends_at: float


@dataclass(slots=True)
class Doubt:
    """Whether a message was sent already, after the one with the id `floor`. `ruled_out` grows by the ids at which it
    does not stand, so that a search that fails goes on where it was; `may_come`: until `settled_at`, by the clock, it
    may still be on its way from another process."""

    floor: int
    is_unknown: bool
    settled_at: float
    may_come: bool
    ruled_out: set[int] = field(default_factory=set)


class Sender:
    """Makes calls, one after the other for each caller; made within a running event loop.

    `processes`: how many share what the bot may send. settle: waits so many seconds until what another process sent
    is no longer on its way.
    """

    def __init__(
        self,
        bot: Bot,
        store: Store,
        *,
        clock: Callable[[], float],
        fault: Callable[[str], None],
        backoff: Backoff,
        settle: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.processes = 1
        self._settle = settle
        self._bot = bot
        self._store = store
        self._clock = clock
        self._fault = fault
        self._backoff = backoff
        self._loop = asyncio.get_running_loop()
        self._limits = SendLimits()
        self._pace = asyncio.Lock()
        self._free_at = 0.0
        self._on_their_way = 0
        self._highest: dict[int, int] = {}

    def see_message(self, chat: int, message: int) -> None:
        """Note the id of a message that was seen."""
        counter = counter_of(chat)
        self._highest[counter] = max(self._highest.get(counter, 0), message)

    async def deliver(self, call: StoredCall) -> None:
        """Make a stored call and record it; BlockedError where the chat is closed, ClaimLostError where it is another
        process's by now."""
        try:
            message = await self._deliver(call)
        except (BadRequest, Forbidden) as error:
            logger.info("%s refused: %s", call.method, describe(error))
            await asyncio.to_thread(self._store.updates.mark_failed, call)
            if isinstance(error, Forbidden):
                raise BlockedError from error
        else:
            await asyncio.to_thread(self._store.updates.mark_sent, call, message)

    async def make(self, call: Call) -> None:
        """Make a call that nobody misses if it fails, such as telling how far a job is."""
        try:
            params = call.params | _file_of(call.method, call.file)
            await self._keep_chat_limit(call.method, params)
            turn = await self._keep_pace(call.method, params)
            await self._invoke(call.method, params, turn)
        except TelegramError as error:
            logger.info("%s failed: %s", call.method, describe(error))

    def make_soon(self, call: Call) -> Future[None]:
        """Make such a call soon; from any thread."""
        return asyncio.run_coroutine_threadsafe(self.make(call), self._loop)

    async def _deliver(self, call: StoredCall) -> int | None:
        params, failures = call.params | await self._load(call), 0
        is_unknown = call.state is CallState.SENDING
        settled_at = self._clock() + SETTLE_SECONDS + _longer(call.method)
        doubt = Doubt(call.floor, is_unknown, settled_at, may_come=is_unknown and call.owner != 0)
        while True:
            try:
                if call.method in SENDS and (found := await self._resolve(params, doubt)):
                    return found
                await self._keep_chat_limit(call.method, params)
                turn = await self._keep_pace(call.method, params, call=call)
                doubt.floor = turn.floor
                return await self._invoke(call.method, params, turn)
            except ChatBusyError:
                await asyncio.sleep(_GIVE_WAY_SECONDS)
            except (StoreError, Forbidden):
                raise
            except RetryAfter as error:
                await self._pause(params, error)
            except ChatMigrated as error:
                params["chat_id"] = error.new_chat_id
            except BadRequest as error:
                if not _mend(params, error):
                    raise
            except Exception as error:
                failures += 1
                if not is_passing(error) or failures == _TRIES.get(call.method):
                    raise BadRequest(type(error).__name__) from error
                doubt.is_unknown = doubt.is_unknown or not is_surely_unsent(error)
                self._fault(f"{call.method}: {describe(error)}")
                await self._backoff.wait(failures)

    async def _load(self, call: StoredCall) -> dict[str, Any]:
        if call.method not in FILE_PARAMS:
            return {}
        return _file_of(call.method, await asyncio.to_thread(self._store.updates.attached, call))

    async def _keep_chat_limit(self, method: str, params: dict[str, Any]) -> None:
        if method in SENDS or method == EDIT:
            await asyncio.sleep(self._limits.reserve_chat(params["chat_id"], self._clock()))

    async def _keep_pace(self, method: str, params: dict[str, Any], *, call: StoredCall | None = None) -> Turn:
        """Wait for the bot's turn to speak, and note that a send begins."""
        if method not in SENDS and method != EDIT:
            return Turn(0, self._clock() + SEND_SECONDS)
        # One after the other from when each really left: places given in advance would bunch up in a busy moment.
        async with self._pace:
            await asyncio.sleep(self._free_at - self._clock())
            ends_at = self._clock() + SEND_SECONDS + _longer(method)
            turn = Turn(self._highest.get(counter_of(params["chat_id"]), 0), ends_at)
            # An edit made twice changes nothing, but one made late would undo what another process did since.
            if call is not None and (method in SENDS or call.owner):
                await asyncio.to_thread(self._store.updates.mark_sending, call, turn.floor)
            self._free_at = max(self._free_at, self._clock() - _CATCH_UP) + ALL_CHATS_SECONDS * self.processes
            return turn

    async def _pause(self, params: dict[str, Any], error: RetryAfter) -> None:
        seconds = wait_asked(error)
        self._fault(f"Telegram asks to wait {seconds:.0f} s")
        self._limits.pause(params.get("chat_id", 0), self._clock() + seconds)
        # Looking for a lost message keeps no limit of its own, and must not ask again at once.
        await asyncio.sleep(seconds)

    async def _invoke(self, method: str, params: dict[str, Any], turn: Turn) -> int | None:
        if method == ANSWER_INLINE:
            # The results are plain data already.
            rest = {key: value for key, value in params.items() if key != "results"}
            await self._bot.answer_inline_query(results=[], api_kwargs={"results": params["results"]}, **rest)
            return None
        self._on_their_way += method in SENDS
        try:
            async with asyncio.timeout(turn.ends_at - self._clock()):
                made = await getattr(self._bot, method)(**params)
        except TimeoutError as error:
            raise TimedOut from error
        except BadRequest as error:
            if method not in SENDS and is_done(error):
                return None
            raise
        finally:
            self._on_their_way -= method in SENDS
        self._backoff.note_success()
        if not isinstance(made, Message):
            return None
        self.see_message(made.chat.id, made.message_id)
        return made.message_id if method in SENDS else None

    async def _resolve(self, params: dict[str, Any], doubt: Doubt) -> int | None:
        """The id of the message, if it was sent already; None once that is ruled out."""
        while doubt.is_unknown:
            if found := await self._find(params, doubt):
                return found
            doubt.ruled_out.clear()
            if not doubt.may_come:
                doubt.is_unknown = False
                break
            await self._settle(doubt.settled_at - self._clock())
            doubt.may_come = False
        return None

    async def _find(self, params: dict[str, Any], doubt: Doubt) -> int | None:
        chat, floor = params["chat_id"], doubt.floor
        known = await asyncio.to_thread(self._store.updates.messages_above, chat, floor)
        highest = max(known | {floor, self._highest.get(counter_of(chat), 0)})
        beyond = highest + self._on_their_way + _LOOK_BEYOND * self.processes
        unknown = (message for message in range(floor + 1, beyond + 1) if message not in known)
        for message in islice(unknown, _LOOK_AT_MOST):
            if message in doubt.ruled_out:
                continue
            if await self._stands_at(params, message):
                logger.info("a message whose sending was interrupted was found")
                return message
            doubt.ruled_out.add(message)
        return None

    async def _stands_at(self, params: dict[str, Any], message: int) -> bool:
        same = {key: params[key] for key in _SHOWN if key in params}
        edit = self._bot.edit_message_caption if "caption" in params else self._bot.edit_message_text
        try:
            await edit(message_id=message, **same)
        except BadRequest as error:
            return "not modified" in str(error).casefold()
        return True


def _longer(method: str) -> float:
    return _FILE_SECONDS if method in FILE_PARAMS else 0.0


def _file_of(method: str, content: bytes | None) -> dict[str, Any]:
    """What a method takes beside what JSON holds."""
    return {FILE_PARAMS[method]: content or b""} if method in FILE_PARAMS else {}


def _mend(params: dict[str, Any], error: BadRequest) -> bool:
    """Take out of a refused message what is no longer there; whether it is worth another try."""
    if "thread not found" in str(error).casefold():
        return params.pop("message_thread_id", None) is not None
    return False

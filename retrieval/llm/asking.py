"""Asking a language model, guarded: in time or not at all, within the day's tokens, patiently with what fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from enum import StrEnum
from typing import TYPE_CHECKING

import stamina

from data.errors import LanguageModelError
from data.store.llm import ModelLog, Spent
from data.wording import llm as wording
from retrieval.llm.breaker import Breaker
from retrieval.llm.ledger import Ledger
from retrieval.llm.prompts import Prompt, W

if TYPE_CHECKING:
    from retrieval.llm.endpoint import Endpoint, Reply

_TRIES = 3
_LONGEST_WAIT = 20.0


class Use(StrEnum):
    """What a model is asked for."""

    READ = "read"
    CHOOSE = "choose"
    SAY = "say"


class Model:
    """One model of one server, shared by all threads of a process.

    parallel: calls at once; tokens_a_day: of all processes (0: as many as are wanted).
    """

    def __init__(
        self,
        endpoint: Endpoint,
        log: ModelLog,
        *,
        name: str,
        parallel: int,
        tokens_a_day: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self.breaker = Breaker(clock)
        self._endpoint = endpoint
        self._log = log
        self._ledger = Ledger(log)
        self._tokens_a_day = tokens_a_day
        self._callers = ThreadPoolExecutor(parallel, thread_name_prefix="llm")

    def ask(self, prompt: Prompt[W], use: Use, *, seconds: float) -> W:
        """What the model writes, in its form; LanguageModelError where none came within the time, or it is not asked.

        The time is kept whatever the server does: a call that takes longer ends by itself, and nobody waits for it.
        """
        self._refuse()
        ends_at = time.monotonic() + seconds
        call = self._callers.submit(self._call, prompt, use, ends_at)
        try:
            return call.result(timeout=seconds)
        except LateError as error:
            call.cancel()
            raise LanguageModelError(wording.TOO_SLOW, is_passing=True) from error

    def count_claims(self, claims: int, dropped: int) -> None:
        """Write down how many claims a model made of an article, and how many of them were none."""
        self._ledger.note(Use.READ, Spent(claims=claims, dropped=dropped))

    def close(self) -> None:
        """Begin no other call, and write down what those made took."""
        self._callers.shutdown(wait=False, cancel_futures=True)
        self._ledger.close()
        self._endpoint.close()

    def _refuse(self) -> None:
        if not self._log.is_on():
            raise LanguageModelError(wording.SWITCHED_OFF)
        if self._tokens_a_day and self._ledger.tokens_today() >= self._tokens_a_day:
            raise LanguageModelError(wording.SPENT)

    def _call(self, prompt: Prompt[W], use: Use, ends_at: float) -> W:
        left = ends_at - time.monotonic()
        if left <= 0:
            raise LanguageModelError(wording.TOO_SLOW, is_passing=True)
        retries = stamina.retry_context(_patience, attempts=_TRIES, timeout=left)
        for attempt in retries:
            with attempt:
                reply = self._try(prompt, use, ends_at)
        return prompt.parse(reply.text)

    def _try(self, prompt: Prompt[W], use: Use, ends_at: float) -> Reply:
        if not self.breaker.allows():
            raise LanguageModelError(wording.LEFT_ALONE)
        try:
            reply = self._endpoint.ask(prompt, seconds=ends_at - time.monotonic())
        except LanguageModelError:
            self.breaker.fail()
            self._ledger.note(use, Spent(calls=1, failures=1))
            raise
        self.breaker.succeed()
        self._ledger.note(use, Spent(1, 0, reply.prompt_tokens, reply.reply_tokens))
        return reply


def _patience(error: Exception) -> bool | float:
    """Whether to ask again, or after how many seconds."""
    if not isinstance(error, LanguageModelError) or not error.is_passing:
        return False
    return True if error.wait is None else min(error.wait, _LONGEST_WAIT)

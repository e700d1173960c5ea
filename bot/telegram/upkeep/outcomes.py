"""What became of a report, told to who sent it: planned in the transaction that decides it, so no kill loses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.telegram.calls import send
from bot.telegram.delivery.limits import Verdict
from bot.telegram.markup import first, plain
from data.store import Report, Store, StoredUpdate, UpdateState
from data.wording import telegram_correcting as wording
from data.wording.answers import shorten


def plan_outcome(store: Store, report: Report, outcome: str, word: str, *, now: datetime) -> StoredUpdate:
    """The message as an update of the bot's own, like a job's end; inside a transaction."""
    told = wording.OUTCOMES[outcome].say(report.language)
    told = wording.WITH_WORD.say(report.language, outcome=told, word=word) if word else told
    said = wording.OUTCOME.say(report.language, question=shorten(report.question, 100), outcome=told)
    call = send(report.chat, first([plain(said)]))
    # Beside the numbers of jobs and digests: these are of microseconds, and two are never decided in one.
    number = -int(now.timestamp() * 1e6) - report.id
    kept = StoredUpdate(number, {}, report.chat, report.user, 0, Verdict.ANSWER, now)
    store.updates.put([kept])
    store.updates.plan(number, [(call.method, call.params)], now=now)
    return replace(kept, state=UpdateState.PLANNED)

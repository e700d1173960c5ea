"""Questions with known answers put to an archive, without a language model and with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from data.settings import Settings
from data.store import Store
from retrieval.answering.answer import Answer, Status
from retrieval.answering.engine import Engine
from retrieval.evaluation.answering.gold import Gold, held_by
from retrieval.index.engines import open_index
from retrieval.index.live import LiveIndex
from retrieval.index.models import load_encoder
from retrieval.ingest.opening import open_reading
from retrieval.llm.deadline import within
from retrieval.llm.opening import Helper, open_helper

_TOLD = frozenset({Status.ANSWERED, Status.CONFLICTING})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's outcome: `right`: the whole answer was told, or rightly none; source: the first is a right one
    (None where nothing was to be answered or nothing was); told: something was answered; seconds by the clock."""

    is_answerable: bool
    right: bool
    source: bool | None
    told: bool
    seconds: float


def ask_all(settings: Settings, gold: Sequence[Gold], *, done: Callable[[], None]) -> list[Asked]:
    """Every question put to the archive of the settings, with the model that they name, if any."""
    with open_reading(settings) as store:
        helper = open_helper(settings, store)
        live = LiveIndex(open_index(settings), load_encoder(settings.model))
        engine = Engine(store, live, chooser=helper.choose if helper else None)
        try:
            return [_ask(one, engine, helper, store, settings.llm_timeout, done) for one in gold]
        finally:
            live.close()
            if helper:
                helper.close()


def _ask(
    gold: Gold, engine: Engine, helper: Helper | None, store: Store, seconds: float, done: Callable[[], None]
) -> Asked:
    started = time.perf_counter()
    with within(seconds):
        answer = engine.ask(gold.question, history=gold.history)
        if helper and helper.sayer:
            answer = helper.sayer.say(answer)
    took = time.perf_counter() - started
    done()
    is_told = answer.status in _TOLD
    if not gold.is_answerable:
        return Asked(False, not is_told, None, is_told, took)
    sources = [source.article_id for source in answer.sources]
    first = sources[0] in gold.articles if is_told and sources else None
    return Asked(True, is_told and _holds(gold, answer, store), first, is_told, took)


def _holds(gold: Gold, answer: Answer, store: Store) -> bool:
    """Whether the answer's text and facts hold all of what is to be answered."""
    told = " ".join([answer.text, *(f"{item.value} {item.role or ''} {item.quote}" for item in answer.facts)])
    articles = store.articles.get_many(gold.articles)
    return any(held_by(gold, [told], article)[0] >= 1.0 for article in articles.values())


def tell_answers(asked: Sequence[Asked]) -> dict[str, float]:
    """Shares of right answers, right first sources, refusals where nothing is to be answered and where something is;
    seconds of a question, on average and of the slowest twentieth."""
    answerable = [one for one in asked if one.is_answerable]
    others = [one for one in asked if not one.is_answerable]
    sources = [one.source for one in answerable if one.source is not None]
    seconds = [one.seconds for one in asked]
    return {
        "answers": _share([one.right for one in answerable]),
        "source@1": _share(sources),
        "refused rightly": _share([one.right for one in others]),
        "refused wrongly": _share([not one.told for one in answerable]),
        "seconds": fmean(seconds) if seconds else 0.0,
        "seconds p95": float(np.quantile(seconds, 0.95)) if seconds else 0.0,
    }


def _share(values: Sequence[bool]) -> float:
    return fmean(values) if values else 0.0

"""One thing asked of one article: of the answers that it offers the one that is likeliest right, or none."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.choosing.measures import Setting, measure_option
from retrieval.answering.choosing.options import SLOTS, Option, Source, find_options
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result
from retrieval.answering.weighing import Weights, read_weights

_LEAD = 1.0
"""Log-odds by which sentences have to be before a read fact, which says name, office and part and is nicer to read."""

WEIGHTS = Path(__file__).with_name("choosing") / "weights.toml"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer that may be told, with what is measured of it."""

    option: Option
    measures: dict[str, float]

    @property
    def is_read(self) -> bool:
        """Whether it is the read fact."""
        return self.option.source is Source.FACT


def load_weights() -> Weights:
    """The weights in `choosing/weights.toml`."""
    return read_weights(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that an article on the event offers; `is_sure`: what was read of it, nothing else being asked."""

    candidate: Candidate
    result: Result
    score: float
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose among answers that are offered: one of them, or that none answers (None)."""

    result: Result | None


Choose = Callable[[Kind, Query, Sequence[Result]], Choice | None]
"""Chooses among the answers that are offered to one thing asked, the likeliest first; None where it cannot."""


def find_offers(kind: Kind, query: Query, event: Sequence[Candidate], *, lexicon: Lexicon) -> list[Offer]:
    """Every answer that the articles on an event offer, the likeliest first."""
    weights = load_weights()
    offers = [
        Offer(
            candidate,
            replace(one.option.result, certainty=find_chance(one, candidate)),
            weights.score(one.measures) + _LEAD * one.is_read,
            one.is_read and not one.measures["asks_particular"],
        )
        for candidate in event
        for one in weigh_options(kind, query, candidate, lexicon=lexicon)
    ]
    return sorted(offers, key=lambda offer: -offer.score)


def tell(kind: Kind, query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """What the candidate's article says of one thing asked and how surely that answers; None where it does not say.

    A doubt whether its meeting is the one meant is a doubt about the answer.
    """
    if query.is_yes_no and kind in SLOTS:
        return SLOTS[kind](query, candidate)
    weights = load_weights()
    offered = weigh_options(kind, query, candidate, lexicon=lexicon)
    if not offered:
        return None
    best = max(offered, key=lambda one: weights.score(one.measures) + _LEAD * one.is_read)
    certainty = find_chance(best, candidate)
    return replace(best.option.result, certainty=certainty) if certainty >= weights.least else None


def find_chance(weighed: Weighed, candidate: Candidate) -> float:
    """The chance, 0 to 1, that an answer is right, and of the meeting asked about."""
    return load_weights().certainty(weighed.measures) * find_trust(candidate)


def find_trust(candidate: Candidate) -> float:
    """How much, 0 to 1, an answer's certainty is worth, since another meeting may be meant."""
    # The root: the answer's own measures tell of half of that doubt.
    return math.sqrt(candidate.certainty)


def weigh_options(kind: Kind, query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Sequence[Weighed]:
    """The answers that the candidate's article offers, as they are measured."""
    ranked = rank_sentences(query, candidate, lexicon)
    setting = Setting(kind, query, candidate, ranked, bool(particular_concepts(query, candidate)))
    options = find_options(kind, query, candidate, ranked)
    return [Weighed(option, measure_option(option, setting)) for option in options]

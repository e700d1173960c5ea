"""What articles on one event say of all that is asked: of the answers that they offer the likeliest right, or none."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.answering.answer import Answer
from retrieval.answering.answers.anywhere import answer_anywhere
from retrieval.answering.answers.composing import compose, deny
from retrieval.answering.answers.summary import summarise
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.choosing.measures import Setting, measure_option
from retrieval.answering.choosing.options import SLOTS, Option, Source, find_options
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences, says_nothing
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.disagreeing import find_disagreement
from retrieval.answering.slots.nearest import answer_nearest, find_mention, nearest_sentence
from retrieval.answering.slots.outlets import add_outlets, find_presence_clash
from retrieval.answering.slots.result import Result
from retrieval.answering.weighing import Weights, read_weights

_LEADS = {"fact": 1.0, "named": 1.0, "held": 1.0, "fact_attendees": -0.5, "fact_representing": 1.0}
"""Log-odds by which sentences have to be before what says name, office and part, and is nicer to read. Less before a
list of all who were there, of whom mostly some are asked for; more before a pair, which sentences have among others."""

WEIGHTS = Path(__file__).with_name("choosing") / "weights.toml"


def load_weights() -> Weights:
    """The weights in `choosing/weights.toml`."""
    return read_weights(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that an article offers, with what is measured of it; trust: how much its certainty is worth, 0 to 1."""

    option: Option
    measures: dict[str, float]
    trust: float = 1.0

    @property
    def score(self) -> float:
        """Its place among the others, in log-odds."""
        lead = sum(lead for name, lead in _LEADS.items() if self.measures[name] == 1.0)
        return load_weights().score(self.measures) + lead

    @property
    def is_read(self) -> bool:
        """Whether it is the read fact."""
        return self.option.source is Source.FACT

    @property
    def is_sure(self) -> bool:
        """Whether it is what was read, nothing being asked besides the meeting."""
        return self.is_read and not self.measures["asks_particular"]

    @property
    def result(self) -> Result:
        """The answer, and how surely it is one."""
        return replace(self.option.result, certainty=load_weights().certainty(self.measures) * self.trust)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose among answers that are offered: one of them, or that none answers (None)."""

    result: Result | None


Choose = Callable[[Kind, Query, Sequence[Result]], Choice | None]
"""Chooses among the answers that are offered to one thing asked, the likeliest first; None where it cannot."""


def tell_event(
    query: Query,
    event: Sequence[Candidate],
    lexicon: Lexicon,
    *,
    choose: Choose | None = None,
    ranked: Sequence[Candidate] = (),
    is_brief: bool = False,
) -> Answer:
    """Everything asked of one event, from the articles that report it, the best first; what they do not say of an
    office, some other article that was found may (`ranked`). `is_brief`: without the sentences that prove it."""
    if query.kind is Kind.SUMMARY:
        return summarise(query, event)
    filled = [(kind, _choose(kind, query, event, lexicon, choose)) for kind in query.wanted]
    found = [result for _, result in filled if result]
    elsewhere = None if any(result.is_read for result in found) else answer_anywhere(query, ranked)
    if elsewhere or found:
        return elsewhere or compose(query, event, filled, is_brief=is_brief)
    naming = ((one, mention) for one in event if (mention := find_mention(query, one)))
    best, named = next(naming, (event[0], None))
    return deny(query, best, mention=named, nearest=nearest_sentence(query, best, lexicon))


def _choose(
    kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon, choose: Choose | None
) -> Result | None:
    """The asked detail; where what was read does not surely answer, whoever chooses may take another, or none."""
    offers = find_offers(kind, query, event, lexicon=lexicon) if choose and not query.is_yes_no else []
    if choose and offers and not offers[0].is_sure and (choice := choose(kind, query, [o.result for o in offers])):
        return choice.result
    return _fill(kind, query, event, lexicon)


def _fill(kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon) -> Result | None:
    """The asked detail by the article on the event that surest states it, or what its articles disagree about."""
    if clash := find_presence_clash(kind, query, event):
        return clash
    told = [(one, found) for one in event if (found := tell(kind, query, one, lexicon=lexicon))]
    if told:
        best, found = max(told, key=lambda one: one[1].certainty)
        return find_disagreement(kind, told) or (add_outlets(query, best, found, event) if found.is_of_all else found)
    told_of = (one for one in event if _may_tell(kind, query, one, lexicon))
    near = (answer_nearest(kind, query, one, rank_sentences(query, one, lexicon)) for one in told_of)
    return next(filter(None, near), None)


def _may_tell(kind: Kind, query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether some sentence of an article may have what is asked.

    A date may stand in none and be told all the same; a sentence that names an office asked for is worth showing.
    """
    is_elsewhere = query.asked_offices or (kind is Kind.WHEN and not query.asked_concepts)
    return bool(is_elsewhere) or not says_nothing(rank_sentences(query, candidate, lexicon))


def tell(kind: Kind, query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """What the candidate's article says of one thing asked and how surely that answers; None where it does not say.

    A doubt whether its meeting is the one meant is a doubt about the answer. Where nothing is asked besides the
    meeting, what was read of it needs no more than that.
    """
    if query.is_yes_no and kind in SLOTS:
        return SLOTS[kind](query, candidate)
    best = next(iter(find_offers(kind, query, [candidate], lexicon=lexicon)), None)
    certainty = (best.trust if best.is_sure else best.result.certainty) if best else 0.0
    return best.result if best and certainty >= load_weights().least else None


def surely_tells(query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether an article answers a question beyond doubt."""
    told = tell(query.kind, query, candidate, lexicon=lexicon)
    return told is not None and told.certainty >= load_weights().sure


def find_offers(kind: Kind, query: Query, event: Sequence[Candidate], *, lexicon: Lexicon) -> list[Offer]:
    """Every answer that the articles on an event offer, the likeliest first."""
    offers = (offer for one in event for offer in weigh_options(kind, query, one, lexicon=lexicon))
    return sorted(offers, key=lambda offer: -offer.score)


def weigh_options(kind: Kind, query: Query, candidate: Candidate, *, lexicon: Lexicon) -> list[Offer]:
    """The answers that the candidate's article offers, as they are measured."""
    ranked = rank_sentences(query, candidate, lexicon)
    setting = Setting(kind, query, candidate, ranked, bool(particular_concepts(query, candidate)))
    options = find_options(kind, query, candidate, ranked)
    return [Offer(option, measure_option(option, setting), find_trust(candidate)) for option in options]


def find_trust(candidate: Candidate) -> float:
    """How much, 0 to 1, an answer's certainty is worth, since another meeting may be meant."""
    # The root: the answer's own measures tell of half of that doubt.
    return math.sqrt(candidate.certainty)

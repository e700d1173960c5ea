"""The meetings that may answer a question: retrieval's articles, read, compared with the question, best first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.article import Article
from data.facts import Fact, FactKind, Meeting, Reading
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.measures import Compared, Measures, measure_meeting, presences
from retrieval.answering.ranking.presence import Words, Worth, weigh_question
from retrieval.answering.weighing import Weights, read_weights
from retrieval.language.regions import region

WEIGHTS = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One meeting of one article (or the article itself, where it reports none).

    measures: how it fits the question; missing: the concepts that the article has not; score: log-odds against the
    other candidates of the question; certainty: the chance that it is meant, 1 where it is asked about by itself.
    """

    article: Article
    reading: Reading
    meeting: Meeting | None
    measures: Measures
    missing: tuple[str, ...]
    score: float
    certainty: float = 1.0

    def facts(self, *kinds: FactKind) -> list[Fact]:
        """The facts of these kinds that belong to this meeting or to no meeting in particular, in text order."""
        ordinals = {None, self.meeting.ordinal} if self.meeting else {None, *range(len(self.reading.meetings))}
        found = [fact for fact in self.reading.facts if fact.kind in kinds and fact.meeting in ordinals]
        return sorted(found, key=lambda fact: (fact.start, fact.value_start or 0))

    def fit(self, name: str) -> float | None:
        """One measure by its name; None where the question does not ask for it."""
        figure = self.measures[name]
        return None if math.isnan(figure) else figure

    @property
    def article_id(self) -> str:
        """Of the article that reports it."""
        return self.article.id

    @property
    def region_name(self) -> str | None:
        """The region of the meeting, or else of its article."""
        codes = (*(self.meeting.regions if self.meeting else ()), *self.reading.regions)
        place = region(codes[0]) if codes else None
        return place.name if place else None

    @property
    def lies_elsewhere(self) -> bool:
        """Whether it lies in another region or time than the question says."""
        return 0.0 in {self.measures["region"], self.measures["period"]}

    @property
    def name(self) -> str:
        """What to call it: the meeting's name, or the article's title."""
        return self.meeting.name if self.meeting and self.meeting.name else self.article.title


def load_weights() -> Weights:
    """The weights in `weights.toml` beside this module."""
    return read_weights(WEIGHTS)


def rank(
    query: Query,
    found: Mapping[str, Measures],
    *,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    words: Callable[[Article], Words],
    frequency: Callable[[str], int],
    chunks: int,
) -> list[Candidate]:
    """Every meeting of the retrieved articles, best first.

    found: article id -> what retrieval says of it; frequency: stem -> number of chunks with it; chunks: how many there
    are.
    """
    worth = weigh_question(query, frequency, chunks=chunks)
    candidates = [
        candidate
        for article_id in found.keys() & articles.keys()
        for candidate in _compare(
            query,
            worth,
            articles[article_id],
            readings.get(article_id) or Reading(article_id, version=""),
            words(articles[article_id]),
            found[article_id],
        )
    ]
    return sorted(candidates, key=lambda one: (-one.score, one.article.id, one.meeting.ordinal if one.meeting else 0))


def _compare(
    query: Query, worth: Worth, article: Article, reading: Reading, words: Words, found: Measures
) -> Iterator[Candidate]:
    presence = presences(worth, words)
    missing = tuple(concept.text for concept, there in zip(worth.concepts, presence, strict=True) if not there)
    for meeting in reading.meetings or (None,):
        compared = Compared(query, worth, article, reading, meeting, words, presence)
        measures = {**found, **measure_meeting(compared)}
        yield Candidate(article, reading, meeting, measures, missing, load_weights().score(measures))

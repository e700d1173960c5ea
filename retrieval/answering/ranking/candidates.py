"""The meetings that may answer a question: retrieval's articles, read, compared with the question, best first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.article import Article
from data.facts import Fact, FactKind, Meeting, Reading
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.fit import Fit, fit_meeting
from retrieval.answering.ranking.presence import Words, weigh_question
from retrieval.answering.ranking.thresholds import Thresholds
from retrieval.index.search import Hit


@dataclass(frozen=True, slots=True)
class Candidate:
    """One meeting of one article (or the article itself, where it reports none) with its fit and score."""

    article: Article
    reading: Reading
    meeting: Meeting | None
    fit: Fit
    score: float

    def facts(self, *kinds: FactKind) -> list[Fact]:
        """The facts of these kinds that belong to this meeting or to no meeting in particular, in text order."""
        ordinals = {None, self.meeting.ordinal} if self.meeting else {None, *range(len(self.reading.meetings))}
        found = [fact for fact in self.reading.facts if fact.kind in kinds and fact.meeting in ordinals]
        return sorted(found, key=lambda fact: (fact.start, fact.value_start or 0))

    @property
    def name(self) -> str:
        """What to call it: the meeting's name, or the article's title."""
        return self.meeting.name if self.meeting and self.meeting.name else self.article.title


def best_hits(hits: Sequence[Hit], *, limit: int) -> dict[str, float]:
    """Article id -> score of its best passage between 0 and 1, for the `limit` best articles, best first."""
    scores: dict[str, float] = {}
    for hit in hits:
        scores.setdefault(hit.article_id, hit.score)
    top = max(scores.values(), default=0.0) or 1.0
    return {article_id: score / top for article_id, score in list(scores.items())[:limit]}


def rank(
    query: Query,
    scores: Mapping[str, float],
    *,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    words: Callable[[Article], Words],
    frequency: Callable[[str], int],
    chunks: int,
    thresholds: Thresholds,
) -> list[Candidate]:
    """Every meeting of the retrieved articles with its fit, best first.

    scores: article id -> retrieval score; frequency: stem -> number of chunks with it; chunks: how many there are.
    """
    worth = weigh_question(query, frequency, chunks=chunks)
    candidates = []
    for article_id, retrieval in scores.items():
        article = articles.get(article_id)
        if article is None:
            continue
        reading = readings.get(article_id) or Reading(article_id, version="")
        for meeting in reading.meetings or (None,):
            fit = fit_meeting(
                query,
                article=article,
                reading=reading,
                meeting=meeting,
                words=words(article),
                worth=worth,
                retrieval=retrieval,
            )
            candidates.append(Candidate(article, reading, meeting, fit, score_fit(fit, thresholds)))
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.article.id, _ordinal(candidate)))


def _ordinal(candidate: Candidate) -> int:
    return candidate.meeting.ordinal if candidate.meeting else 0


def score_fit(fit: Fit, thresholds: Thresholds) -> float:
    """One figure for a fit: the weighted mean of what the question asks for."""
    parts = [
        (thresholds.weight_retrieval, fit.retrieval),
        (thresholds.weight_coverage, fit.coverage),
        (thresholds.weight_region, fit.region),
        (thresholds.weight_period, fit.period),
        (thresholds.weight_kind, fit.kind),
    ]
    asked = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in asked) / sum(weight for weight, _ in asked)

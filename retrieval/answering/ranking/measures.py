"""What is measured of a meeting with regard to a question: figures from 0 to 1 or nearly so, each by a name. Pure.

NaN stands for what the question does not ask for. None of them decides alone: `weights.toml` says how much each counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from types import MappingProxyType

from data.article import Article
from data.facts import Meeting, Reading
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.fit import any_within, kind_fit, meeting_days, names_region, period_fit, region_fit
from retrieval.answering.ranking.presence import Words, Worth, concept_presence
from retrieval.index.search import Hit

Measures = Mapping[str, float]

# Missing words and telling weight beyond which more of them tell nothing.
_MANY_MISSING, _TELLING = 6, 5
# Cosines lie in a narrow band, and close to each other: what is measured is how far in it, and how far apart.
_LEAST_COSINE, _COSINES, _APART = 0.3, 0.6, 5.0
# Regions of an article that it is about; the others it only mentions. A regency's code has four digits.
_ABOUT, _REGENCY = 3, 4


@dataclass(frozen=True, slots=True)
class Compared:
    """A meeting (None: the article reports none) beside a question; presence: how far the article has each concept."""

    query: Query
    worth: Worth
    article: Article
    reading: Reading
    meeting: Meeting | None
    words: Words
    presence: Sequence[float]


FOUND_ITSELF: Measures = {
    **dict.fromkeys(("retrieval", "words", "meaning", "opening"), 1.0),
    **dict.fromkeys(("retrieval_lead", "words_lead", "meaning_lead"), 0.0),
}
"""What retrieval would say of an article that is asked about by itself."""


_NONE: Mapping[str, str] = MappingProxyType({})
_OF_MEETING = (
    *("coverage", "known", "naming", "telling", "missing", "missing_known"),
    *("region", "region_named", "region_other", "period", "year_written", "held_else", "published_else"),
    *("kind", "no_meeting"),
)
MEASURES = (*FOUND_ITSELF, *_OF_MEETING)
"""The names of all that is measured of a meeting."""


def measure_articles(hits: Sequence[Hit], leaders: Mapping[str, str] = _NONE) -> dict[str, dict[str, float]]:
    """What retrieval says of each article that it found, beside the others; in the order of their best passages.

    leaders: article id -> what it is a version of; versions of one text are no rivals.
    """
    scores, words, meaning = _best(hits, "score"), _best(hits, "lexical"), _best(hits, "dense")
    openings = {hit.article_id: hit.dense for hit in hits if not hit.start}
    most_score, most_words = (max(found.values(), default=0.0) or 1.0 for found in (scores, words))
    leads = _leads(scores, leaders), _leads(words, leaders), _leads(meaning, leaders)
    return {
        article_id: {
            "retrieval": score / most_score,
            "retrieval_lead": leads[0][article_id] / most_score,
            "words": words[article_id] / most_words,
            "words_lead": leads[1][article_id] / most_words,
            "meaning": _scale(meaning[article_id]),
            "meaning_lead": max(-1.0, min(1.0, _APART * leads[2][article_id])),
            "opening": _scale(openings.get(article_id, 0.0)),
        }
        for article_id, score in scores.items()
    }


def _best(hits: Sequence[Hit], name: str) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.article_id] = max(best.get(hit.article_id, 0.0), getattr(hit, name))
    return best


def _leads(scores: Mapping[str, float], leaders: Mapping[str, str]) -> dict[str, float]:
    """How far each article is before the best of all that have another text."""
    best: dict[str, float] = {}
    for article_id, score in scores.items():
        text_id = leaders.get(article_id, article_id)
        best[text_id] = max(best.get(text_id, 0.0), score)
    first, second, *_ = [*sorted(best.values(), reverse=True)[:2], 0.0, 0.0]
    rivals = {text_id: second if score == first else first for text_id, score in best.items()}
    return {one: score - rivals[leaders.get(one, one)] for one, score in scores.items()}


def _scale(cosine: float) -> float:
    """A cosine within its band; NaN where there is no vector."""
    return (cosine - _LEAST_COSINE) / _COSINES if cosine else nan


def presences(worth: Worth, words: Words) -> list[float]:
    """How far an article has each concept of a question."""
    return [concept_presence(concept, words, sure=worth.sure) for concept in worth.concepts]


def measure_meeting(compared: Compared) -> dict[str, float]:
    """Everything that is measured of a meeting, but for what retrieval says of its article."""
    return {
        **dict.fromkeys(_OF_MEETING, nan),
        **_measure_words(compared),
        **_measure_region(compared),
        **_measure_time(compared),
        "kind": kind_fit(compared.query, compared.meeting, compared.words),
        "no_meeting": float(compared.meeting is None),
    }


def _measure_words(compared: Compared) -> dict[str, float]:
    query, worth, presence = compared.query, compared.worth, compared.presence
    rows = list(zip(worth.concepts, worth.weights, worth.known, presence, strict=True))
    lacking = [(concept, weight, known) for concept, weight, known, there in rows if not there]
    return {
        # What an English question lacks are its own words, of which no article has any.
        "coverage": nan if query.is_english else _share([(weight, there) for _, weight, _, there in rows]),
        "known": _share([(weight, there) for _, weight, known, there in rows if known]),
        "naming": _share([row[1::2] for row in rows if row[0] not in query.asked_concepts]),
        "telling": sum(weight * there for _, weight, _, there in rows) / worth.most / _TELLING,
        "missing": min(len(lacking), _MANY_MISSING) / _MANY_MISSING,
        "missing_known": max((weight for _, weight, known in lacking if known), default=0.0) / worth.most,
    }


def _share(weighed: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in weighed)
    return sum(weight * there for weight, there in weighed) / total if total else nan


def _measure_region(compared: Compared) -> dict[str, float]:
    asked, meeting, reading = compared.query.regions, compared.meeting, compared.reading
    if not asked:
        return {}
    own = (*(meeting.regions if meeting else ()), *reading.regions)
    level = min(max(map(len, asked)), _REGENCY)
    is_elsewhere = any(len(code) >= level for code in own[:_ABOUT]) and not any_within(own, asked)
    return {
        "region": region_fit(asked, meeting, reading, compared.words),
        "region_named": float(any(names_region(compared.words.all, code) for code in asked)),
        "region_other": float(is_elsewhere),
    }


def _measure_time(compared: Compared) -> dict[str, float]:
    periods, article = compared.query.periods, compared.article
    published = article.published_on
    days = meeting_days(compared.reading, compared.meeting)
    name = f"{compared.meeting.name} {compared.meeting.theme}" if compared.meeting else ""
    fit = period_fit(periods, days=days, published=published, name=name, words=compared.words)
    figures = {"period": fit} if periods else {}
    years = {period.year for period in periods if period.year}
    if not years:
        return figures
    return figures | {
        "year_written": float(not compared.words.all.isdisjoint(map(str, years))),
        "held_else": float(bool(days) and years.isdisjoint(day.year for day in days)),
        "published_else": float(published is not None and published.year not in years),
    }

"""What is measured of a meeting with regard to a question: figures from 0 to 1 or nearly so, each by a name. Pure.

NaN stands for what the question does not ask for. None of them decides alone: `weights.toml` says how much each counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

from data.article import Article
from data.facts import Meeting, Reading
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.fit import kind_fit, meeting_days, period_fit, region_fit
from retrieval.answering.ranking.presence import Words, Worth, concept_presence
from retrieval.index.search import Hit
from retrieval.language.regions import is_within, region
from retrieval.language.stems import analyse, stem

Measures = Mapping[str, float]

# Words, things asked for and telling weight beyond which more of them tell nothing.
_MANY_CONCEPTS, _MANY_MISSING, _ASKED_FOR, _TELLING = 8, 6, 3, 5
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


MEASURES = (
    *FOUND_ITSELF,
    *("coverage", "known", "naming", "telling", "missing", "missing_known", "missing_name", "unknown"),
    *("concepts", "asked_for", "region", "region_named", "region_other"),
    *("period", "year_written", "held_else", "published_else", "kind", "no_meeting"),
)
"""The names of all that is measured of a meeting."""


def measure_articles(hits: Sequence[Hit]) -> dict[str, dict[str, float]]:
    """What retrieval says of each article that it found, beside the others; in the order of their best passages."""
    scores, words, meaning = _best(hits, "score"), _best(hits, "lexical"), _best(hits, "dense")
    openings = {hit.article_id: hit.dense for hit in hits if not hit.start}
    most_score, most_words = max(scores.values(), default=0.0) or 1.0, max(words.values(), default=0.0) or 1.0
    return {
        article_id: {
            "retrieval": score / most_score,
            "retrieval_lead": (score - _rival(scores, article_id)) / most_score,
            "words": words[article_id] / most_words,
            "words_lead": (words[article_id] - _rival(words, article_id)) / most_words,
            "meaning": _scale(meaning[article_id]),
            "meaning_lead": max(-1.0, min(1.0, _APART * (meaning[article_id] - _rival(meaning, article_id)))),
            "opening": _scale(openings.get(article_id, 0.0)),
        }
        for article_id, score in scores.items()
    }


def _best(hits: Sequence[Hit], name: str) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.article_id] = max(best.get(hit.article_id, 0.0), getattr(hit, name))
    return best


def _rival(scores: Mapping[str, float], article_id: str) -> float:
    return max((score for other, score in scores.items() if other != article_id), default=0.0)


def _scale(cosine: float) -> float:
    """A cosine within its band; NaN where there is no vector."""
    return (cosine - _LEAST_COSINE) / _COSINES if cosine else nan


def presences(worth: Worth, words: Words) -> list[float]:
    """How far an article has each concept of a question."""
    return [concept_presence(concept, words, sure=worth.sure) for concept in worth.concepts]


def measure_meeting(compared: Compared) -> dict[str, float]:
    """Everything that is measured of a meeting, but for what retrieval says of its article."""
    return {
        **_measure_words(compared),
        **_measure_region(compared),
        **_measure_time(compared),
        **_measure_kind(compared),
    }


def _measure_words(compared: Compared) -> dict[str, float]:
    query, worth, presence = compared.query, compared.worth, compared.presence
    rows = list(zip(worth.concepts, worth.weights, worth.known, presence, strict=True))
    lacking = [(concept, weight, known) for concept, weight, known, there in rows if not there]
    naming = [(weight, there) for concept, weight, _, there in rows if concept not in query.asked_concepts]
    return {
        # What an English question lacks are its own words, of which no article has any.
        "coverage": nan if query.is_english else _share([(weight, there) for _, weight, _, there in rows]),
        "known": _share([(weight, there) for _, weight, known, there in rows if known]),
        "naming": _share(naming),
        "telling": sum(weight * there for _, weight, _, there in rows) / worth.most / _TELLING,
        "missing": min(len(lacking), _MANY_MISSING) / _MANY_MISSING,
        "missing_known": max((weight for _, weight, known in lacking if known), default=0.0) / worth.most,
        "missing_name": max((weight for weight, there in naming if not there), default=0.0) / worth.most,
        "unknown": nan if query.is_english else sum(not known for known in worth.known) / (len(rows) or 1),
        "concepts": min(len(rows), _MANY_CONCEPTS) / _MANY_CONCEPTS,
        "asked_for": sum(map(bool, (query.regions, query.periods, query.kinds))) / _ASKED_FOR,
    }


def _share(weighed: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in weighed)
    return sum(weight * there for weight, there in weighed) / total if total else nan


def _measure_region(compared: Compared) -> dict[str, float]:
    asked, meeting, words = compared.query.regions, compared.meeting, compared.words
    if not asked:
        return {"region": nan, "region_named": nan, "region_other": nan}
    own = [*(meeting.regions if meeting else ()), *compared.reading.regions]
    lies_in = any(is_within(code, wanted) for wanted in asked for code in own)
    deepest = max(asked, key=len)
    level = min(len(deepest), _REGENCY)
    elsewhere = any(len(code) >= level and not is_within(code, deepest) for code in own[:_ABOUT])
    fit = region_fit(asked, meeting=meeting, reading=compared.reading, title=compared.article.title, words=words)
    return {
        "region": nan if fit is None else fit,
        "region_named": float(any(_region_stems(code) <= words.all for code in asked)),
        "region_other": float(elsewhere and not lies_in),
    }


def _region_stems(code: str) -> set[str]:
    place = region(code)
    return {stem(word) for word in analyse(place.name)} if place else {code}


def _measure_time(compared: Compared) -> dict[str, float]:
    query, article, meeting = compared.query, compared.article, compared.meeting
    published = article.published.date() if article.published else None
    days = meeting_days(compared.reading, meeting)
    name = f"{article.title} {meeting.name} {meeting.theme or ''}" if meeting else article.title
    fit = period_fit(query, days=days, published=published, name=name, words=compared.words)
    years = {period.year for period in query.periods if period.year}
    if not years:
        return {"period": nan if fit is None else fit, "year_written": nan, "held_else": nan, "published_else": nan}
    return {
        "period": nan if fit is None else fit,
        "year_written": float(any(str(year) in compared.words.all for year in years)),
        "held_else": float(bool(days) and years.isdisjoint(day.year for day in days)),
        "published_else": float(published is not None and published.year not in years),
    }


def _measure_kind(compared: Compared) -> dict[str, float]:
    fit = kind_fit(compared.query, compared.meeting, compared.words)
    return {"kind": nan if fit is None else fit, "no_meeting": float(compared.meeting is None)}

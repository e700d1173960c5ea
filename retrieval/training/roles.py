"""Fits the weights of predicates: which of the people near them took part, who opened, closed or led, who spoke."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from retrieval.facts.page import open_page
from retrieval.language.text import Span
from retrieval.reading.attendance import gather_company
from retrieval.reading.deeds.arguments import find_pairs
from retrieval.reading.deeds.roles import BIAS, DEEDS, Roles, chance
from retrieval.reading.predicates import STANDS_IN
from retrieval.reading.speech import hear, pairs_said
from retrieval.reading.tagging.tagger import Tagger
from retrieval.training.annotations import Annotated, find_phrase
from retrieval.training.judging import is_right, people_of, same_people

STRENGTH = 0.3
"""Inverse of the regularisation of the logistic regressions."""

FOLDS = 5
FEWEST = 3
"""Pairs that a measure must be of."""

SPEAKING = frozenset({"spoke", "quoted_only"})
"""Capacities of an annotated person whose quote holds the verb of speaking, where there is one."""

LIKELY = 0.5
"""Chance from which somebody may be a speaker whom the annotation passes over."""

SMALLEST = 0.02
"""A weight below this is left out."""

NOTHING = Roles({BIAS: 0.0}, {BIAS: 0.0}, {BIAS: 0.0}, 1.0)
"""Weights that tell nothing: what pairs there are does not hang on them."""


@dataclass(frozen=True, slots=True)
class PairCase:
    """A predicate and somebody near it in one article, and whether the annotation agrees."""

    article: int
    role: str
    place: tuple[int, int]
    measures: dict[str, float]
    took_part: bool
    deeds: frozenset[str]


@dataclass(frozen=True, slots=True)
class SaidCase:
    """A verb of speaking and somebody beside it in one article, and whether that is the speaker, as far as the
    annotation tells (`is_told`); what it passes over is mostly not."""

    measures: dict[str, float]
    is_speaker: bool
    is_told: bool


def collect_pairs(articles: Sequence[Annotated], tagger: Tagger) -> Iterator[PairCase]:
    """The pairs of annotated articles, as the reader finds them."""
    for number, article in enumerate(articles):
        tags = tagger.tag(title=article.title, text=article.text)
        company = gather_company(open_page(article.text), tags, NOTHING)
        people = [part.participant for part in company.parts]
        right = [is_right(one, article) for one in people]
        deeds = [frozenset(str(one["capacity"]) for one in people_of(each, article)) & DEEDS for each in people]
        for pair in (pair for scene in company.scenes for pair in find_pairs(scene)):
            at, role = pair.unit.number, pair.predicate.role
            if role != STANDS_IN:
                yield PairCase(number, role, (number, pair.predicate.first), pair.measures, right[at], deeds[at])


def collect_said(articles: Sequence[Annotated], tagger: Tagger) -> Iterator[SaidCase]:
    """The pairs of a verb of speaking and somebody beside it, those left out whom the annotation names elsewhere.

    A verb inside the quote of an annotated speaker is told to be that speaker's, and nobody else's.
    """
    for article in articles:
        tags = tagger.tag(title=article.title, text=article.text)
        speech = hear(gather_company(open_page(article.text), tags, NOTHING))
        known = [same_people(one, article) for one in speech.speakers]
        quoted = list(_quoted(article))
        for pair in (pair for scene in speech.scenes for pair in pairs_said(scene)):
            at, named = speech.words.tokens[pair.predicate.first].start, known[pair.unit.number]
            telling = [person for span, person in quoted if span.start <= at < span.end]
            if telling or not named:
                yield SaidCase(pair.measures, any(person in named for person in telling), bool(telling))


def _fit_said(cases: Sequence[SaidCase]) -> dict[str, float]:
    """Weights for speaking: of what the annotation passes over, only what looks like no speaker is taken for none."""
    told = [case for case in cases if case.is_told]
    first = _fit([case.measures for case in told], [case.is_speaker for case in told])
    sure = [case for case in cases if case.is_told or chance(first, case.measures) < LIKELY]
    return _fit([case.measures for case in sure], [case.is_speaker for case in sure])


def _quoted(article: Annotated) -> Iterator[tuple[Span, Mapping[str, Any]]]:
    for person in (one for meeting in article.meetings for one in meeting["people"]):
        if person["capacity"] in SPEAKING:
            for start, end in find_phrase(article.text, person["quote"], whole=False):
                yield Span(start, end), person


def fit_roles(cases: Sequence[PairCase], said: Sequence[SaidCase], *, least: float) -> Roles:
    """Weights for having taken part, over all pairs, for deeds, over those of a deed's predicate, and for speaking."""
    of_deeds = [case for case in cases if case.role in DEEDS]
    return Roles(
        took_part=_fit([case.measures for case in cases], [case.took_part for case in cases]),
        deed=_fit([case.measures for case in of_deeds], [bool(case.deeds) for case in of_deeds]),
        said=_fit_said(said),
        least=least,
    )


def deeds_held_out(cases: Sequence[PairCase], *, least: float) -> tuple[float, int]:
    """Of the deeds told of articles that the weights do not know, the share that is right in the same capacity, and
    how many are right."""
    of_deeds = [case for case in cases if case.role in DEEDS]
    values = DictVectorizer().fit_transform([case.measures for case in of_deeds])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    groups = [case.article for case in of_deeds]
    done = [bool(case.deeds) for case in of_deeds]
    chances = cross_val_predict(model, values, done, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    best: dict[tuple[int, int], tuple[float, bool]] = {}
    for case, likely in zip(of_deeds, chances, strict=True):
        best[case.place] = max(best.get(case.place, (0.0, False)), (float(likely), case.role in case.deeds))
    told = [is_right for likely, is_right in best.values() if likely >= least]
    return sum(told) / max(1, len(told)), sum(told)


def _fit(measures: Sequence[dict[str, float]], right: Sequence[bool]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for name in (name for each in measures for name in each):
        counts[name] = counts.get(name, 0) + 1
    vectors = DictVectorizer()
    values = vectors.fit_transform(
        [{name: figure for name, figure in each.items() if counts[name] >= FEWEST} for each in measures]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(values, right)
    weights = {
        name: round(float(weight), 3) for name, weight in zip(vectors.feature_names_, model.coef_[0], strict=True)
    }
    kept = {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}
    return {BIAS: round(float(model.intercept_[0]), 3), **kept}

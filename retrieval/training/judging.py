"""Fits the judge: which participants took part, on annotated articles that the tagger was not trained on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from retrieval.facts.page import open_page
from retrieval.language.names import fold_name, same_person
from retrieval.reading.attendance import gather_company
from retrieval.reading.deeds.roles import Roles
from retrieval.reading.judge import Judge, measure
from retrieval.reading.mentions import GROUP, OFFICE
from retrieval.reading.participants import Participant
from retrieval.reading.tagging.tagger import Tagger
from retrieval.training.annotations import TOOK_PART, Annotated

FOLDS = 8
STRENGTH = 0.3
"""Inverse of the regularisation of the logistic regression, over standardised features."""

MOST_WORDS = 0.6
"""Share of the words of an annotated name that a name must have."""

ALIKE = 0.5
"""Share of the telling words of the shorter of two groups or offices that the other has, to be the same."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant of one article: its features, kind, and whether the annotation has it as taking part."""

    article: int
    kind: str
    features: dict[str, float]
    is_right: bool


def collect(articles: Sequence[Annotated], tagger: Tagger, roles: Roles) -> Iterator[Case]:
    """The participants of annotated articles, as the reader gathers them."""
    for number, article in enumerate(articles):
        company = gather_company(open_page(article.text), tagger.tag(title=article.title, text=article.text), roles)
        for part in company.parts:
            features = measure(part.participant, text=article.text, told=part.told, stands_in=part.stand_in is not None)
            yield Case(number, part.participant.kind, features, is_right(part.participant, article))


def fit(cases: Sequence[Case], *, person: float, group: float) -> tuple[Judge, NDArray[np.float64]]:
    """The judge, and the chance that it gives each case when fitted without the case's article."""
    names = list(cases[0].features)
    values = np.array([[case.features[name] for name in names] for case in cases])
    right = np.array([case.is_right for case in cases])
    middle, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    folds = GroupKFold(FOLDS)
    groups = [case.article for case in cases]
    chances = cross_val_predict(
        model, (values - middle) / spread, right, groups=groups, cv=folds, method="predict_proba"
    )
    model.fit((values - middle) / spread, right)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ middle)
    table = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Judge(table, round(bias, 4), person, group), chances[:, 1]


def precision_and_share(
    cases: Sequence[Case], chances: NDArray[np.float64], *, group: bool, least: float
) -> tuple[float, float]:
    """Of the people (or groups) above a threshold the share that is right; of the right ones the share above it."""
    wanted = np.array([(case.kind == GROUP) is group for case in cases])
    right = np.array([case.is_right for case in cases])
    above = wanted & (chances >= least)
    return float((above & right).sum() / max(1, above.sum())), float(
        (above & right).sum() / max(1, (wanted & right).sum())
    )


def people_of(participant: Participant, article: Annotated) -> list[Mapping[str, Any]]:
    """The annotated people that a participant is."""
    people = [one for meeting in article.meetings for one in meeting["people"]]
    if participant.name:
        return [one for one in people if _is_named(one, participant.name)]
    if participant.kind == GROUP:
        return []
    return [one for one in people if not one["person"] and _is_alike(one["office"] or "", participant.role or "")]


def same_people(participant: Participant, article: Annotated) -> list[Mapping[str, Any]]:
    """The annotated people that a participant may be; an office alone may be anybody who holds one alike."""
    if participant.kind != OFFICE:
        return people_of(participant, article)
    people = [one for meeting in article.meetings for one in meeting["people"]]
    return [one for one in people if _is_alike(one["office"] or "", participant.role or "")]


def is_right(participant: Participant, article: Annotated) -> bool:
    people = [one for meeting in article.meetings for one in meeting["people"] if one["capacity"] in TOOK_PART]
    groups = [one["group"] for meeting in article.meetings for one in meeting["groups"]]
    mention = participant.mentions[0]
    written = article.text[mention.start : mention.end]
    if participant.name:
        return any(_is_named(one, participant.name) for one in people)
    role = participant.role or written
    return any(not one["person"] and _is_alike(one["office"] or "", role) for one in people) or any(
        _is_alike(one, written) for one in groups
    )


def _is_named(person: Mapping[str, Any], name: str) -> bool:
    """Whether a name is an annotated one: the same person, or most of the words."""
    wanted, given = set(fold_name(person["person"] or "").split()), set(fold_name(name).split())
    return bool(wanted) and (same_person(person["person"], name) or len(wanted & given) / len(wanted) >= MOST_WORDS)


def _is_alike(some: str, others: str) -> bool:
    first, second = set(some.casefold().split()), set(others.casefold().split())
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) / shorter >= ALIKE

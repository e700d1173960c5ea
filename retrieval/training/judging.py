"""Fits the judge: which participants took part, on annotated articles that the tagger was not trained on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from data.facts import FactKind
from retrieval.facts.attendance import read_attendance
from retrieval.facts.cast import read_cast
from retrieval.facts.page import open_page
from retrieval.facts.roster import read_roster
from retrieval.language.names import same_person
from retrieval.reading.judge import Judge, measure
from retrieval.reading.mentions import GROUP, find_mentions
from retrieval.reading.participants import Participant, gather
from retrieval.reading.tagger import Tagger
from retrieval.training.annotations import TOOK_PART, Annotated

FOLDS = 8
STRENGTH = 0.3
"""Inverse of the regularisation of the logistic regression, over standardised features."""

ALIKE = 0.5
"""Share of the telling words of the shorter of two groups or offices that the other has, to be the same."""


@dataclass(frozen=True, slots=True)
class Case:
    """A participant of one article: its features, kind, and whether the annotation has it as taking part."""

    article: int
    kind: str
    features: dict[str, float]
    is_right: bool


def collect(articles: Sequence[Annotated], tagger: Tagger) -> Iterator[Case]:
    """The participants of annotated articles, as the reader gathers them."""
    for number, article in enumerate(articles):
        page = open_page(article.text)
        told = [
            fact for fact in read_attendance(page.text, sentences=page.sentences) if fact.kind is FactKind.ATTENDANCE
        ]
        tags = tagger.tag(title=article.title, text=article.text)
        mentions = find_mentions(read_cast(page.text), tags)
        for participant in gather(page.text, mentions, read_roster(page.text)):
            features = measure(participant, text=page.text, told=told)
            yield Case(number, participant.kind, features, _is_right(participant, article))


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


def _is_right(participant: Participant, article: Annotated) -> bool:
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
    return bool(person["person"]) and same_person(person["person"], name)


def _is_alike(some: str, others: str) -> bool:
    first, second = set(some.casefold().split()), set(others.casefold().split())
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) / shorter >= ALIKE

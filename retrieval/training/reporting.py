"""Fits what an article's opening says of it reporting an event, on annotated articles and on other news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from retrieval.facts.events import find_candidates
from retrieval.facts.page import open_page
from retrieval.reading.reporting import Reporting, opening_stems

FOLDS = 5
STRENGTH = 0.1
"""Inverse of the regularisation of the logistic regression."""

OTHERS_WEIGHT = 0.5
"""How much a text that nobody annotated, and in which no kind of meeting is named, counts as reporting no event."""

LEAST_TEXTS, LEAST_WEIGHT = 12, 0.03
"""A stem has to stand in so many openings; one that weighs less is left out."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The stems of an article's opening, and whether it reports an event; None: nobody has said."""

    stems: frozenset[str]
    reports: bool | None


def open_texts(annotated: Sequence[tuple[str, bool]], others: Sequence[str]) -> list[Opening]:
    """Annotated texts, with whether they report an event, and others."""
    openings = [Opening(opening_stems(text), reports) for text, reports in annotated]
    return openings + [Opening(opening_stems(text), None) for text in others if not find_candidates(open_page(text))]


def fit_reporting(openings: Sequence[Opening], *, least: float) -> tuple[Reporting, NDArray[np.float64]]:
    """The weights, and the chance that each opening is given when fitted without it."""
    frequent = Counter(word for opening in openings for word in opening.stems)
    known = {word for word, texts in frequent.items() if texts >= LEAST_TEXTS}
    vectorizer = DictVectorizer()
    values = vectorizer.fit_transform([dict.fromkeys(opening.stems & known, 1.0) for opening in openings])
    right = np.array([bool(opening.reports) for opening in openings])
    weight = np.array([OTHERS_WEIGHT if opening.reports is None else 1.0 for opening in openings])
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    chances = cross_val_predict(
        model, values, right, cv=FOLDS, method="predict_proba", params={"sample_weight": weight}
    )
    model.fit(values, right, sample_weight=weight)
    weights = {
        word: round(float(figure), 2)
        for word, figure in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if abs(figure) >= LEAST_WEIGHT
    }
    return Reporting(weights, round(float(model.intercept_[0]), 3), least), chances[:, 1]


def shares_above(
    openings: Sequence[Opening], chances: NDArray[np.float64], *, least: float
) -> tuple[float, float, float]:
    """The share with at least a chance: of those that report an event, that do not, and that nobody annotated."""
    above = chances >= least
    groups = [np.array([opening.reports is wanted for opening in openings]) for wanted in (True, False, None)]
    one, none, unknown = (float(above[group].mean()) if group.any() else 0.0 for group in groups)
    return one, none, unknown

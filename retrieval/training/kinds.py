"""Fits which kind of answer a question wants, by its words and by what the cues say of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from retrieval.answering.asking.kind_model import features
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.questions import clean_question, formalise
from retrieval.answering.asking.wanting import cue_kinds, cued_kind
from retrieval.training.asked import Asked

KINDS = (
    Kind.STATEMENT,
    Kind.ATTENDEES,
    Kind.OPENER_OR_LEADER,
    Kind.REPRESENTING,
    Kind.WHEN,
    Kind.WHERE,
    Kind.TOPIC,
    Kind.PURPOSE,
    Kind.ORGANISER,
    Kind.LIST,
)
_SAME = {"count_or_list": Kind.LIST}
"""Types of questions that are called otherwise."""

_CUED_AS = {Kind.PASSAGE: Kind.STATEMENT, Kind.COUNT: Kind.LIST}
"""What the cues call otherwise."""

FOLDS = 4
STRENGTH = 0.5
"""Inverse of the regularisation of the logistic regression."""

LEAST_ARTICLES, LEAST_WEIGHT = 6, 0.2
"""A feature has to stand in questions on so many articles; one whose weights are all smaller is left out."""


@dataclass(frozen=True, slots=True)
class KindCase:
    """A question as the model sees it: its features, what the cues say, what is right, and the article it asks."""

    features: frozenset[str]
    cued: Kind
    right: Kind
    article: str


def collect(asked: Iterable[Asked]) -> list[KindCase]:
    """The questions of a kind that is learnt."""
    known = {str(kind): kind for kind in KINDS} | _SAME
    return [_case(one, known[one.type]) for one in asked if one.type in known]


def _case(asked: Asked, right: Kind) -> KindCase:
    parsed = parse(formalise(clean_question(asked.question)))
    cued = cued_kind(cue_kinds(parsed), parsed)
    return KindCase(features(parsed, cued), cued, right, asked.sha256)


def count(cases: Sequence[KindCase]) -> tuple[Any, list[str]]:
    """(questions, features) 1 where a question has a feature, sparse, and the names of the features."""
    articles = defaultdict(set)
    for case in cases:
        for name in case.features:
            articles[name].add(case.article)
    names = {name for name, found in articles.items() if len(found) >= LEAST_ARTICLES}
    vectorizer = DictVectorizer()
    values = vectorizer.fit_transform([dict.fromkeys(case.features & names, 1.0) for case in cases])
    return values, list(vectorizer.feature_names_)


def fit(cases: Sequence[KindCase]) -> LogisticRegression:
    """The model of all questions."""
    return _learn(count(cases)[0], np.array([KINDS.index(case.right) for case in cases]))


def shares_right(cases: Sequence[KindCase]) -> tuple[float, float]:
    """Of the questions the share whose kind the cues tell, and that the model tells fitted without their articles."""
    values, right = count(cases)[0], np.array([KINDS.index(case.right) for case in cases])
    told = np.zeros(len(cases), dtype=int)
    for seen, unseen in GroupKFold(FOLDS).split(values, right, [case.article for case in cases]):
        told[unseen] = _learn(values[seen], right[seen]).predict(values[unseen])
    cued = [case.right in {case.cued, _CUED_AS.get(case.cued)} for case in cases]
    return float(np.mean(cued)), float((told == right).mean())


def _learn(values: Any, right: NDArray[np.int64]) -> LogisticRegression:  # noqa: ANN401 - sparse, without types
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(values, right)


def write(path: Path, model: LogisticRegression, names: Sequence[str]) -> int:
    """Write the features that tell something, one a line; how many."""
    rows = {
        name: [round(float(figure), 2) for figure in figures]
        for name, figures in zip(names, model.coef_.T, strict=True)
        if abs(figures).max() >= LEAST_WEIGHT
    }
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in rows.items()]
    bias = [round(float(figure), 2) for figure in model.intercept_]
    head = f'"kinds": {json.dumps([str(KINDS[place]) for place in model.classes_])},\n"bias": {json.dumps(bias)}'
    body = ",\n".join(lines)
    path.write_text("{" + f'{head},\n"weights": {{\n{body}\n}}' + "}\n", encoding="utf-8")
    return len(rows)

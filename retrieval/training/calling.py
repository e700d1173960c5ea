"""Weighs what the tagger, neighbours and tables say of how words are called, on texts that the tagger has not seen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from retrieval.reading.tagging.calling import CLASSES, Calling, measure_words
from retrieval.reading.tagging.spans import read_words_of
from retrieval.reading.tagging.tagger import Tagger
from retrieval.training.called import Called

NEVER = -20.0
"""Bias of a kind of which no word was."""

STRENGTH, MOST_STEPS = 0.3, 300
"""Inverse of the regularisation of the logistic regression over standardised features, and its steps at most."""


def fit_calling(texts: Sequence[Called], tagger: Tagger) -> Calling:
    """Weigh what is measured of words, on texts that the tagger has not seen."""
    values, kinds = [], list[int]()
    for one in texts:
        tags = tagger.tag(title=one.title, text=one.text)
        values.append(measure_words(one.text, tags))
        kinds += [(one.classes[start] + 1) // 2 for start, _, _ in read_words_of(one.text, tags)]
    scaler = StandardScaler().fit(np.vstack(values))
    model = LogisticRegression(C=STRENGTH, max_iter=MOST_STEPS).fit(scaler.transform(np.vstack(values)), kinds)
    weights, bias = np.zeros((model.coef_.shape[1], CLASSES)), np.full(CLASSES, NEVER)
    weights[:, model.classes_] = (model.coef_ / scaler.scale_).T
    bias[model.classes_] = model.intercept_ - scaler.mean_ @ weights[:, model.classes_]
    return Calling(weights, bias)


def write_calling(calling: Calling, path: Path) -> None:
    """Keep weights, four digits behind the point."""
    content = {"weights": np.round(calling.weights, 4).tolist(), "bias": np.round(calling.bias, 4).tolist()}
    path.write_text(json.dumps(content) + "\n", encoding="utf-8")

"""Ranks the sentences of an article by how surely they answer a question: a weighted sum of measured features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import put_question
from retrieval.answering.evidence.features import FEATURES, measure
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.sentences import Sentence, read_sentences
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.weighing import Weights, read_weights

WEIGHTS = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with its score (log-odds against the article's other sentences, unbounded) and its measures.

    measures: name of the feature -> figure, NaN where the question does not ask for it.
    """

    sentence: Sentence
    score: float
    measures: dict[str, float]


def load_weights() -> Weights:
    """The weights in `weights.toml` beside this module."""
    return read_weights(WEIGHTS)


def rank_sentences(
    query: Query, candidate: Candidate, lexicon: Lexicon, *, needs: Callable[[Sentence], bool] | None = None
) -> list[Ranked]:
    """The sentences of the candidate's article, those that answer best first; `needs`: only such sentences."""
    sentences = read_sentences(candidate.article.text)
    if not sentences:
        return []
    asked = put_question(query, candidate, lexicon)
    measures = measure(asked, sentences)
    scores = np.nan_to_num(measures) @ _vector(load_weights().ranking)
    ranked = [
        Ranked(sentence, float(score), dict(zip(FEATURES, row.tolist(), strict=True)))
        for sentence, score, row in zip(sentences, scores, measures, strict=True)
        if needs is None or needs(sentence)
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.sentence.number))


def _vector(weights: dict[str, float]) -> NDArray[np.float64]:
    return np.array([weights[name] for name in FEATURES])

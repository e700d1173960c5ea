"""Ranks the sentences of an article by how surely they answer a question: a weighted sum of what is measured.

First by what words and facts say; the best of those are read with the question by the selector, whose say counts too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import put_question
from retrieval.answering.evidence.features import FEATURES, measure
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.selector import Selection, Word, shipped_selector
from retrieval.answering.evidence.sentences import Sentence, read_sentences
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.weighing import Weights, read_weights
from retrieval.language.text import Stretch, meet

WEIGHTS = Path(__file__).with_name("weights.toml")

MEASURES = (*FEATURES, "selected", "none")
"""What is measured of a sentence: `selected`, how likely the selector finds it the answer, on a scale of magnitudes;
`none`, how likely it finds no sentence of the article to be one."""

_SHORTLIST, _LONG = 560, 640
"""Characters of the sentences that the selector reads; of a longer sentence it reads so many."""

_READ_ON, _MOST_READINGS = 0.03, 2
"""The chance that no sentence of the first answers from which the next best are read as well, and how often."""

_LEAST_NONE = 1e-6
"""Keeps odds finite."""

_NOTHING = 0.5
"""The chance that no sentence answers from which what was read of the meeting does not answer either."""

_MAGNITUDES = 4
"""A chance of ten to the power of minus so many counts as none."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with its score (log-odds against the article's other sentences, unbounded) and its measures.

    measures: name of the feature -> figure, NaN where the question does not ask for it. words: those that may be of the
    answer itself, by characters of the article.
    """

    sentence: Sentence
    score: float
    measures: dict[str, float]
    words: tuple[Word, ...] = ()

    def written(self, word: Word) -> str:
        """A word of the sentence as it is written there."""
        start = self.sentence.span.start
        return self.sentence.text[word.start - start : word.end - start]

    def likeliest(self, span: Stretch | None = None) -> float:
        """The chance of its likeliest word, or of the likeliest within a span."""
        span = span or self.sentence.span
        return max((word.chance for word in self.words if meet(word, span)), default=0.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """(sentences, measures) figures in the order of MEASURES, and of each sentence the words that may be of the answer;
    NaN where the question does not ask for a thing."""

    figures: NDArray[np.float64]
    words: Sequence[tuple[Word, ...]]


def says_nothing(ranked: Sequence[Ranked]) -> bool:
    """Whether no sentence of an article answers, as the selector sees it."""
    return bool(ranked) and ranked[0].measures["none"] >= _NOTHING


def load_weights() -> Weights:
    """The weights in `weights.toml` beside this module."""
    return read_weights(WEIGHTS)


def rank_sentences(query: Query, candidate: Candidate, lexicon: Lexicon) -> list[Ranked]:
    """The sentences of the candidate's article, those that answer best first."""
    sentences = read_sentences(candidate.article.text)
    if not sentences:
        return []
    measured = measure_sentences(query, candidate, lexicon, sentences)
    scores = np.nan_to_num(measured.figures) @ _vector(MEASURES)
    ranked = [
        Ranked(sentence, float(score), dict(zip(MEASURES, row.tolist(), strict=True)), words)
        for sentence, score, row, words in zip(sentences, scores, measured.figures, measured.words, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.sentence.number))


def measure_sentences(query: Query, candidate: Candidate, lexicon: Lexicon, sentences: Sequence[Sentence]) -> Measured:
    """What words and facts say of each sentence, and the selector of those that seem likeliest by it."""
    features = measure(put_question(query, candidate, lexicon), sentences)
    order = np.argsort(-(np.nan_to_num(features) @ _vector(tuple(FEATURES))), kind="stable").tolist()
    question = f"{query.earlier.text} {query.text}" if query.earlier else query.text
    read = _read(question, candidate.article.title, [one.text[:_LONG] for one in sentences], order)
    words = [tuple(_move(word, one.span.start) for word in own) for one, own in zip(sentences, read.words, strict=True)]
    own = [(as_magnitude(chance), read.none) for chance in read.chances]
    return Measured(np.hstack([features, np.array(own)]), words)


def _move(word: Word, by: int) -> Word:
    return Word(word.start + by, word.end + by, word.chance)


def _read(question: str, title: str, texts: Sequence[str], order: Sequence[int]) -> Selection:
    """The chance of each sentence and of none, as the selector reads them, the likeliest first; where it finds hardly
    anything it reads on. Each reading's odds against finding nothing count together."""
    odds = [0.0] * len(texts)
    words: list[tuple[Word, ...]] = [()] * len(texts)
    left = list(order)
    for _ in range(_MOST_READINGS):
        taken = _shortlist(texts, left)
        selection = _select(question, title, tuple(texts[at] for at in taken))
        for at, chance, own in zip(taken, selection.chances, selection.words, strict=True):
            odds[at], words[at] = chance / max(selection.none, _LEAST_NONE), own
        left = [at for at in left if at not in taken]
        if not left or selection.none < _READ_ON:
            break
    total = 1.0 + sum(odds)
    return Selection(tuple(one / total for one in odds), 1.0 / total, tuple(words))


def _shortlist(texts: Sequence[str], order: Sequence[int]) -> list[int]:
    """Numbers of the first sentences that can be read at once, in the order of the article."""
    taken: list[int] = []
    room = _SHORTLIST
    for at in order:
        if len(texts[at]) <= room or not taken:
            taken.append(at)
            room -= len(texts[at])
    return sorted(taken)


def as_magnitude(chance: float) -> float:
    """A chance on a scale of magnitudes, 0 to 1."""
    return max(0.0, 1.0 + math.log10(max(chance, 1e-9)) / _MAGNITUDES)


def as_chance(magnitude: float) -> float:
    """The chance that has this magnitude."""
    return float(10.0 ** ((magnitude - 1.0) * _MAGNITUDES)) if magnitude > 0 else 0.0


# One question looks at the articles of its meeting several times.
@lru_cache(maxsize=64)
def _select(question: str, title: str, sentences: tuple[str, ...]) -> Selection:
    return shipped_selector().select(question, title, sentences)


def _vector(names: tuple[str, ...]) -> NDArray[np.float64]:
    weights = load_weights().ranking
    return np.array([weights[name] for name in names])

"""What each word of an article is called: what the tagger says, weighed with its neighbours, with what it says of the
same word elsewhere in the article, and with what tables know of the word."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.wording import index as wording
from retrieval.language.names import titles
from retrieval.language.naming import is_telling_name
from retrieval.language.offices import find_offices, office_words
from retrieval.language.people import find_people
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_words
from retrieval.language.text import fold
from retrieval.language.units import unit_words
from retrieval.language.words import read_text_words
from retrieval.reading.tagging.labels import CALLED
from retrieval.reading.tagging.spans import Word, read_words_of
from retrieval.reading.tagging.tagger import TAGGER, Tags

CALLING = "calling.json"

CLASSES = 1 + len(CALLED)
"""Of no kind, and the kinds of `labels.CALLED`."""

KNOWN = 14
"""What tables know of a word."""

FEATURES = 4 * CLASSES + 1 + KNOWN
"""What is measured of a word: itself, the same word elsewhere and whether it is, both neighbours, what tables know."""

_LEAST = 1e-3

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calling:
    """A logistic regression: `weights` (FEATURES, CLASSES) and `bias` (CLASSES,)."""

    weights: Table
    bias: Table


@cache
def shipped_calling() -> Calling:
    """The weights that come with Notula."""
    return read_calling(TAGGER / CALLING)


def read_calling(path: Path) -> Calling:
    """The weights of a file; ModelError where it is missing or damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Calling(
            np.array(content["weights"], dtype=float).reshape(FEATURES, CLASSES),
            np.array(content["bias"], dtype=float).reshape(CLASSES),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(wording.tagger_damaged(path.parent.name)) from error


def call(text: str, tags: Tags, calling: Calling) -> Table:
    """How likely each word of a text is of each kind of `labels.CALLED`, (words, kinds)."""
    told = measure_words(text, tags) @ calling.weights + calling.bias
    powers = np.exp(told - told.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))[:, 1:]


def measure_words(text: str, tags: Tags) -> Table:
    """What is measured of each word of a text, (words, FEATURES)."""
    words = read_words_of(text, tags)
    written = [text[start:end].rstrip(".") for start, end, _ in words]
    chances = _chances(words, tags)
    said = _log(chances)
    edge = np.zeros((min(1, len(words)), CLASSES))
    return np.hstack(
        [
            said,
            _elsewhere(written, chances),
            np.vstack([edge, said[:-1]]),
            np.vstack([said[1:], edge]),
            _known(text, words, written),
        ]
    )


def _log(chances: Table) -> Table:
    return np.log(np.maximum(chances, _LEAST))


def _chances(words: Sequence[Word], tags: Tags) -> Table:
    """Of each class, begun or gone on with, on average over a word's pieces."""
    pieces = tags.chances["called"].astype(float)
    kinds = np.hstack([pieces[:, :1], pieces[:, 1::2] + pieces[:, 2::2]])
    return np.array([kinds[rows].mean(axis=0) for _, _, rows in words]).reshape(-1, CLASSES)


def _elsewhere(written: Sequence[str], chances: Table) -> Table:
    """The same of a word with a capital where else it stands, and whether it does."""
    places = defaultdict[str, list[int]](list)
    for at, word in enumerate(written):
        if word[:1].isupper():
            places[word].append(at)
    table = np.zeros((len(written), CLASSES + 1))
    for found in (found for found in places.values() if len(found) > 1):
        others = (chances[found].sum(axis=0) - chances[found]) / (len(found) - 1)
        table[found] = np.hstack([_log(others), np.ones((len(found), 1))])
    return table


def _known(text: str, words: Sequence[Word], written: Sequence[str]) -> Table:
    """What tables know of each word, and how it is written."""
    regions = _region_starts(text)
    offices = [(one.start, one.end) for one in find_offices(text) if not one.group]
    people = [(one.start, one.end) for one in find_people(text)]
    return np.array(
        [
            (
                is_telling_name(low := fold(word)),
                is_given_name(low),
                start in regions,
                low in titles(),
                low in unit_words(),
                low in office_words(),
                _is_inside(start, offices),
                _is_inside(start, people),
                low in read_words("common_words"),
                low in read_words("not_names"),
                word.isupper() and len(word) > 1,
                word[:1].isupper(),
                low in read_words("units", "form"),
                not text[start].isalnum(),
            )
            for (start, _, _), word in zip(words, written, strict=True)
        ],
        dtype=float,
    ).reshape(len(words), KNOWN)


def _is_inside(start: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def _region_starts(text: str) -> set[int]:
    """Where the words of regions begin."""
    words = read_text_words(text)
    return {words.tokens[at].start for first, last in words.regions.items() for at in range(first, last)}

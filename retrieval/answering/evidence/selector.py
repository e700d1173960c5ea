"""Says of an article's sentences which answers a question, and how likely none does; ONNX Runtime, no torch.

Question, title and sentences are read together by the encoder's layers, the upper ones trained for it. A sentence
counts by how near the mean of its pieces is to the mean of the question's, and by what is learnt of the mark before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from data.wording import index as wording
from retrieval.index.onnx_encoder import INPUT
from retrieval.index.trunk import open_trunk

SELECTOR = SHIPPED_MODEL / "selector"
GRAPH, SCALES = "graph.onnx", "scales.json"
PROMPT = "query: "
MOST_QUESTION, MOST_TITLE, MOST_SENTENCE, MOST_PIECES = 60, 40, 160, 288
"""Pieces of a question, a title and a sentence that are read, and of all together."""

LEAST_WORD = 0.1
"""The chance below which a word is not of the answer."""

TITLE_CHARACTERS = 160
BEGIN, MARK = 0, 2
OF_SENTENCE, OF_NONE, OF_PIECE = 0, 1, 2
"""Columns of the head: a sentence's mark, the beginning for no sentence at all, and a piece of the answer itself."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What is read at once: pieces, and where question and sentences stand among them; `sentences`: start, end of each
    one's pieces, its mark right before it. offsets: of each sentence's pieces the characters of the sentence."""

    ids: tuple[int, ...]
    question: tuple[int, int]
    sentences: tuple[tuple[int, int], ...]
    offsets: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start:end` of a sentence, half-open, and the chance that they are of what answers."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Selection:
    """For each sentence the chance that it answers, and the chance that none does; together they sum to 1.

    words: of each sentence those that are not unlikely to be of the answer itself, in order.
    """

    chances: tuple[float, ...]
    none: float
    words: tuple[tuple[Word, ...], ...]


def put_together(tokenizer: Tokenizer, question: str, title: str, sentences: Sequence[str]) -> Encoded:
    """The pieces of a question with as many of the sentences as fit, in order."""
    asked = _pieces(tokenizer, PROMPT + question)[:MOST_QUESTION]
    ids = [BEGIN, *asked, MARK, *_pieces(tokenizer, title[:TITLE_CHARACTERS])[:MOST_TITLE]]
    spans, offsets = [], []
    for sentence in sentences:
        read = tokenizer.encode(sentence, add_special_tokens=False)
        own = read.ids[:MOST_SENTENCE]
        if len(ids) + len(own) + 2 > MOST_PIECES:
            break
        ids.append(MARK)
        spans.append((len(ids), len(ids) + len(own)))
        offsets.append(
            tuple((start + sentence[start:end].startswith(" "), end) for start, end in read.offsets[:MOST_SENTENCE])
        )
        ids += own
    return Encoded((*ids, MARK), (1, 1 + len(asked)), tuple(spans), tuple(offsets))


def _pieces(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


class Selector:
    """A trained selector; safe to share among threads."""

    def __init__(self, folder: Path = SELECTOR, encoder: Path = SHIPPED_MODEL) -> None:
        """ModelError where the folder is damaged."""
        try:
            trunk = open_trunk(encoder)
            self._tokenizer, self._session = trunk.tokenizer, trunk.open_part(folder, GRAPH)
            scales = json.loads((folder / SCALES).read_text(encoding="utf-8"))
            self._scale, self._none = float(scales["scale"]), float(scales["none"])
        except Exception as error:  # the libraries below raise whatever they please for a damaged file
            raise ModelError(wording.selector_damaged(folder.name)) from error

    def select(self, question: str, title: str, sentences: Sequence[str]) -> Selection:
        """Which of the sentences answers; those that do not fit are given no chance."""
        encoded = put_together(self._tokenizer, question, title, sentences)
        ids = np.array([encoded.ids], dtype=np.int64)
        told, states = self._session.run(None, {INPUT: ids})
        chances = weigh(encoded, told[0], states[0], scale=self._scale, none=self._none)
        unread = len(sentences) - len(encoded.sentences)
        words = find_words(encoded, told[0])
        return Selection((*chances[1:], *[0.0] * unread), chances[0], (*words, *[()] * unread))


def weigh(
    encoded: Encoded, told: NDArray[np.float32], states: NDArray[np.float32], *, scale: float, none: float
) -> list[float]:
    """The chance of no sentence and of each, from what the head says of every piece (pieces, 3) and the pieces' states
    (pieces, hidden). Nearness counts beside the other sentences', `scale` times."""
    asked = _unit(states[slice(*encoded.question)])
    near = np.array([_unit(states[start : max(end, start + 1)]) @ asked for start, end in encoded.sentences])
    marks = np.array([told[start - 1, OF_SENTENCE] for start, _ in encoded.sentences])
    sums = marks + scale * (near - near.mean()) if len(near) else marks
    logits = np.concatenate([[told[0, OF_NONE] + none], sums])
    powers = np.exp(logits - logits.max())
    return [float(power) for power in powers / powers.sum()]


def find_words(encoded: Encoded, told: NDArray[np.float32]) -> list[tuple[Word, ...]]:
    """Of each sentence the words that may be of the answer, from what the head says of every piece (pieces, 3)."""
    chances = 1.0 / (1.0 + np.exp(-told[:, OF_PIECE]))
    return [
        tuple(word for word in _join(offsets, chances[start:end].tolist()) if word.chance >= LEAST_WORD)
        for (start, end), offsets in zip(encoded.sentences, encoded.offsets, strict=True)
    ]


def _join(offsets: Sequence[tuple[int, int]], chances: Sequence[float]) -> Iterator[Word]:
    """Pieces that touch, as words; a word is as likely as its likeliest piece."""
    start = end = 0
    chance = 0.0
    for (begin, stop), own in zip(offsets, chances, strict=True):
        if begin > end:
            yield Word(start, end, chance)
            start, chance = begin, 0.0
        end, chance = stop, max(chance, own)
    yield Word(start, end, chance)


def _unit(states: NDArray[np.float32]) -> NDArray[np.float32]:
    middle = states.mean(axis=0)
    return np.asarray(middle / np.linalg.norm(middle), dtype=np.float32)


@cache
def shipped_selector() -> Selector:
    """The selector that comes with Notula, opened once a process."""
    return Selector()

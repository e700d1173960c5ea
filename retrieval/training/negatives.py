"""Batches of questions, their passages, and passages that BM25 mistakes for them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from retrieval.training.bm25 import Bm25
from retrieval.training.sources import Pair

# The first BM25 hits are at times right answers that nobody marked; the wrong ones among 20 teach as much.
HARD_RANKS = 20
SCORED_AT_ONCE = 500


def mine(pairs: Sequence[Pair], passages: Sequence[str]) -> list[list[int]]:
    """For each pair the numbers of the wrong passages that BM25 ranks first."""
    searcher = Bm25(passages)
    found: list[list[int]] = []
    for start in range(0, len(pairs), SCORED_AT_ONCE):
        some = pairs[start : start + SCORED_AT_ONCE]
        best = np.argsort(-searcher.scores([pair.question for pair in some]), axis=1)[:, : HARD_RANKS + 1]
        for pair, row in zip(some, best, strict=True):
            found.append([int(number) for number in row if passages[number] != pair.passage][:HARD_RANKS])
    return found


def _sources(pairs: Sequence[Pair], passages: Sequence[str]) -> Tensor:
    """A number for the article of each passage; a passage of none stands for itself."""
    known = {pair.passage: pair.source or pair.passage for pair in pairs}
    number = {source: place for place, source in enumerate(dict.fromkeys(known.values()))}
    return torch.tensor([number[known[passage]] for passage in passages])


class Batches(Protocol):
    """Training pairs, every passage once, and which of them make up a batch."""

    @property
    def pairs(self) -> Sequence[Pair]:
        """Questions with their passages."""

    @property
    def passages(self) -> Sequence[str]:
        """Every passage of the pairs once."""

    def choose(self, step: int, *, size: int, negatives: int) -> tuple[list[int], list[int], Tensor]:
        """Pair numbers, passage numbers (right ones first) and which (pair, passage) cells must not count."""


class Examples:
    """Training pairs with their hard negatives, in an order that depends on the seed alone."""

    def __init__(self, pairs: Sequence[Pair], *, mined: int, seed: int) -> None:
        """The first `mined` pairs get hard negatives; the others meet those of their batch."""
        self.pairs, self.seed = pairs, seed
        self.passages = sorted({pair.passage for pair in pairs})
        number = {passage: place for place, passage in enumerate(self.passages)}
        self.right = [number[pair.passage] for pair in pairs]
        asked = sorted({pair.passage for pair in pairs[:mined]})
        self.hard = [[number[asked[place]] for place in row] for row in mine(pairs[:mined], asked)]
        self._sources = _sources(pairs, self.passages)

    def numbers(self, step: int, *, size: int) -> list[int]:
        """Which pairs make up batch `step`; each epoch shuffles anew."""
        epoch, within = divmod(step, max(1, len(self.pairs) // size))
        order = list(range(len(self.pairs)))
        random.Random(self.seed * 1000 + epoch).shuffle(order)
        return order[within * size : (within + 1) * size]

    def choose(self, step: int, *, size: int, negatives: int) -> tuple[list[int], list[int], Tensor]:
        """Pair numbers, passage numbers (right ones first) and which (pair, passage) cells must not count."""
        chosen = self.numbers(step, size=size)
        chance = random.Random(self.seed * 7919 + step)
        shown = [self.right[number] for number in chosen]
        for number in chosen:
            if number < len(self.hard):
                shown += chance.sample(self.hard[number], min(negatives, len(self.hard[number])))
        columns = self._sources[shown]
        repeated = columns[None, :] == columns[: len(chosen), None]
        return chosen, shown, repeated.fill_diagonal_(False)

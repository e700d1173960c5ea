"""Batches of questions whose passages a search takes for one another: every passage is right once and wrong often."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch import Tensor

from retrieval.training.bm25 import Bm25
from retrieval.training.examples import Kind
from retrieval.training.sources import Pair

# A question is batched with others whose passages stand among its first 20 wrong hits.
RANKS = 20
CIRCLE = 4
# BM25 and the model count alike: these are the mistakes of the fused ranking, which training is to mend.
LEXICAL_WEIGHT = 0.5


def plain(text: str) -> str:
    """Folded words between single spaces, so that whole words can be looked for."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def to_share(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row moved and stretched to 0..1."""
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    shares: NDArray[np.float32] = (scores - low) / np.maximum(high - low, 1e-9)
    return shares


def rank_fused(pairs: Sequence[Pair], passages: Sequence[str], model: SentenceTransformer) -> NDArray[np.int64]:
    """(pairs, RANKS + 1) the passages that BM25 and the model together put first, best first."""
    asked = [pair.question for pair in pairs]
    questions, shown = (
        model.encode(list(texts), batch_size=16, normalize_embeddings=True, show_progress_bar=True)
        for texts in (asked, passages)
    )
    fused = LEXICAL_WEIGHT * to_share(Bm25(passages).scores(asked))
    fused += (1 - LEXICAL_WEIGHT) * to_share(questions @ shown.T)
    return np.argsort(-fused, axis=1)[:, : RANKS + 1]


class Neighbours:
    """Training pairs of several kinds, and for each pair the wrong passages that a search ranks first."""

    def __init__(self, kinds: Sequence[Kind], *, model: SentenceTransformer, seed: int) -> None:
        kinds = [kind for kind in kinds if kind.pairs]
        self.seed, self._shares = seed, [kind.share for kind in kinds]
        self.pairs = [pair for kind in kinds for pair in kind.pairs]
        self.passages = sorted({pair.passage for pair in self.pairs})
        number = {passage: place for place, passage in enumerate(self.passages)}
        self.right = [number[pair.passage] for pair in self.pairs]
        self._plain = [plain(passage) for passage in self.passages]
        self._answers = [plain(pair.answer) if pair.answer else "" for pair in self.pairs]
        self._asking: dict[int, list[int]] = {}
        for place, passage in enumerate(self.right):
            self._asking.setdefault(passage, []).append(place)
        ends = np.cumsum([len(kind.pairs) for kind in kinds]).tolist()
        self._kinds = [range(end - len(kind.pairs), end) for kind, end in zip(kinds, ends, strict=True)]
        self.mistaken = [wrong for kind in self._kinds for wrong in self._mine(kind, model)]

    def _mine(self, kind: range, model: SentenceTransformer) -> list[list[int]]:
        shown = sorted({self.right[place] for place in kind})
        found = rank_fused([self.pairs[place] for place in kind], [self.passages[place] for place in shown], model)
        return [
            [shown[column] for column in row if not self.may_answer(place, shown[column])]
            for place, row in zip(kind, found.tolist(), strict=True)
        ]

    def may_answer(self, pair: int, passage: int) -> bool:
        """Whether a passage is the right one, or holds the answer's words and so may be right unmarked."""
        answer = self._answers[pair]
        return self.right[pair] == passage or (bool(answer) and answer in self._plain[passage])

    def choose(self, step: int, *, size: int, negatives: int = 0) -> tuple[list[int], list[int], Tensor]:
        """As `Examples.choose`; the batch depends on seed and step alone, and `negatives` is met by the others."""
        chance = random.Random(self.seed * 7919 + step)
        kind = chance.choices(self._kinds, self._shares)[0]
        chosen: dict[int, None] = {}
        while len(chosen) < min(size, len(kind)):
            first = chance.choice(kind)
            chosen[first] = None
            wrong = self.mistaken[first]
            for passage in chance.sample(wrong, min(CIRCLE - 1, len(wrong))):
                chosen[chance.choice(self._asking[passage])] = None
        asked = list(chosen)[:size]
        shown = [self.right[place] for place in asked]
        masked = torch.tensor([[self.may_answer(place, passage) for passage in shown] for place in asked])
        return asked, shown, masked.fill_diagonal_(False)

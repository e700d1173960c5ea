"""A static embedding model: one vector for each word piece, trained on questions and passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from retrieval.training.negatives import Examples

PIECES_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class StaticSchedule:
    """How a static model learns; each value was the best of the few in docs/experiments/model.md."""

    dimension: int = 128
    epochs: int = 3
    batch: int = 256
    negatives: int = 5
    rate: float = 5e-3
    warm_up: int = 20
    scale: float = 20.0
    seed: int = 1


def piece_vectors(model: SentenceTransformer) -> NDArray[np.float32]:
    """What a transformer says of each of its word pieces alone, as a passage: (pieces, dimension)."""
    first, last = model.tokenizer.cls_token_id, model.tokenizer.sep_token_id
    prompt = model.tokenizer((model.prompts["document"] or "").strip(), add_special_tokens=False)["input_ids"]
    parts = []
    with torch.no_grad():
        for pieces in torch.split(torch.arange(len(model.tokenizer)), PIECES_AT_ONCE):
            before = torch.tensor([[first, *prompt]]).expand(len(pieces), -1)
            ids = torch.cat([before, pieces[:, None], torch.full((len(pieces), 1), last)], dim=1)
            features = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
            parts.append(model(features)["sentence_embedding"])
    return torch.cat(parts).numpy().astype(np.float32)


def start_vectors(moved: NDArray[np.float32], *, dimension: int, counts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Principal components of the pieces' vectors, unit length times how rare a piece is.

    `counts`: in how many passages a piece stands. A mean of such vectors weighs words as BM25 does.
    """
    centred = moved - moved.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:dimension]
    turned = centred @ axes.T
    unit = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
    rarity = np.log((counts.max() + 1) / (counts + 1)) + 0.1
    return np.asarray(unit * (rarity / rarity.mean())[:, None], dtype=np.float32)


class StaticLearner:
    """Vectors being trained; texts are tokenised once."""

    def __init__(self, tokenizer: Tokenizer, examples: Examples, schedule: StaticSchedule) -> None:
        self._examples, self._schedule = examples, schedule
        self._questions = tokenise(tokenizer, [pair.question for pair in examples.pairs])
        self._passages = tokenise(tokenizer, examples.passages)
        self.counts = np.zeros(tokenizer.get_vocab_size(), dtype=np.int64)
        for ids in self._passages:
            self.counts[np.unique(ids.numpy())] += 1

    @property
    def steps(self) -> int:
        """How many batches all epochs make."""
        return self._schedule.epochs * max(1, len(self._questions) // self._schedule.batch)

    def learn(self, start: NDArray[np.float32], *, progress: Callable[[float], None]) -> NDArray[np.float32]:
        """Train from start vectors; `progress` is told the loss of each step. Takes a minute: no checkpoints."""
        vectors = torch.nn.Parameter(torch.from_numpy(start.copy()))
        optimiser = torch.optim.Adam([vectors], lr=self._schedule.rate)
        rates = torch.optim.lr_scheduler.LambdaLR(optimiser, self._share)
        for step in range(self.steps):
            loss = self._loss(vectors, step)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            rates.step()
            progress(float(loss.detach()))
        return vectors.detach().numpy()

    def _share(self, step: int) -> float:
        return min((step + 1) / self._schedule.warm_up, max(0.02, 1 - step / self.steps))

    def _loss(self, vectors: Tensor, step: int) -> Tensor:
        asked, shown, repeated = self._examples.choose(
            step, size=self._schedule.batch, negatives=self._schedule.negatives
        )
        questions = average(vectors, [self._questions[number] for number in asked])
        passages = average(vectors, [self._passages[number] for number in shown])
        logits = self._schedule.scale * questions @ passages.T
        return cross_entropy(logits.masked_fill(repeated, -1e4), torch.arange(len(asked)))


def tokenise(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Tensor]:
    """Piece ids of each text; a text without any is one unknown piece."""
    unknown = tokenizer.token_to_id("<unk>")
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [torch.tensor(encoding.ids or [unknown]) for encoding in encodings]


def average(vectors: Tensor, texts: Sequence[Tensor]) -> Tensor:
    """(texts, dimension) unit means of the texts' piece vectors."""
    starts = torch.tensor([0, *(len(ids) for ids in texts[:-1])]).cumsum(0)
    return normalize(embedding_bag(torch.cat(list(texts)), vectors, starts, mode="mean"), dim=-1)


def write_static(tokenizer: Tokenizer, vectors: NDArray[np.float32], out: Path) -> None:
    """Save as a SentenceTransformer folder, vectors in half precision."""
    weights = torch.from_numpy(vectors).half()
    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[static, Normalize()], device="cpu").save(str(out), create_model_card=False)

"""Contrastive training of a transformer on questions, their passages and hard negatives; stops and resumes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

from retrieval.training.checkpoint import resume, save
from retrieval.training.negatives import Batches

# Texts of like length are encoded together: less padding, and activations fit in memory.
MICRO_BATCH = 16
# Pieces that a text is cut to while training: most passages and all chunks fit, and attention stays cheap.
TRAINING_WINDOW = 160


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn. The word vectors stay: few are met, and all others would be left behind."""

    steps: int = 300
    batch: int = 48
    negatives: int = 1
    rate: float = 2e-5
    warm_up: int = 15
    scale: float = 50.0
    """1 over the temperature: e5's cosines lie close together, so differences count more than usual."""
    still: int = 0
    """Layers at the bottom that keep their weights, as the word vectors do."""
    checkpoint_steps: int = 20
    seed: int = 1
    half: bool = False
    """Multiply in bfloat16: three times as fast on processors that can, and no worse where it was compared."""


class Learner:
    """A model, its optimiser and the step it has reached, kept in one checkpoint file."""

    def __init__(self, model: SentenceTransformer, schedule: Schedule, checkpoint: Path) -> None:
        self.model, self.schedule, self.checkpoint = model, schedule, checkpoint
        still = ("embeddings", *(f"encoder.layer.{layer}." for layer in range(schedule.still)))
        for name, weight in model.named_parameters():
            weight.requires_grad_(not any(part in name for part in still))
        body = [weight for weight in model.parameters() if weight.requires_grad]
        self._optimiser = torch.optim.AdamW(body, lr=schedule.rate, weight_decay=0.0)
        self._rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._share)
        self.step = resume(checkpoint, model, self._optimiser, self._rates)

    def _share(self, step: int) -> float:
        return min((step + 1) / self.schedule.warm_up, max(0.0, 1 - step / self.schedule.steps))

    def learn(self, examples: Batches) -> Iterator[float]:
        """Take the steps that are left; yields the loss of each."""
        self.model.train()
        while self.step < self.schedule.steps:
            loss = self.loss(examples, self.step)
            self._optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self._optimiser.step()
            self._rates.step()
            self.step += 1
            if self.step % self.schedule.checkpoint_steps == 0 or self.step == self.schedule.steps:
                save(self.checkpoint, self.model, self._optimiser, self._rates, step=self.step)
            yield float(loss.detach())
        self.model.eval()

    def loss(self, examples: Batches, step: int) -> Tensor:
        """How badly the passages of batch `step` are told apart: question i belongs to passage i."""
        schedule = self.schedule
        asked, shown, repeated = examples.choose(step, size=schedule.batch, negatives=schedule.negatives)
        questions = self.encode("query", [examples.pairs[number].question for number in asked])
        passages = self.encode("document", [examples.passages[number] for number in shown])
        logits = schedule.scale * questions @ passages.T
        return cross_entropy(logits.masked_fill(repeated, -1e4), torch.arange(len(asked)))

    def encode(self, prompt: str, texts: Sequence[str]) -> Tensor:
        """(texts, dimension) unit vectors with gradients, each text behind the model's prompt of that name."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.schedule.half):
            return encode(self.model, [f"{self.model.prompts[prompt]}{text}" for text in texts])


@contextmanager
def short_window(model: SentenceTransformer) -> Iterator[None]:
    """Texts are cut to TRAINING_WINDOW pieces inside, and to the model's own window again afterwards."""
    window, model.max_seq_length = model.max_seq_length, TRAINING_WINDOW
    try:
        yield
    finally:
        model.max_seq_length = window


def encode(model: SentenceTransformer, texts: Sequence[str]) -> Tensor:
    """(texts, dimension) unit vectors with gradients."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    parts = []
    for start in range(0, len(order), MICRO_BATCH):
        features = model.preprocess([texts[number] for number in order[start : start + MICRO_BATCH]])
        parts.append(model(features)["sentence_embedding"])
    place = torch.empty(len(order), dtype=torch.long)
    place[torch.tensor(order)] = torch.arange(len(order))
    return normalize(torch.cat(parts)[place].float(), dim=-1)

"""A model in training step by step: stops and resumes, always the same for the same seed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from retrieval.training.checkpoint import resume, save

WEIGHT_DECAY, LONGEST_GRADIENT = 0.01, 1.0

AVERAGED_FROM, AVERAGED_EVERY = 0.6, 10
"""From this share of the steps on the weights of every tenth step are averaged: what is written."""


class StepLearner(ABC):
    """A model, the average of its weights, its optimiser and the step it has reached, kept in one checkpoint file.

    groups: weights with their rates, which rise over the share `warm_up` of the steps and then fall to nothing.
    """

    def __init__(
        self,
        model: torch.nn.Module,
        groups: Sequence[dict[str, object]],
        *,
        steps: int,
        warm_up: float,
        checkpoint: Path,
        checkpoint_steps: int,
    ) -> None:
        self.steps, self.checkpoint = steps, checkpoint
        self._trained, self._warm, self._every = model, warm_up * steps, checkpoint_steps
        self._average = AveragedModel(model).requires_grad_(requires_grad=False)
        self._kept = torch.nn.ModuleList([model, self._average])
        self._optimiser = torch.optim.AdamW(list(groups), weight_decay=WEIGHT_DECAY)
        self._rates = torch.optim.lr_scheduler.LambdaLR(self._optimiser, self._share)
        self.step = resume(checkpoint, self._kept, self._optimiser, self._rates)

    @abstractmethod
    def loss(self, step: int) -> Tensor:
        """The loss of a step, on examples that its number decides."""

    @property
    def averaged(self) -> torch.nn.Module:
        """The model with the average of its last weights; as it is where too few steps were taken for that."""
        return self._average.module if int(self._average.n_averaged) else self._trained

    def learn(self) -> Iterator[float]:
        """Take the steps that are left; yields the loss of each."""
        self._trained.train()
        while self.step < self.steps:
            loss = self.loss(self.step)
            self._optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(self._trained.parameters(), LONGEST_GRADIENT)
            self._optimiser.step()
            self._rates.step()
            self.step += 1
            if self.step > AVERAGED_FROM * self.steps and self.step % AVERAGED_EVERY == 0:
                self._average.update_parameters(self._trained)
            if self.step % self._every == 0:
                save(self.checkpoint, self._kept, self._optimiser, self._rates, step=self.step)
            yield float(loss.detach())
        self._trained.eval()

    def _share(self, step: int) -> float:
        return min((step + 1) / self._warm, max(0.0, (self.steps - step) / (self.steps - self._warm)))


def hold_still(encoder: torch.nn.Module, *, layers: int) -> set[str]:
    """Hold an encoder's word vectors and lowest layers; returns the names of their weights."""
    parts = ("embeddings.", *(f"encoder.layer.{layer}." for layer in range(layers)))
    still = {name for name, _ in encoder.named_parameters() if name.startswith(parts)}
    for name, weight in encoder.named_parameters():
        weight.requires_grad_(name not in still)
    return still

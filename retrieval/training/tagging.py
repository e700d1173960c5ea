"""Trains the tagger: the lower layers of the encoder and a head, on annotated articles; stops and resumes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import BertModel

from retrieval.index.trunk import SHARED
from retrieval.index.weights import HEAD, write_prepared
from retrieval.reading.labels import CLASSES, columns
from retrieval.reading.windows import Window, cut_windows
from retrieval.training.annotations import UNKNOWN, Annotated, Labels, label
from retrieval.training.learner import StepLearner, hold_still

HELD_OUT = 6
"""Of so many annotated articles one is kept from the tagger: the judge learns from what it says of articles that it has
not seen."""

WEIGHTS = {
    "named": 1.0,
    "detail": 0.5,
    "principal": 0.3,
    "capacity": 0.5,
    "took_part": 0.5,
    "stated": 0.3,
    "stands_in": 0.3,
    "called": 1.0,
}
"""How much each head's loss counts."""

PADDING = 1
LIKE_LENGTH = 60
"""Windows go into a batch with others of like length, give or take so many pieces, so that batches differ."""


@dataclass(frozen=True, slots=True)
class TaggerSchedule:
    """How the tagger is trained. Layers below `still` stay as they are, and are shared with the encoder."""

    layers: int = 6
    still: int = 0
    epochs: int = 5
    batch: int = 8
    rate: float = 2e-4
    head_rate: float = 2e-3
    warm_up: float = 0.1
    checkpoint_steps: int = 50
    seed: int = 0
    half: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window's ids and the classes of its pieces, {head: (pieces,)}."""

    ids: tuple[int, ...]
    classes: dict[str, tuple[int, ...]]


def make_lessons(articles: Sequence[Annotated], tokenizer: Tokenizer) -> list[Lesson]:
    """The windows of annotated articles with their labels."""
    return [
        _lesson(window, labels)
        for article, labels in ((article, label(article)) for article in articles)
        for window in cut_windows(tokenizer, title=article.title, text=article.text)
    ]


def _lesson(window: Window, labels: Labels) -> Lesson:
    after = len(window.ids) - window.first - len(window.offsets)
    classes = {
        head: (
            *[UNKNOWN] * window.first,
            *(of_character[start] if start < end else UNKNOWN for start, end in window.offsets),
            *[UNKNOWN] * after,
        )
        for head, of_character in labels.classes.items()
    }
    return Lesson(window.ids, classes)


class TaggerModel(torch.nn.Module):
    """Some lower layers of an encoder with a linear head on every token."""

    def __init__(self, folder: Path, *, layers: int) -> None:
        super().__init__()
        # Dropout inside costs half the time on a processor and gains nothing in a few epochs.
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            num_hidden_layers=layers,
            dtype=torch.float32,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, CLASSES)

    def forward(self, ids: Tensor) -> Tensor:
        """(texts, tokens, classes) of ids padded with PADDING."""
        states = self.encoder(input_ids=ids, attention_mask=(ids != PADDING).long()).last_hidden_state
        told: Tensor = self.head(self.drop(states)).float()
        return told


class TaggerLearner(StepLearner):
    """A tagger in training, with its optimiser and the step it has reached, kept in one checkpoint file."""

    def __init__(
        self, model: TaggerModel, lessons: Sequence[Lesson], schedule: TaggerSchedule, checkpoint: Path
    ) -> None:
        self.model, self.lessons, self.schedule = model, lessons, schedule
        self.still = hold_still(model.encoder, layers=schedule.still)
        body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
        groups = [
            {"params": body, "lr": schedule.rate},
            {"params": list(model.head.parameters()), "lr": schedule.head_rate},
        ]
        super().__init__(
            model,
            groups,
            steps=schedule.epochs * -(-len(lessons) // schedule.batch),
            warm_up=schedule.warm_up,
            checkpoint=checkpoint,
            checkpoint_steps=schedule.checkpoint_steps,
        )

    def loss(self, step: int) -> Tensor:
        """See StepLearner."""
        return self._loss(self._batch(step))

    def write(self, folder: Path) -> None:
        """Keep what was trained in eight bits, and the names of what is shared with the encoder."""
        folder.mkdir(parents=True, exist_ok=True)
        tensors = {name: weight for name, weight in self.model.encoder.state_dict().items() if name not in self.still}
        # The graph multiplies states with the head: (hidden, classes).
        tensors |= {f"{HEAD}weight": self.model.head.weight.T, f"{HEAD}bias": self.model.head.bias}
        write_prepared({name: weight.detach().numpy() for name, weight in tensors.items()}, folder)
        (folder / SHARED).write_text("\n".join(sorted(self.still)) + "\n", encoding="utf-8")

    def _batch(self, step: int) -> list[Lesson]:
        """The lessons of a step: each once an epoch, in an order that its number decides."""
        epoch, place = divmod(step, self.steps // self.schedule.epochs)
        order = random.Random(f"{self.schedule.seed} {epoch}")
        near = sorted(self.lessons, key=lambda lesson: len(lesson.ids) + order.random() * LIKE_LENGTH)
        batches = [near[start : start + self.schedule.batch] for start in range(0, len(near), self.schedule.batch)]
        order.shuffle(batches)
        return batches[place]

    def _loss(self, lessons: Sequence[Lesson]) -> Tensor:
        padded = {head: self._padded(lessons, head) for head in lessons[0].classes}
        ids = next(ids for ids, _ in padded.values())
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.schedule.half):
            told = self.model(ids)
        losses = []
        for head, (_, wanted) in padded.items():
            if (wanted != UNKNOWN).any():
                given = told[..., columns(head)].flatten(0, 1).float()
                losses.append(WEIGHTS[head] * cross_entropy(given, wanted.flatten(), ignore_index=UNKNOWN))
        return torch.stack(losses).sum()

    def _padded(self, lessons: Sequence[Lesson], head: str) -> tuple[Tensor, Tensor]:
        """The ids of some lessons and the classes of a head, (lessons, pieces) each."""
        longest = max(len(lesson.ids) for lesson in lessons)
        ids = torch.tensor([_pad(lesson.ids, longest, PADDING) for lesson in lessons])
        return ids, torch.tensor([_pad(lesson.classes[head], longest, UNKNOWN) for lesson in lessons])


def _pad(values: Sequence[int], length: int, padding: int) -> list[int]:
    return [*values, *[padding] * (length - len(values))]

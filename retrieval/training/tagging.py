"""Trains the tagger: the lower layers of the encoder and a head, on annotated articles; stops and resumes."""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertModel

from retrieval.index.trunk import SHARED
from retrieval.index.weights import HEAD, write_prepared
from retrieval.reading.tagging.labels import CLASSES, HEADS
from retrieval.reading.tagging.windows import Window, cut_windows
from retrieval.training.annotations import UNKNOWN, Annotated, label
from retrieval.training.called import Called
from retrieval.training.heads import CALLED, measure_heads
from retrieval.training.learner import StepLearner, hold_still
from retrieval.training.restored import read_restored

HELD_OUT = 6
"""Of so many annotated articles one is kept from the tagger: the judge learns from what it says of articles that it has
not seen."""

RATE, RATE_ONWARDS, HEAD_RATE = 2e-4, 1e-4, 5.0
"""Rate of the layers from the start, and where a tagger goes on; how many times that of the head is."""

PUBLIC_SHARE = 0.35
"""The share of the public sets' sentences that is learnt from: of them every epoch, beside whole articles."""

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
    rate: float = RATE
    warm_up: float = 0.1
    checkpoint_steps: int = 50
    seed: int = 0
    half: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window's ids and the classes of its pieces, {head: (pieces,)}."""

    ids: tuple[int, ...]
    classes: dict[str, tuple[int, ...]]


def gather_lessons(
    articles: Sequence[Annotated], called: Sequence[Called], public: Sequence[Called], tokenizer: Tokenizer
) -> list[Lesson]:
    """All that a tagger learns from: each text once, with all that is known of it, and a part of the public sets."""
    of_text, told = {one.text: one for one in called}, {article.text for article in articles}
    rest = [one for one in called if one.text not in told]
    drawn = random.Random(0).sample(public, int(len(public) * PUBLIC_SHARE))
    return [*make_lessons(articles, tokenizer, of_text), *make_called_lessons([*rest, *drawn], tokenizer)]


def make_lessons(
    articles: Sequence[Annotated], tokenizer: Tokenizer, called: Mapping[str, Called] | None = None
) -> list[Lesson]:
    """The windows of annotated articles with their labels, and what is called how where that is known of their text."""
    lessons = []
    for article in articles:
        classes = label(article).classes
        if called and article.text in called:
            classes[CALLED] = called[article.text].classes
        lessons += _cut(article.title, article.text, classes, tokenizer)
    return lessons


def make_called_lessons(texts: Sequence[Called], tokenizer: Tokenizer) -> list[Lesson]:
    """The windows of texts of which only is known what is called how."""
    return [lesson for one in texts for lesson in _cut(one.title, one.text, {CALLED: one.classes}, tokenizer)]


def _cut(title: str, text: str, classes: Mapping[str, Sequence[int]], tokenizer: Tokenizer) -> list[Lesson]:
    unknown = [UNKNOWN] * len(text)
    return [
        Lesson(window.ids, {head: _of_pieces(window, classes.get(head, unknown)) for head in HEADS})
        for window in cut_windows(tokenizer, title=title, text=text)
    ]


def _of_pieces(window: Window, of_character: Sequence[int]) -> tuple[int, ...]:
    after = len(window.ids) - window.first - len(window.offsets)
    told = (of_character[start] if start < end else UNKNOWN for start, end in window.offsets)
    return (*[UNKNOWN] * window.first, *told, *[UNKNOWN] * after)


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


def open_tagger(folder: Path, encoder: Path, *, layers: int) -> TaggerModel:
    """A kept tagger, as near as eight bits keep it; what its head cannot say yet begins at random."""
    model = TaggerModel(encoder, layers=layers)
    tensors = {name: torch.from_numpy(value.copy()) for name, value in read_restored(folder).items()}
    weight, bias = tensors.pop(f"{HEAD}weight").T, tensors.pop(f"{HEAD}bias")
    with torch.no_grad():
        model.head.weight[: len(weight)] = weight
        model.head.bias[: len(bias)] = bias
    model.encoder.load_state_dict(tensors, strict=False)
    return model


class TaggerLearner(StepLearner):
    """A tagger in training. `keeps`: it goes on saying what it says now under heads of which a lesson tells nothing."""

    def __init__(
        self,
        model: TaggerModel,
        lessons: Sequence[Lesson],
        schedule: TaggerSchedule,
        checkpoint: Path,
        *,
        keeps: bool = False,
    ) -> None:
        self.model, self.lessons, self.schedule = model, lessons, schedule
        self.before = copy.deepcopy(model).eval().requires_grad_(requires_grad=False) if keeps else None
        self.still = hold_still(model.encoder, layers=schedule.still)
        body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
        groups = [
            {"params": body, "lr": schedule.rate},
            {"params": list(model.head.parameters()), "lr": schedule.rate * HEAD_RATE},
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
        model = cast("TaggerModel", self.averaged)
        tensors = {name: weight for name, weight in model.encoder.state_dict().items() if name not in self.still}
        # The graph multiplies states with the head: (hidden, classes).
        tensors |= {f"{HEAD}weight": model.head.weight.T, f"{HEAD}bias": model.head.bias}
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
        ids = _padded([lesson.ids for lesson in lessons], PADDING)
        wanted = {head: _padded([lesson.classes[head] for lesson in lessons], UNKNOWN) for head in HEADS}
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.schedule.half):
            told = self.model(ids)
            before = self.before(ids) if self.before else None
        return measure_heads(told, wanted, before)


def _padded(rows: Sequence[Sequence[int]], padding: int) -> Tensor:
    """Rows as (rows, longest)."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[padding] * (longest - len(row))] for row in rows])

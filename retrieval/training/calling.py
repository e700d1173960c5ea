"""Teaches a tagger how people, offices, bodies and places are called, while it goes on to say of who took part what it
said before; stops and resumes."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax

from retrieval.index.weights import HEAD
from retrieval.reading.calling import CLASSES, Calling, measure_words
from retrieval.reading.labels import HEADS, columns
from retrieval.reading.spans import read_words_of
from retrieval.reading.tagger import Tagger
from retrieval.reading.windows import Window, cut_windows
from retrieval.training.annotations import UNKNOWN
from retrieval.training.called import UNTOLD, Called
from retrieval.training.restored import read_restored
from retrieval.training.tagging import Lesson, TaggerLearner, TaggerModel, TaggerSchedule

CALLED = "called"
RATE = 1e-4

NEVER = -20.0
"""Bias of a kind of which no word was."""

STRENGTH, MOST_STEPS = 0.3, 300
"""Inverse of the regularisation of the logistic regression over standardised features, and its steps at most."""


KEPT = 2.0
"""How much it counts that the other heads say what they said."""

HALF = 0.5
"""How much a piece counts of which only is told what it is not."""

_TOLD_APART = [HEADS[CALLED].index(f"{part}-{kind}") for kind in ("NAME", "BODY", "PLACE") for part in "BI"]


def make_called_lessons(texts: Sequence[Called], tokenizer: Tokenizer) -> list[Lesson]:
    """The windows of texts with the classes of their pieces under the head `called` alone."""
    return [
        _lesson(window, one.classes)
        for one in texts
        for window in cut_windows(tokenizer, title=one.title, text=one.text)
    ]


def _lesson(window: Window, classes: Sequence[int]) -> Lesson:
    after = len(window.ids) - window.first - len(window.offsets)
    told = (classes[start] if start < end else UNKNOWN for start, end in window.offsets)
    return Lesson(window.ids, {CALLED: (*[UNKNOWN] * window.first, *told, *[UNKNOWN] * after)})


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


class CallingLearner(TaggerLearner):
    """A tagger that learns a head more; what it was before is its teacher for the others."""

    def __init__(
        self, model: TaggerModel, lessons: Sequence[Lesson], schedule: TaggerSchedule, checkpoint: Path
    ) -> None:
        self.teacher = copy.deepcopy(model).eval().requires_grad_(requires_grad=False)
        super().__init__(model, lessons, schedule, checkpoint)

    def _loss(self, lessons: Sequence[Lesson]) -> Tensor:
        ids, wanted = self._padded(lessons, CALLED)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.schedule.half):
            told, before = self.model(ids), self.teacher(ids)
        is_piece = wanted != UNKNOWN
        others = [
            kl_div(
                log_softmax(told[..., columns(head)][is_piece].float(), dim=-1),
                log_softmax(before[..., columns(head)][is_piece].float(), dim=-1),
                reduction="batchmean",
                log_target=True,
            )
            for head in HEADS
            if head != CALLED
        ]
        return (
            called_loss(told[..., columns(CALLED)][is_piece].float(), wanted[is_piece])
            + KEPT * torch.stack(others).sum()
        )


def fit_calling(texts: Sequence[Called], tagger: Tagger) -> Calling:
    """Weigh what is measured of words, on texts that the tagger has not seen."""
    values, kinds = [], list[int]()
    for one in texts:
        tags = tagger.tag(title=one.title, text=one.text)
        values.append(measure_words(one.text, tags))
        kinds += [(one.classes[start] + 1) // 2 for start, _, _ in read_words_of(one.text, tags)]
    scaler = StandardScaler().fit(np.vstack(values))
    model = LogisticRegression(C=STRENGTH, max_iter=MOST_STEPS).fit(scaler.transform(np.vstack(values)), kinds)
    weights, bias = np.zeros((model.coef_.shape[1], CLASSES)), np.full(CLASSES, NEVER)
    weights[:, model.classes_] = (model.coef_ / scaler.scale_).T
    bias[model.classes_] = model.intercept_ - scaler.mean_ @ weights[:, model.classes_]
    return Calling(weights, bias)


def write_calling(calling: Calling, path: Path) -> None:
    """Keep weights, four digits behind the point."""
    content = {"weights": np.round(calling.weights, 4).tolist(), "bias": np.round(calling.bias, 4).tolist()}
    path.write_text(json.dumps(content) + "\n", encoding="utf-8")


def called_loss(told: Tensor, wanted: Tensor) -> Tensor:
    """Of (pieces, classes) against (pieces,) classes: UNTOLD is any class that the public sets do not tell apart."""
    is_known = wanted != UNTOLD
    known = cross_entropy(told[is_known], wanted[is_known], reduction="sum")
    open_classes = [at for at in range(told.shape[-1]) if at not in _TOLD_APART]
    untold = torch.logsumexp(log_softmax(told[~is_known], dim=-1)[:, open_classes], dim=-1).sum()
    return (known - HALF * untold) / len(wanted)

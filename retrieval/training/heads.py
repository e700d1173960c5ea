"""What a tagger loses under its heads: by what lessons say, and by no longer saying what it said before. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, kl_div, log_softmax

from retrieval.reading.tagging.labels import HEADS, columns
from retrieval.training.annotations import UNKNOWN
from retrieval.training.called import UNTOLD

CALLED = "called"

WEIGHTS = {
    "named": 1.0,
    "detail": 0.5,
    "principal": 0.3,
    "capacity": 0.5,
    "took_part": 0.5,
    "stated": 0.3,
    "stands_in": 0.3,
    CALLED: 1.0,
}
"""How much each head's loss counts."""

HALF = 0.5
"""How much a piece counts of which only is told what it is not."""

_TOLD_APART = [HEADS[CALLED].index(f"{part}-{kind}") for kind in ("NAME", "BODY", "PLACE") for part in "BI"]


def measure_heads(told: Tensor, wanted: Mapping[str, Tensor], before: Tensor | None = None) -> Tensor:
    """The loss of (texts, pieces, classes) told against (texts, pieces) wanted under each head, UNKNOWN left out.

    Of a head under which nothing is wanted of a text, what was told `before` is held, if that is given.
    """
    known = {head: classes != UNKNOWN for head, classes in wanted.items()}
    is_piece = torch.stack(list(known.values())).any(dim=0)
    losses = []
    for head, classes in wanted.items():
        given, is_known = told[..., columns(head)].float(), known[head]
        if is_known.any():
            losses.append(WEIGHTS[head] * _of_head(head, given[is_known], classes[is_known]))
        is_silent = is_piece & ~is_known.any(dim=1, keepdim=True)
        if before is not None and is_silent.any():
            moved = _moved(given[is_silent], before[..., columns(head)][is_silent].float())
            losses.append(WEIGHTS[head] * moved / is_piece.sum())
    return torch.stack(losses).sum()


def _of_head(head: str, told: Tensor, wanted: Tensor) -> Tensor:
    return called_loss(told, wanted) if head == CALLED else cross_entropy(told, wanted)


def _moved(told: Tensor, before: Tensor) -> Tensor:
    """How far (pieces, classes) are from what they were, summed over the pieces."""
    return kl_div(log_softmax(told, dim=-1), log_softmax(before, dim=-1), reduction="sum", log_target=True)


def called_loss(told: Tensor, wanted: Tensor) -> Tensor:
    """Of (pieces, classes) against (pieces,) classes: UNTOLD is any class that the public sets do not tell apart."""
    is_known = wanted != UNTOLD
    known = cross_entropy(told[is_known], wanted[is_known], reduction="sum")
    open_classes = [at for at in range(told.shape[-1]) if at not in _TOLD_APART]
    untold = torch.logsumexp(log_softmax(told[~is_known], dim=-1)[:, open_classes], dim=-1).sum()
    return (known - HALF * untold) / len(wanted)

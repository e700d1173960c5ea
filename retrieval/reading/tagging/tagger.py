"""Says of every piece of an article whom and what it names, with ONNX Runtime: no torch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from data.wording import index as wording
from retrieval.index.onnx_encoder import INPUT
from retrieval.index.trunk import open_trunk
from retrieval.reading.tagging.labels import HEADS, columns
from retrieval.reading.tagging.windows import cut_windows

TAGGER = SHIPPED_MODEL / "tagger"
GRAPH = "graph.onnx"

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger says of an article: `offsets` (pieces, 2) characters of its text, and for each head the chance of
    each class, (pieces, classes), which sum to 1."""

    offsets: NDArray[np.int64]
    chances: dict[str, Chances]


class Tagger:
    """A trained tagger; safe to share among threads."""

    def __init__(self, folder: Path = TAGGER, encoder: Path = SHIPPED_MODEL) -> None:
        """ModelError where the folder is damaged."""
        try:
            trunk = open_trunk(encoder)
            self._tokenizer, self._session = trunk.tokenizer, trunk.open_part(folder, GRAPH)
        except Exception as error:  # the libraries below raise whatever they please for a damaged file
            raise ModelError(wording.tagger_damaged(folder.name)) from error

    def tag(self, *, title: str, text: str) -> Tags:
        """Tag an article; one without a word has no pieces."""
        offsets: list[tuple[int, int]] = []
        logits: list[NDArray[np.float32]] = []
        for window in cut_windows(self._tokenizer, title=title, text=text):
            ids = np.array([window.ids], dtype=np.int64)
            (output,) = self._session.run(None, {INPUT: ids})
            logits.append(output[0, window.first : window.first + len(window.offsets)])
            offsets += window.offsets
        told = np.concatenate(logits) if logits else np.zeros((0, columns(list(HEADS)[-1]).stop), np.float32)
        return Tags(
            np.array(offsets, dtype=np.int64).reshape(-1, 2), {head: _chances(told[:, columns(head)]) for head in HEADS}
        )


def _chances(logits: NDArray[np.float32]) -> Chances:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with Notula, opened once a process."""
    return Tagger()

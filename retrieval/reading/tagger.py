"""Says of every piece of an article whom and what it names, with ONNX Runtime: no torch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from data.wording import index as wording
from retrieval.index.onnx_encoder import INPUT, open_session, open_tokenizer
from retrieval.index.weights import read_weights
from retrieval.reading.labels import HEADS, columns
from retrieval.reading.windows import cut_windows

TAGGER = SHIPPED_MODEL / "tagger"
GRAPH = "graph.onnx"
SHARED = "shared.txt"
"""Names of the weights that the tagger takes from the encoder: those that its training left as they were."""

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
            self._tokenizer = open_tokenizer(encoder)
            self._session = open_session(read_tagger(folder, encoder), folder / GRAPH)
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


def read_tagger(folder: Path, encoder: Path) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Name and value of each tensor of a tagger: its own, and those that it shares with the encoder."""
    shared = set((folder / SHARED).read_text(encoding="utf-8").split())
    yield from read_weights(folder)
    yield from read_weights(encoder, shared)


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with Notula, opened once a process."""
    return Tagger()

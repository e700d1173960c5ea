"""An encoder's pieces and weights as they serve, opened once for it and for the parts that use them as well.

Tagger and selector take word vectors and lower layers from the encoder. What one of them has put into eight bits the
others take over: a process starts sooner, and holds it once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from data.settings import SHIPPED_MODEL
from retrieval.index.weights import prepare, read_weights

SHARED = "shared.txt"
"""In a part's folder: names of the weights that it takes from the encoder, as its training left them."""

_ERRORS_ONLY = 3

_SLOW = "SkipLayerNormFusion"
"""Joins a sum and its normalising to one operation, which takes five times as long as the two."""

Values = dict[str, onnxruntime.OrtValue]
"""Numbers by the name that a graph has for them."""


class Trunk:
    """Pieces and weights of an encoder's folder; safe to share among threads."""

    def __init__(self, folder: Path) -> None:
        """Raises whatever the libraries say of a damaged file."""
        self.folder = folder
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._values: dict[str, Values] = {}

    def values(self, only: Collection[str] | None = None) -> Values:
        """The numbers of all tensors, or `only` of some."""
        missing = None if only is None else set(only) - self._values.keys()
        for name, tensor in read_weights(self.folder, missing):
            if name not in self._values:
                self._values[name] = _prepared([(name, tensor)])
        names = self._values if only is None else self._values.keys() & set(only)
        return {key: value for name in names for key, value in self._values[name].items()}

    def open(self, graph: Path) -> Any:  # noqa: ANN401 - the runtime has no types
        """The encoder itself, ready to run on one core; raises whatever the runtime says of damage."""
        return _open_session(self.values(), graph)

    def open_part(self, folder: Path, graph: str) -> Any:  # noqa: ANN401 - the runtime has no types
        """The part in a folder, with its own weights and those it shares; raises likewise."""
        return _open_session(self.values(_read_shared(folder)) | _prepared(read_weights(folder)), folder / graph)


def open_trunk(folder: Path) -> Trunk:
    """The trunk of a folder; the shipped one is opened once a process."""
    return _shipped() if folder == SHIPPED_MODEL else Trunk(folder)


def read_part(folder: Path, encoder: Path) -> Iterator[tuple[str, NDArray[Any]]]:
    """Name and value of each tensor of a part: its own, and those that it shares with the encoder."""
    yield from read_weights(folder)
    yield from read_weights(encoder, _read_shared(folder))


@cache
def _shipped() -> Trunk:
    return Trunk(SHIPPED_MODEL)


def _read_shared(folder: Path) -> set[str]:
    return set((folder / SHARED).read_text(encoding="utf-8").split())


def _prepared(weights: Iterable[tuple[str, NDArray[Any]]]) -> Values:
    prepared = {name: value for tensor, number in weights for name, value in prepare(tensor, number).items()}
    return {name: onnxruntime.OrtValue.ortvalue_from_numpy(value) for name, value in prepared.items()}


def _open_session(values: Values, graph: Path) -> Any:  # noqa: ANN401 - the runtime has no types
    options = onnxruntime.SessionOptions()
    # One question is answered on one core; passages are embedded side by side instead.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    options.add_external_initializers(list(values), list(values.values()))
    return onnxruntime.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW]
    )

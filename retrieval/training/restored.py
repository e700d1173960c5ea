"""The numbers again of tensors that were kept in eight bits, so that training can go on from what ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.index.weights import MIDDLE, WORD_VECTORS, read_weights

INTEGERS, BLOCKS, SCALES = ".integers", ".blocks", ".scales"


def read_restored(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Name and numbers of each tensor of a folder in eight bits, as near as these keep them."""
    return dict(restore(dict(read_weights(folder))))


def restore(prepared: Mapping[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Name and numbers of each tensor that `prepare` made these of."""
    for name, value in prepared.items():
        if name.endswith(INTEGERS):
            tensor = name.removesuffix(INTEGERS)
            scales = prepared[tensor + SCALES].astype(np.float32)
            numbers = value.astype(np.float32)
            yield tensor, numbers * scales if tensor == WORD_VECTORS else numbers.T * scales[:, None]
        elif name.endswith(BLOCKS):
            tensor = name.removesuffix(BLOCKS)
            scales = prepared[tensor + SCALES].astype(np.float32)
            numbers = value.astype(np.float32) - MIDDLE
            yield tensor, (numbers * scales[..., None]).reshape(len(value), -1)
        elif not name.endswith(SCALES):
            yield name, value.astype(np.float32)

"""Weights of a BERT folder in eight bits, as its graph (graph.onnx) takes them; numpy alone, no torch.

The encoder's safetensors stay the only copy of its weights: what serves questions is quantised from them when it is
loaded (0.15 s for 32 million numbers), so the two cannot differ. Parts that only serve (tagger,
selector) are kept as they serve, in eight bits.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

SINGLE_FILE = "model.safetensors"
SHARDS = "model.safetensors.index.json"

WORD_VECTORS = "embeddings.word_embeddings.weight"
AFTER_GELU = ".output.dense.weight"
OF_ATTENTION = ".attention.output.dense.weight"

HEAD = "head."
"""A tagger's last matrix, (hidden, classes): small, and kept in single precision."""

UNUSED = "pooler."
"""What a BertModel has beside the mean of its tokens, and no embedding needs."""

LARGEST_ROW = 127
"""Word vectors: 8 bits, symmetric, a scale for each."""

LARGEST_COLUMN = 63
"""Matrices: 7 of 8 bits. Processors without VNNI add up two products of 8 bits in 16, which overflow with all eight."""

BLOCK = 128
"""Numbers that share a scale behind GELU, whose few large values would spoil a scale for a whole text
(docs/experiments/model.md)."""

MIDDLE = 128

_ROWS = 128
"""Rows that are put into eight bits at once: few enough that what comes between stays in the processor's cache."""

_PREPARED = (".integers", ".blocks", ".scales")


def read_weights(folder: Path, only: Collection[str] | None = None) -> Iterator[tuple[str, NDArray[Any]]]:
    """Name and value of each tensor of a folder, or `only` of some, one at a time, in the precision that was kept;
    raises whatever safetensors says of a damaged file."""
    for file in weight_files(folder):
        with safe_open(file, framework="numpy") as tensors:
            for name in tensors.keys():  # noqa: SIM118 - it is no mapping
                if name in only if only is not None else not name.startswith(UNUSED):
                    yield name, tensors.get_tensor(name)


def write_prepared(weights: Mapping[str, NDArray[np.float32]], folder: Path) -> None:
    """Keep the tensors of a part that only serves: matrices in eight bits, the rest in half precision."""
    prepared = {name: value for tensor, number in weights.items() for name, value in prepare(tensor, number).items()}
    kept = {name: value if name.endswith(_PREPARED) else value.astype(np.float16) for name, value in prepared.items()}
    save_file({name: np.ascontiguousarray(value) for name, value in kept.items()}, folder / SINGLE_FILE)


def weight_files(folder: Path) -> list[Path]:
    """The files that hold the weights of a folder, in order."""
    shards = folder / SHARDS
    if not shards.is_file():
        return [folder / SINGLE_FILE]
    names = json.loads(shards.read_text(encoding="utf-8"))["weight_map"].values()
    return [folder / name for name in sorted(set(names))]


def prepare(name: str, value: NDArray[Any]) -> dict[str, NDArray[np.generic]]:
    """The initializers that a graph has for a tensor: itself in single precision, or its integers and their scales;
    what was prepared before stays as it is.

    Behind GELU `.blocks` (rows, blocks, BLOCK) and `.scales`; other matrices `.integers` (columns, rows) and `.scales`;
    word vectors `.integers` (rows, columns) and `.scales`.
    """
    if name == WORD_VECTORS:
        return _named(name, *quantise(value, largest=LARGEST_ROW, keep=True))
    if value.ndim < 2 or "embeddings" in name or name.startswith(HEAD) or name.endswith(_PREPARED):
        return {name: value if value.dtype.kind in "iu" else value.astype(np.float32, copy=False)}
    if name.endswith(AFTER_GELU) and not name.endswith(OF_ATTENTION):
        blocks, scales = quantise(value.reshape(len(value), -1, BLOCK), largest=LARGEST_ROW, keep=False)
        return {f"{name}.blocks": blocks.view(np.uint8) + np.uint8(MIDDLE), f"{name}.scales": scales}
    integers, scales = quantise(value, largest=LARGEST_COLUMN, keep=False)
    return _named(name, np.ascontiguousarray(integers.T), scales)


def quantise(value: NDArray[np.floating], *, largest: int, keep: bool) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Integers and scales along the last axis, which the scales `keep` or lose."""
    integers = np.empty(value.shape, np.int8)
    scales = np.empty((*value.shape[:-1], 1), np.float32)
    for start in range(0, len(value), _ROWS):
        rows = slice(start, start + _ROWS)
        part = value[rows].astype(np.float32)
        scale = np.maximum(part.max(axis=-1, keepdims=True), -part.min(axis=-1, keepdims=True)) / largest
        scale[scale == 0] = 1.0
        scales[rows] = scale
        part /= scale
        integers[rows] = np.rint(part, out=part)
    return integers, scales if keep else scales[..., 0]


def _named(name: str, integers: NDArray[np.int8], scales: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    return {f"{name}.integers": integers, f"{name}.scales": scales}

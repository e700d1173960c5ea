"""What an encoder is: texts in, unit vectors out; and how models are told apart by what they answer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.wording import index as wording

Vectors = NDArray[np.float32]

NORM_TOLERANCE = 1e-3

PROBES = (
    "Rapat koordinasi lintas sektoral dipimpin bupati di aula kantor daerah.",
    "Siapa yang hadir dalam musyawarah desa pada 12 Maret 2020?",
    "Pertandingan sepak bola ditunda karena hujan lebat.",
    "The committee approved the annual budget.",
)
"""Texts whose vectors tell models apart; the first half is embedded as passages, the second as questions too."""

PROBE_DIMENSIONS = 64
PROBE_STEP = 1 / 32
"""A fingerprint is of few, coarsely rounded numbers, so that another processor's last digits do not change it."""

SAME_MODEL_COSINE = 0.98
"""Probe vectors at least this close come from one model: in single precision or in eight bits (0.986 at least with the
model that ships), on whatever machine."""


class Encoder(Protocol):
    """What embeds passages and questions. `max_tokens` is the model's window, sys.maxsize where it has none."""

    name: str
    dimension: int
    max_tokens: int

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of unit length, or zero where the model knows no word of a text."""

    def encode_query(self, text: str) -> Vectors:
        """The vector (dimension,) of a question."""

    def fits(self, text: str) -> bool:
        """Whether a passage is inside the model's window."""

    def fingerprint(self) -> str:
        """A hash that two encoders share only if they give the same vectors."""


def to_unit(vectors: Vectors, dimension: int, *, texts: Sequence[str], name: str) -> Vectors:
    """The vectors scaled to length one, zero ones left as they are; ModelError names the first unusable one's text."""
    if vectors.shape != (len(texts), dimension) or not dimension:
        raise ModelError(wording.model_unusable(name, _shorten(texts[0])))
    finite = np.isfinite(vectors).all(axis=1)
    if not finite.all():
        raise ModelError(wording.model_unusable(name, _shorten(texts[int(np.argmin(finite))])))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > NORM_TOLERANCE)
    return unit


def probe(encoder: Encoder) -> Vectors:
    """The vectors of the probes: as passages, then as questions."""
    questions = [encoder.encode_query(text) for text in PROBES[len(PROBES) // 2 :]]
    return np.vstack([encoder.encode_passages(PROBES), *questions]).astype(np.float32)


def fingerprint_of(encoder: Encoder) -> str:
    """The fingerprint of what an encoder answers to the probes; ModelError where it has nothing to say to them."""
    vectors = probe(encoder)
    if (np.linalg.norm(vectors, axis=1) < 1 - NORM_TOLERANCE).any():
        raise ModelError(wording.model_unusable(encoder.name, _shorten(PROBES[0])))
    rounded = np.rint(vectors[:, :PROBE_DIMENSIONS] / PROBE_STEP).astype(np.int64)
    return hashlib.sha256(f"{encoder.dimension}:{rounded.tolist()}".encode()).hexdigest()[:32]


def is_same_model(probes: Vectors, others: Vectors) -> bool:
    """Whether two sets of probe vectors come from one model."""
    return probes.shape == others.shape and bool((np.sum(probes * others, axis=1) >= SAME_MODEL_COSINE).all())


def clean(text: str) -> str:
    """The text without lone surrogates: text to Python and to the store, and an error to tokenizers."""
    return text.encode("utf-8", "replace").decode()


def _shorten(text: str) -> str:
    return " ".join(text.split())[:60]

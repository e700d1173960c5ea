"""Turns texts into unit vectors with any SentenceTransformer, and tells models apart by what they answer."""

from __future__ import annotations

import hashlib
import re
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from data.wording import index as wording

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BATCH_SIZE = 32
HUB_TIMEOUT_SECONDS = 10
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

SAME_MODEL_COSINE = 0.999
"""Probe vectors at least this close come from one model, on whatever machine."""

E5_PROMPTS = {"query": "query: ", "document": "passage: "}
"""What e5 models were trained with and their configurations do not say (README of intfloat/multilingual-e5-base)."""

_HUB_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w.-]+)?")
_E5 = re.compile(r"(?:^|[_.-])e5(?![^_.-])", re.IGNORECASE)


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
        """A hash that two encoders share if and only if they give the same vectors."""


def load_encoder(name: str) -> Encoder:
    """The SentenceTransformer of a folder, or of that name on the hub; ModelError in one sentence.

    A folder never touches the network.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise ModelError(wording.model_not_a_model(name))
        return SentenceEncoder(name, _load(str(folder), local=True, failure=wording.model_damaged(name)))
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(wording.model_missing(name))
    try:
        model = _load(name, local=True, failure="")
    except ModelError:  # not downloaded yet
        model = _download(name)
    return SentenceEncoder(name, model)


def _load(source: str, *, local: bool, failure: str) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # Bars are for downloads: a model that lies here is loaded before anyone could read them.
        show_bars: Any = logging.disable_progress_bar if local else logging.enable_progress_bar
        show_bars()
        # Half precision is for the disk: on a processor it is slower, and not the same everywhere.
        model = SentenceTransformer(source, local_files_only=local).float().eval()
    except Exception as error:  # the libraries below raise whatever they please for a damaged file
        raise ModelError(failure) from error
    short_name = Path(source).name
    if not any(model.prompts.values()) and _E5.search(short_name) and "instruct" not in short_name:
        model.prompts = dict(E5_PROMPTS)
    return model


def _download(name: str) -> SentenceTransformer:
    try:
        from huggingface_hub import model_info

        # One question to the hub: the download itself would try again for a minute before it gives up.
        model_info(name, timeout=HUB_TIMEOUT_SECONDS)
    except Exception as error:  # no network, no such model, not allowed: all the same to the person who typed it
        raise ModelError(wording.model_unreachable(name)) from error
    return _load(name, local=False, failure=wording.model_unreachable(name))


class SentenceEncoder:
    """A SentenceTransformer as an Encoder; safe to share among threads, which take turns."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self.name = name
        self._model = model
        self._turn = threading.Lock()  # fast tokenizers fail when two threads set their padding at once
        window = model.max_seq_length
        self.max_tokens = int(window) if window is not None and window < sys.maxsize else sys.maxsize
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._fingerprint = fingerprint_of(self)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See Encoder; ModelError names the text whose vector cannot be used."""
        return self._encode(self._model.encode_document, texts)

    def encode_query(self, text: str) -> Vectors:
        """See Encoder."""
        vectors: Vectors = self._encode(self._model.encode_query, [text])[0]
        return vectors

    def fits(self, text: str) -> bool:
        """See Encoder; counted with the model's own tokenizer, prompt and special tokens included."""
        if self.max_tokens == sys.maxsize:
            return True
        prompts = (self._model.prompts.get(key) for key in ("document", "passage", "corpus"))
        prompt = next((prompt for prompt in prompts if prompt), "")
        with self._turn:
            tokens = self._model.tokenizer(prompt + text, truncation=False, padding=False, verbose=False)
        return len(tokens["input_ids"]) <= self.max_tokens

    def fingerprint(self) -> str:
        """See Encoder."""
        return self._fingerprint

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:  # noqa: ANN401
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        # A lone surrogate is text to Python and to the store, and an error to tokenizers.
        clean = [text.encode("utf-8", "replace").decode() for text in texts]
        with self._turn:
            raw = encode(clean, batch_size=BATCH_SIZE, show_progress_bar=False, convert_to_numpy=True)
        return to_unit(np.asarray(raw, dtype=np.float32), self.dimension, texts=texts, name=self.name)


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


def use_one_thread() -> None:
    """Let torch work on one core: a single question is slower with more, and blocks the others."""
    import torch

    torch.set_num_threads(1)


def _shorten(text: str) -> str:
    return " ".join(text.split())[:60]

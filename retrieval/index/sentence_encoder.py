"""Embeds with any SentenceTransformer, by sentence-transformers and torch: for all models that have no graph."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import ModelError
from data.wording import index as wording
from retrieval.index.encoder import Vectors, clean, fingerprint_of, to_unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH_SIZE = 32
HUB_TIMEOUT_SECONDS = 10

E5_PROMPTS = {"query": "query: ", "document": "passage: "}
"""What e5 models were trained with and their configurations do not say (README of intfloat/multilingual-e5-base)."""

_E5 = re.compile(r"(?:^|[_.-])e5(?![^_.-])", re.IGNORECASE)


def open_folder(name: str, folder: Path) -> SentenceEncoder:
    """The model of a folder, which never touches the network."""
    return SentenceEncoder(name, _load(str(folder), local=True, failure=wording.model_damaged(name)))


def open_from_hub(name: str) -> SentenceEncoder:
    """The model of that name, downloaded where it was not yet."""
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
        with self._turn:
            raw = encode(
                [clean(text) for text in texts], batch_size=BATCH_SIZE, show_progress_bar=False, convert_to_numpy=True
            )
        return to_unit(np.asarray(raw, dtype=np.float32), self.dimension, texts=texts, name=self.name)


def use_threads(count: int) -> None:
    """Let torch work on so many cores."""
    import torch

    torch.set_num_threads(count)

"""Embeds with ONNX Runtime: a BERT folder that has a graph, without torch and in a second of start."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from pathlib import Path
from typing import Any, Self

import numpy as np

from data.errors import ModelError
from data.wording import index as wording
from retrieval.index.encoder import Vectors, clean, to_unit
from retrieval.index.trunk import open_trunk
from retrieval.index.weights import weight_files

INPUT = "input_ids"
OUTPUT = "sentence_embedding"

DECISIVE = ("config.json", "config_sentence_transformers.json", "tokenizer.json")
"""What decides a folder's vectors, beside weights and graph."""


class OnnxEncoder:
    """A folder's model as an Encoder (see there); safe to share among threads.

    Texts are embedded one by one: in eight bits a text's neighbours in a batch would change its vector, and on a
    processor a batch is no faster.
    """

    def __init__(self, name: str, *, graph: Path) -> None:
        """ModelError where the folder is damaged."""
        self.name = name
        folder = Path(name).expanduser()
        try:
            trunk = open_trunk(folder)
            self._tokenizer, self._session = trunk.tokenizer, trunk.open(graph)
            self.dimension = int(self._session.get_outputs()[0].shape[1])
            self.max_tokens = int(_read(folder / "config.json")["max_position_embeddings"])
            prompts = _read(folder / "config_sentence_transformers.json")["prompts"]
            self._passage, self._query = str(prompts["document"]), str(prompts["query"])
            self._fingerprint = hash_folder(folder, graph)
        except Exception as error:  # the libraries below raise whatever they please for a damaged file
            raise ModelError(wording.model_damaged(name)) from error
        self._threads = 1

    def on(self, threads: int) -> Self:
        """The same model, which embeds so many passages at once."""
        other = copy(self)
        other._threads = threads
        return other

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """See Encoder; ModelError names the text whose vector cannot be used."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            vectors = list(pool.map(self._embed, (self._passage + text for text in texts)))
        return to_unit(np.stack(vectors), self.dimension, texts=texts, name=self.name)

    def encode_query(self, text: str) -> Vectors:
        """See Encoder."""
        vector = self._embed(self._query + text)[np.newaxis]
        return np.asarray(to_unit(vector, self.dimension, texts=[text], name=self.name)[0], dtype=np.float32)

    def fits(self, text: str) -> bool:
        """See Encoder."""
        return len(self._tokenizer.encode(clean(self._passage + text)).ids) <= self.max_tokens

    def fingerprint(self) -> str:
        """See Encoder."""
        return self._fingerprint

    def _embed(self, text: str) -> Vectors:
        """The vector (dimension,) of a text behind its prompt, cut to the window."""
        ids = self._tokenizer.encode(clean(text)).ids
        if len(ids) > self.max_tokens:
            ids = [*ids[: self.max_tokens - 1], ids[-1]]
        tokens = np.array([ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {INPUT: tokens})
        return np.asarray(vectors[0], dtype=np.float32)


def hash_folder(folder: Path, graph: Path) -> str:
    """A hash of what decides the vectors: weights, pieces, prompts and operations; the same on every processor."""
    sha = hashlib.sha256()
    for path in (*weight_files(folder), graph, *(folder / name for name in DECISIVE)):
        with path.open("rb") as content:
            sha.update(hashlib.file_digest(content, "sha256").digest())
    return sha.hexdigest()[:32]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content

"""Small deterministic models: an encoder of a few lines, and real SentenceTransformer folders."""

from __future__ import annotations

import hashlib
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.index.encoder import Vectors, fingerprint_of

WORDS = (
    *("rapat", "koordinasi", "bupati", "camat", "aula", "hadir", "dipimpin", "siapa"),
    *("yang", "di", "desa", "banjir", "panen", "jalan", "kantor"),
)


class WordEncoder:
    """The vector of a text is the sum of its words' vectors, and a word's vector is drawn with its hash as seed."""

    def __init__(self, *, name: str = "kata", dimension: int = 32) -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = sys.maxsize
        self.asked = 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        self.asked += 1
        return self._vector(text)

    def fits(self, text: str) -> bool:
        return True

    def fingerprint(self) -> str:
        return fingerprint_of(self)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(self.dimension)
        for word in text.casefold().split():
            seed = int.from_bytes(
                hashlib.sha256(f"{self.name}/{word}".encode("utf-8", "surrogatepass")).digest()[:4], "big"
            )
            total += np.random.default_rng(seed).normal(size=self.dimension)
        norm = np.linalg.norm(total)
        return (total / norm if norm else total).astype(np.float32)


def make_static_model(folder: Path, *, dimension: int = 16, seed: int = 1) -> Path:
    """A static SentenceTransformer over WORDS with random vectors, kept in half precision."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0} | {w: n for n, w in enumerate(WORDS, 1)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.random.default_rng(seed).normal(size=(len(WORDS) + 1, dimension)).astype(np.float32)
    return _save(SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).half(), folder)


def make_transformer_model(folder: Path, *, window: int = 24, prompts: dict[str, str] | None = None) -> Path:
    """A transformer of one layer with a window of so many tokens; each letter is a token."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,:?"
    folder.mkdir(parents=True)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    body = folder / "body"
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(body)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(body)
    modules = [Transformer(str(body), max_seq_length=window), Pooling(16)]
    return _save(SentenceTransformer(modules=modules, prompts=prompts), folder / "model")


def _save(model, folder: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # model cards warn about what a model without a name does not know
        model.save_pretrained(str(folder), create_model_card=False)
    return folder

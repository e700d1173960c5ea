"""Which word pieces of the multilingual model are kept: those that licensed texts, our own among them, use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from retrieval.language.tables import TABLES
from retrieval.training.examples import Collection
from retrieval.training.sources import read_lexicon, read_names, read_parallel

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""The first pieces of every XLM-R vocabulary, in this order."""

SPACE = "▁"
FEWEST = 2
"""How often a piece must be used to be kept; once would keep a quarter more, most of them other languages' names."""

COUNTED_AT_ONCE = 2000


def licensed_texts(folder: Path, collection: Collection, *, own: Path) -> list[str]:
    """Indonesian and English texts that may be learnt from: the public sets' training parts, and our own archive.

    `own` is the project's folder: its language tables and the articles that ship with it.
    """
    pairs = read_parallel(folder / "parallel")
    words = {word for pair in read_lexicon(folder / "lexicon" / "wordnet_en_id.tsv") for word in pair}
    return [
        *(pair.question for pair in collection.train),
        *sorted({pair.passage for pair in collection.train}),
        *(text for pair in pairs for text in pair),
        *read_names(folder / "ner"),
        *sorted(words),
        *own_texts(own),
    ]


def own_texts(project: Path) -> list[str]:
    """What the project itself holds: sample articles, the articles of its quality test, its language tables."""
    quality = project / "tests" / "quality" / "articles.jsonl"
    articles = [json.loads(line)["text"] for line in quality.read_text(encoding="utf-8").splitlines() if line.strip()]
    samples = [
        path.read_text(encoding="utf-8") for path in sorted((project / "data" / "articles").iterdir()) if path.is_file()
    ]
    tables = [path.read_text(encoding="utf-8").replace("\t", " ") for path in sorted(TABLES.glob("*.tsv"))]
    return [*articles, *samples, *tables]


def make_tokenizer(pieces: Sequence[str], scores: NDArray[np.float32]) -> Tokenizer:
    """XLM-R's tokenizer over some pieces, the special ones first."""
    vocabulary = [(piece, float(score)) for piece, score in zip(pieces, scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIAL.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(name, SPECIAL.index(name)) for name in ("<s>", "</s>")]
    )
    return tokenizer


def count_pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> Counter[int]:
    """How often each piece is used."""
    counts: Counter[int] = Counter()
    for start in range(0, len(texts), COUNTED_AT_ONCE):
        for encoding in tokenizer.encode_batch(texts[start : start + COUNTED_AT_ONCE], add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def choose_pieces(pieces: Sequence[str], counts: Counter[int]) -> list[int]:
    """Numbers of the pieces to keep, in order: special ones, single ASCII characters, and what is used often enough."""
    special = [pieces.index(name) for name in SPECIAL]
    letters = {number for number, piece in enumerate(pieces) if _is_letter(piece)}
    used = {number for number, count in counts.items() if count >= FEWEST}
    return [*special, *sorted((letters | used) - set(special))]


def _is_letter(piece: str) -> bool:
    bare = piece.removeprefix(SPACE)
    return len(bare) <= 1 and bare.isascii()

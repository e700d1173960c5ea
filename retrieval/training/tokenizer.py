"""The lowercase word-piece vocabulary of the allowed Indonesian texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from retrieval.language.tables import read_words
from retrieval.training.examples import Collection
from retrieval.training.sources import read_lexicon, read_names, read_parallel

# A name in fewer texts than this many would be spelled in pieces.
NAME_REPEATS = 3
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def indonesian_texts(folder: Path, collection: Collection) -> list[str]:
    """Everything Indonesian that may be trained on."""
    questions = [pair.question for pair in collection.train]
    passages = sorted({pair.passage for pair in collection.train})
    translations = [indonesian for _, indonesian in read_parallel(folder / "parallel")]
    words = sorted({word for _, word in read_lexicon(folder / "lexicon" / "wordnet_en_id.tsv")})
    return [*questions, *passages, *translations, *read_names(folder / "ner"), *words]


def region_names() -> list[str]:
    """Names of provinces, regencies, cities and districts, often enough to become pieces of their own."""
    return NAME_REPEATS * sorted(read_words("regions", "name"))


def train_tokenizer(texts: Iterable[str], *, size: int) -> Tokenizer:
    """A WordPiece tokenizer that folds case and accents, without special tokens around a text."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=2, special_tokens=SPECIAL, limit_alphabet=256, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def frame(tokenizer: Tokenizer) -> Tokenizer:
    """The same tokenizer with [CLS] and [SEP] around each text, as a BERT body expects."""
    framed = Tokenizer.from_str(tokenizer.to_str())
    edges = [(token, framed.token_to_id(token)) for token in ("[CLS]", "[SEP]")]
    framed.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=edges)
    return framed

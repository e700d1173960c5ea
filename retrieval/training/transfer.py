"""Give an English MiniLM an Indonesian vocabulary without a gradient step."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from transformers import BertModel, PreTrainedTokenizerFast

from retrieval.training.alignment import align
from retrieval.training.sources import read_lexicon, read_parallel
from retrieval.training.tokenizer import SPECIAL, frame

# Chunks of 100 words are at most about 200 pieces.
WINDOW = 256
# A synset of many words pairs them all; longer sentences only add doubtful pairs.
LONGEST_SENTENCE = 80


def english_tokenizer(folder: Path) -> Tokenizer:
    """The English model's tokenizer, texts left as long as they are."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def token_pairs(folder: Path, indonesian: Tokenizer, english: Tokenizer) -> list[tuple[list[int], list[int]]]:
    """Indonesian and English token ids of every translated sentence and every wordnet pair."""
    texts = [*read_parallel(folder / "parallel"), *read_lexicon(folder / "lexicon" / "wordnet_en_id.tsv")]
    sources = indonesian.encode_batch([text for _, text in texts], add_special_tokens=False)
    targets = english.encode_batch([text for text, _ in texts], add_special_tokens=False)
    pairs = [(source.ids, target.ids) for source, target in zip(sources, targets, strict=True)]
    return [pair for pair in pairs if 0 < len(pair[0]) <= LONGEST_SENTENCE and 0 < len(pair[1]) <= LONGEST_SENTENCE]


def transfer_vectors(
    folder: Path,
    *,
    indonesian: Tokenizer,
    english: Tokenizer,
    vectors: NDArray[np.float32],
    progress: Callable[[], None],
) -> NDArray[np.float32]:
    """One start vector for each Indonesian piece, (pieces, dimension).

    Special tokens and pieces without a letter are copied; translated pieces are the weighted mean of their
    translations; the rest are the mean of the English pieces that spell them.
    """
    shape = (indonesian.get_vocab_size(), len(vectors))
    weights = align(token_pairs(folder, indonesian, english), shape=shape, progress=progress)
    moved = np.asarray(weights @ vectors, dtype=np.float32)
    translated = np.diff(weights.indptr) > 0
    known = english.get_vocab()
    for piece, number in indonesian.get_vocab().items():
        if piece in SPECIAL or (piece in known and not any(letter.isalpha() for letter in piece)):
            moved[number] = vectors[known[piece]]
        elif not translated[number]:
            spelled = known.get(piece)
            ids = (
                [spelled]
                if spelled is not None
                else english.encode(piece.removeprefix("##"), add_special_tokens=False).ids
            )
            moved[number] = vectors[ids].mean(axis=0)
    return moved


def _spell(piece: str, english: Tokenizer) -> list[int]:
    number = english.token_to_id(piece)
    if number is not None:
        return [number]
    ids: list[int] = english.encode(piece.removeprefix("##"), add_special_tokens=False).ids
    return ids


def transfer(folder: Path, *, english: Path, tokenizer: Tokenizer, out: Path, progress: Callable[[], None]) -> None:
    """Write a SentenceTransformer to `out`: the body of `english`, the vocabulary of `tokenizer`."""
    body: Any = BertModel.from_pretrained(english, dtype=torch.float32)
    old = english_tokenizer(english)
    vectors = body.get_input_embeddings().weight.detach().numpy()
    moved = transfer_vectors(folder, indonesian=tokenizer, english=old, vectors=vectors, progress=progress)
    body.resize_token_embeddings(len(moved))
    body.get_input_embeddings().weight.data = torch.from_numpy(moved)
    write_transformer(body, tokenizer, out)


def write_transformer(body: BertModel, tokenizer: Tokenizer, out: Path) -> None:
    """Save body and tokenizer as a SentenceTransformer folder with mean pooling and unit length."""
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), SPECIAL, strict=True))
    wrap: Any = PreTrainedTokenizerFast
    framed = wrap(tokenizer_object=frame(tokenizer), model_max_length=WINDOW, **names)
    with tempfile.TemporaryDirectory(prefix="notula-") as parts:
        body.save_pretrained(parts)
        framed.save_pretrained(parts)
        transformer = Transformer(parts, max_seq_length=WINDOW)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    modules = [transformer, pooling, Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(out), create_model_card=False)


def save_half(model: SentenceTransformer, out: Path) -> None:
    """Save a transformer with two bytes for each number, to be loaded in single precision."""
    model.half().save(str(out), create_model_card=False)
    path = out / "config.json"
    configuration = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(configuration | {"dtype": "float32"}, indent=2) + "\n", encoding="utf-8")


def average_weights(models: Sequence[SentenceTransformer], shares: Sequence[float]) -> None:
    """Give the first model the weighted mean of all models' weights; they must be of one shape and share a start."""
    states = [model.state_dict() for model in models]
    parts = [share / sum(shares) for share in shares]
    mixed = {
        name: torch.stack([part * state[name] for part, state in zip(parts, states, strict=True)])
        .sum(dim=0)
        .to(weight.dtype)
        for name, weight in states[0].items()
    }
    models[0].load_state_dict(mixed)

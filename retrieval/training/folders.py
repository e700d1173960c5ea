"""Writes and opens SentenceTransformer folders: in half precision, in files small enough for a repository."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from retrieval.training.package import Packed
from retrieval.training.vocabulary import SPECIAL, choose_pieces, count_pieces, make_tokenizer

PROMPTS = {"query": "query: ", "document": "passage: "}
"""What e5 models were trained with (their README); kept in the folder, so that whoever opens it uses them."""

WINDOW = 512
LARGEST_FILE = "40MB"

_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def convert(packed: Packed, texts: Sequence[str]) -> SentenceTransformer:
    """The package's model as a SentenceTransformer, its vocabulary cut to what `texts` use."""
    full = make_tokenizer(packed.pieces, packed.scores)
    kept = choose_pieces(packed.pieces, count_pieces(full, texts))
    tokenizer = make_tokenizer([packed.pieces[number] for number in kept], packed.scores[kept])
    tokenizer.add_special_tokens(list(SPECIAL))
    sizes = packed.sizes
    body = BertModel(
        BertConfig(
            vocab_size=len(kept),
            hidden_size=sizes.hidden,
            num_hidden_layers=sizes.layers,
            num_attention_heads=sizes.heads,
            intermediate_size=sizes.feed_forward,
            max_position_embeddings=sizes.positions,
            type_vocab_size=sizes.types,
            layer_norm_eps=sizes.epsilon,
            pad_token_id=SPECIAL.index("<pad>"),
        ),
        add_pooling_layer=False,
    )
    weights = {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in name_weights(packed, kept)}
    body.load_state_dict(weights)
    return assemble(body, tokenizer)


def name_weights(packed: Packed, kept: Sequence[int]) -> list[tuple[str, NDArray[np.float32]]]:
    """The package's tensors under the names of a BertModel, word vectors of the kept pieces only."""
    sizes = packed.sizes
    named = [
        ("embeddings.word_embeddings.weight", packed.matrix("emb.word", sizes.hidden)[list(kept)]),
        ("embeddings.position_embeddings.weight", packed.vector("emb.pos").reshape(-1, sizes.hidden)),
        ("embeddings.token_type_embeddings.weight", packed.vector("emb.type").reshape(-1, sizes.hidden)),
        ("embeddings.LayerNorm.weight", packed.vector("emb.ln.w")),
        ("embeddings.LayerNorm.bias", packed.vector("emb.ln.b")),
    ]
    for layer in range(sizes.layers):
        theirs, ours = f"l{layer}.", f"encoder.layer.{layer}."
        for short, name in _MATRICES.items():
            columns = sizes.feed_forward if short == "fo" else sizes.hidden
            named.append((f"{ours}{name}.weight", packed.matrix(f"{theirs}{short}.w", columns)))
            named.append((f"{ours}{name}.bias", packed.vector(f"{theirs}{short}.b")))
        for short, name in _NORMS.items():
            named.append((f"{ours}{name}.weight", packed.vector(f"{theirs}{short}.w")))
            named.append((f"{ours}{name}.bias", packed.vector(f"{theirs}{short}.b")))
    return named


def assemble(body: BertModel, tokenizer: Tokenizer) -> SentenceTransformer:
    """Body and tokenizer with mean pooling and unit length."""
    names = {
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }
    wrap: Any = PreTrainedTokenizerFast
    framed = wrap(tokenizer_object=tokenizer, model_max_length=WINDOW, **names)
    with tempfile.TemporaryDirectory(prefix="notula-") as parts:
        body.save_pretrained(parts)
        framed.save_pretrained(parts)
        transformer = Transformer(parts, max_seq_length=WINDOW)
    pooler: Any = transformer.model.pooler.dense  # BertModel expects one; nothing uses it, so it is zero and not random
    for weight in pooler.parameters():
        torch.nn.init.zeros_(weight)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], prompts=dict(PROMPTS), device="cpu")


def open_model(folder: Path, *, threads: int = 0) -> SentenceTransformer:
    """A model to go on from, in single precision; on so many threads, all cores by default."""
    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(1)
    return SentenceTransformer(str(folder), device="cpu").float()


def save_half(model: SentenceTransformer, out: Path) -> None:
    """Save with two bytes for each number, to be loaded in single precision, in files of at most LARGEST_FILE."""
    body: Any = model[0]
    if hasattr(body, "model"):  # whatever it encoded last left its window in the tokenizer
        body.tokenizer.backend_tokenizer.no_truncation()
        body.tokenizer.backend_tokenizer.no_padding()
    model.half().save(str(out), create_model_card=False)
    if hasattr(body, "model"):
        (out / "model.safetensors").unlink()
        body.model.save_pretrained(str(out), max_shard_size=LARGEST_FILE)
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


def keep_layers(model: SentenceTransformer, keep: Sequence[int]) -> SentenceTransformer:
    """The same model with only the transformer layers `keep` (from 0), changed in place."""
    body: Any = model[0].model
    body.encoder.layer = torch.nn.ModuleList([body.encoder.layer[number] for number in keep])
    body.config.num_hidden_layers = len(keep)
    return model

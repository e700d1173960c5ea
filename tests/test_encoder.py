"""Encoders: any SentenceTransformer folder gives unit vectors, or one clear sentence."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from pathlib import Path

import numpy as np
import pytest
from small_models import WordEncoder, make_static_model, make_transformer_model

from data.errors import ModelError
from data.wording import index as wording
from retrieval.index.encoder import Encoder, fingerprint_of, is_same_model, probe, to_unit
from retrieval.index.models import load_encoder


@pytest.fixture(autouse=True)
def _has_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_static_model(tmp_path_factory.mktemp("models") / "static")


@pytest.fixture(scope="module")
def encoder(static_folder: Path) -> Encoder:
    return load_encoder(str(static_folder))


def test_vectors_are_float32_of_unit_length(encoder):
    """Half-precision weights give single-precision unit vectors, one row for each text."""
    vectors = encoder.encode_passages(["rapat koordinasi", "banjir di desa", "panen"])
    assert (vectors.shape, vectors.dtype, encoder.dimension) == ((3, 16), np.float32, 16)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_question_is_one_vector(encoder):
    """A static model embeds questions and passages alike, so the same words give the same vector."""
    np.testing.assert_allclose(
        encoder.encode_query("rapat desa"), encoder.encode_passages(["rapat desa"])[0], atol=1e-6
    )


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "🎉🎉", "x\ud800y", "会议", "rapat " * 5000])
def test_any_text_gives_a_unit_or_zero_vector(encoder, text):
    """Control characters, other scripts, lone surrogates and endless texts are embedded without an error."""
    norm = float(np.linalg.norm(encoder.encode_query(text)))
    assert norm == pytest.approx(1, abs=1e-5) or norm == 0


def test_no_texts_give_no_rows(encoder):
    """An empty batch is an empty matrix of the right width."""
    assert encoder.encode_passages([]).shape == (0, 16)


def test_a_static_model_has_no_window(encoder):
    """Without a window every text fits."""
    assert encoder.max_tokens == sys.maxsize
    assert encoder.fits("rapat " * 100_000)


def test_a_window_is_counted_with_the_prompt_and_special_tokens(tmp_path):
    """Of 24 tokens two are special and eight the prompt's, so fourteen letters fit and fifteen do not."""
    encoder = load_encoder(str(make_transformer_model(tmp_path / "m", prompts={"document": "passage: "})))
    assert encoder.max_tokens == 24
    assert [encoder.fits("a" * length) for length in (14, 15)] == [True, False]


def test_loading_shows_no_progress(tmp_path, capfd):
    """A folder is loaded without a word on either stream: what a command prints is its answer."""
    folder = make_transformer_model(tmp_path / "m")
    capfd.readouterr()
    load_encoder(str(folder))
    assert capfd.readouterr() == ("", "")


def test_prompts_come_from_the_models_configuration(tmp_path):
    """A question and a passage of the same words differ when the model was trained with prompts."""
    folder = make_transformer_model(tmp_path / "m", prompts={"query": "tanya: ", "document": "teks: "})
    encoder = load_encoder(str(folder))
    assert float(encoder.encode_query("desa") @ encoder.encode_passages(["desa"])[0]) < 0.999


def test_an_e5_model_without_prompts_gets_those_it_was_trained_with(tmp_path):
    """The same weights under an e5 name embed "desa" as the plain model embeds "query: desa"."""
    plain_folder = make_transformer_model(tmp_path / "m")
    e5_folder = shutil.copytree(plain_folder, tmp_path / "small-e5-id")
    plain, e5 = load_encoder(str(plain_folder)), load_encoder(str(e5_folder))
    np.testing.assert_allclose(e5.encode_query("desa"), plain.encode_query("query: desa"), atol=1e-6)
    np.testing.assert_allclose(e5.encode_passages(["desa"]), plain.encode_passages(["passage: desa"]), atol=1e-6)


def test_the_fingerprint_is_the_models_not_the_folders(static_folder, tmp_path, encoder):
    """A copy has the same fingerprint, other weights have another."""
    copy = load_encoder(str(shutil.copytree(static_folder, tmp_path / "copy")))
    other = load_encoder(str(make_static_model(tmp_path / "other", seed=2)))
    assert copy.fingerprint() == encoder.fingerprint()
    assert other.fingerprint() != encoder.fingerprint()
    assert not is_same_model(probe(encoder), probe(other))


def test_the_fingerprint_forgives_the_last_digits():
    """Another processor's rounding leaves the vectors recognisable as the same model's."""
    probes = probe(WordEncoder())
    noise = np.random.default_rng(3).normal(scale=1e-4, size=probes.shape).astype(np.float32)
    assert is_same_model(probes, probes + noise)


@pytest.mark.parametrize("name", ["./tidak-ada", "/tidak/ada", "model yang tidak ada"])
def test_a_missing_folder_is_named(name):
    """What looks like a path and is none is said at once, without asking a hub."""
    with pytest.raises(ModelError) as caught:
        load_encoder(name)
    assert str(caught.value) == wording.model_missing(name)


def test_a_model_that_no_hub_gives_is_named():
    """Without a network a hub's name is one clear sentence within seconds."""
    with pytest.raises(ModelError) as caught:
        load_encoder("nobody/such-a-model")
    assert str(caught.value) == wording.model_unreachable("nobody/such-a-model")


def test_a_folder_without_a_model_is_named(tmp_path):
    """A folder of something else is not taken for a model."""
    with pytest.raises(ModelError) as caught:
        load_encoder(str(tmp_path))
    assert str(caught.value) == wording.model_not_a_model(str(tmp_path))


@pytest.mark.parametrize("file", ["model.safetensors", "modules.json", "tokenizer.json"])
def test_a_damaged_folder_is_named(static_folder, tmp_path, file):
    """A file that was cut off is one sentence, not a traceback."""
    folder = shutil.copytree(static_folder, tmp_path / "copy")
    path = next(folder.rglob(file))
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(ModelError) as caught:
        load_encoder(str(folder))
    assert str(caught.value) == wording.model_damaged(str(folder))


def test_a_model_that_needs_torch_says_so_where_there_is_none(static_folder, monkeypatch):
    """Without sentence-transformers a folder without a graph is one sentence with the command that mends it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError) as caught:
        load_encoder(str(static_folder))
    assert str(caught.value) == wording.torch_missing(str(static_folder))


def test_unusable_vectors_name_their_text():
    """A vector that is not finite is refused with the text that it belongs to."""
    vectors = np.array([[1.0, 0.0], [np.nan, 1.0]], dtype=np.float32)
    with pytest.raises(ModelError) as caught:
        to_unit(vectors, 2, texts=["rapat satu", "rapat  dua"], name="m")
    assert str(caught.value) == wording.model_unusable("m", "rapat dua")


def test_a_wrong_shape_is_refused():
    """Vectors of another length than the model promised are refused."""
    with pytest.raises(ModelError):
        to_unit(np.ones((1, 3), dtype=np.float32), 2, texts=["rapat"], name="m")


def test_a_model_that_says_nothing_is_refused():
    """A model whose probe vectors are zero is unusable."""

    class Mute(WordEncoder):
        def _vector(self, text):
            return np.zeros(self.dimension, dtype=np.float32)

    with pytest.raises(ModelError):
        fingerprint_of(Mute())

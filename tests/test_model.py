"""The shipped model: small, licensed, loaded offline both ways, and it knows Indonesian and some English."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from retrieval.index.encoder import SAME_MODEL_COSINE
from retrieval.index.fusion import CALIBRATION_FILE, read_calibration
from retrieval.index.models import load_encoder

MEGABYTES = 1_000_000
PASSAGES = (
    "Camat dan para lurah menghadiri pertemuan tentang penanganan banjir.",
    "Musyawarah desa dilaksanakan pada Senin pagi di balai desa.",
    "Bupati meminta kelompok tani menanam serempak sebelum musim hujan.",
    "Wali kota membuka rapat tentang dana desa di aula kantor kecamatan.",
    "Harga cabai di pasar induk kembali turun pekan ini.",
    "Tim sepak bola kampung menang tipis di kandang lawan.",
)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(str(SHIPPED_MODEL))


def test_the_model_is_small():
    """All of data/model is at most 90 MB, no file of it more than 45, and none is code."""
    files = [path for path in SHIPPED_MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 90 * MEGABYTES
    assert max(path.stat().st_size for path in files) <= 45 * MEGABYTES
    assert not [path for path in files if path.suffix in {".py", ".bin", ".pkl"}]


def test_the_calibration_is_that_of_the_shipped_vectors(encoder):
    """fusion.json was measured with these weights: its fingerprint is theirs, and the model has a say."""
    calibration = read_calibration(SHIPPED_MODEL / CALIBRATION_FILE)
    assert calibration is not None
    assert calibration.fingerprint == encoder.fingerprint()
    assert calibration.dense_weight > 0
    assert calibration.measured


def test_the_card_names_licences_data_figures_and_limits():
    """A user of the weights finds what they may do, what they were made from, and what they are bad at."""
    card = (SHIPPED_MODEL / "README.md").read_text(encoding="utf-8")
    needed = ("MIT", "CC BY-SA 4.0", "multilingual-e5-small", "TyDi QA", "IDK-MRC", "FacQA")
    for words in (*needed, "## Recipe", "## Figures", "## Limits"):
        assert words in card


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("siapa yang datang waktu ngomongin banjir?", 0),
        ("kapan musdes digelar?", 1),
        ("apa pesan bupati buat petani?", 2),
        ("who opened the meeting on the village fund?", 3),
        ("duit desa dibahas di mana?", 3),
        ("siapa menang pertandingan bola?", 5),
    ],
)
def test_a_question_lies_nearest_what_answers_it(encoder, question, right):
    """In chat words, in English, and in words that the passage does not have."""
    cosines = encoder.encode_passages(PASSAGES) @ encoder.encode_query(question)
    assert int(cosines.argmax()) == right


def test_sentence_transformers_opens_it_and_agrees(encoder):
    """The folder is a SentenceTransformer with its prompts, and both ways give the same vectors to a tolerance."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED_MODEL), device="cpu")
    vectors = model.encode_document(list(PASSAGES), normalize_embeddings=True)
    assert ((vectors * encoder.encode_passages(PASSAGES)).sum(axis=1) > SAME_MODEL_COSINE).all()
    asked = "siapa yang hadir di rakor?"
    question = model.encode_query(asked, normalize_embeddings=True)
    assert float(np.dot(question, encoder.encode_query(asked))) > SAME_MODEL_COSINE


def test_a_part_of_the_weights_that_is_gone_is_one_clear_line(tmp_path):
    """A copy without one of its files says in one sentence which folder is incomplete."""
    copy = Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))
    next(copy.glob("model-00002*.safetensors")).unlink()
    with pytest.raises(ModelError) as caught:
        load_encoder(str(copy))
    assert str(copy) in str(caught.value)
    assert "\n" not in str(caught.value)

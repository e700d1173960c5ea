"""The shipped model: it loads offline as it is and knows Indonesian; a damaged copy is one clear line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from data.errors import ModelError
from retrieval.index.encoder import load_encoder
from retrieval.index.fusion import CALIBRATION_FILE, read_calibration

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "data" / "model"
MEGABYTES = 40


@pytest.fixture(scope="module", params=["static", "minilm"])
def encoder(request):
    return load_encoder(str(SHIPPED if request.param == "static" else SHIPPED / "minilm"))


def test_the_model_is_small():
    """All of data/model is at most 40 MB, and no file of it is code."""
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= MEGABYTES * 1_000_000
    assert not [path for path in files if path.suffix in {".py", ".bin", ".pkl"}]


@pytest.mark.parametrize(("folder", "lexical_weight"), [(SHIPPED, 0.95), (SHIPPED / "minilm", 0.7)])
def test_the_calibration_is_that_of_the_shipped_vectors(folder, lexical_weight):
    """fusion.json was measured with these weights: its fingerprint is theirs."""
    calibration = read_calibration(folder / CALIBRATION_FILE)
    assert calibration is not None
    assert calibration.fingerprint == load_encoder(str(folder)).fingerprint()
    assert calibration.lexical_weight == lexical_weight


def test_the_card_names_licences_data_figures_and_limits():
    """A user of the weights finds what they may do, what they were made from, and what they are bad at."""
    card = (SHIPPED / "README.md").read_text(encoding="utf-8")
    for needed in ("Apache-2.0", "CC BY-SA 4.0", "TyDi QA", "IDK-MRC", "FacQA", "## Recipe", "## Figures", "## Limits"):
        assert needed in card


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (
            "siapa yang datang ke rapat soal banjir?",
            "Camat dan para lurah menghadiri pertemuan tentang penanganan banjir.",
            "Harga cabai di pasar induk kembali turun pekan ini.",
        ),
        (
            "kapan musyawarah desa digelar?",
            "Musyawarah desa dilaksanakan pada Senin pagi di balai desa.",
            "Tim sepak bola kampung menang tipis di kandang lawan.",
        ),
        (
            "apa pesan bupati untuk petani?",
            "Bupati meminta kelompok tani menanam serempak sebelum musim hujan.",
            "Jadwal kereta api berubah selama perbaikan rel.",
        ),
    ],
)
def test_a_question_lies_nearer_what_answers_it(encoder, question, right, wrong):
    """Questions lie nearer a passage on their matter than one on another matter."""
    near, far = encoder.encode_passages([right, wrong]) @ encoder.encode_query(question)
    assert near > far + 0.1


def test_vectors_are_the_same_alone_and_in_a_batch(encoder):
    """A chunk's vector depends on its text alone, so that one may be embedded later than its neighbours."""
    texts = ["Rapat dibuka camat.", "Rapat koordinasi lintas sektoral dihadiri kapolres, dandim dan kepala dinas."]
    alone = np.vstack([encoder.encode_passages([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode_passages(texts), alone, atol=1e-5)


@pytest.mark.parametrize("damage", ["cut", "empty", "gone", "wrong modules", "wrong tokenizer"])
def test_a_damaged_copy_is_one_clear_line(tmp_path, damage):
    """Whatever is wrong with a copy, the error is one Indonesian sentence that names the folder."""
    copy = tmp_path / "model"
    shutil.copytree(SHIPPED, copy)
    weights = copy / "model.safetensors"
    if damage == "cut":
        weights.write_bytes(weights.read_bytes()[:-1000])
    elif damage == "empty":
        weights.write_bytes(b"")
    elif damage == "gone":
        weights.unlink()
    elif damage == "wrong modules":
        (copy / "modules.json").write_text("[]", encoding="utf-8")
    else:
        (copy / "tokenizer.json").write_text(json.dumps({"version": "1.0"}), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_encoder(str(copy))
    assert str(copy) in str(caught.value)
    assert "\n" not in str(caught.value)

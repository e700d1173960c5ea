"""Fusion adds weighed cosines to BM25's share of its best, with a weight that was measured for the model."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.errors import GenerationError
from retrieval.index.fusion import (
    LEAD_COUNTS,
    UNCALIBRATED_DENSE_WEIGHT,
    Calibration,
    find_dense_weight,
    fuse,
    join_meaning,
    read_calibration,
    scale,
    write_calibration,
)

NAN = np.nan


@pytest.mark.parametrize(
    ("scores", "expected"), [([2.0, 4.0, 3.0], [0.0, 1.0, 0.5]), ([5.0, 5.0], [1.0, 1.0]), ([], [])]
)
def test_scores_are_scaled_to_the_question(scores, expected):
    """The best is 1 and the worst is 0."""
    assert scale(np.array(scores, dtype=np.float64)).tolist() == expected


def test_cosines_are_weighed_and_added():
    """Half of BM25's best, and a cosine that is a twentieth higher at weight 12: the second article wins by a tenth."""
    fused = fuse(np.array([10.0, 5.0, 0.0]), np.array([0.80, 0.85, 0.85]), dense_weight=12.0)
    np.testing.assert_allclose(fused, scale(np.array([1.0 + 9.6, 0.5 + 10.2, 10.2])))


def test_a_clear_lead_gives_the_dense_side_more_say():
    """Cosines that lie close together change nothing that words say; one that stands out does."""
    words, weight = np.array([10.0, 8.0]), 1.0
    close, clear = np.array([0.80, 0.85]), np.array([0.80, 0.92])
    assert fuse(words, close, dense_weight=weight).argmax() == 0
    assert fuse(words, clear, dense_weight=weight).argmax() == 1
    assert (clear[1] - clear[0]) * weight < 0.2 < (clear[1] - clear[0]) * weight * (1 + LEAD_COUNTS * 0.12)


def test_what_one_side_does_not_know_decides_nothing():
    """Without BM25 an article has 0; without a vector it has the middle of the others' cosines; without any, words."""
    fused = fuse(np.array([4.0, NAN, 4.0]), np.array([0.7, 0.9, NAN]), dense_weight=1.0)
    lead = 1 + LEAD_COUNTS * 0.1
    np.testing.assert_allclose(fused, scale(np.array([1 + 0.7 * lead, 0.9 * lead, 1 + 0.8 * lead])))
    assert fuse(np.array([4.0, 2.0]), np.array([NAN, NAN]), dense_weight=9.0).tolist() == [1.0, 0.0]


def test_an_articles_meaning_is_that_of_its_nearest_and_its_first_passage():
    """The mean of both, or the one that is known."""
    joined = join_meaning(np.array([0.9, NAN, 0.8, NAN]), np.array([0.7, 0.6, NAN, NAN]))
    np.testing.assert_allclose(joined, [0.8, 0.6, 0.8, NAN])


finite = st.floats(-100, 100, width=32)
columns = arrays(np.float64, st.shared(st.integers(1, 20), key="count"), elements=finite)


@given(columns, columns, st.floats(0, 30))
def test_fused_scores_stay_between_nought_and_one(lexical, dense, weight):
    """Whatever the scores, the sum is a share."""
    fused = fuse(lexical, dense, dense_weight=weight)
    assert ((fused >= -1e-9) & (fused <= 1 + 1e-9)).all()


@given(columns, columns)
def test_without_weight_the_order_is_bm25s(lexical, dense):
    """At weight 0 the cosines have no say."""
    fused = fuse(np.abs(lexical), dense, dense_weight=0.0)
    assert (np.diff(fused[np.argsort(np.abs(lexical))]) >= 0).all()


def test_a_calibration_is_read_as_written(tmp_path):
    """A calibration file is JSON that holds fingerprint, weight, figures and date."""
    calibration = Calibration("abc", 12.0, {"mrr": 0.81}, "2026-01-02")
    write_calibration(tmp_path / "m" / "fusion.json", calibration)
    assert read_calibration(tmp_path / "m" / "fusion.json") == calibration
    assert json.loads((tmp_path / "m" / "fusion.json").read_text())["dense_weight"] == 12.0


@pytest.mark.parametrize(("fingerprint", "weight"), [("abc", 6.0), ("xyz", UNCALIBRATED_DENSE_WEIGHT)])
def test_only_a_weight_of_the_same_model_counts(tmp_path, fingerprint, weight):
    """A model without a calibration of its own gets the careful default."""
    paths = [tmp_path / "none.json", tmp_path / "fusion.json"]
    write_calibration(paths[1], Calibration("abc", 6.0))
    assert find_dense_weight(fingerprint, paths) == weight


@pytest.mark.parametrize("content", ["{", "[]", '{"fingerprint": "a"}', '{"fingerprint": "a", "dense_weight": -1}'])
def test_a_damaged_calibration_is_named(tmp_path, content):
    """Rather one sentence than a weight that nobody meant."""
    (tmp_path / "fusion.json").write_text(content)
    with pytest.raises(GenerationError, match=r"fusion\.json"):
        read_calibration(tmp_path / "fusion.json")

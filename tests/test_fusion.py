"""Fusion is a weighted sum of scores scaled per question, with a weight that was measured for the model."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.errors import GenerationError
from retrieval.index.fusion import (
    UNCALIBRATED_LEXICAL_WEIGHT,
    Calibration,
    dense_share,
    find_lexical_weight,
    fuse,
    read_calibration,
    scale,
    write_calibration,
)

NAN = np.nan


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([2.0, 4.0, 3.0], [0.0, 1.0, 0.5]),
        ([2.0, NAN, 4.0], [0.0, 0.0, 1.0]),
        ([5.0, 5.0, NAN], [1.0, 1.0, 0.0]),
        ([NAN, NAN], [0.0, 0.0]),
        ([], []),
    ],
)
def test_scores_are_scaled_to_the_question(scores, expected):
    """The best is 1, the worst and the unknown are 0."""
    assert scale(np.array(scores, dtype=np.float64)).tolist() == expected


def test_the_weight_divides_the_say():
    """Each side's scaled scores count by its share; here neither of two candidates leads on the dense side."""
    fused = fuse(np.array([10.0, 6.0, 2.0]), np.array([0.1, 0.9, 0.9]), lexical_weight=0.7)
    np.testing.assert_allclose(fused, [0.7, 0.65, 0.3])


@pytest.mark.parametrize(
    ("scaled", "weight", "share"),
    [
        ([1.0, 1.0, 0.0], 0.7, 0.3),
        ([0.0, 1.0, 0.9], 0.7, 0.39),
        ([0.5, 0.0, 1.0], 0.7, 0.75),
        ([0.0, 1.0], 0.7, 1.0),
        ([1.0, 0.0], 1.0, 0.0),
        ([1.0], 0.7, 0.3),
        ([], 0.7, 0.3),
    ],
)
def test_a_clear_lead_gives_the_dense_side_more_say(scaled, weight, share):
    """The share grows with the distance between its two best, to all at most; BM25 alone stays alone."""
    assert dense_share(np.array(scaled), lexical_weight=weight) == pytest.approx(share)


finite = st.floats(-100, 100, width=32)
columns = arrays(np.float64, st.shared(st.integers(1, 20), key="count"), elements=finite)


@given(columns, columns, st.floats(0, 1))
def test_fused_scores_stay_between_nought_and_one(lexical, dense, weight):
    """Whatever the scores, the sum is a share."""
    fused = fuse(lexical, dense, lexical_weight=weight)
    assert ((fused >= -1e-9) & (fused <= 1 + 1e-9)).all()


@given(columns, columns)
def test_with_all_the_weight_the_order_is_bm25s(lexical, dense):
    """At weight 1 the dense score has no say."""
    fused = fuse(lexical, dense, lexical_weight=1.0)
    assert (np.diff(fused[np.argsort(lexical)]) >= 0).all()


def test_a_calibration_is_read_as_written(tmp_path):
    """A calibration file is JSON that holds fingerprint, weight, figures and date."""
    calibration = Calibration("abc", 0.6, {"mrr": 0.81}, "2026-01-02")
    write_calibration(tmp_path / "m" / "fusion.json", calibration)
    assert read_calibration(tmp_path / "m" / "fusion.json") == calibration
    assert json.loads((tmp_path / "m" / "fusion.json").read_text())["lexical_weight"] == 0.6


@pytest.mark.parametrize(("fingerprint", "weight"), [("abc", 0.6), ("xyz", UNCALIBRATED_LEXICAL_WEIGHT)])
def test_only_a_weight_of_the_same_model_counts(tmp_path, fingerprint, weight):
    """A model without a calibration of its own gets the careful default."""
    paths = [tmp_path / "none.json", tmp_path / "fusion.json"]
    write_calibration(paths[1], Calibration("abc", 0.6))
    assert find_lexical_weight(fingerprint, paths) == weight


@pytest.mark.parametrize("content", ["{", "[]", '{"fingerprint": "a"}', '{"fingerprint": "a", "lexical_weight": 7}'])
def test_a_damaged_calibration_is_named(tmp_path, content):
    """Rather one sentence than a weight that nobody meant."""
    (tmp_path / "fusion.json").write_text(content)
    with pytest.raises(GenerationError, match=r"fusion\.json"):
        read_calibration(tmp_path / "fusion.json")

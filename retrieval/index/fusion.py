"""Joins lexical and dense scores of articles into one: a weighted sum, and its calibration."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import GenerationError
from data.wording import index as wording

UNCALIBRATED_DENSE_WEIGHT = 1.0
"""For a model that nobody calibrated: careful where its cosines lie close together, a fair share where they do not."""

LEAD_COUNTS = 20.0
"""How the dense side's weight grows with its lead, the cosine of its best article over that of its second: cosines that
lie close together say that the model does not know; one that stands out has understood something."""

CALIBRATION_FILE = "fusion.json"

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much one model's cosines count beside BM25 (by fingerprint), and the figures that say so."""

    fingerprint: str
    dense_weight: float
    measured: dict[str, Any] = field(default_factory=dict)
    date: str = ""


def fuse(words: Scores, meaning: Scores, *, dense_weight: float) -> Scores:
    """Scores from 0 to 1, one for each candidate article: BM25 as a share of the best, plus weighed cosines.

    `words` is NaN where BM25 did not propose the article: it counts as 0. `meaning` is NaN where an article has no
    vector yet: it counts as the middle of the others, so that words alone decide. Cosines are not stretched for each
    question: how far they lie apart is what they say. Reciprocal rank fusion was worse than BM25 alone.
    """
    best = float(np.nanmax(words, initial=0.0))
    total = np.nan_to_num(words) / (best or 1.0)
    known = ~np.isnan(meaning)
    if known.any():
        filled = np.where(known, meaning, np.median(meaning[known]))
        total = total + dense_weight * (1.0 + LEAD_COUNTS * _lead(filled)) * filled
    return scale(total)


def score_chunks(
    place: NDArray[np.intp], words: Scores, cosines: Scores, *, leads: Scores, dense_weight: float
) -> Scores:
    """A score for each chunk: its article's, less the further it is behind the article's best.

    `place` is each chunk's article, as a row of `leads`, the cosines of the articles' first chunks. NaN where BM25 did
    not propose a chunk, or one has no vector.
    """
    best_words, best_cosines = np.full((2, len(leads)), np.nan)
    np.fmax.at(best_words, place, words)
    np.fmax.at(best_cosines, place, cosines)
    scores = fuse(best_words, join_meaning(best_cosines, leads), dense_weight=dense_weight)
    known = np.where(np.isnan(cosines), np.nan_to_num(leads[place]), cosines)
    own = np.nan_to_num(words) / (np.nanmax(words, initial=0.0) or 1.0) + dense_weight * known
    best_own = np.full(len(leads), -np.inf)
    np.maximum.at(best_own, place, own)
    total: Scores = scores[place] / (1.0 + best_own[place] - own)
    return total


def join_meaning(best: Scores, lead: Scores) -> Scores:
    """What an article's cosine is: the mean of its nearest passage and of its first, which says what it is about.

    The nearest passage alone is often one of another article on the same office; NaN where neither is known.
    """
    return np.where(np.isnan(best), lead, np.where(np.isnan(lead), best, (best + lead) / 2))


def _lead(cosines: Scores) -> float:
    two_best = np.sort(cosines)[-2:]
    return float(two_best[1] - two_best[0]) if len(two_best) == 2 else 0.0


def scale(scores: Scores) -> Scores:
    """Scores moved and stretched to 0..1; all equal ones become 1."""
    if not len(scores):
        return scores
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def read_calibration(path: Path) -> Calibration | None:
    """The calibration of a file, None where there is no file; GenerationError where it cannot be read."""
    if not path.is_file():
        return None
    try:
        calibration = Calibration(**json.loads(path.read_text(encoding="utf-8")))
        if not 0.0 <= calibration.dense_weight < np.inf:
            raise ValueError(calibration.dense_weight)
    except (OSError, ValueError, TypeError) as error:
        raise GenerationError(wording.calibration_unreadable(path.name)) from error
    return calibration


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Keep a calibration, in a file that people can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(calibration), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def calibrations_of(home: Path, model: str) -> tuple[Path, Path]:
    """Where a model's calibration may be: the one in the home goes before the one beside the model."""
    return home / CALIBRATION_FILE, Path(model).expanduser() / CALIBRATION_FILE


def find_dense_weight(fingerprint: str, paths: Iterable[Path]) -> float:
    """The weight of the first calibration that was measured with this model, or the careful default."""
    for path in paths:
        calibration = read_calibration(path)
        if calibration is not None and calibration.fingerprint == fingerprint:
            return calibration.dense_weight
    return UNCALIBRATED_DENSE_WEIGHT

"""The figures that decide between answering and refusing: data with its date and the set it was measured on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("thresholds.toml")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Weights of a fit's parts and the least fit that an answer may rest on; from 0 to 1, except
    `min_lead` (log-odds).
    """

    weight_retrieval: float
    weight_coverage: float
    weight_region: float
    weight_period: float
    weight_kind: float
    min_coverage: float
    min_coverage_unnamed: float
    min_coverage_alone: float
    min_coverage_near: float
    min_naming: float
    min_region: float
    min_region_told: float
    min_period: float
    min_kind: float
    min_kind_alone: float
    min_identity: float
    min_telling: float
    min_telling_near: float
    min_certainty: float
    min_lead: float
    min_person: float


@cache
def load_thresholds() -> Thresholds:
    """The thresholds in `thresholds.toml` beside this module."""
    with _FILE.open("rb") as file:
        return Thresholds(**tomllib.load(file)["thresholds"])

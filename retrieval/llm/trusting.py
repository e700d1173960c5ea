"""Which claims a language model may make alone: kinds of which enough were measured, and nearly all were right.

`python -m retrieval.evaluation llm --keep` writes the figures into NOTULA_HOME, for one model and one prompt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from data.facts import FactKind
from retrieval.llm.reading.claims import VERSION

FILE = "llm-figures.json"

LEAST_RIGHT = 0.95
LEAST_CLAIMS = 100
"""Claims of the model's alone, of one kind, from which a share is told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Claims of one kind that a model made alone, and how many of them readers found right."""

    claims: int
    right: int

    @property
    def is_enough(self) -> bool:
        """Whether claims of the kind are right often enough to be told as facts."""
        return self.claims >= LEAST_CLAIMS and self.right >= LEAST_RIGHT * self.claims


def read_trusted(home: Path, model: str) -> frozenset[FactKind]:
    """The kinds whose figures are good enough; none where this model was not measured with this prompt."""
    try:
        kept = json.loads((home / FILE).read_text(encoding="utf-8"))
        if (kept["model"], kept["prompt"]) != (model, VERSION):
            return frozenset()
        return frozenset(FactKind(kind) for kind, figure in kept["figures"].items() if Figure(**figure).is_enough)
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def keep_figures(home: Path, model: str, figures: Mapping[FactKind, Figure]) -> None:
    """Write what was measured of a model."""
    told = {kind.value: asdict(figure) for kind, figure in figures.items()}
    content = json.dumps({"model": model, "prompt": VERSION, "figures": told}, indent=1)
    aside = home / f"{FILE}.new"
    aside.write_text(content, encoding="utf-8")
    aside.replace(home / FILE)

"""Decides who took part: one chance from named features, by weights that `retrieval.training judge` makes."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.errors import ModelError
from data.wording import index as wording
from retrieval.reading.deeds.roles import Told
from retrieval.reading.mentions import GROUP, OFFICE, PERSON
from retrieval.reading.participants import Participant
from retrieval.reading.tagging.labels import CAPACITIES
from retrieval.reading.tagging.tagger import TAGGER

JUDGE = "judge.json"

_TOLD = ("deed", "present", "with", "spoke", "said", "invited", "absent", "appointed")
_LEAST, _MOST = 0.001, 0.999
_LONG = 8
_SMOOTHED = 0.2


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of features, and the chance from which a claim is shown: `person` for people and offices, `group`."""

    weights: dict[str, float]
    bias: float
    person: float
    group: float

    def chance(self, features: dict[str, float]) -> float:
        """How likely a participant with these features took part."""
        return 1 / (1 + math.exp(-self.bias - sum(self.weights[name] * value for name, value in features.items())))

    def is_sure(self, participant: Participant, chance: float) -> bool:
        """Whether the chance is enough to say so."""
        return chance >= (self.group if participant.kind == GROUP else self.person)


@cache
def shipped_judge() -> Judge:
    """The judge that comes with Notula."""
    return read_judge(TAGGER / JUDGE)


def read_judge(path: Path) -> Judge:
    """The judge of a file; ModelError where it is missing or damaged."""
    try:
        return Judge(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(wording.tagger_damaged(path.parent.name)) from error


def measure(participant: Participant, *, text: str, told: Told, stands_in: bool = False) -> dict[str, float]:
    """What speaks for a participant. `told` is what predicates say (`roles.tell`); `stands_in` whether for another."""
    mentions, chances = participant.everywhere, told.chances
    value = participant.name or text[mentions[0].start : mentions[0].end]
    stated = np.max([mention.capacity * mention.stated for mention in mentions], axis=0)
    kind, alone = participant.kind, float(len(value.split()) == 1)
    return {
        "took_part": _odds(took_part(participant)),
        "named": _odds(max(mention.named for mention in mentions)),
        "named_least": _odds(min(mention.named for mention in mentions)),
        "stated": _odds(max(mention.stated for mention in mentions)),
        "person": float(kind == PERSON),
        "group": float(kind == GROUP),
        "called": _odds(max(mention.called for mention in mentions)),
        "mentions": math.log1p(len(mentions)),
        "has_role": float(bool(participant.role)),
        "one_word": alone,
        "one_word_group": alone * (kind == GROUP),
        "one_word_office": alone * (kind == OFFICE),
        "lower_case": float(value.islower()),
        "words": min(len(value.split()), _LONG) / _LONG,
        "place": mentions[0].start / max(1, len(text)),
        "told": _odds(max(chances.values())) if chances else 0.0,
        "untold": float(not chances),
        "did": told.deed.chance if told.deed else 0.0,
        "stands_in": float(stands_in),
        **{f"by_{role}": _odds(chances[role]) if role in chances else 0.0 for role in _TOLD},
        **{f"has_{role}": float(role in chances) for role in _TOLD},
        **{f"as_{name}": float(chance) for name, chance in zip(CAPACITIES, stated, strict=True)},
    }


def took_part(participant: Participant) -> float:
    """The chance of having taken part that the tagger gives on average, its sure mentions counting most."""
    mentions = participant.everywhere
    weights = [mention.named * (_SMOOTHED + mention.stated) for mention in mentions]
    return float(np.average([mention.took_part for mention in mentions], weights=weights))


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), _MOST)
    return math.log(held / (1 - held))

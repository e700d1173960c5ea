"""Decides who took part: one chance from named features, by weights that `retrieval.training judge` makes."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.errors import ModelError
from data.facts import Capacity, Fact
from data.wording import index as wording
from retrieval.language.names import same_person
from retrieval.reading.labels import CAPACITIES
from retrieval.reading.mentions import GROUP, OFFICE, PERSON
from retrieval.reading.participants import Participant
from retrieval.reading.tagger import TAGGER

JUDGE = "judge.json"

NOT_THERE = frozenset({Capacity.ABSENT, Capacity.INVITED})

_LEAST, _MOST = 0.001, 0.999
_LONG = 8
_SMOOTHED = 0.2
_SHORT, _MOST_WORDS = 2, 0.6


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


def measure(participant: Participant, *, text: str, told: Sequence[Fact]) -> dict[str, float]:
    """What speaks for a participant. `told` are the facts of attendance that cues and grammar read in the article."""
    mentions = participant.everywhere
    value = participant.name or text[mentions[0].start : mentions[0].end]
    stated = np.max([mention.capacity * mention.stated for mention in mentions], axis=0)
    agreeing = [fact for fact in told if is_about(fact, participant, value)]
    kind, alone = participant.kind, float(len(value.split()) == 1)
    return {
        "took_part": _odds(took_part(participant)),
        "named": _odds(max(mention.named for mention in mentions)),
        "named_least": _odds(min(mention.named for mention in mentions)),
        "stated": _odds(max(mention.stated for mention in mentions)),
        "person": float(kind == PERSON),
        "group": float(kind == GROUP),
        "of_tables": float(any(mention.element for mention in mentions)),
        "mentions": math.log1p(len(mentions)),
        "has_role": float(bool(participant.role)),
        "one_word": alone,
        "one_word_group": alone * (kind == GROUP),
        "one_word_office": alone * (kind == OFFICE),
        "lower_case": float(value.islower()),
        "words": min(len(value.split()), _LONG) / _LONG,
        "place": mentions[0].start / max(1, len(text)),
        "told": float(any(fact.capacity not in NOT_THERE for fact in agreeing)),
        "told_away": float(any(fact.capacity in NOT_THERE for fact in agreeing)),
        **{f"as_{name}": float(chance) for name, chance in zip(CAPACITIES, stated, strict=True)},
    }


def took_part(participant: Participant) -> float:
    """The chance of having taken part that the tagger gives on average, its sure mentions counting most."""
    mentions = participant.everywhere
    weights = [mention.named * (_SMOOTHED + mention.stated) for mention in mentions]
    return float(np.average([mention.took_part for mention in mentions], weights=weights))


def is_about(fact: Fact, participant: Participant, value: str) -> bool:
    """Whether a fact of attendance is about a participant: the same name, office or group."""
    if participant.name:
        return bool(fact.person) and same_person(fact.person or "", participant.name)
    said, wanted = _telling(f"{fact.role or ''} {fact.value}"), _telling(value)
    return bool(wanted) and len(wanted & said) / len(wanted) > _MOST_WORDS


def _telling(phrase: str) -> set[str]:
    return {word for word in phrase.casefold().split() if len(word) > _SHORT}


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), _MOST)
    return math.log(held / (1 - held))

"""Ranks the people of an article by how surely a question asks for them: a weighted sum of measured features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.weights import Weights, read_weights
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.who.features import FEATURES, measure
from retrieval.answering.who.profiles import Profile, read_profiles
from retrieval.answering.who.seeking import seek

WEIGHTS = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A person with a score (log-odds against the article's other people, unbounded) and measures by name."""

    profile: Profile
    score: float
    measures: dict[str, float]


def load_weights() -> Weights:
    """The weights in `weights.toml` beside this module."""
    return read_weights(WEIGHTS)


def rank_people(
    query: Query, candidate: Candidate, lexicon: Lexicon, *, ranked: Sequence[Ranked]
) -> list[RankedPerson]:
    """The people of the candidate's article, whose sentences are `ranked`, those whom the question asks for first."""
    sentences = sorted((one.sentence for one in ranked), key=lambda sentence: sentence.number)
    profiles = read_profiles(candidate, sentences)
    if not profiles:
        return []
    measures = measure(seek(query, candidate, lexicon, ranked), profiles)
    scores = np.nan_to_num(measures) @ np.array([load_weights().ranking[name] for name in FEATURES])
    people = [
        RankedPerson(profile, float(score), dict(zip(FEATURES, row.tolist(), strict=True)))
        for profile, score, row in zip(profiles, scores, measures, strict=True)
    ]
    return sorted(people, key=lambda one: -one.score)

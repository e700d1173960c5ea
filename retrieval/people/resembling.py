"""People whose names resemble one that nobody has: "maksud Anda …?"."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from data.store import Store
from retrieval.language.names import spell_name
from retrieval.people.finding import describe_all
from retrieval.people.profile import Profile

MOST = 5
"""People that are offered."""

_LETTERS_PER_SLIP = 3
"""One slip of the pen for so many letters of a word."""


_UNTOLD = "muhamad"


def find_resembling(store: Store, words: Sequence[str]) -> list[Profile]:
    """The people of whose names every word given resembles one, the likest first; at most MOST."""
    spelled = [word for given in words for word in spell_name(given)]
    # Names are compared without Muhammad, so that no slip in it may count either.
    asked = [word for word in spelled if OSA.distance(word, _UNTOLD) > _slips(word)] or spelled
    slips = [_near(store, word) for word in asked]
    if not asked or not all(slips):
        return []
    bearers = store.people.with_words({near for found in slips for near in found})
    scores = [_score(found, bearers) for found in slips]
    people = set.intersection(*(set(score) for score in scores))
    best = sorted(people, key=lambda person: (sum(score[person] for score in scores), person))[:MOST]
    links = store.people.of_people(best)
    # Who has no links in force any more is nobody.
    return describe_all(store, {person: links[person] for person in best if person in links})


def _near(store: Store, word: str) -> dict[str, int]:
    """The words of names that begin alike and are a few slips away, with how many."""
    most = _slips(word)
    slips = {other: OSA.distance(word, other, score_cutoff=most) for other in store.people.words_like(word[0])}
    return {other: count for other, count in slips.items() if count <= most}


def _slips(word: str) -> int:
    return max(1, len(word) // _LETTERS_PER_SLIP)


def _score(near: dict[str, int], bearers: dict[str, set[int]]) -> dict[int, int]:
    """For each person the fewest slips by which one of their words is meant."""
    scores: dict[int, int] = {}
    for word, count in near.items():
        for person in bearers.get(word, ()):
            scores[person] = min(count, scores.get(person, count))
    return scores

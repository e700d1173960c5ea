"""Whom a question seeks in an article: the words, offices and verbs that tell of them. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import Lexicon, Weighed, weigh
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.facts.phrases import read_cues
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import find_regions
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words

_UNDERGOING = re.compile(r"\bsiapa (?:\w+ ){0,6}?yang (?:\w+ )?(?:di|ter)(?!mana)\w{4,}\b", re.IGNORECASE)
_ACTIVE, _PASSIVE = ("me", "ber"), ("di", "ter")
_SHORTEST_VERB = 6


class Role(StrEnum):
    """What somebody is to a verb."""

    DOES = "does"
    UNDERGOES = "undergoes"


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a question seeks in one article.

    described: the concepts that tell of those sought; stems: every telling stem of the question -> its weight;
    office_stems: of the offices sought -> their weights; deeds: stems of its verbs; role: what those sought are to
    them; others: offices that the question names and does not seek; gaps: number of a sentence -> how far (log-odds)
    behind the best it answers.
    """

    query: Query
    described: Weighed
    stems: Mapping[str, float]
    office_stems: Mapping[str, float]
    deeds: frozenset[str]
    role: Role
    others: tuple[OfficeMention, ...]
    gaps: Mapping[int, float]


def seek(query: Query, candidate: Candidate, lexicon: Lexicon, ranked: Sequence[Ranked]) -> Sought:
    """Whom the question seeks in a candidate's article, whose sentences are `ranked` for it, the best first."""
    idle = read_words("asking_function_words")
    words = [word for word in analyse(query.formal) if word not in idle]
    titles = [word for wording in query.office_words for word in analyse(_without_regions(wording))]
    best = max((one.score for one in ranked), default=0.0)
    return Sought(
        query=query,
        described=weigh(particular_concepts(query, candidate), lexicon),
        stems=_weigh_stems(words, lexicon),
        office_stems=_weigh_stems(titles, lexicon),
        deeds=asked_deeds(query.formal),
        role=Role.UNDERGOES if _UNDERGOING.search(query.formal) else Role.DOES,
        others=tuple(_objects(query.formal)),
        gaps={one.sentence.number: best - one.score for one in ranked},
    )


def _weigh_stems(words: Iterable[str], lexicon: Lexicon) -> dict[str, float]:
    stems = sorted({stem(word) for word in words})
    return {word: 1.0 / (1.0 + math.log1p(lexicon.frequency(word))) for word in stems}


def _without_regions(wording: str) -> str:
    """The wording of an office without its region, which an article about the region may leave out."""
    for mention in reversed(find_regions(wording)):
        wording = wording[: mention.start] + wording[mention.end :]
    return wording


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(read_cues("sought_cues", role))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(read_cues("phrase_cues", "noun"))


def asked_deeds(formal: str) -> frozenset[str]:
    """The stems of a question's verbs, but not of those that only ask who was there."""
    verbs = {word for word in analyse(formal) if voice(word) and stem(word) != word}
    return frozenset(map(stem, verbs)) - frozenset(map(stem, _words("attending")))


def _objects(formal: str) -> list[OfficeMention]:
    """The offices beside those sought: "yang mendampingi bupati", "bareng gubernur", "pesan menteri"."""
    offices = [office for office in find_offices(formal) if not office.group]
    return [office for office in offices if _leads_to_object(formal[: office.start].casefold().split()[-1:])]


def _leads_to_object(before: Sequence[str]) -> bool:
    verbs = [word for word in before if word.startswith(("me", "di")) and len(word) >= _SHORTEST_VERB]
    return not _words("object").isdisjoint(before) or not _words("subject").issuperset(verbs)


def voice(word: str) -> Role | None:
    """What the subject of a verb is to it, by the verb's prefix: "melantik", "dilantik"; None for other words."""
    if len(word) < _SHORTEST_VERB or word in _nouns():
        return None
    if word.startswith(_ACTIVE):
        return Role.DOES
    return Role.UNDERGOES if word.startswith(_PASSIVE) else None


def roles(sought: Sought, *, left: Sequence[str], right: Sequence[str]) -> set[Role]:
    """What somebody between these words of a clause is to the verbs asked about: "X melantik Y", "Y dilantik X"."""
    after = {voice(word) for word in right if stem(word) in sought.deeds}
    before = {voice(word) for word in left if stem(word) in sought.deeds}
    found = {role for role in after if role}
    return found | {Role.DOES if role is Role.UNDERGOES else Role.UNDERGOES for role in before if role}

"""People among facts: the holders of the offices asked for, and how one person is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from data.facts import Capacity, Fact
from data.wording import answers as wording
from retrieval.answering.answer import evidence
from retrieval.answering.answers.holders import holds, named_holder
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.speakers import is_asked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, add_meeting
from retrieval.language.people import find_people, same_person
from retrieval.language.stems import analyse

THERE = (Capacity.PRESENT, Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED)
# What is worth saying beside a name when one person is mentioned in several capacities, most telling first.
_TELLING = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED, Capacity.INVITED)

T = TypeVar("T")


def who(facts: Iterable[Fact], *capacities: Capacity) -> list[Fact]:
    """The facts of those who took part in one of these capacities."""
    return [fact for fact in facts if fact.capacity in capacities]


def answer_holders(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    """Who holds each office asked for: among `facts`, or merely named by the article, said as just that."""
    able = [fact for fact in facts if fact.person and is_asked(query, fact)]
    held = [fact for office in query.asked_offices for fact in able if holds(fact, office)]
    left = [office for office in query.asked_offices if not any(holds(fact, office) for fact in held)]
    named = [found for office in left if (found := named_holder(candidate, office))]
    if not (held or named):
        return None
    people = say_people(held) + [wording.named_only(name) for name, _ in named]
    stands_on = [*(evidence(candidate.article, fact) for fact in held), *(item for _, item in named)]
    return Result(add_meeting(wording.holder(people), candidate), tuple(dict.fromkeys(stands_on)))


def is_same_speaker(one: Fact, other: Fact) -> bool:
    """Whether two statements are by one person, or, where no name is given, by holders of one office."""
    return _is_same(one, other, one.role == other.role)


def say_speaker(fact: Fact) -> str:
    """Who said something, by office and name as far as they are given."""
    return " ".join(filter(None, (fact.role, fact.person)))


def group_people(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of one person or group together, in the order of first mention."""
    return group(facts, lambda one, other: _is_same(one, other, analyse(one.value) == analyse(other.value)))


def _is_same(one: Fact, other: Fact, is_told_alike: bool) -> bool:
    """Whether two facts are about one person, or about one office or group without a name."""
    if one.person and other.person:
        return same_person(one.person, other.person)
    return one.person == other.person and is_told_alike


def group(items: Iterable[T], is_same: Callable[[T, T], bool]) -> list[list[T]]:
    """What is the same as the first of a group together, in order."""
    groups: list[list[T]] = []
    for one in items:
        own = next((group for group in groups if is_same(group[0], one)), None)
        if own is None:
            groups.append(own := [])
        own.append(one)
    return groups


def say_people(facts: Iterable[Fact]) -> list[str]:
    """Everybody once, each with all that is said of them."""
    return list(dict.fromkeys(map(say_person, group_people(facts))))


def say_person(facts: Sequence[Fact]) -> str:
    """One person with office, whom they stood in for and what they did, from all that is said of them."""
    longest = max(facts, key=lambda fact: (len(fact.value), fact.role or ""))
    role = max((fact.role for fact in facts if fact.role), key=len, default=None)
    represents = next((fact.represents for fact in facts if fact.represents), None)
    doing = next((wording.DOING[capacity.value] for capacity in _TELLING if who(facts, capacity)), None)
    return wording.person(name_fully(longest), role=role, represents=represents, doing=doing)


def name_fully(fact: Fact) -> str:
    """Who is meant, with the name where the article gives it elsewhere: "Kapolres" may be "Kapolres Budi Santoso"."""
    person, said, named = fact.person or "", set(analyse(fact.value)), set(analyse(fact.person or ""))
    if named <= said or any(same_person(mention.name, person) for mention in find_people(fact.value)):
        return fact.value
    return person if said <= named else f"{fact.value} {person}"

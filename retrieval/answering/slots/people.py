"""People among facts: the holders of the offices asked for, and how one person is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.facts import Capacity, Fact
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, evidence
from retrieval.answering.answers.holders import holds, in_other_region, named_holder, said_of
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe
from retrieval.language.people import find_people, same_person
from retrieval.language.stems import analyse

# What is worth saying beside a name when one person is mentioned in several capacities, most telling first.
_TELLING = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED, Capacity.INVITED)


def answer_holders(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    """Who holds each office asked for: among `facts`, or merely named by the article, said as just that."""
    said: list[str] = []
    stands_on: list[Evidence] = []
    for office, words in query.asked_with_words:
        found = [
            fact for fact in facts if fact.person and holds(fact, office) and not in_other_region(words, said_of(fact))
        ]
        said += [say_person(group) for group in group_people(found)]
        stands_on += [evidence(candidate.article, fact) for fact in found]
        named = None if found or query.is_yes_no else named_holder(candidate, office)
        if named:
            said.append(wording.named_only(named[0]))
            stands_on.append(named[1])
    if not said:
        return None
    return Result(
        f"{wording.holder(list(dict.fromkeys(said)))}\n{describe(candidate)}", tuple(dict.fromkeys(stands_on))
    )


def is_same_speaker(one: Fact, other: Fact) -> bool:
    """Whether two statements are by one person, or, where no name is given, by holders of one office."""
    if one.person and other.person:
        return same_person(one.person, other.person)
    return one.person == other.person and one.role == other.role


def say_speaker(fact: Fact) -> str:
    """Who said something, by office and name as far as they are given."""
    return " ".join(filter(None, (fact.role, fact.person)))


def group_people(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of one person or group together, in the order of first mention."""
    groups: list[list[Fact]] = []
    for fact in facts:
        for group in groups:
            if _is_same(group[0], fact):
                group.append(fact)
                break
        else:
            groups.append([fact])
    return groups


def _is_same(one: Fact, other: Fact) -> bool:
    if one.person and other.person:
        return same_person(one.person, other.person)
    return one.person == other.person and analyse(one.value) == analyse(other.value)


def say_person(facts: Sequence[Fact]) -> str:
    """One person with office, whom they stood in for and what they did, from all that is said of them."""
    longest = max(facts, key=lambda fact: (len(fact.value), fact.role or ""))
    role = max((fact.role for fact in facts if fact.role), key=len, default=None)
    represents = next((fact.represents for fact in facts if fact.represents), None)
    doing = next((wording.DOING[c.value] for c in _TELLING if any(fact.capacity is c for fact in facts)), None)
    return wording.person(name_fully(longest), role=role, represents=represents, doing=doing)


def name_fully(fact: Fact) -> str:
    """Who is meant, with the name where the article gives it elsewhere: "Kapolres" may be "Kapolres Budi Santoso"."""
    said, person = analyse(fact.value), fact.person
    if person is None or any(same_person(mention.name, person) for mention in find_people(fact.value)):
        return fact.value
    if set(said) <= set(analyse(person)):
        return person
    is_told = set(analyse(person)) <= set(said) or same_person(fact.value, person)
    return fact.value if is_told else f"{fact.value} {person}"

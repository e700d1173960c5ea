"""People and offices among facts: who holds an office that was asked for, and how one person is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, evidence, quote
from retrieval.answering.candidates import Candidate
from retrieval.answering.query import Query
from retrieval.answering.slots.result import Result, describe
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.people import find_people, same_person
from retrieval.language.regions import find_regions, is_within
from retrieval.language.stems import analyse
from retrieval.language.text import split_sentences

# What is worth saying beside a name when one person is mentioned in several capacities, most telling first.
_TELLING = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED, Capacity.INVITED)
_HEADS = frozenset({"kepala", "ketua", "pimpinan", "direktur"})
# Characters between an office and the name after it ("Kapolres, AKBP ...").
_APPOSITION_GAP = 3


def answer_holders(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    """Who holds each office asked for: among `facts`, or merely named by the article, said as just that."""
    said: list[str] = []
    stands_on: list[Evidence] = []
    for office, words in query.asked_with_words:
        found = [
            fact for fact in facts if fact.person and holds(fact, office) and not in_other_region(words, _said_of(fact))
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


def name_holder(candidate: Candidate, fact: Fact) -> tuple[str, Evidence] | None:
    """The holder of an office that took part without a name, where the article names one elsewhere."""
    offices = [] if fact.person else [office for office in find_offices(fact.value) if not office.group]
    return named_holder(candidate, offices[0]) if len(offices) == 1 else None


def named_holder(candidate: Candidate, office: OfficeMention) -> tuple[str, Evidence] | None:
    """The office with the name right after it, wherever the article has it, and the sentence it stands in."""
    text = candidate.article.text
    people = find_people(text)
    for mention in find_offices(text):
        near = next((p for p in people if 0 <= p.start - mention.end <= _APPOSITION_GAP), None)
        if near is None or not offices_match(office, mention) or text[mention.end : near.start].strip(" ,:("):
            continue
        sentence = next(span for span in split_sentences(text) if span.end > mention.start)
        holder = " ".join(text[mention.start : near.end].split())
        return holder, quote(candidate.article, sentence.start, max(sentence.end, near.end))
    return None


def in_other_region(asked: str, given: str) -> bool:
    """Whether both name a region, and neither lies in the other: "bupati Jepara" is not "Bupati Demak"."""
    one = [code for mention in find_regions(asked) for code in mention.codes]
    other = [code for mention in find_regions(given) for code in mention.codes]
    together = any(is_within(a, b) or is_within(b, a) for a in one for b in other)
    return bool(one and other) and not together


def find_holders(query: Query, candidate: Candidate) -> list[str]:
    """The names of those who hold an office asked for, as facts of the article give them."""
    facts = candidate.facts(FactKind.STATEMENT, FactKind.ATTENDANCE)
    return [
        fact.person
        for fact in facts
        if fact.person and fact.role and any(names_office(fact.role, office) for office in query.asked_offices)
    ]


def is_same_speaker(one: Fact, other: Fact) -> bool:
    """Whether two statements are by one person, or, where no name is given, by holders of one office."""
    if one.person and other.person:
        return same_person(one.person, other.person)
    return one.person == other.person and one.role == other.role


def _said_of(fact: Fact) -> str:
    return f"{fact.role or ''}, {fact.value}"


def holds(fact: Fact, office: OfficeMention) -> bool:
    """Whether the fact's person or group holds the office asked for."""
    return names_office(_said_of(fact), office)


def names_office(text: str, asked: OfficeMention) -> bool:
    """Whether a text names the office asked for."""
    return any(offices_match(asked, given) or _heads_same_unit(asked, given) for given in find_offices(text))


def _heads_same_unit(asked: OfficeMention, given: OfficeMention) -> bool:
    """People ask for the "ketua" of a court or agency whose head is called otherwise."""
    if asked.unit is None or given.unit is None or not {asked.office, given.office} <= _HEADS:
        return False
    return set(asked.unit.split()) <= set(given.unit.split())


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
    return wording.person(longest.value, role=role, represents=represents, doing=doing)

"""Who was there, in which capacity and for whom; who opened or led; and "was X there?" with three values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.asking.asked import asks_invited
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.speakers import is_asked, is_principal
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import THERE, answer_holders, name_fully, say_people, who
from retrieval.answering.slots.result import Result, add_meeting, describe, result


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether an article calls somebody present, and the answer that says so."""

    is_there: bool
    told: Result


def answer_attendees(query: Query, candidate: Candidate) -> Result | None:
    """Everyone the article says was there; only the holders of the offices asked for, where some are asked for."""
    if query.is_yes_no and (presence := find_presence(query, candidate)):
        return presence.told
    facts = candidate.facts(FactKind.ATTENDANCE)
    if query.asked_offices and query.capacity is not Capacity.ACCOMPANIED:
        return None if query.is_yes_no else answer_holders(query, candidate, who(facts, *THERE))
    heading, asked = _find_asked(query, facts)
    text = wording.listing(heading(describe(candidate)), say_people(asked))
    return replace(result(text, candidate, asked), is_of_all=True) if asked else None


def _find_asked(query: Query, facts: Sequence[Fact]) -> tuple[Callable[[str], str], Sequence[Fact]]:
    """Whom a question asks for, by what they did, with the heading of their list."""
    if query.capacity is Capacity.SPOKE:
        return wording.speakers, who(facts, Capacity.SPOKE)
    if query.capacity is Capacity.ACCOMPANIED:
        return wording.attended, who(facts, Capacity.ACCOMPANIED)
    there, invited = who(facts, *THERE), who(facts, Capacity.INVITED)
    if invited and (not there or asks_invited(query.formal)):
        return wording.invited, invited
    return wording.attended, there


def find_presence(query: Query, candidate: Candidate) -> Presence | None:
    """That the person asked about was there, that the article says they were not, None where it says neither."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    asked = [fact for fact in facts if is_asked(query, fact)]
    there, absent = who(asked, *THERE), who(asked, Capacity.ABSENT)
    deputies = [fact for fact in facts if is_principal(query, fact)]
    if there and not absent:
        text = wording.yes_present(say_people(there))
        return Presence(True, result(add_meeting(text, candidate), candidate, there))
    principals = [*(fact.value for fact in absent), *(fact.represents or "" for fact in deputies)]
    if not principals:
        return None
    text = wording.no_absent(principals[0], list(dict.fromkeys(map(_name_with_role, deputies))))
    return Presence(False, result(add_meeting(text, candidate), candidate, [*absent, *deputies]))


def answer_opener(query: Query, candidate: Candidate) -> Result | None:
    """Who opened, led or closed the meeting, as the question says; either where it says neither."""
    wanted = (query.capacity,) if query.capacity else (Capacity.OPENED, Capacity.LED)
    found = who(candidate.facts(FactKind.ATTENDANCE), *wanted)
    text = add_meeting(wording.holder(say_people(found)), candidate)
    return result(text, candidate, found) if found else None


def answer_representing(query: Query, candidate: Candidate) -> Result | None:
    """Who stood in for the principal asked for, or for whom the person asked for stood in; all pairs otherwise."""
    told = _find_pairs(query, [fact for fact in candidate.facts(FactKind.ATTENDANCE) if fact.represents])
    lines = [wording.stood_in(_name_with_role(fact), wording.shorten(fact.represents or "")) for fact in told]
    return result(add_meeting("\n".join(dict.fromkeys(lines)), candidate), candidate, told) if told else None


def _find_pairs(query: Query, pairs: Sequence[Fact]) -> list[Fact]:
    """Those of whom a question asks; where it asks for a name only those that give one."""
    sent, stood_in = ([fact for fact in pairs if is_meant(query, fact)] for is_meant in (is_principal, is_asked))
    asks_name = "nama" in query.formal.casefold().split()
    told = sent or stood_in or ([] if query.asked_offices else pairs)
    return [fact for fact in told if fact.person or not asks_name]


def _name_with_role(fact: Fact) -> str:
    return wording.person(name_fully(fact), role=fact.role, represents=None, doing=None)

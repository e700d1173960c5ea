"""What several outlets on one event say of who was there: said once where they agree, each with its source where not.

A silence is no difference: only somebody whom one calls present, and another absent or represented, is one. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Status, evidence
from retrieval.answering.asking.asked import asks_invited
from retrieval.answering.asking.bodies import asked_body
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.accounts import find_clashes, find_deputies, find_more
from retrieval.answering.slots.attendance import answer_presence, find_presence
from retrieval.answering.slots.people import group_people, say_person
from retrieval.answering.slots.result import Result, describe

_OF_SOMEBODY = frozenset({Kind.ATTENDEES, Kind.REPRESENTING})
# Further people of other outlets, of whom a list has room.
_MOST_MORE = 8


def find_presence_clash(kind: Kind, query: Query, event: Sequence[Candidate]) -> Result | None:
    """What the outlets say of somebody asked for whom some call present and others absent or represented; else None."""
    if kind not in _OF_SOMEBODY or not (query.is_yes_no or query.asked_offices):
        return None
    if {find_presence(query, one) for one in event} >= {True, False}:
        told = [(one, answer_presence(query, one, one.facts(FactKind.ATTENDANCE))) for one in event]
        return disagree([(one, found) for one, found in told if found], event[0])
    return None


def disagree(said: Sequence[tuple[Candidate, Result]], best: Candidate) -> Result:
    """What outlets say differently: each first line once, with all who say it."""
    merged: dict[str, list[Candidate]] = {}
    for one, found in said:
        merged.setdefault(found.text.split("\n", 1)[0], []).append(one)
    lines = [wording.according_to(name_outlets(outlets), text) for text, outlets in merged.items()]
    shown = tuple(item for _, found in said for item in found.evidence)
    return Result(f"{wording.disagreement(lines)}\n{describe(best)}", shown, Status.CONFLICTING)


def name_outlets(outlets: Sequence[Candidate]) -> str:
    """Outlets by their names, each once."""
    return ", ".join(dict.fromkeys(one.article.publisher or one.article.title for one in outlets))


def add_outlets(query: Query, best: Candidate, found: Result, event: Sequence[Candidate]) -> Result:
    """A list of everybody present with those whom other outlets name besides, and those of whom they disagree."""
    if not _asks_everybody(query):
        return found
    more = find_more(best, [one for one in event if one.article.id != best.article.id])
    clashes = find_clashes(event)
    lines = [_say_more(one, facts) for one, facts in more] + [_say_clash(*clash) for clash in clashes]
    shown = [evidence(one.article, fact) for one, facts in more for fact in facts]
    for one, absent, present in clashes:
        shown += [evidence(one.article, absent), *(evidence(other.article, fact) for other, fact in present)]
    return replace(
        found,
        text="\n".join([found.text, *dict.fromkeys(lines)]),
        evidence=tuple(dict.fromkeys([*found.evidence, *shown])),
        status=Status.CONFLICTING if clashes else found.status,
    )


def _say_more(one: Candidate, facts: Sequence[Fact]) -> str:
    people = [say_person(group) for group in group_people(facts)]
    return wording.also_there(name_outlets([one]), people[:_MOST_MORE], len(people) - _MOST_MORE)


def _asks_everybody(query: Query) -> bool:
    narrowed = query.is_yes_no or query.asked_offices or query.asked_groups or query.capacity
    return not (narrowed or asked_body(query.formal) or asks_invited(query.formal))


def _say_clash(one: Candidate, absent: Fact, present: Sequence[tuple[Candidate, Fact]]) -> str:
    """Who calls somebody present, and who says absent or represented, and by whom."""
    deputies = [fact.value for fact in find_deputies(one, absent)]
    there = name_outlets([other for other, _ in present])
    return wording.presence_differs(say_person([absent]), there, name_outlets([one]), deputies)

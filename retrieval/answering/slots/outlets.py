"""What several outlets on one event say of who was there: said once where they agree, each with its source where not.

A silence is no difference: only somebody whom one calls present, and another absent or represented, is one. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.facts import Fact
from data.wording import answers as wording
from retrieval.answering.answer import Status, evidence
from retrieval.answering.asking.asked import asks_invited
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.accounts import find_clashes, find_deputies, find_more
from retrieval.answering.slots.attendance import find_presence
from retrieval.answering.slots.people import group, say_people, say_person
from retrieval.answering.slots.result import Result, add_meeting

_OF_SOMEBODY = frozenset({Kind.ATTENDEES, Kind.REPRESENTING})
# Further people of other outlets, of whom a list has room.
_MOST_MORE = 8


Told = tuple[Candidate, Result]
"""What one outlet's article says."""


def find_presence_clash(kind: Kind, query: Query, event: Sequence[Candidate]) -> Result | None:
    """What the outlets say of somebody asked for whom some call present and others absent or represented; else None."""
    if kind not in _OF_SOMEBODY or not (query.is_yes_no or query.asked_offices):
        return None
    found = [(one, presence) for one in event if (presence := find_presence(query, one))]
    if len({presence.is_there for _, presence in found}) < len((True, False)):
        return None
    told = [(one, presence.told) for one, presence in found]
    apart = tell_apart(group(told, lambda one, other: first_line(one) == first_line(other)), first_line)
    return replace(apart, text=add_meeting(apart.text, event[0]))


def first_line(told: Told) -> str:
    """What an outlet says, without the line on the meeting."""
    return told[1].text.split("\n", 1)[0]


def tell_apart(groups: Sequence[Sequence[Told]], say: Callable[[Told], str]) -> Result:
    """What outlets say differently, those who agree together."""
    lines = [wording.according_to(name_outlets([one for one, _ in group]), say(group[0])) for group in groups]
    shown = tuple(item for group in groups for _, found in group for item in found.evidence)
    return Result(wording.disagreement(lines), shown, Status.CONFLICTING)


def name_outlets(outlets: Sequence[Candidate]) -> str:
    """Outlets by their names, each once."""
    names = (one.article.publisher or one.article.title or one.article.id for one in outlets)
    return ", ".join(dict.fromkeys(names))


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
    people = say_people(facts)
    return wording.also_there(name_outlets([one]), people[:_MOST_MORE], len(people) - _MOST_MORE)


def _asks_everybody(query: Query) -> bool:
    narrowed = (query.is_yes_no, query.asked_offices, query.asked_groups, query.capacity)
    return not any((*narrowed, asks_invited(query.formal)))


def _say_clash(one: Candidate, absent: Fact, present: Sequence[tuple[Candidate, Fact]]) -> str:
    """Who calls somebody present, and who says absent or represented, and by whom."""
    deputies = [fact.value for fact in find_deputies(one, absent)]
    there = name_outlets([other for other, _ in present])
    return wording.presence_differs(say_person([absent]), there, name_outlets([one]), deputies)

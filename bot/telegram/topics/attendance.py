"""Everyone whom the articles on the event behind an answer mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.meant import find_meeting
from bot.telegram.desk import Desk
from bot.telegram.views.answers import Stored
from data.article import Article
from data.errors import SelectionError
from data.facts import Capacity, Fact, FactKind
from retrieval.answering.answer import source
from retrieval.answering.slots.people import group_people
from retrieval.takeaway.selection import Event, find_event


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at an event: a fact that tells most of them, and who says so; no sources where one article tells all."""

    fact: dict[str, Any]
    sources: tuple[dict[str, Any], ...] = ()


def has_more_people(desk: Desk, answer: Stored) -> bool:
    """Whether there is anybody to list whom the answer does not name."""
    named = {fact["value"] for fact in answer["facts"]} if answer["kind"] == "attendees" else set()
    return any(one.fact["value"] not in named for one in find_people(desk, answer))


def find_people(desk: Desk, answer: Stored) -> list[Attendee]:
    """The people of the answer's event, by all articles on it, its first source's first.

    One whom some call present and others absent is there as both.
    """
    found = find_meeting(desk.app.store, answer)
    if found is None:
        return []
    reading, meeting = found
    try:
        event = find_event(desk.app.store, f"{reading.article_id}:{meeting.ordinal}")
    except SelectionError:  # removed in between
        return []
    return _list(event)


def _list(event: Event) -> list[Attendee]:
    """Everybody in the order of their first mention; with their sources where several articles are on the event."""
    told = [(telling, fact) for telling in event.tellings for fact in telling.facts(FactKind.ATTENDANCE)]
    by_fact = {id(fact): telling.article for telling, fact in told}
    if len({article.id for article in by_fact.values()}) <= 1:
        return [Attendee(asdict(fact)) for _, fact in told]
    order = {id(fact): place for place, (_, fact) in enumerate(told)}
    there, absent = (
        [fact for _, fact in told if (fact.capacity is Capacity.ABSENT) == is_so] for is_so in (False, True)
    )
    groups = sorted([*group_people(there), *group_people(absent)], key=lambda group: order[id(group[0])])
    return [Attendee(asdict(_fullest(group)), _name_sources(group, by_fact)) for group in groups]


def _name_sources(group: Sequence[Fact], by_fact: Mapping[int, Article]) -> tuple[dict[str, Any], ...]:
    articles = dict.fromkeys(by_fact[id(fact)] for fact in group)
    return tuple(asdict(source(article)) for article in articles)


def _fullest(group: Sequence[Fact]) -> Fact:
    """The fact that tells most of somebody: what they did, and under which name and office."""
    return max(group, key=lambda fact: (fact.capacity is not Capacity.PRESENT, len(fact.role or ""), len(fact.value)))

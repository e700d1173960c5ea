"""Whom or where most events are of. Ties are told as ties.

SQL counts the meetings of every article first, which are never fewer than the events. Events are then counted one by
one for those who have most, until nobody left can have as many.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Generic, TypeVar

from data.store import FoundTally, MeetingFilter, Part, Store, TallyFilter
from data.wording import counting as wording
from data.wording import people as wording_of_people
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.sides import FindArticles, at_any_meeting, call_person, offices_of
from retrieval.answering.answers.counting.telling import answer_counted, say_parts, say_scope
from retrieval.answering.answers.events import Accounts, Event, count_events, gather_events, open_accounts
from retrieval.answering.asking.counting import MISSED
from retrieval.answering.asking.query import Counting, Query
from retrieval.answering.slots.lists import meeting_filter
from retrieval.language.regions import find_regions, region
from retrieval.people.finding import describe_all

_MOST_RANKED = 5
"""Names that a ranking shows, and those that share the last place."""

_LOOKED_AT, _MOST_LOOKED_AT = 8, 192
"""Those whose events are counted at once, and who are counted at all."""

_MOST_SHARING = 12
"""Those who share the last place that are counted for themselves."""

_MOST_COUNTED = 20_000
_MOST_FACTS_EACH = 10

_OF_OFFICES = frozenset({(Part.REPRESENTED,), MISSED})

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ranking(Generic[Key]):
    """Those with most events, the most first; `are_more`: others may have as many as the last."""

    counted: Sequence[tuple[Key, Sequence[Event]]]
    are_more: bool


def rank(
    bounds: Sequence[tuple[Key, int]], count: Callable[[Sequence[Key]], Mapping[Key, Sequence[Event]]]
) -> Ranking[Key]:
    """Those who have most events, and who share the last place; bounds: most meetings first, no fewer than events."""
    counted: dict[Key, Sequence[Event]] = {}
    least, beyond = 1, 0
    for at in range(0, min(len(bounds), _MOST_LOOKED_AT), _LOOKED_AT):
        keys = [key for key, _ in bounds[at : at + _LOOKED_AT]]
        found = count(keys)
        counted |= {key: found.get(key, ()) for key in keys}
        least = _find_least(counted)
        beyond = next((most for _, most in bounds[at + _LOOKED_AT : at + _LOOKED_AT + 1]), 0)
        sharing = sum(len(events) == least for events in counted.values())
        if beyond < least or (beyond == least and sharing > _MOST_SHARING):
            break
    ranked = sorted(counted.items(), key=lambda one: -len(one[1]))
    return Ranking([one for one in ranked if len(one[1]) >= least], beyond >= least)


def _find_least(counted: Mapping[Key, Sequence[Event]]) -> int:
    """The events of the last one that is shown."""
    numbers = sorted(map(len, counted.values()), reverse=True)
    return max([1, *numbers[_MOST_RANKED - 1 : _MOST_RANKED]])


def answer_ranked(query: Query, counting: Counting, store: Store, find_articles: FindArticles) -> Answer:
    """Who had a part most often, or which regions have most events."""
    query = at_any_meeting(query)
    articles = find_articles(query)
    if counting.digits:
        return _answer_regions(query, counting.digits, meeting_filter(query, articles=articles), store)
    tell = _answer_offices if counting.parts in _OF_OFFICES else _answer_people
    return tell(query, _wanted(query, counting, articles), store)


def _wanted(query: Query, counting: Counting, articles: Collection[str] | None) -> TallyFilter:
    """What is ranked, of the office that the question names where it names one."""
    sides = offices_of(query)
    if not sides:
        return TallyFilter(counting.parts, meeting_filter(query, articles=articles))
    # "Siapa paling sering mewakili bupati" names the office of whoever was represented.
    parts = (Part.STOOD_IN_FOR,) if counting.parts == (Part.STOOD_IN,) else counting.parts
    offices = [side.office.office for side in sides[:1] if side.office]
    return TallyFilter(parts, meeting_filter(sides[0].query, articles=articles), offices, sides[0].places)


def _answer_regions(query: Query, digits: int, wanted: MeetingFilter, store: Store) -> Answer:
    def count(codes: Sequence[str]) -> dict[str, list[Event]]:
        of_each = [
            store.readings.find_meetings(replace(wanted, regions=(code,)), limit=_MOST_COUNTED) for code in codes
        ]
        return dict(zip(codes, map(gather_events, of_each), strict=True))

    ranking = rank(store.readings.rank_regions(wanted, length=digits, limit=_MOST_LOOKED_AT + 1), count)
    names = [_call_region(code) for code, _ in ranking.counted]
    return _answer(query, wording.regions_ranked(say_scope(query.regions, query.periods)), names, ranking, store)


def _call_region(code: str) -> str:
    """A region with the word for its level: a regency and a city may share a name."""
    found = region(code)
    return wording.region(found.name, found.level) if found else code


def _answer_people(query: Query, wanted: TallyFilter, store: Store) -> Answer:
    def count(people: Sequence[int]) -> dict[int, list[Event]]:
        return _count_each(store.tallies.find(replace(wanted, people=people), limit=_MOST_COUNTED), _person)

    ranking = rank(store.tallies.rank_people(wanted, limit=_MOST_LOOKED_AT + 1), count)
    links = store.people.of_people(person for person, _ in ranking.counted)
    called = {profile.person: call_person(profile, links[profile.person]) for profile in describe_all(store, links)}
    names = [called[person] for person, _ in ranking.counted]
    return _answer(query, _say_ranked(query, wanted), names, ranking, store, note=wording.NAMELESS)


def _answer_offices(query: Query, wanted: TallyFilter, store: Store) -> Answer:
    """Of those who were stood in for, articles give the office, and seldom the name."""

    def count(held: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Event]]:
        offices, places = zip(*held, strict=True)
        found = store.tallies.find(replace(wanted, offices=offices, places=places), limit=_MOST_COUNTED)
        return _count_each(found, _held)

    ranking = rank(store.tallies.rank_offices(wanted, limit=_MOST_LOOKED_AT + 1), count)
    firsts = [events[0] for _, events in ranking.counted]
    accounts = open_accounts(store, firsts)
    names = [_call_principal(event, accounts) for event in firsts]
    return _answer(query, _say_ranked(query, wanted), names, ranking, store)


def _call_principal(event: Event, accounts: Accounts) -> str:
    """Whoever was represented or absent at an event, as its first account says, with the region."""
    tally = event.tallies[0]
    said = next((fact.represents or fact.value for fact in accounts.facts(tally)), "")
    place = None if find_regions(said) else region(tally.place)
    return wording_of_people.person(said, place.name if place else None)


def _say_ranked(query: Query, wanted: TallyFilter) -> str:
    return wording.people_ranked(say_parts(wanted.parts), say_scope(query.regions, query.periods))


def _count_each(found: Sequence[FoundTally], key: Callable[[FoundTally], Key]) -> dict[Key, list[Event]]:
    """The events of each one among tallies."""
    tallies: dict[Key, list[FoundTally]] = {}
    for tally in found:
        tallies.setdefault(key(tally), []).append(tally)
    return {one: count_events(told) for one, told in tallies.items()}


def _person(tally: FoundTally) -> int:
    return tally.person


def _held(tally: FoundTally) -> tuple[str, str]:
    return tally.office, tally.place


def _answer(
    query: Query, heading: str, names: Sequence[str], ranking: Ranking[Any], store: Store, *, note: str = ""
) -> Answer:
    """The ranks with whom they are of. note: what is said below."""
    ranked = [(name, events) for name, (_, events) in zip(names, ranking.counted, strict=True)]
    if not ranked:
        return Answer(query.text, Status.NOT_STATED, query.kind, wording.NOBODY_RANKED)
    shown = [event for _, events in ranked for event in events[:_MOST_FACTS_EACH]]
    lines, place = [heading], 1
    for number, group in groupby(ranked, key=lambda one: len(one[1])):
        sharing = [name for name, _ in group]
        place += len(sharing)
        are_more = ranking.are_more and place > len(ranked)
        lines.append(wording.rank(place - len(sharing), sharing, number, are_more=are_more))
    if len(ranked[0][1]) > _MOST_FACTS_EACH:
        note = "\n".join(filter(None, (note, wording.newest_of_each(_MOST_FACTS_EACH))))
    return answer_counted(query, [*lines, note] if note else lines, shown, open_accounts(store, shown), store)

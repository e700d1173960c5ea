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
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.events import CountedEvent, count_events
from retrieval.answering.answers.counting.sides import FindArticles, at_any_meeting, call_person, offices_of
from retrieval.answering.answers.counting.telling import answer, open_archive, say_parts, say_scope
from retrieval.answering.asking.counting import MISSED
from retrieval.answering.asking.query import Counting, Query
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.lists import meeting_filter
from retrieval.language.regions import region
from retrieval.people.finding import describe_all

_MOST_RANKED = 5
"""Names that a ranking shows, and those that share the last place."""

_LOOKED_AT, _MOST_LOOKED_AT = 8, 192
"""Those whose events are counted at once, and who are counted at all."""

_MOST_SHARING = 12
"""Those who share the last place that are counted for themselves."""

_MOST_COUNTED = 20_000
_MOST_FACTS_EACH = 10

OF_OFFICES = frozenset({(Part.REPRESENTED,), MISSED})

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ranking(Generic[Key]):
    """Those with most events, the most first; `are_more`: others may have as many as the last."""

    counted: Sequence[tuple[Key, Sequence[CountedEvent]]]
    are_more: bool


def rank(
    bounds: Sequence[tuple[Key, int]], count: Callable[[Sequence[Key]], Mapping[Key, Sequence[CountedEvent]]]
) -> Ranking[Key]:
    """Those who have most events, and who share the last place; bounds: most meetings first, no fewer than events."""
    counted: dict[Key, Sequence[CountedEvent]] = {}
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


def _find_least(counted: Mapping[Key, Sequence[CountedEvent]]) -> int:
    """The events of the last one that is shown."""
    numbers = sorted((len(events) for events in counted.values()), reverse=True)
    return max(1, numbers[_MOST_RANKED - 1]) if len(numbers) >= _MOST_RANKED else 1


def answer_ranked(query: Query, counting: Counting, store: Store, find_articles: FindArticles) -> Answer:
    """Who had a part most often, or which regions have most events."""
    query = at_any_meeting(query)
    if counting.digits:
        return _answer_regions(query, counting.digits, meeting_filter(query, articles=find_articles(query)), store)
    tell = _answer_offices if counting.parts in OF_OFFICES else _answer_people
    return tell(query, _wanted(query, counting, find_articles(query)), store)


def _answer_people(query: Query, wanted: TallyFilter, store: Store) -> Answer:
    def count(people: Sequence[int]) -> dict[int, list[CountedEvent]]:
        return _count_each(store.tallies.find(replace(wanted, people=people), limit=_MOST_COUNTED), _person)

    ranking = rank(store.tallies.rank_people(wanted, limit=_MOST_LOOKED_AT + 1), count)
    links = store.people.of_people(person for person, _ in ranking.counted)
    names = {profile.person: call_person(profile, links[profile.person]) for profile in describe_all(store, links)}
    heading = wording.people_ranked(say_parts(wanted.parts), say_scope(query))
    return _answer(query, heading, [(names.get(key, ""), events) for key, events in ranking.counted], ranking, store)


def _answer_offices(query: Query, wanted: TallyFilter, store: Store) -> Answer:
    """Of those who were stood in for, articles give the office, and seldom the name."""

    def count(held: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[CountedEvent]]:
        offices, places = zip(*held, strict=True)
        found = store.tallies.find(replace(wanted, offices=offices, places=places), limit=_MOST_COUNTED)
        return {key: events for key, events in _count_each(found, _held).items() if key in held}

    ranking = rank(store.tallies.rank_offices(wanted, limit=_MOST_LOOKED_AT + 1), count)
    archive = open_archive(store, [events[0] for _, events in ranking.counted])
    heading = wording.people_ranked(say_parts(wanted.parts), say_scope(query))
    named = [(archive.call_principal(events[0]), events) for _, events in ranking.counted]
    return _answer(query, heading, named, ranking, store)


def _wanted(query: Query, counting: Counting, articles: Collection[str] | None) -> TallyFilter:
    """What is ranked, of the office that the question names where it names one."""
    side = next(iter(offices_of(query)), None)
    if side is None or side.office is None:
        return TallyFilter(counting.parts, meeting_filter(query, articles=articles))
    # "Siapa paling sering mewakili bupati" names the office of whoever was represented.
    parts = (Part.STOOD_IN_FOR,) if counting.parts == (Part.STOOD_IN,) else counting.parts
    return TallyFilter(parts, meeting_filter(side.query, articles=articles), (side.office.office,), side.places)


def _count_each(found: Sequence[FoundTally], key: Callable[[FoundTally], Key]) -> dict[Key, list[CountedEvent]]:
    """The events of each one among tallies."""
    events: dict[Key, list[CountedEvent]] = {}
    for event in count_events(found):
        for one in dict.fromkeys(map(key, event.tallies)):
            own = tuple(tally for tally in event.tallies if key(tally) == one)
            told = {tally.found.article_id for tally in own}
            accounts = tuple(account for account in event.accounts if account.article_id in told)
            events.setdefault(one, []).append(CountedEvent(accounts, own))
    return events


def _person(tally: FoundTally) -> int:
    return tally.person


def _held(tally: FoundTally) -> tuple[str, str]:
    return tally.office, tally.place


def _answer_regions(query: Query, digits: int, wanted: MeetingFilter, store: Store) -> Answer:
    def count(codes: Sequence[str]) -> dict[str, list[CountedEvent]]:
        return {code: _events_of(replace(wanted, regions=(code,)), store) for code in codes}

    ranking = rank(store.readings.rank_regions(wanted, length=digits, limit=_MOST_LOOKED_AT + 1), count)
    named = [(_call_region(code), events) for code, events in ranking.counted]
    return _answer(query, wording.regions_ranked(say_scope(query)), named, ranking, store)


def _events_of(wanted: MeetingFilter, store: Store) -> list[CountedEvent]:
    found = store.readings.find_meetings(wanted, limit=_MOST_COUNTED)
    return [CountedEvent(tuple(event)) for event in group_events(found)]


def _call_region(code: str) -> str:
    """A region with the word for its level: a regency and a city may share a name."""
    found = region(code)
    return wording.region(found.name, found.level) if found else code


def _answer(
    query: Query,
    heading: str,
    ranked: Sequence[tuple[str, Sequence[CountedEvent]]],
    ranking: Ranking[Any],
    store: Store,
) -> Answer:
    ranked = [(name, events) for name, events in ranked if name]
    if not ranked:
        return Answer(query.text, Status.NOT_STATED, query.kind, wording.NOBODY_RANKED)
    shown = [event for _, events in ranked for event in events[:_MOST_FACTS_EACH]]
    lines, place = [heading], 1
    for number, group in groupby(ranked, key=lambda one: len(one[1])):
        sharing = [name for name, _ in group]
        are_more = ranking.are_more and number == len(ranked[-1][1])
        lines.append(wording.rank(place, sharing, number, are_more=are_more))
        place += len(sharing)
    if query.counting and not query.counting.digits and query.counting.parts not in OF_OFFICES:
        lines.append(wording.NAMELESS)
    if any(len(events) > _MOST_FACTS_EACH for _, events in ranked):
        lines.append(wording.newest_of_each(_MOST_FACTS_EACH))
    return answer(query, lines, shown, open_archive(store, shown), store)

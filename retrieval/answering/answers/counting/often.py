"""How often a person, or the holder of an office, had a part in meetings; each event once.

Where an article spells a name otherwise, it may be somebody else: its events are offered and not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from data.store import Part, Store
from data.wording import answers as shared
from data.wording import counting as wording
from data.wording import people as wording_of_people
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.sides import Side, at_any_meeting, count_side, offices_of
from retrieval.answering.answers.counting.telling import MOST_SHOWN, answer_counted, say_parts, say_scope
from retrieval.answering.answers.events import Accounts, Event, open_accounts
from retrieval.answering.answers.persons import asked_name, find_asked
from retrieval.answering.answers.refusals import refuse_person
from retrieval.answering.asking.counting import ATTENDED
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query, Way
from retrieval.answering.slots.lists import meeting_filter
from retrieval.language.names import spell_name
from retrieval.language.offices import find_offices
from retrieval.people.profile import Profile, say_region

_ATTENDING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
_LISTS = frozenset({Kind.COUNT, Kind.LIST})


def asks_how_often(query: Query) -> bool:
    """Whether a question counts or lists what somebody attended, opened or led."""
    asks = query.counting and query.counting.way is Way.TIMES
    if query.kind in _LISTS:
        asks = asks or any(cue.kind in _ATTENDING for cue in find_cues(query.formal))
    return bool(asks) and bool(asked_name(query) or any(not office.group for office in find_offices(query.formal)))


def answer_how_often(query: Query, store: Store) -> Answer | None:
    """How many meetings the person or office holder asked about attended, opened or led.

    None where a question does not count what somebody did.
    """
    if not asks_how_often(query):
        return None
    query = at_any_meeting(query)
    if profiles := find_asked(query, store):
        return _count_person(query, profiles, store)
    if sides := offices_of(query):
        return _count_office(query, sides[0], store)
    return None if query.kinds or query.kind is Kind.LIST else refuse_person(query)


def _parts(query: Query) -> tuple[Part, ...]:
    if query.counting:
        return query.counting.parts
    return (Part(query.capacity.value),) if query.capacity else ATTENDED


def _count_office(query: Query, side: Side, store: Store) -> Answer:
    """The events of an office's holders; of all regions only where a question says when, or counts what is seldom told:
    who was represented."""
    parts = _parts(query)
    if not (side.places or query.periods) and set(parts) <= set(ATTENDED):
        return Answer(query.text, Status.UNCLEAR, query.kind, shared.which_region(side.name))
    events = count_side(side, parts, store)
    if not events and not store.readings.count_meetings(meeting_filter(replace(side.query, regions=side.places))):
        return Answer(query.text, Status.NOT_COVERED, query.kind, shared.meeting_not_covered(query.text))
    accounts = open_accounts(store, events[:MOST_SHOWN])
    heading = wording.often(side.title, say_parts(parts), len(events), say_scope((), query.periods))
    text = shared.listing(heading, accounts.lines(events[:MOST_SHOWN]), total=len(events), is_numbered=True)
    return answer_counted(query, [text], events[:MOST_SHOWN], accounts, store)


def _count_person(query: Query, profiles: Sequence[Profile], store: Store) -> Answer:
    """The events of each person of the name; those of articles that spell it otherwise are set apart."""
    words, parts = set(spell_name(asked_name(query))), _parts(query)
    # Whom somebody stood in for is named among the absent.
    counted = (*parts, Part.ABSENT) if Part.REPRESENTED in parts else parts
    events = [count_side(Side("", query, person=one.person), counted, store) for one in profiles]
    accounts = open_accounts(store, chain(*events))
    spelt = [[event for event in own if _is_spelt_so(event, words, accounts)] for own in events]
    probable = [event for own, sure in zip(events, spelt, strict=True) for event in own if event not in sure]
    told = [(one, own) for one, own in zip(profiles, spelt, strict=True) if own] or [(profiles[0], [])]
    texts = [_say_person(one, own, say_parts(parts), accounts) for one, own in told]
    if probable:
        names = dict.fromkeys(_names(event, accounts)[0] for event in probable)
        texts.append(shared.listing(shared.probably_attended([*names]), accounts.lines(probable)))
    return answer_counted(query, texts, [*chain(*spelt), *probable], accounts, store)


def _is_spelt_so(event: Event, words: set[str], accounts: Accounts) -> bool:
    """Whether an account gives the name asked for, or a part of it, in no other spelling."""
    names = [set(spell_name(name)) for name in _names(event, accounts)]
    return any(name <= words or words <= name for name in names)


def _names(event: Event, accounts: Accounts) -> list[str]:
    return [fact.person or "" for tally in event.tallies for fact in accounts.facts(tally)]


def _say_person(profile: Profile, events: Sequence[Event], doing: str, accounts: Accounts) -> str:
    """Somebody's events, by the fullest name that their articles give, with the region."""
    names = [name for event in events for name in _names(event, accounts)]
    name = wording_of_people.person(max(names, key=len, default=profile.name), say_region(profile.region))
    lines = accounts.lines(events)
    return shared.listing(shared.did_often(name, doing, len(lines)), lines, is_numbered=True)

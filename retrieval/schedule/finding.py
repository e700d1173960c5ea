"""From an archive to appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.errors import SelectionError
from data.store import FoundMeeting, MeetingFilter, Store
from data.wording import takeaway as wording
from retrieval.answering.ranking.events import group_events
from retrieval.schedule.appointments import Appointment, appointment_of
from retrieval.takeaway.selection import Telling, find_event

MOST_ACCOUNTS = 3_000
"""Accounts of meetings that one calendar is made of, those on the newest days."""

_TOGETHER = 20
"""Events whose articles are read at once."""

_ACCOUNTS_EACH = 2
"""Accounts looked at for each of the latest events: several may be of one."""


def find_appointments(store: Store, wanted: MeetingFilter, *, limit: int = MOST_ACCOUNTS) -> Iterator[Appointment]:
    """The events that fit, each once, those on the newest days first; what has no day is left out.

    limit: the number of accounts that they are made of.
    """
    found = [one for one in store.readings.find_meetings(wanted, limit=limit) if one.meeting.date]
    events = _complete(store, found)
    for at in range(0, len(events), _TOGETHER):
        yield from _tell(store, events[at : at + _TOGETHER])


def find_latest(store: Store, wanted: MeetingFilter, *, limit: int) -> list[Appointment]:
    """The events that fit of which an article came in last, the newest arrival first."""
    with store.browsing.together():
        found = store.accounts.latest(wanted, limit=limit * _ACCOUNTS_EACH)
        place = {_key(one): place for place, one in enumerate(found)}
        events = _complete(store, found)
        events.sort(key=lambda event: min(place[_key(one)] for one in event if _key(one) in place))
        return _tell(store, events[:limit])


def find_appointment(store: Store, place: str) -> Appointment:
    """The event of a meeting given as "ARTICLE_ID:ORDINAL"; SelectionError where there is none."""
    with store.browsing.together():
        event = find_event(store, place)
        found = [FoundMeeting(one.article.id, one.meeting, one.article.published_on) for one in event.tellings]
        told = _tell(store, [found])
    if not told:
        raise SelectionError(wording.unknown_meeting(place))
    return told[0]


def _complete(store: Store, found: Sequence[FoundMeeting]) -> list[list[FoundMeeting]]:
    """The events of these accounts with all other accounts of them: so an event is told alike, and has one name,
    whatever was asked for."""
    asked = {_key(one) for one in found}
    events = group_events(store.accounts.beside(found))
    return [event for event in events if any(_key(one) in asked for one in event)]


def _key(found: FoundMeeting) -> tuple[str, int]:
    return found.article_id, found.meeting.ordinal


def _tell(store: Store, events: Sequence[Sequence[FoundMeeting]]) -> list[Appointment]:
    """What is told of events, without what has been removed in between or shall not answer."""
    article_ids = {found.article_id for event in events for found in event}
    with store.browsing.together():
        article_ids -= store.corrections.hidden(article_ids)
        articles, readings = store.articles.get_many(article_ids), store.readings.get_many(article_ids)
        accounts = store.accounts.get_many(article_ids)
    told = (
        [
            Telling(found.meeting, articles[found.article_id], readings[found.article_id])
            for found in event
            if found.article_id in articles and found.article_id in readings and _key(found) in accounts
        ]
        for event in events
    )
    return [appointment_of(tellings, accounts) for tellings in told if tellings]

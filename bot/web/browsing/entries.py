"""Meetings as they stand in lists: accounts of one event that follow each other are one entry with its outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Day  # noqa: N812 - a field is named date

from bot.web.filtering import say_region
from bot.web.models import Region
from bot.web.page import Result
from bot.web.visits import Visit
from data.store import FoundMeeting
from retrieval.answering.ranking.events import group_events
from retrieval.language.regions import Region as Place
from retrieval.language.regions import region

_MOST_REGIONS = 2


class Outlet(Result):
    """Who reports a meeting; `id` is the meeting as this article tells it."""

    id: str
    publisher: str
    published_on: Day | None


class Entry(Result):
    """A meeting as its first account tells it; `id` is "ARTICLE_ID:ORDINAL".

    regions: the narrowest first, each called what it is.
    """

    id: str
    name: str
    kind: str
    date: Day | None
    date_end: Day | None
    time: str | None
    place: str | None
    regions: tuple[Region, ...]
    outlets: tuple[Outlet, ...]

    @property
    def published_on(self) -> Day | None:
        """When the first account was published, for those that give no day."""
        return self.outlets[0].published_on


def make_entries(visit: Visit, found: Sequence[FoundMeeting]) -> list[Entry]:
    """Meetings that stand next to each other in a list, each event once."""
    return make_lists(visit, [found])[0]


def make_lists(visit: Visit, lists: Sequence[Sequence[FoundMeeting]]) -> list[list[Entry]]:
    """The same for several lists, each for itself."""
    publishers = visit.app.store.articles.publishers({one.article_id for found in lists for one in found})
    return [[_entry(event, publishers, visit.language) for event in group_events(found)] for found in lists]


def _entry(event: Sequence[FoundMeeting], publishers: Mapping[str, str], language: str) -> Entry:
    meeting = event[0].meeting
    return Entry(
        id=_meeting_id(event[0]),
        name=meeting.name,
        kind=meeting.kind,
        date=meeting.date,
        date_end=meeting.date_end,
        time=meeting.time,
        place=meeting.place,
        regions=tuple(_region(place, language) for code in meeting.regions[:_MOST_REGIONS] if (place := region(code))),
        outlets=tuple(_outlet(one, publishers) for one in event),
    )


def _region(place: Place, language: str) -> Region:
    return Region(code=place.code, name=say_region(place, language))


def _outlet(found: FoundMeeting, publishers: Mapping[str, str]) -> Outlet:
    publisher = publishers.get(found.article_id, "")
    return Outlet(id=_meeting_id(found), publisher=publisher, published_on=found.published_on)


def _meeting_id(found: FoundMeeting) -> str:
    return f"{found.article_id}:{found.meeting.ordinal}"

"""Meetings, the newest first, a page at a time, narrowed by what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from bot.web.addresses import address
from bot.web.browsing.entries import Entry, make_entries
from bot.web.browsing.facets import Chip, Facet, find_chips, find_facets
from bot.web.browsing.forms import Form, fill_form
from bot.web.browsing.spots import read_spot, write_spot
from bot.web.filtering import Choice, FilterQuery, read_choice
from bot.web.page import Page, PageError, Result
from bot.web.visits import Visit
from data.store.browsing import MONTH, Shelf
from data.wording.web import meetings as wording

_PER_PAGE = 25


class MeetingsQuery(FilterQuery):
    """Which meetings, and from which place in their list on, or up to which."""

    setelah: str = ""
    sebelum: str = ""


class Meetings(Result):
    """Accounts of meetings: how many there are in all, and some of them, those of one event as one entry.

    newer, older: addresses of the next ones, None where there are none. calendar, schedule, feed, embedding: the same
    meetings as a month, for calendars and feed readers, and for other sites.
    """

    total: int
    chosen: list[Chip]
    entries: list[Entry]
    facets: list[Facet]
    newer: str | None
    older: str | None
    calendar: str
    schedule: str
    feed: str
    embedding: str
    form: Form


def read_meetings(visit: Visit, query: MeetingsQuery) -> Meetings:
    """The meetings that were chosen; PageError where a choice cannot be read."""
    choice = read_choice(visit, query)
    with visit.app.store.browsing.together():
        shelf = _find_shelf(visit, choice, query)
        total, facets = find_facets(visit, choice)
        return Meetings(
            total=total,
            chosen=find_chips(visit, choice),
            entries=make_entries(visit, shelf.meetings),
            facets=facets,
            newer=_lead(visit, choice, sebelum=write_spot(shelf.newer)) if shelf.newer else None,
            older=_lead(visit, choice, setelah=write_spot(shelf.older)) if shelf.older else None,
            calendar=_lead_to_calendar(visit, choice),
            schedule=address("schedule", visit.language, **choice.values),
            feed=address("feed", visit.language, **choice.values),
            embedding=address("embedding", visit.language, **choice.values),
            form=fill_form(choice, kinds=_kinds(facets)),
        )


def _find_shelf(visit: Visit, choice: Choice, query: MeetingsQuery) -> Shelf:
    shelves = visit.app.store.browsing.shelves
    if query.setelah and query.sebelum:
        raise PageError(400, wording.NO_SPOT)
    if query.setelah:
        return shelves.after(choice.wanted, read_spot(query.setelah), size=_PER_PAGE)
    if query.sebelum:
        return shelves.before(choice.wanted, read_spot(query.sebelum), size=_PER_PAGE)
    return shelves.first(choice.wanted, size=_PER_PAGE)


def _lead(visit: Visit, choice: Choice, **more: str) -> str:
    return address("meetings", visit.language, **choice.values, **more)


def _lead_to_calendar(visit: Visit, choice: Choice) -> str:
    values = choice.without_period().values
    return address("calendar", visit.language, **values, bulan=choice.month.isoformat()[:MONTH] if choice.month else "")


def _kinds(facets: Sequence[Facet]) -> dict[str, str]:
    return {one.value: one.name for facet in facets if facet.name == "kind" for one in facet.options}


MEETINGS = Page("meetings", MeetingsQuery, Meetings, read_meetings)

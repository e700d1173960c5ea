"""One meeting: what its articles say of it, who was there, who said what, and where outlets differ."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - said of a date
from typing import Any, Literal

from bot.web.meeting.attending import SECTIONS, Attendee, attendees_of
from bot.web.meeting.details import Detail, When, days_of, details_of
from bot.web.meeting.markup import mark_up
from bot.web.meeting.outlets import Account, Difference, accounts_of, differences_of
from bot.web.meeting.speaking import Speaker, speakers_of
from bot.web.models import Region, Source, meeting_id, regions_of
from bot.web.page import Page, PageError, Query, Result
from bot.web.people import People
from bot.web.visits import Visit
from data.errors import SelectionError
from data.facts import FactKind
from data.wording.web import meeting as wording
from retrieval.takeaway.selection import Event, Telling, find_event

DETAILS = {
    "place": FactKind.PLACE,
    "organiser": FactKind.ORGANISER,
    "theme": FactKind.THEME,
    "agenda": FactKind.AGENDA,
    "purpose": FactKind.PURPOSE,
    "participants": FactKind.PARTICIPANTS,
    "outcome": FactKind.OUTCOME,
}
"""What is said of a meeting beside days and people, in this order."""


class MeetingQuery(Query):
    """id: ARTICLE_ID:ORDINAL, by any article that reports the meeting; ringkasan: a summary is wanted as well."""

    id: str
    ringkasan: Literal["ya"] | None = None


class MeetingPage(Result):
    """A meeting by all articles that report it; `id` is its own by the earliest of these.

    summary: what a language model makes of these facts where that was asked for, empty where nothing of it stands.
    """

    id: str
    summary: str | None
    name: str
    kind: str
    regions: list[Region]
    when: list[When]
    place: list[Detail]
    organiser: list[Detail]
    theme: list[Detail]
    agenda: list[Detail]
    purpose: list[Detail]
    participants: list[Detail]
    outcome: list[Detail]
    people: list[Attendee]
    statements: list[Speaker]
    accounts: list[Account]
    differences: list[Difference]

    @property
    def day(self) -> Day | None:
        """The first day that is given."""
        return next((when.date for when in self.when if when.date), None)

    @property
    def details(self) -> dict[str, list[Detail]]:
        """What is said beside days and people, by name."""
        return {name: getattr(self, name) for name in DETAILS}

    @property
    def outlets(self) -> dict[str, str]:
        """What each article is called by, by id: its publisher, where that has several with the title, else its own."""
        publishers = [one.source.publisher for one in self.accounts]
        return {
            one.article_id: one.publisher if publishers.count(one.publisher) == 1 and one.publisher else _title(one)
            for one in (account.source for account in self.accounts)
        }

    @property
    def sections(self) -> list[tuple[str, list[Attendee]]]:
        """The people by what they are told under."""
        parts = ((name, [one for one in self.people if one.section == name]) for name in SECTIONS)
        return [(name, people) for name, people in parts if people]

    def mark_up(self, url: str, *, with_people: bool) -> dict[str, Any]:
        """The meeting for search engines."""
        return mark_up(
            self.name,
            url,
            when=self.when,
            details=self.details,
            regions=self.regions,
            people=self.people if with_people else (),
        )


def read_meeting(visit: Visit, query: MeetingQuery) -> MeetingPage:
    """The meeting with every article that reports it, the earliest first; PageError where there is none."""
    try:
        found = find_event(visit.app.store, query.id)
    except SelectionError as error:
        raise PageError(404, wording.UNKNOWN) from error
    whole = Event(tuple(sorted(found.tellings, key=_order)))
    ids = [one.article.id for one in whole.tellings]
    leaders = visit.app.store.versions.leaders(ids)
    # What repeats another account's text says nothing more.
    event = Event(tuple(one for one in whole.tellings if leaders.get(one.article.id) not in ids))
    people = People(visit, ids)
    first = event.tellings[0]
    return MeetingPage(
        id=meeting_id(first.article.id, first.meeting.ordinal),
        summary=visit.app.sum_up(event) if query.ringkasan and visit.app.sum_up else None,
        name=" ".join(
            next((one.meeting.name for one in event.tellings if one.meeting.name), first.article.title).split()
        ),
        kind=first.meeting.kind,
        regions=regions_of(code for one in event.tellings for code in one.meeting.regions),
        when=days_of(event),
        **{name: details_of(event, kind) for name, kind in DETAILS.items()},
        people=attendees_of(event, people),
        statements=speakers_of(event, people),
        accounts=accounts_of(whole, leaders, people),
        differences=differences_of(event),
    )


def _title(source: Source) -> str:
    return ": ".join(part for part in (source.publisher, source.title) if part) or source.article_id


def _order(telling: Telling) -> tuple[bool, str, str]:
    """The earliest published first, those without a day last."""
    day = telling.article.published_on
    return day is None, str(day), telling.article.id


MEETING = Page("meeting", MeetingQuery, MeetingPage, read_meeting)

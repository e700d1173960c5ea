"""Which meetings a page is about, read from its query string, written into addresses again, and said in words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from bot.web.page import PageError, Query
from bot.web.rendering import format_day, format_month
from bot.web.visits import Visit
from data.store import MeetingFilter
from data.store.browsing import MONTH
from data.wording.web import errors
from data.wording.web import filtering as wording
from retrieval.facts.kinds import find_meeting_kinds, meeting_kinds
from retrieval.language.names import spell_name
from retrieval.language.regions import Region, correct_region, find_regions, region

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONGEST_GIVEN = 80  # characters of what was given that are said again


class FilterQuery(Query):
    """What readers choose, as it was given: a region's code or name, one way of saying when, a kind, a publisher, the
    number of a person. Empty does not narrow."""

    daerah: str = ""
    bulan: str = ""
    tahun: str = ""
    dari: str = ""
    sampai: str = ""
    jenis: str = ""
    penerbit: str = ""
    orang: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What readers have chosen, understood. since, until: the first and last day, both included."""

    region: Region | None = None
    since: date | None = None
    until: date | None = None
    kind: str = ""
    publisher: str = ""
    person: int | None = None

    @property
    def wanted(self) -> MeetingFilter:
        """The same for the store."""
        return MeetingFilter(
            regions=(self.region.code,) if self.region else (),
            since=self.since,
            until=self.until,
            kinds=(self.kind,) if self.kind else (),
            publishers=(self.publisher,) if self.publisher else (),
            people=(self.person,) if self.person is not None else (),
        )

    @property
    def month(self) -> date | None:
        """The first day of the month that was chosen."""
        is_month = self.since and (self.since, self.until) == month_bounds(self.since)
        return self.since if is_month else None

    @property
    def year(self) -> int | None:
        """The year that was chosen, or that the chosen month is of."""
        if self.month:
            return self.month.year
        is_year = self.since and (self.since, self.until) == year_bounds(self.since.year)
        return self.since.year if self.since and is_year else None

    @property
    def values(self) -> dict[str, str]:
        """What to give `address` for a page about these meetings, each choice in one way only."""
        return {
            "daerah": self.region.code if self.region else "",
            "jenis": self.kind,
            "penerbit": self.publisher,
            "orang": "" if self.person is None else str(self.person),
            **self._period_values(),
        }

    def _period_values(self) -> dict[str, str]:
        if self.month:
            return {"bulan": self.month.isoformat()[:MONTH]}
        if self.year:
            return {"tahun": f"{self.year:04}"}
        return {
            "dari": self.since.isoformat() if self.since else "",
            "sampai": self.until.isoformat() if self.until else "",
        }

    def without_period(self) -> Choice:
        """All but when."""
        return replace(self, since=None, until=None)


def read_choice(visit: Visit, query: FilterQuery) -> Choice:
    """What readers have chosen; PageError (400) says which part cannot be read, and why."""
    if "\x00" in query.penerbit:
        raise PageError(400, errors.WRONG_QUERY, name="penerbit")
    since, until = _read_period(query)
    return Choice(
        region=_read_region(query.daerah) if query.daerah else None,
        since=since,
        until=until,
        kind=_read_kind(query.jenis) if query.jenis else "",
        publisher=query.penerbit,
        person=_read_person(visit, query.orang) if query.orang else None,
    )


def month_bounds(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_bounds(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def read_month(given: str) -> date:
    """The first day of a month (YYYY-MM); PageError where it is none."""
    found = _MONTH.fullmatch(given)
    if not found or found["year"] == "0000":
        raise PageError(400, wording.NO_MONTH, given=given[:_LONGEST_GIVEN])
    return date(int(found["year"]), int(found["month"]), 1)


def say_period(choice: Choice, language: str) -> str:
    """When, in words; empty where nothing is chosen."""
    if choice.month:
        return format_month(language, choice.month)
    if choice.year:
        return str(choice.year)
    first, last = (format_day(language, day) if day else "" for day in (choice.since, choice.until))
    if first and last:
        return first if first == last else wording.BETWEEN.say(language, first=first, last=last)
    return wording.FROM.say(language, day=first) if first else wording.UNTIL.say(language, day=last) if last else ""


def say_kind(kind: str) -> str:
    """A kind of meeting in words."""
    return kind.replace("_", " ")


def write_region(place: Region) -> str:
    """What people may type for a region: its name where that is read as this one, else its code."""
    name = say_region(place, "id")
    return name if _find_named(name) == [place.code] else place.code


def say_region(place: Region, language: str) -> str:
    """A region as people call it; one that is no province with what it is."""
    return wording.LEVELS[place.level].say(language, name=place.name)


def name_people(visit: Visit, people: list[int]) -> dict[int, str]:
    """Each person's fullest name, as an article writes it; who is not known is not in it."""
    called = visit.app.store.people.called(people)
    names = {person: [one.name for one in theirs] for person, theirs in called.items()}
    return {
        person: max(theirs, key=lambda name: (len(spell_name(name)), len(name))) for person, theirs in names.items()
    }


def _read_period(query: FilterQuery) -> tuple[date | None, date | None]:
    if sum(map(bool, (query.bulan, query.tahun, query.dari or query.sampai))) > 1:
        raise PageError(400, wording.PERIODS)
    if query.bulan:
        return month_bounds(read_month(query.bulan))
    if query.tahun:
        if not _YEAR.fullmatch(query.tahun) or query.tahun == "0000":
            raise PageError(400, wording.NO_YEAR, given=query.tahun[:_LONGEST_GIVEN])
        return year_bounds(int(query.tahun))
    first, last = (_read_day(given) if given else None for given in (query.dari, query.sampai))
    if first and last and first > last:
        raise PageError(400, wording.TURNED, first=first, last=last)
    return first, last


def _read_day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise PageError(400, wording.NO_DAY, given=given[:_LONGEST_GIVEN]) from error


def _read_region(given: str) -> Region:
    """A region by its code or, where its name is borne by several, the likeliest of these."""
    if known := region(given):
        return known
    found = _find_named(given)
    if len(found) == 1 and (named := region(found[0])):
        return named
    likely = region(next(iter(_find_named(correct_region(given) or "")), ""))
    if likely:
        raise PageError(400, wording.LIKELY_REGION, given=given[:_LONGEST_GIVEN], likely=likely.name)
    raise PageError(400, wording.NO_REGION, given=given[:_LONGEST_GIVEN])


def _find_named(given: str) -> list[str]:
    return [mention.codes[0] for mention in find_regions(given) or find_regions(given.title())]


def _read_kind(given: str) -> str:
    key = given.casefold().replace(" ", "_")
    if key in meeting_kinds():
        return key
    found = find_meeting_kinds(given)
    if not found:
        raise PageError(400, wording.NO_KIND, given=given[:_LONGEST_GIVEN])
    return found[0].kind


def _read_person(visit: Visit, given: str) -> int:
    if not visit.app.settings.web_people:
        raise PageError(400, wording.PEOPLE_CLOSED)
    # Numbers that no database keeps are nobody's.
    person = int(given) if given.isascii() and given.isdecimal() and len(given) <= 9 else -1
    if person not in visit.app.store.people.called([person]):
        raise PageError(400, wording.NO_PERSON, given=given[:_LONGEST_GIVEN])
    return person

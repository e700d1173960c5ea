"""Which meetings somebody means, in free words in any order: "batang hari 2021 bupati"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answering.slots.lists import kinds_within, period_bounds
from retrieval.facts.kinds import KindMention, ancestors, find_meeting_kinds
from retrieval.language.dates import Period, find_periods, format_date, format_month
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import RegionMention, find_regions, region
from retrieval.language.tables import read_words
from retrieval.takeaway.selection import Selection

_Mention = OfficeMention | RegionMention | Period | KindMention

_MEETING = "rakor"
"""What such a meeting is a case of means any: "rapat" in "rekap rapat Jambi"."""

_LONGEST = 300
"""Characters that are read of what was written."""

_PROVINCE = 2
"""Digits of a province's code."""

_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d+")


@dataclass(frozen=True, slots=True)
class Request:
    """What was understood; `rest` are the words that say nothing known, which may be a person's name."""

    selection: Selection
    rest: str = ""


def read_request(text: str, *, today: date) -> Request:
    """Regions, a period, kinds of meetings and an office, wherever they stand."""
    text = " ".join(text[:_LONGEST].split())
    regions = find_regions(text) or find_regions(text.title())
    # A month without its year is left: which one is meant nobody knows.
    periods = [period for period in find_periods(text, today) if period.year]
    # A year is no number of an office.
    undated = _leave_out(text, periods)
    offices = find_offices(undated)[:1]
    office = undated[offices[0].start : offices[0].end] if offices else ""
    kinds = [kind for kind in find_meeting_kinds(text) if not any(_is_inside(kind, office) for office in offices)]
    since, until = period_bounds(periods)
    selection = Selection(
        regions=_narrowest([code for mention in regions for code in _codes(mention)]),
        since=since,
        until=until,
        kinds=_kinds_meant([kind.kind for kind in kinds]),
        office=" ".join(office.split()),
    )
    return Request(selection, _rest(_leave_out(text, [*offices, *regions, *periods, *kinds])))


def _codes(mention: RegionMention) -> Sequence[str]:
    """The codes of a name; of a province and the city of its name the province, which holds both."""
    first = mention.codes[0]
    return (first,) if len(first) == _PROVINCE else mention.codes


def _narrowest(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes without those that others lie within: "Batang Hari, Jambi" means the regency."""
    return tuple(
        code for code in dict.fromkeys(codes) if not any(other != code and other.startswith(code) for other in codes)
    )


def _kinds_meant(asked: list[str]) -> tuple[str, ...]:
    return () if set(asked) <= {*ancestors(_MEETING)} else kinds_within(asked)


def _is_inside(kind: KindMention, office: OfficeMention) -> bool:
    return office.start <= kind.start and kind.end <= office.end


def _leave_out(text: str, mentions: Sequence[_Mention]) -> str:
    for one in mentions:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _rest(text: str) -> str:
    """The words that say something, as they stand."""
    fillers = read_words("stopwords") | read_words("question_fillers") | read_words("request_words")
    return " ".join(word for word in _WORD.findall(text) if word.casefold() not in fillers)


def describe(selection: Selection) -> str:
    """A selection in Indonesian words, shortest; empty where it is everything."""
    places = dict.fromkeys(found.name for code in selection.regions if (found := region(code)))
    parts = [", ".join(places), _period(selection.since, selection.until), *selection.kinds[:1], selection.office]
    return " · ".join(filter(None, [*parts, selection.person, selection.publisher]))


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return " – ".join(format_date(day) for day in (first, last) if day)
    if (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31)):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first, last.day) == (last.replace(day=1), monthrange(last.year, last.month)[1]):
        return format_month(first)
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"

"""Which meetings somebody wants to take home, in free words: "batang hari 2021 bupati"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from retrieval.answering.slots.lists import kinds_within, period_bounds
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.dates import find_periods, format_date, format_month
from retrieval.language.offices import find_offices
from retrieval.language.regions import find_regions, region
from retrieval.takeaway.selection import Selection

_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d+")
_PASSED_OVER = (
    "acara bulan dalam dan dari di hadir kabupaten kegiatan kehadiran kota oleh pada periode provinsi "
    "semua seluruh sejak sampai selama tahun untuk yang"
)
"""Words between what is meant."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was understood; `rest` are the words that say nothing known, which may be a person's name."""

    selection: Selection
    rest: str = ""


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def read_request(text: str, *, today: date) -> Request:
    """Region, period, kinds of meetings and an office, wherever they stand; a period without a year is not read."""
    regions = find_regions(text) or find_regions(text.title())
    offices, periods, kinds = find_offices(text), find_periods(text, today), find_meeting_kinds(text)
    first, last = period_bounds(periods)
    read: list[_Span] = [*regions, *offices[:1], *kinds, *(periods if first else ())]
    selection = Selection(
        regions=_narrowest([code for mention in regions for code in mention.codes]),
        since=first,
        until=last,
        kinds=kinds_within([one.kind for one in kinds]),
        office=text[offices[0].start : offices[0].end] if offices else "",
    )
    return Request(selection, _rest(text, read))


def _narrowest(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes without those that others lie within: "Batang Hari, Jambi" means the regency."""
    return tuple(
        code for code in dict.fromkeys(codes) if not any(other != code and other.startswith(code) for other in codes)
    )


def describe(selection: Selection) -> str:
    """A selection in Indonesian words, shortest; empty where it is everything."""
    places = dict.fromkeys(found.name for code in selection.regions if (found := region(code)))
    parts = [", ".join(places), _period(selection.since, selection.until), *selection.kinds[:1], selection.office]
    return " · ".join(filter(None, [*parts, selection.person, selection.publisher]))


def _rest(text: str, read: Sequence[_Span]) -> str:
    words = [
        found.group()
        for found in _WORD.finditer(text)
        if not any(one.start < found.end() and found.start() < one.end for one in read)
    ]
    passed_over = set(_PASSED_OVER.split())
    return " ".join(word for word in words if word.casefold() not in passed_over)


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return " – ".join(format_date(day) for day in (first, last) if day)
    if (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31)):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first, last.day) == (last.replace(day=1), monthrange(last.year, last.month)[1]):
        return format_month(first)
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"

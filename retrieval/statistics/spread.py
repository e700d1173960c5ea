"""Events by month or year: how many of each kind, and what is said of somebody's presence. Pure."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.facts.kinds import GENERIC
from retrieval.takeaway.attendance import Presence

MOST_COLUMNS = 12
"""Months or years that stand side by side; so many a telephone shows."""

MOST_KINDS = 5
"""Kinds with a colour of their own: more are not told apart."""

OTHERS = ""
"""Stands for the kinds that have no colour of their own."""


class Step(StrEnum):
    """How long a column is."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Counted:
    """An event as far as it is counted; `is_dated`: an article gives its day, which is that of publication otherwise.

    presence: what is said of who is asked for, None where nobody is.
    """

    day: date | None
    kind: str
    is_dated: bool = True
    presence: Presence | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The events from a first to a last day (both included); `holds_earlier`: and all before."""

    first: date
    last: date
    kinds: Mapping[str, int]
    presences: Mapping[Presence, int]
    holds_earlier: bool = False

    @property
    def total(self) -> int:
        """How many events."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Spread:
    """Columns in order, without gaps. kinds: most events first, OTHERS last where there are any.

    undated: events in the columns that are counted by publication; unplaced: those without any day, in no column.
    """

    step: Step
    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    undated: int
    unplaced: int

    @property
    def total(self) -> int:
        """How many events the columns have."""
        return sum(column.total for column in self.columns)

    def of_kind(self, kind: str) -> int:
        """How many events of a kind."""
        return sum(column.kinds.get(kind, 0) for column in self.columns)

    def of_presence(self, presence: Presence) -> int:
        """At how many events somebody was said to be so."""
        return sum(column.presences.get(presence, 0) for column in self.columns)


def spread_events(events: Sequence[Counted], *, since: date | None, until: date | None) -> Spread:
    """Put events in columns; one that began before `since` and lasted counts for the first one.

    Months where the period has at most twelve, else years. An open end is that of the events.
    """
    placed = [(_within(event.day, since, until), event) for event in events if event.day]
    days = [day for day, _ in placed]
    first, last = _span(days, since, until)
    step = Step.MONTH if first and last and _months(first, last) <= MOST_COLUMNS else Step.YEAR
    kinds = _own_colour(event.kind for _, event in placed)
    starts = _starts(first, last, step) if first and last else []
    if len(starts) > MOST_COLUMNS and days:
        starts = _starts(min(days), max(days), step)
    columns = _columns(placed, starts, step, kinds)
    has_others = any(column.kinds.get(OTHERS) for column in columns)
    return Spread(
        step=step,
        columns=columns,
        kinds=(*kinds, OTHERS) if has_others else kinds,
        undated=sum(not event.is_dated for _, event in placed),
        unplaced=len(events) - len(placed),
    )


def _within(day: date, since: date | None, until: date | None) -> date:
    return min(max(day, since or day), until or day)


def _span(days: Sequence[date], since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The first and the last day of what is shown; a single year whole."""
    first, last = since or min(days, default=until), until or max(days, default=since)
    if first and last and first.year == last.year and not (since and until):
        return since or date(first.year, 1, 1), until or date(last.year, 12, 31)
    return first, last


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _starts(first: date, last: date, step: Step) -> list[date]:
    if step is Step.YEAR:
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _own_colour(kinds: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(kind for kind in kinds if kind != GENERIC)
    return tuple(kind for kind, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_KINDS])


def _columns(
    placed: Sequence[tuple[date, Counted]], starts: Sequence[date], step: Step, kinds: Sequence[str]
) -> tuple[Column, ...]:
    """A column for each start, the last ones; what is too early goes into the first."""
    shown = starts[-MOST_COLUMNS:]
    inside: dict[date, list[Counted]] = {start: [] for start in shown}
    for day, event in placed:
        inside[max(_start(day, step), shown[0])].append(event)
    return tuple(
        Column(
            first=start,
            last=_end(start, step),
            kinds=Counter(event.kind if event.kind in kinds else OTHERS for event in events),
            presences=Counter(event.presence for event in events if event.presence),
            holds_earlier=start == shown[0] and len(starts) > len(shown),
        )
        for start, events in inside.items()
    )


def _start(day: date, step: Step) -> date:
    return day.replace(day=1) if step is Step.MONTH else date(day.year, 1, 1)


def _end(start: date, step: Step) -> date:
    if step is Step.YEAR:
        return date(start.year, 12, 31)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])

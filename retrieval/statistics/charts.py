"""Statistics as people look at them: titles, columns of stacked numbers, and what has to be said beside them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from data.wording import statistics as wording
from retrieval.language.dates import format_month
from retrieval.statistics.counting import Statistics
from retrieval.statistics.saying import say_kind, say_kinds, say_office, say_period, say_regions
from retrieval.statistics.spread import OTHERS, Column, Spread, Step
from retrieval.takeaway.attendance import Presence

# Of Okabe and Ito's palette and Tol's: apart in lightness too, for who does not see red or green; grey for the rest.
_KIND_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#882255", "#56B4E9")
_OTHERS_COLOUR = "#CBD0D5"
_PRESENCE_COLOURS = {Presence.PRESENT: "#0072B2", Presence.REPRESENTED: "#56B4E9", Presence.ABSENT: "#D55E00"}

_SHORT_MONTH = 3


@dataclass(frozen=True, slots=True)
class Series:
    """What has one colour ("#RRGGBB"), with its number in each column."""

    name: str
    colour: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """All its columns together."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns of stacked series, the first one at the bottom, under a title of their own."""

    title: str
    note: str
    series: tuple[Series, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The height of each column."""
        return tuple(map(sum, zip(*(one.numbers for one in self.series), strict=True)))


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels over the same columns.

    labels: a short and a long name for each column; unders: what stands once below several ("2021"), mostly empty;
    notes: sentences on what the numbers are not; source: what was counted.
    """

    title: str
    period: str
    heading: str
    labels: tuple[tuple[str, str], ...]
    unders: tuple[str, ...]
    panels: tuple[Panel, ...]
    notes: tuple[str, ...]
    source: str


def chart_of(statistics: Statistics) -> Chart:
    """What is drawn: meetings by kind and, where an office is asked for and mentioned, above them its attendance."""
    spread, office = statistics.spread, say_office(statistics.selection.office)
    title = wording.meetings(say_kinds(statistics.selection.kinds), say_regions(statistics.selection.regions))
    panels = [_meetings(spread, title)]
    if any(map(spread.of_presence, _PRESENCE_COLOURS)):
        panels.insert(0, _attendance(spread, wording.attendance(office)))
    return Chart(
        title=panels[0].title,
        period=say_period(statistics),
        heading=wording.COLUMN[spread.step],
        labels=_labels(spread),
        unders=_unders(spread),
        panels=tuple(panels),
        notes=_notes(spread, office),
        source=wording.sources(statistics.articles, statistics.publishers),
    )


def caption_of(chart: Chart) -> list[str]:
    """A chart's numbers in lines of text: titles, kinds, and each column that has any."""
    lines = [wording.titled(chart.title, chart.period)]
    for panel in chart.panels:
        names = [short for short, _ in chart.labels]
        lines += [panel.note if panel is chart.panels[0] else wording.titled(panel.title, panel.note)]
        lines += [wording.numbers((one.name, one.total) for one in panel.series if one.total)]
        lines += [wording.numbers((name, total) for name, total in zip(names, panel.totals, strict=True) if total)]
    return [*filter(None, lines), *chart.notes, wording.sentence(chart.source)]


def _meetings(spread: Spread, title: str) -> Panel:
    colours = dict(zip(spread.kinds, _KIND_COLOURS, strict=False)) | {OTHERS: _OTHERS_COLOUR}
    series = tuple(
        Series(say_kind(kind), colours[kind], tuple(column.kinds.get(kind, 0) for column in spread.columns))
        for kind in spread.kinds
    )
    return Panel(title, wording.counted(spread.total, wording.BY[spread.step]), series)


def _attendance(spread: Spread, title: str) -> Panel:
    series = tuple(
        Series(
            wording.PRESENCES[presence], colour, tuple(column.presences.get(presence, 0) for column in spread.columns)
        )
        for presence, colour in _PRESENCE_COLOURS.items()
    )
    return Panel(title, wording.mentioned(sum(one.total for one in series), spread.total), series)


def _notes(spread: Spread, office: str) -> tuple[str, ...]:
    silent = spread.of_presence(Presence.NOT_MENTIONED)
    notes = [
        wording.not_mentioned(silent, spread.total, office) if silent else "",
        wording.by_publication(spread.undated) if spread.undated else "",
        wording.without_day(spread.unplaced) if spread.unplaced else "",
    ]
    return tuple(filter(None, notes))


def _labels(spread: Spread) -> tuple[tuple[str, str], ...]:
    is_one_year = len({column.first.year for column in spread.columns}) == 1
    return tuple(_label(column, spread.step, is_one_year=is_one_year) for column in spread.columns)


def _label(column: Column, step: Step, *, is_one_year: bool) -> tuple[str, str]:
    if step is Step.YEAR:
        name = str(column.first.year)
        return (wording.earlier(column.first.year), wording.up_to(name)) if column.holds_earlier else (name, name)
    month = format_month(column.first)
    return month[:_SHORT_MONTH], month.partition(" ")[0] if is_one_year else month


def _unders(spread: Spread) -> tuple[str, ...]:
    """The year below the first column of each, where months of several years stand side by side."""
    years = [column.first.year for column in spread.columns]
    if spread.step is Step.YEAR or len(set(years)) < 2:
        return ("",) * len(years)
    return tuple("" if year == before else str(year) for year, before in zip(years, [0, *years], strict=False))

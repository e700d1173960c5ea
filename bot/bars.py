"""Charts in the terminal: a table for each panel, with its columns lying down as bars."""

from __future__ import annotations

from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from data.wording import statistics as wording
from data.wording.reading import group
from retrieval.statistics.charts import Chart, Panel

_SHORTEST_BAR, _LONGEST_BAR = 8, 40
"""Characters of the highest column, by the room there is."""


def show_chart(console: Console, chart: Chart) -> None:
    """A table for each panel, with a bar in the colours of its series. Texts are shown as they are, never as markup."""
    for number, panel in enumerate(chart.panels):
        console.print(Text(panel.title if number else wording.titled(panel.title, chart.period), style="bold"))
        console.print(Text(panel.note, style="dim"))
        console.print(_table(chart, panel))
    for note in (*chart.notes, wording.sentence(chart.source)):
        console.print(Text(note, style="dim"))


def _table(chart: Chart, panel: Panel) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, padding=(0, 1, 0, 0))
    table.add_column(Text(chart.heading), footer=Text(wording.TOTAL), no_wrap=True)
    for one in panel.series:
        heading = Text(one.name, style=one.colour)
        table.add_column(heading, footer=group(one.total), justify="right", overflow="fold")
    table.add_column(Text(wording.TOTAL), footer=group(sum(panel.totals)), justify="right", no_wrap=True)
    table.add_column()
    for place, (_, name) in enumerate(chart.labels):
        numbers = [group(one.numbers[place]) for one in panel.series]
        table.add_row(Text(name), *numbers, group(panel.totals[place]), _Bar(panel, place))
    return table


@dataclass(frozen=True, slots=True)
class _Bar:
    """A column lying down, as long as there is room: its parts end where their numbers add up to."""

    panel: Panel
    place: int

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(_SHORTEST_BAR, _LONGEST_BAR)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar, reached = Text(), 0
        for one in self.panel.series:
            reached += one.numbers[self.place]
            end = round(min(options.max_width, _LONGEST_BAR) * reached / max(self.panel.totals))
            bar.append("█" * (end - len(bar)), style=one.colour)
        yield bar

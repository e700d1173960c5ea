"""`python -m bot statistics`: meetings by month and kind, and somebody's attendance, as tables or as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from data.command_line import to_json_line
from data.errors import SelectionError
from data.settings import load_settings


def statistics(
    region: Annotated[str, typer.Option(help="A province, regency or city, by name or code.")] = "",
    year: Annotated[str, typer.Option(help="A year, a month, or years as in 2019-2021; else all.")] = "",
    office: Annotated[str, typer.Option(help="The attendance of who holds this office, too.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as one JSON object.")] = False,
    file: Annotated[Path | None, typer.Option("-o", "--out", dir_okay=False, help="Draw them into this PNG.")] = None,
) -> None:
    """Count meetings by month and kind, and somebody's attendance."""
    from bot.bars import show_chart
    from retrieval.ingest import open_reading
    from retrieval.statistics.charts import chart_of
    from retrieval.statistics.counting import count_statistics
    from retrieval.statistics.files import check_name, to_json, write_picture
    from retrieval.statistics.saying import sentence_for_nothing
    from retrieval.takeaway.selection import read_selection

    if file:
        check_name(file)
    selection = read_selection(region=region, since=year, until=year, office=office)
    with open_reading(load_settings()) as store:
        counted = count_statistics(store, selection)
    if not counted.spread.total and (file or not as_json):
        raise SelectionError(sentence_for_nothing(counted))
    if file:
        write_picture(chart_of(counted), file)
    if as_json:
        print(to_json_line(to_json(counted)))
    else:
        show_chart(Console(), chart_of(counted))

"""`embed_corpus.py export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from data.errors import SelectionError
from data.settings import load_settings
from data.wording import takeaway as wording
from retrieval.takeaway.choices import TABLES, Form, What, choose_form


def export(  # noqa: PLR0913 - options of a command
    what: Annotated[What, typer.Argument(help="What is taken home.")],
    meeting: Annotated[str, typer.Argument(metavar="[ARTICLE_ID:ORDINAL]", help="The meeting of a report.")] = "",
    *,
    file: Annotated[Path, typer.Option("-o", "--out", dir_okay=False, help="The file; one that is there is replaced.")],
    form: Annotated[Form | None, typer.Option("--format", help="Else by the file's ending.")] = None,
    region: Annotated[str, typer.Option(help="A province, regency or city, by name or code.")] = "",
    since: Annotated[str, typer.Option("--from", help="First day, month or year.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day, month or year.")] = "",
    kind: Annotated[str, typer.Option(help="A kind of meeting, as in rakor.")] = "",
    person: Annotated[str, typer.Option(help="Only this person.")] = "",
    office: Annotated[str, typer.Option(help="Only who holds this office.")] = "",
    publisher: Annotated[str, typer.Option(help="Only what a publisher of this name reports.")] = "",
) -> None:
    """Write attendance, meetings, a clipping of the articles or a report on one meeting into a file."""
    from retrieval.ingest import open_reading
    from retrieval.llm.opening import summing_up
    from retrieval.takeaway.document import Frame
    from retrieval.takeaway.selection import read_selection
    from retrieval.takeaway.writing import Order, write_order

    settings, chosen = load_settings(), choose_form(what, file, form)
    if what is What.REPORT and not meeting:
        raise SelectionError(wording.MEETING_NEEDED)
    selection = read_selection(
        region=region, since=since, until=until, kind=kind, person=person, office=office, publisher=publisher
    )
    frame = Frame(settings.letterhead_lines, settings.signature_lines)
    with (
        open_reading(settings) as store,
        summing_up(settings, store) as sum_up,
        Console(stderr=True).status(wording.EXPORTING) as shown,
    ):
        written = write_order(
            store,
            Order(what, chosen, selection, meeting, frame),
            file,
            progress=lambda events: shown.update(wording.exporting(events)),
            sum_up=sum_up,
        )
    Console().print(wording.exported(written.rows, written.events, is_table=what in TABLES))

"""`embed_corpus.py export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from data.settings import load_settings
from data.wording import takeaway as wording
from retrieval.takeaway.choices import Form, What, form_of


def export(  # noqa: PLR0913, PLR0917 - options of a command
    what: Annotated[What, typer.Argument(help="What is taken home.")],
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
    """Write who attended what, or which meetings there were, into a file, from what the articles say."""
    from retrieval.ingest import open_reading
    from retrieval.takeaway.selection import read_selection
    from retrieval.takeaway.writing import write_selection

    selection = read_selection(
        region=region, since=since, until=until, kind=kind, person=person, office=office, publisher=publisher
    )
    chosen = form or form_of(file)
    with open_reading(load_settings()) as store, Console(stderr=True).status(wording.EXPORTING) as shown:
        written = write_selection(
            store,
            what,
            selection,
            file=file,
            form=chosen,
            progress=lambda events: shown.update(wording.exporting(events)),
        )
    Console().print(wording.exported(written.rows, written.events))

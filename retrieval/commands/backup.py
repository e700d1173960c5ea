"""`embed_corpus.py backup`, `restore`, `move`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from data.command_line import AsJson, say
from data.settings import load_settings
from data.wording import archive as archive_wording
from data.wording import backup as wording

out, err = Console(), Console(stderr=True)


def backup(
    file: Annotated[Path | None, typer.Argument(help="Else one in NOTULA_BACKUP_FOLDER, where old ones go.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put the whole state into one file, while the bot serves and articles are added."""
    from retrieval.backup import back_up_into_folder, make_backup

    settings, now = load_settings(), datetime.now(UTC)
    dropped: list[str] = []
    if file is None:
        file, made, dropped = back_up_into_folder(settings, now=now)
    else:
        made = make_backup(settings, file, now=now)
    size = file.stat().st_size
    content = {"file": str(file), "bytes": size, **made.counts, "generation": made.generation, "dropped": dropped}
    say(content, wording.made(file.name, made.counts["articles"], size / 1e6), as_json=as_json)
    if dropped and not as_json:
        out.print(wording.dropped(len(dropped)))


def restore(file: Annotated[Path, typer.Argument(help="A backup.")], as_json: AsJson = False) -> None:
    """Make a backup the state of an empty home, or of one without articles."""
    from retrieval.backup import restore_backup
    from retrieval.ingest import open_writing
    from retrieval.ingest.show import show_progress

    settings = load_settings()
    made = restore_backup(settings, file)
    say(
        {"created": made.created, **made.counts, "generation": made.generation},
        wording.restored(made.counts["articles"], made.created),
        as_json=as_json,
    )
    with show_progress(err) as progress, open_writing(settings, progress=progress) as pipeline:
        pipeline.refresh()


def move(
    url: Annotated[str, typer.Argument(metavar="URL", help="Another database, as NOTULA_DATABASE_URL would name it.")],
    as_json: AsJson = False,
) -> None:
    """Copy all that is kept into another, empty database: from SQLite to PostgreSQL, or back. Stop the bot first."""
    from contextlib import closing

    from data.store import open_store
    from data.store.lock import hold_writer_lock
    from retrieval.ingest import open_reading

    settings = load_settings()
    with hold_writer_lock(settings), open_reading(settings) as store, closing(open_store(url)) as other:
        counts = store.fill(other)
    say(counts, archive_wording.moved(counts["articles"], counts["questions"]), as_json=as_json)

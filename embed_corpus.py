"""The archive's command line: put articles in, look at them, take them out, keep the index fitting."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import asdict
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from data.command_line import AsJson, run_command_line, say, to_json_line
from data.errors import NotulaError
from data.settings import load_settings
from data.wording import archive as wording
from retrieval.commands.backup import backup, move, restore
from retrieval.commands.correcting import corrections
from retrieval.commands.following import follow, unfollow, update
from retrieval.commands.llm import model
from retrieval.commands.people import link, people, unlink
from retrieval.commands.takeaway import export

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
out, err = Console(), Console(stderr=True)

Workers = Annotated[
    int | None, typer.Option(min=1, help="Cores to read and embed on, where there is much to do; else all but one.")
]


@app.command()
def add(
    sources: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL", help="Files, folders or URLs.")],
    names: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=NAME", help="What a field is called in the files.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    later: Annotated[
        bool, typer.Option("--later", help="Only store; `work` reads and embeds. PostgreSQL only.")
    ] = False,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Read, store, cut and embed articles: .txt .md .html .pdf .docx .json .jsonl .csv .xlsx .xml .zip, folders, URLs.

    A field under a name that is not known is found with --map, as in --map text=isi --map title=headline.
    """
    from data.readers import read_mapping
    from retrieval.ingest import add_sources
    from retrieval.ingest.show import show_progress, show_summary, summary_json

    mapping = read_mapping(names or [])
    with show_progress(err) as progress:
        summary = add_sources(
            load_settings(),
            sources,
            mapping=mapping,
            dry_run=dry_run,
            later=later,
            progress=progress,
            workers=workers,
        )
    if as_json:
        print(to_json_line(summary_json(summary)))
    else:
        show_summary(out, summary, dry_run=dry_run)
        if later and not dry_run:
            out.print(wording.left_to_workers(len(summary.new)))
    if summary.failures and not summary.read:
        raise NotulaError(wording.NOTHING_READ)


@app.command()
def work(
    workers: Workers = None,
    forever: Annotated[bool, typer.Option("--forever", help="Go on when more comes.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Also what workers gave up.")] = False,
    index: Annotated[bool, typer.Option(help="Index it here; --no-index where another machine does.")] = True,
    as_json: AsJson = False,
) -> None:
    """Read and embed what `add --later` stored or an older version read, beside workers on any machine; PostgreSQL."""
    from retrieval.ingest.bulk import work
    from retrieval.ingest.show import show_progress, show_worked

    with show_progress(err) as progress:
        worked = work(load_settings(), workers=workers, forever=forever, retry=retry, indexes=index, progress=progress)
    if as_json:
        print(to_json_line(asdict(worked)))
    else:
        show_worked(out, worked.finished, worked.given_up)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say what is in the archive and whether the index fits it."""
    from retrieval.index.engines import open_index
    from retrieval.index.live import look_elsewhere
    from retrieval.ingest import open_reading
    from retrieval.ingest.show import show_state
    from retrieval.ingest.state import describe_archive

    settings = load_settings()
    index = open_index(settings)
    if lag := look_elsewhere(index):
        err.print(Text(lag), soft_wrap=True)
    with open_reading(settings) as store:
        state = describe_archive(settings, store, index)
    if as_json:
        print(to_json_line(state.to_json()))
    else:
        show_state(out, state)


@app.command(name="list")
def list_articles(
    region: Annotated[str | None, typer.Option(help="Only articles about this region (code, e.g. 1504).")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the articles, the last published first."""
    from retrieval.ingest import open_reading
    from retrieval.ingest.show import record_json, show_records

    with open_reading(load_settings()) as store:
        records = store.articles.latest(region=region, limit=limit)
    if as_json:
        print(to_json_line({"articles": [record_json(record) for record in records]}))
    else:
        show_records(out, records)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids, as `list` shows them.")],
    as_json: AsJson = False,
) -> None:
    """Remove articles from archive and index."""
    from retrieval.ingest import open_writing
    from retrieval.ingest.show import show_progress

    with show_progress(err) as progress, open_writing(load_settings(), progress=progress) as pipeline:
        known = pipeline.store.articles.hashes(ids)
        if unknown := [article_id for article_id in ids if article_id not in known]:
            raise NotulaError(wording.unknown_articles(unknown))
        count = pipeline.remove(ids)
    say({"removed": count}, wording.removed(count), as_json=as_json)


@app.command()
def verify(
    mend_it: Annotated[
        bool, typer.Option("--mend", help="Look at everything, and make anew what does not fit.")
    ] = False,
    deep: Annotated[bool, typer.Option("--deep", help="Look at every article and every file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what does not fit together between articles, chunks, vectors, facts and index.

    In a large archive 1,000 articles are looked at, others each time, unless --deep or --mend says to look at all.
    """
    from retrieval.ingest import open_writing
    from retrieval.ingest.checks import LOOKED_AT, check_archive, check_some, mend
    from retrieval.ingest.show import show_progress

    with show_progress(err) as progress, open_writing(load_settings(), progress=progress) as pipeline:
        articles = pipeline.store.articles.count()
        is_deep = deep or mend_it or articles <= LOOKED_AT
        found = check_archive(pipeline) if is_deep else check_some(pipeline, Random())
        if found.sentences() and mend_it:
            mend(pipeline, found)
        left = check_archive(pipeline).sentences() if found.sentences() and mend_it else found.sentences()
    if as_json:
        looked_at = articles if is_deep else LOOKED_AT
        print(to_json_line({"problems": found.sentences(), "left": left, "looked_at": looked_at}))
    else:
        for sentence in found.sentences():
            out.print(Text(f"- {sentence}"), soft_wrap=True)
    if left:
        raise NotulaError("; ".join(left) + "." if mend_it else wording.HOW_TO_MEND)
    if not as_json:
        out.print(wording.MENDED if found.sentences() else wording.ALL_WELL)
        if not is_deep:
            out.print(wording.looked_at_some(LOOKED_AT, articles), soft_wrap=True)


@app.command()
def rebuild(
    model: Annotated[str | None, typer.Option(help="Any SentenceTransformer name or folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Build a whole new index generation beside the old one, and use it when it is verified."""
    from retrieval.ingest import open_writing
    from retrieval.ingest.show import show_progress

    settings = load_settings()
    with show_progress(err) as progress, open_writing(settings, model=model, progress=progress) as pipeline:
        name = pipeline.rebuild()
    say({"generation": name, "model": model or settings.model}, wording.rebuilt(name), as_json=as_json)
    if model and model != settings.model and not as_json:
        out.print(Text(wording.set_model(model)), soft_wrap=True)


@app.command()
def reread(
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has read.")] = False,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Read meetings and facts again where an older version of the reader read them; nothing is embedded."""
    from retrieval.ingest import open_writing
    from retrieval.ingest.show import show_progress

    settings = load_settings()
    with show_progress(err) as progress, open_writing(settings, progress=progress, workers=workers) as pipeline:
        count = pipeline.reread(everything=everything)
    say({"reread": count}, wording.reread(count), as_json=as_json)


@app.command()
def facts(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Ids, or beginnings of only one each.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print articles with what was read from them; without an id, with --json, every article's reading as a line."""
    from retrieval.ingest import open_reading
    from retrieval.ingest.show import find_reading, iterate_readings, show_reading

    if not ids and not as_json:
        raise typer.BadParameter(wording.FACTS_OF_ALL)
    with open_reading(load_settings()) as store:
        found = [find_reading(store, article_id) for article_id in ids or ()]
        if as_json:
            for reading in (reading for _, reading in found) if ids else iterate_readings(store):
                print(to_json_line(asdict(reading)))
            return
    for article, reading in found:
        show_reading(out, article, reading)


for command in (people, link, unlink, corrections, follow, unfollow, update, backup, restore, move, export, model):
    app.command()(command)


def entry() -> None:
    """Run a command."""
    gc.set_threshold(100_000)  # what a command loads at its start is a million objects, and none of them garbage
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    run_command_line(app)


if __name__ == "__main__":
    entry()

"""The archive's command line: put articles in, look at them, take them out, keep the index fitting."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from data.command_line import run_command_line, to_json_line
from data.errors import NotulaError
from data.settings import load_settings
from data.wording import archive as wording
from data.wording import backup as backup_wording
from data.wording import correcting as correcting_wording
from data.wording import following as following_wording
from data.wording import people as people_wording
from retrieval.takeaway.command import export

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
out, err = Console(), Console(stderr=True)

app.command()(export)

Workers = Annotated[
    int | None, typer.Option(min=1, help="Cores to read and embed on, where there is much to do; else all but one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


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
    _say({"removed": count}, wording.removed(count), as_json=as_json)


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
    _say({"generation": name, "model": model or settings.model}, wording.rebuilt(name), as_json=as_json)
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
    _say({"reread": count}, wording.reread(count), as_json=as_json)


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


@app.command()
def people(
    name: Annotated[str | None, typer.Argument(help="A name or a part of one.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many people.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show people across articles: other spellings, offices in time, and for a name every link."""
    from retrieval.ingest import open_reading
    from retrieval.people.show import find_profiles, profile_json, show_links, show_profiles

    with open_reading(load_settings()) as store:
        profiles = find_profiles(store, name, limit=limit)
        links = store.people.of_people(profile.person for profile in profiles)
    if as_json:
        print(to_json_line({"people": [profile_json(profile, links[profile.person]) for profile in profiles]}))
    elif not profiles:
        out.print(people_wording.NOTHING_FOUND)
    else:
        show_profiles(out, profiles)
        if name is not None:
            show_links(out, links)


@app.command()
def link(
    person: Annotated[int, typer.Argument(metavar="ID", help="A person, as `people` numbers them.")],
    other: Annotated[int, typer.Argument(metavar="ID", help="Another number of the same person.")],
    as_json: AsJson = False,
) -> None:
    """Say that two are one person: all links of the second become the first one's."""
    from retrieval.ingest import open_alone
    from retrieval.people.keeping import join_people

    with open_alone(load_settings()) as store:
        count = join_people(store, person, other)
    _say({"linked": count, "person": person}, people_wording.joined(count, person), as_json=as_json)


@app.command()
def unlink(
    number: Annotated[int, typer.Argument(metavar="ID", help="A link, as `people NAME` numbers them.")],
    as_json: AsJson = False,
) -> None:
    """Say that a mention is not the person's; it is never linked to them again by itself."""
    from retrieval.ingest import open_alone
    from retrieval.people.keeping import part_link

    with open_alone(load_settings()) as store:
        person = part_link(store, number)
    _say({"unlinked": number, "person": person}, people_wording.parted(number, person), as_json=as_json)


@app.command()
def corrections(
    undo: Annotated[int | None, typer.Option(metavar="ID", help="Undo one, as they are numbered.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what those who keep the archive corrected, the newest first; undo one."""
    from retrieval.correcting.making import undo_correction
    from retrieval.correcting.show import correction_json, show_corrections
    from retrieval.ingest import open_alone, open_reading

    if undo is not None:
        with open_alone(load_settings()) as store:
            undo_correction(store, undo, by=0, now=datetime.now(UTC))
        _say({"undone": undo}, correcting_wording.undone(undo), as_json=as_json)
        return
    with open_reading(load_settings()) as store:
        made = store.corrections.recent(limit=1000)
    if as_json:
        print(to_json_line({"corrections": [correction_json(one) for one in made]}))
    else:
        show_corrections(out, made)


@app.command()
def follow(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Feeds, sitemaps, WordPress JSON, pages that list articles, folders."),
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="Show what is followed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Follow sources: `update` takes from them what is new."""
    if bool(sources) == list_them:
        raise typer.BadParameter(following_wording.FOLLOW_WHAT)
    if sources:
        _follow(sources, as_json=as_json)
    else:
        _list_sources(as_json=as_json)


def _follow(sources: list[str], *, as_json: bool) -> None:
    from data.following.visiting import Visitor
    from retrieval.following.keeping import follow_all
    from retrieval.following.show import followed_json, say_followed
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        followed, failures = follow_all(store, sources, Visitor(), now=datetime.now(UTC))
    if followed or as_json:
        _say(followed_json(followed, failures), say_followed(followed), as_json=as_json)
    if failures:
        raise NotulaError(following_wording.not_sources([(failure.source, failure.reason) for failure in failures]))


def _list_sources(*, as_json: bool) -> None:
    from retrieval.following.keeping import describe_sources
    from retrieval.following.show import show_sources, state_json
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        states = describe_sources(store)
    if as_json:
        print(to_json_line({"sources": [state_json(state) for state in states]}))
    else:
        show_sources(out, states)


@app.command()
def unfollow(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="As `follow --list` shows them.")],
    as_json: AsJson = False,
) -> None:
    """Follow sources no more; the articles that came from them stay."""
    from retrieval.following.keeping import unfollow_sources
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        urls = [source.url for source in unfollow_sources(store, sources)]
    _say({"unfollowed": urls}, "\n".join(map(following_wording.unfollowed, urls)), as_json=as_json)


@app.command()
def update(
    only_due: Annotated[
        bool, typer.Option("--due", help="Leave out what was fetched or failed only lately: for a timer.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again also what failed five times.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch what is new from everything that is followed, once, and add it."""
    from retrieval.following.show import show_report
    from retrieval.following.updating import update_sources
    from retrieval.ingest.show import show_progress

    with show_progress(err) as progress:
        report = update_sources(load_settings(), only_due=only_due, retry=retry, progress=progress)
    if as_json:
        print(to_json_line(report.to_json()))
    else:
        show_report(out, report)


@app.command()
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
    _say(content, backup_wording.made(file.name, made.counts["articles"], size / 1e6), as_json=as_json)
    if dropped and not as_json:
        out.print(backup_wording.dropped(len(dropped)))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")], as_json: AsJson = False) -> None:
    """Make a backup the state of an empty home, or of one without articles."""
    from retrieval.backup import restore_backup
    from retrieval.ingest import open_writing
    from retrieval.ingest.show import show_progress

    settings = load_settings()
    made = restore_backup(settings, file)
    _say(
        {"created": made.created, **made.counts, "generation": made.generation},
        backup_wording.restored(made.counts["articles"], made.created),
        as_json=as_json,
    )
    with show_progress(err) as progress, open_writing(settings, progress=progress) as pipeline:
        pipeline.refresh()


@app.command()
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
    _say(counts, wording.moved(counts["articles"], counts["questions"]), as_json=as_json)


def _say(content: Mapping[str, object], sentence: str, *, as_json: bool) -> None:
    if as_json:
        print(to_json_line(content))
    else:
        out.print(Text(sentence), soft_wrap=True)


def entry() -> None:
    """Run a command."""
    gc.set_threshold(100_000)  # what a command loads at its start is a million objects, and none of them garbage
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    run_command_line(app)


if __name__ == "__main__":
    entry()

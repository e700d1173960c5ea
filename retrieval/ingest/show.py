"""What `embed_corpus.py` shows in the terminal. Texts are shown as they are, never as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from data.article import Article, indonesian_day
from data.errors import NotulaError
from data.facts import Fact, Reading
from data.readers import Failure, Note
from data.store import ArticleRecord, Store
from data.wording import archive as wording
from retrieval.ingest.state import ArchiveState
from retrieval.ingest.summary import Overall, Progress, Summary

_MOST_FAILURES = 50
_PREVIEW_WORDS = 20
_PREVIEW_CHARACTERS = 1000


@contextmanager
def show_progress(console: Console) -> Iterator[Progress]:
    """One bar over all stages, where somebody is watching; elsewhere a line for what else would surprise."""
    if not console.is_terminal:
        yield _say_once(console)
        return
    columns = (
        SpinnerColumn(),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        overall, task = Overall(), bar.add_task("", total=None)

        def progress(stage: str, done: int, total: int | None) -> None:
            completed, whole = overall.count(stage, done, total)
            bar.update(task, completed=completed, total=whole, description=wording.how_far(stage, done, total))

        yield progress


def _say_once(console: Console) -> Progress:
    """A progress that says a stage's name when it begins, if it is one of those that are said."""
    said: set[str] = set()

    def progress(stage: str, done: int, total: int | None) -> None:
        if stage in wording.STAGES_SAID and stage not in said:
            said.add(stage)
            console.print(Text(f"{wording.STAGES[stage]} ({total})."), soft_wrap=True)

    return progress


def summary_json(summary: Summary) -> dict[str, Any]:
    """The object that `add --json` prints: numbers, then which duplicates and failures."""
    return {
        "read": summary.read,
        "new": len(summary.new),
        "changed": len(summary.changed),
        "unchanged": len(summary.unchanged),
        "duplicate": len(summary.duplicate),
        "version": len(summary.version),
        "failed": len(summary.failures),
        "duplicates": [{"id": article_id, "same_as": owner} for article_id, owner in summary.duplicate],
        "versions": [{"id": article_id, "version_of": leader} for article_id, leader in summary.version],
        "failures": [asdict(failure) for failure in summary.failures],
        "notes": [asdict(note) for note in summary.notes],
        "first": [_preview(article) for article in summary.first],
        "generation": summary.generation,
    }


def show_summary(console: Console, summary: Summary, *, dry_run: bool) -> None:
    """What became of the records, and why some failed."""
    counts = summary_json(summary)
    table = Table(title=wording.SUMMARY_DRY if dry_run else wording.SUMMARY, show_header=False)
    for name, label in wording.SUMMARY_ROWS.items():
        table.add_row(label, str(counts[name]))
    console.print(table)
    if summary.version:
        console.print(Text(wording.versions_among(len(summary.version))))
    if dry_run:
        _show_first(console, summary.first)
    _show_reasons(console, summary.failures, wording.more_failures)
    _show_reasons(console, summary.notes, wording.more_notes)


def show_worked(console: Console, finished: int, given_up: Mapping[str, str]) -> None:
    """What workers finished, and why they gave some articles, by id, up."""
    console.print(Text(wording.worked(finished, len(given_up))), soft_wrap=True)
    _show_reasons(console, [Failure(*one) for one in given_up.items()], wording.more_failures)


def _show_reasons(console: Console, told: Sequence[Failure | Note], more: Callable[[int], str]) -> None:
    for one in told[:_MOST_FAILURES]:
        console.print(Text(f"{one.source}: {one.reason}."), soft_wrap=True)
    if len(told) > _MOST_FAILURES:
        console.print(Text(more(len(told) - _MOST_FAILURES)))


def _show_first(console: Console, articles: Sequence[Article]) -> None:
    """The first records as they were understood."""
    if not articles:
        return
    table = Table(*wording.FIRST_COLUMNS, title=wording.FIRST)
    for article in articles:
        shown = _preview(article)
        table.add_row(
            *(Text(str(cell or "-")) for cell in (shown["title"], _minute(article), shown["publisher"], shown["text"]))
        )
    console.print(table)


def _minute(article: Article) -> str:
    """When an article was published, to the minute, as it says it."""
    return str(article.published)[:16] if article.published else ""


def _preview(article: Article) -> dict[str, str | None]:
    """An article as it was understood, with the first words of its text."""
    words = article.text[:_PREVIEW_CHARACTERS].split()
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "text": " ".join(words[:_PREVIEW_WORDS]),
    }


def show_state(console: Console, state: ArchiveState) -> None:
    """How the archive stands."""
    table = Table(title=wording.STATUS, show_header=False)
    period = wording.period(state.first, state.last)
    record = state.record
    index = wording.generation(state.generation, record.model if record else None, record.chunks if record else 0)
    for label, value in zip(
        wording.STATUS_ROWS,
        (state.articles, period, state.meetings, state.chunks, state.questions, index),
        strict=True,
    ):
        table.add_row(label, Text(str(value)))
    table.add_row(wording.HOME, Text(state.home, overflow="fold"))
    console.print(table)
    if state.queue.waiting:
        console.print(Text(wording.left_to_workers(state.queue.waiting)), soft_wrap=True)
    if state.queue.given_up:
        console.print(Text(wording.gave_up(state.queue.given_up)), soft_wrap=True)
    if state.pending:
        console.print(Text(wording.vectors_follow(state.pending)), soft_wrap=True)
    elif not state.is_up_to_date:
        console.print(Text(wording.NOT_UP_TO_DATE))


def record_json(record: ArticleRecord) -> dict[str, Any]:
    """A record as JSON holds it: moments as ISO 8601."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in asdict(record).items()}


def find_reading(store: Store, article_id: str) -> tuple[Article, Reading]:
    """The article with this id, or the only one whose id begins so, and its reading; NotulaError without one."""
    found = [article_id] if store.articles.get(article_id) else store.articles.find_prefix(article_id)
    if len(found) > 1:
        raise NotulaError(wording.ambiguous_article(article_id, found))
    article = store.articles.get(found[0]) if found else None
    if article is None:
        raise NotulaError(wording.unknown_articles([article_id]))
    reading = store.readings.get_many(found).get(article.id)
    if reading is None:
        raise NotulaError(wording.not_read_yet(article.id))
    return article, reading


def iterate_readings(store: Store) -> Iterator[Reading]:
    """Every reading, by article id."""
    for articles in store.articles.iterate():
        readings = store.readings.get_many(article.id for article in articles)
        yield from (readings[article.id] for article in articles if article.id in readings)


def show_records(console: Console, records: Sequence[ArticleRecord]) -> None:
    """A line for each article."""
    table = Table(*wording.LIST_COLUMNS)
    for record in records:
        day = indonesian_day(record.published).isoformat() if record.published else ""
        table.add_row(Text(record.id, overflow="fold"), day, Text(record.publisher), Text(record.title))
    console.print(table)


def show_reading(console: Console, article: Article, reading: Reading) -> None:
    """The article with what was read from it marked in its text, then meetings and facts in tables."""
    text = Text(article.text)
    for fact in reading.facts:
        text.stylize("cyan", fact.start, fact.end)
    for fact in reading.facts:
        if fact.value_start is not None and fact.value_end is not None:
            text.stylize("bold yellow", fact.value_start, fact.value_end)
    for meeting in reading.meetings:
        text.stylize("bold green", meeting.start, meeting.end)
    console.print(Text(article.title, style="bold"))
    console.print(text)
    _show_meetings(console, reading)
    _show_facts(console, reading.facts)


def _show_meetings(console: Console, reading: Reading) -> None:
    table = Table(*wording.MEETING_COLUMNS, title=wording.MEETINGS)
    for meeting in reading.meetings:
        cells = (meeting.name, meeting.kind, meeting.date, meeting.time, meeting.place, " ".join(meeting.regions))
        table.add_row(str(meeting.ordinal), *(Text(str(cell or "")) for cell in cells))
    console.print(table)


def _show_facts(console: Console, facts: Sequence[Fact]) -> None:
    table = Table(*wording.FACT_COLUMNS, title=wording.FACTS)
    for fact in facts:
        cells = (fact.meeting, fact.kind, fact.value, fact.role, fact.represents, fact.capacity, fact.rule)
        certain = "" if fact.certain else "?"
        shown = [Text("" if cell is None else str(cell)) for cell in cells]
        table.add_row(*shown, f"{fact.start}:{fact.end}", certain)
    console.print(table)

"""What the terminal shows of sources. Texts are shown as they are, never as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from data.readers import Failure
from data.source import Source
from data.wording import archive
from data.wording import following as wording
from retrieval.following.keeping import Followed, SourceState
from retrieval.following.report import Report

_MOST_FAILURES = 50


def say_followed(followed: Sequence[Followed]) -> str:
    """A line for each source that is followed now."""
    return "\n".join(
        wording.followed_already(one.kind, one.url)
        if not one.is_new
        else wording.followed(one.kind, one.url, one.entries or 0)
        for one in followed
    )


def followed_json(followed: Sequence[Followed], failures: Sequence[Failure]) -> dict[str, Any]:
    """The object that `follow --json` prints."""
    return {
        "followed": [
            {
                "source": one.url,
                "kind": one.kind.value,
                "title": one.title,
                "entries": one.entries,
                "is_new": one.is_new,
            }
            for one in followed
        ],
        "failures": [{"source": failure.source, "reason": failure.reason} for failure in failures],
    }


def show_sources(console: Console, states: Sequence[SourceState]) -> None:
    """Some lines for each source: what it is, what became of its articles, how its last visits went."""
    if not states:
        console.print(wording.NO_SOURCES, soft_wrap=True)
    for state in states:
        source = state.source
        succeeded = source.succeeded_at.strftime("%Y-%m-%d %H:%M UTC") if source.succeeded_at else wording.NEVER
        lines = (
            f"{source.id}. {source.url}",
            f"   {wording.kind_and_title(source.kind, source.title)}",
            f"   {wording.counts(state.taken, state.gone, state.failed, state.waiting)}",
            f"   {wording.last_success(succeeded)}; {describe_state(source)}",
        )
        console.print(Text("\n".join(lines)), soft_wrap=True)


def describe_state(source: Source) -> str:
    """How the last visits to a source went."""
    if source.is_paused:
        return wording.PAUSED
    return wording.failing(source.reason, source.failures) if source.failures else wording.WELL


def state_json(state: SourceState) -> dict[str, Any]:
    """A source as `follow --list --json` prints it."""
    source = state.source
    moments = {"added": source.added_at, "last_success": source.succeeded_at, "next_due": source.due_at}
    return {
        "source": source.url,
        "kind": source.kind.value,
        "title": source.title,
        "given": source.given,
        "paused": source.is_paused,
        "taken": state.taken,
        "gone": state.gone,
        "failed": state.failed,
        "waiting": state.waiting,
        "failures": source.failures,
        "reason": source.reason or None,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def show_report(console: Console, report: Report) -> None:
    """What became of a run, and why some failed."""
    counts = report.to_json()
    table = Table(title=wording.SUMMARY, show_header=False)
    for name, label in wording.SUMMARY_ROWS.items():
        table.add_row(label, str(counts[name]))
    console.print(table)
    for failure in counts["failures"][:_MOST_FAILURES]:
        console.print(Text(wording.about(failure["url"], failure["reason"])), soft_wrap=True)
    if len(counts["failures"]) > _MOST_FAILURES:
        console.print(archive.more_failures(len(counts["failures"]) - _MOST_FAILURES))

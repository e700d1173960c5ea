"""Sources that are followed, what failed of them, and the daily digest, as messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.telegram.calls import button
from bot.telegram.markup import Block, bold, first, plain
from bot.telegram.views.answers import Page
from data.source import Item, Source, SourceKind
from data.store import Brought
from data.wording import telegram_sources as wording
from retrieval.following.keeping import SourceState

_MOST_SOURCES = 20
_MOST_TITLES = 10
MOST_FAILED = 15


def show_sources(states: Sequence[SourceState], language: str) -> Page:
    """Every source with its counts; buttons to pause and to remove each, to fetch, and to see what failed."""
    if not states:
        return Page(first([plain(wording.NO_SOURCES.say(language))]), [])
    blocks: list[Block] = [(bold(wording.SOURCES.say(language, count=len(states))),)]
    for state in states[:_MOST_SOURCES]:
        blocks += [plain(""), *_source(state, language)]
    if len(states) > _MOST_SOURCES:
        blocks.append(plain(wording.MORE.say(language, count=len(states) - _MOST_SOURCES)))
    rows = [_source_buttons(state.source) for state in states[:_MOST_SOURCES]]
    last = [button(wording.FETCH_NOW.say(language), "s:now")]
    if any(state.failed for state in states):
        last.append(button(wording.SHOW_FAILED.say(language), "s:failed"))
    return Page(first(blocks), [*rows, last])


def show_failed(items: Sequence[Item], language: str) -> Page:
    """What failed, each with its reason and with buttons to try again or to drop it."""
    if not items:
        return Page(first([plain(wording.NONE_FAILED.say(language))]), [])
    blocks = [*_failed(items, language), plain(wording.HOW_TO_DECIDE.say(language))]
    return Page(first(blocks), _failed_buttons(items))


def show_digest(brought: Brought, failing: Sequence[Source], items: Sequence[Item], language: str) -> Page:
    """What came in and what failed since the last time."""
    counts = {"new": len(brought.titles), "changed": brought.changed, "gone": brought.gone, "failed": len(items)}
    blocks: list[Block] = [(bold(wording.DIGEST.say(language, counts=say_counts(counts, language))),)]
    blocks += [plain(f"• {title}") for title in brought.titles[:_MOST_TITLES]]
    if len(brought.titles) > _MOST_TITLES:
        blocks.append(plain(wording.MORE.say(language, count=len(brought.titles) - _MOST_TITLES)))
    blocks += [plain(f"⚠ {name_source(source)}: {_say_failing(source, language)}") for source in failing]
    if items:
        blocks += [plain(""), *_failed(items, language), plain(wording.HOW_TO_DECIDE.say(language))]
    return Page(first(blocks), _failed_buttons(items))


def say_counts(counts: Mapping[str, int], language: str) -> str:
    """Numbers with what they count; those that are zero are left out."""
    told = [wording.BROUGHT[name].say(language, count=count) for name, count in counts.items() if count]
    return ", ".join(told) or wording.NOTHING.say(language)


def name_source(source: Source) -> str:
    """How a chat calls a source: paths of the machine stay on it."""
    is_folder = source.kind is SourceKind.FOLDER
    return source.title or (Path(source.url).name if is_folder else source.url)


def _source(state: SourceState, language: str) -> list[Block]:
    source = state.source
    kind = wording.KINDS[source.kind].say(language)
    counts = {"taken": state.taken, "gone": state.gone, "failed": state.failed, "waiting": state.waiting}
    lines = [f"{source.id}. {name_source(source)}"]
    if source.kind is not SourceKind.FOLDER and source.title:
        lines.append(source.url)
    lines.append(wording.COUNTS.say(language, kind=kind, **counts))
    if source.is_paused:
        lines.append(f"⏸ {wording.PAUSED.say(language)}")
    elif source.failures:
        lines.append(f"⚠ {_say_failing(source, language)}")
    return [plain(line) for line in lines]


def _say_failing(source: Source, language: str) -> str:
    return wording.FAILING.say(language, reason=source.reason, failures=source.failures)


def _source_buttons(source: Source) -> list[dict[str, Any]]:
    mark, deed = ("▶", "go") if source.is_paused else ("⏸", "pause")
    return [
        button(f"{mark} {source.id}", f"s:{deed}:{source.id}"),
        button(f"✖ {source.id}", f"s:remove:{source.id}"),
    ]


def _failed(items: Sequence[Item], language: str) -> list[Block]:
    shown = [plain(f"{number}. {_name_item(item)}: {item.reason}") for number, item in enumerate(items, start=1)]
    return [(bold(wording.FAILED.say(language)),), *shown]


def _name_item(item: Item) -> str:
    return item.url if item.url.startswith(("http://", "https://")) else Path(item.url).name


def _failed_buttons(items: Sequence[Item]) -> list[list[dict[str, Any]]]:
    return [
        [button(f"↻ {number}", f"s:retry:{item.id}"), button(f"✖ {number}", f"s:drop:{item.id}")]
        for number, item in enumerate(items, start=1)
    ]

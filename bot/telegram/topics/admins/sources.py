"""Sources that are followed, from the chat: shown, added, paused, removed, fetched now; what failed of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.telegram.calls import Call, answer_press
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.admins.working import begin, note
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import show_here
from bot.telegram.topics.details import expired
from bot.telegram.upkeep.work import EVERYTHING, UPDATE, Result, Task
from bot.telegram.views.sources import MOST_FAILED, name_source, say_counts, show_failed, show_sources
from data.errors import ReadError
from data.following.visiting import Pace, Visitor
from data.readers.web.fetching import is_url
from data.source import Source
from data.wording import telegram_sources as wording
from retrieval.following.keeping import describe_sources, follow_source

# Somebody waits for the answer.
_PACE = Pace(gap_seconds=0.5, source_seconds=60.0)


def show_or_follow(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/sumber`: what is followed; with an address: follow it."""
    if incoming.url:
        return _follow(desk, incoming, incoming.url)
    if incoming.text:
        return desk.say(incoming, wording.ONLY_ADDRESSES)
    return send_pages(incoming, [show_sources(describe_sources(desk.app.store), desk.language(incoming))])


def decide(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press under sources or under what failed: `deed`, or `deed:number`."""
    deed, _, number = data.partition(":")
    if deed == "now":
        return _fetch_now(desk, incoming)
    if deed == "failed":
        items = desk.app.store.source_items.failed(limit=MOST_FAILED)
        return [answer_press(incoming.press), *send_pages(incoming, [show_failed(items, desk.language(incoming))])]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return expired(desk, incoming)
    if deed in _ON_ITEMS:
        return _decide_on_item(desk, incoming, deed, int(number))
    source = desk.app.store.sources.get(int(number))
    if source is None or deed not in _ON_SOURCES:
        return expired(desk, incoming)
    note(desk, incoming, f"sumber {deed}", name_source(source))
    _ON_SOURCES[deed](desk, source)
    return show_here(desk, incoming, show_sources(describe_sources(desk.app.store), desk.language(incoming)))


_ON_ITEMS = ("retry", "drop")
_ON_SOURCES: Mapping[str, Callable[[Desk, Source], None]] = {
    "pause": lambda desk, source: desk.app.store.sources.set_paused(source.id, True),
    "go": lambda desk, source: desk.app.store.sources.set_paused(source.id, False),
    "remove": lambda desk, source: desk.app.store.sources.remove(source.id),
}


def _follow(desk: Desk, incoming: Incoming, url: str) -> list[Call]:
    language = desk.language(incoming)
    if not is_url(url):
        return desk.say(incoming, wording.ONLY_ADDRESSES)
    try:
        found = follow_source(desk.app.store, url, Visitor(_PACE), now=desk.clock())
    except ReadError as error:
        return desk.say(incoming, wording.NOT_FOLLOWED, reason=error)
    if found.is_new:
        note(desk, incoming, "sumber", found.url)
    said = wording.FOLLOWED if found.is_new else wording.FOLLOWED_ALREADY
    kind = wording.KINDS[found.kind].say(language)
    return desk.say(incoming, said, name=found.title or found.url, kind=kind, entries=found.entries)


def _fetch_now(desk: Desk, incoming: Incoming) -> list[Call]:
    language = desk.language(incoming)

    def tell(counts: Result) -> str:
        return wording.FETCHED.say(language, counts=say_counts(counts, language))

    note(desk, incoming, "sumber ambil")
    return begin(desk, incoming, Task(UPDATE, EVERYTHING), tell)


def _decide_on_item(desk: Desk, incoming: Incoming, deed: str, number: int) -> list[Call]:
    """Retry or drop what failed, in one press; said to whoever pressed, so that the other buttons stay."""
    items = desk.app.store.source_items
    item = items.get(number)
    if item is None:
        return expired(desk, incoming)
    if deed == "retry":
        items.retry(item.id)
        desk.app.store.sources.hasten([item.source_id])
    else:
        items.drop(item.id)
    said = wording.WILL_RETRY if deed == "retry" else wording.DROPPED
    return [answer_press(incoming.press, said.say(desk.language(incoming)))]

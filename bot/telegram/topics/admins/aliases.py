"""`/alias`: people who may be one, pair by pair; an administrator says whether they are, and may take it back."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.telegram.calls import Call, answer_press
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.admins.working import note
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import show_here
from bot.telegram.topics.details import expired
from bot.telegram.views.aliases import Side, show_suspects, show_verdict
from bot.telegram.views.answers import Page
from data.errors import StoreError
from data.store import Store
from data.wording import telegram as shared_wording
from data.wording import telegram_keeping as keeping_wording
from data.wording import telegram_people as wording
from retrieval.ingest import open_alone
from retrieval.people.deeds import find_deeds
from retrieval.people.finding import describe_all
from retrieval.people.suspects import (
    join_suspects,
    keep_suspects_apart,
    next_suspects,
    undo_joining,
    undo_parting,
)

_CHOICE = re.compile(r"(?P<deed>same|apart|unsame|unapart|skip):(?P<one>\d{1,15}):(?P<other>\d{1,15})", re.ASCII)
_WAIT_SECONDS = 2.0

Pair = tuple[int, int]

# What a press does, what is said then, and by which press it is undone.
_DEEDS: dict[str, tuple[Callable[[Store, int, int], bool], shared_wording.Phrase, str]] = {
    "same": (join_suspects, wording.JOINED, "unsame"),
    "apart": (keep_suspects_apart, wording.KEPT_APART, "unapart"),
    "unsame": (undo_joining, wording.UNDONE, ""),
    "unapart": (undo_parting, wording.UNDONE, ""),
}


def show_aliases(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/alias`: the first pair that nothing was decided of."""
    return _show_next(desk, incoming, (0, 0))


def decide_on_aliases(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press under a pair: decide, undo, or see the next one: `deed:one:other`."""
    found = _CHOICE.fullmatch(data)
    if found is None:
        return expired(desk, incoming)
    pair = int(found["one"]), int(found["other"])
    if found["deed"] == "skip":
        return [answer_press(incoming.press), *_show_next(desk, incoming, pair)]
    return _decide(desk, incoming, found["deed"], pair)


def _decide(desk: Desk, incoming: Incoming, deed: str, pair: Pair) -> list[Call]:
    language, (do, phrase, undo) = desk.language(incoming), _DEEDS[deed]
    names = _names(desk, pair)
    try:
        with open_alone(desk.app.settings, wait_seconds=_WAIT_SECONDS) as store:
            is_done = do(store, *pair)
    except StoreError:
        # The archive is being written.
        return [answer_press(incoming.press, keeping_wording.BUSY.say(language), alert=True)]
    if not is_done:
        return [answer_press(incoming.press, wording.OVERTAKEN.say(language), alert=True)]
    note(desk, incoming, "alias", f"{deed} {pair[0]} {pair[1]}")
    said = phrase.say(language, one=names[0], other=names[1])
    return show_here(desk, incoming, show_verdict(said, undo, pair, language))


def _show_next(desk: Desk, incoming: Incoming, after: Pair) -> list[Call]:
    pair = next_suspects(desk.app.store, after=after)
    page = _page(desk, incoming, pair) if pair else None
    return send_pages(incoming, [page]) if page else desk.say(incoming, wording.NO_SUSPECTS)


def _page(desk: Desk, incoming: Incoming, pair: Pair) -> Page | None:
    sides = [_side(desk.app.store, person) for person in pair]
    one, other = sides
    return show_suspects(one, other, desk.language(incoming)) if one and other else None


def _side(store: Store, person: int) -> Side | None:
    links = store.people.of_people([person]).get(person, [])
    if not links:
        return None
    articles = store.articles.get_many({link.mention.article_id for link in links})
    mentions = [link.mention for link in links if link.mention.end and link.mention.article_id in articles]
    places = [(articles[one.article_id], one.start, one.end) for one in mentions]
    return describe_all(store, {person: links})[0], find_deeds(store, links), places


def _names(desk: Desk, pair: Pair) -> list[str]:
    links = desk.app.store.people.of_people(pair)
    names = {profile.person: profile.name for profile in describe_all(desk.app.store, links)}
    return [names.get(person, str(person)) for person in pair]

"""Answers that range over the whole archive: lists and counts of meetings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from data.store import FoundMeeting, Store
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.events import answer_events, gather_events, open_accounts
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.events import group_events
from retrieval.answering.ranking.presence import weigh_question
from retrieval.answering.slots.lists import MOST_LISTED, meeting_filter
from retrieval.index.engines import OpenIndex
from retrieval.language.dates import format_date
from retrieval.language.tables import read_words

# Meetings counted one by one; of more, the answer says that there are more.
_MOST_COUNTED = 1000
# Of what the words of a question are worth, the share that an article on a listed meeting has; of one that is said
# to name somebody.
_MOST_WORDS, _ALL_WORDS = 0.5, 0.999
# Meetings shown of those that are asked for as the latest.
_MOST_LATEST = 5


def answer_list(query: Query, store: Store, index: OpenIndex, *, denied: str | None = None) -> Answer:
    """The meetings of a region, period, kind and words, newest first, each with its sources.

    A meeting that several articles report counts once. `denied`: says that no article has somebody there; then those
    are listed whose articles name whom the question does, with every other word of it.
    """
    found = _find_listed(query, store, index, least=_ALL_WORDS if denied else _MOST_WORDS)
    events = gather_events(found)[: _MOST_LATEST if query.is_latest else None]
    accounts = open_accounts(store, events[:MOST_LISTED])
    lines = accounts.lines(events[:MOST_LISTED])
    if not lines:
        return _refuse(query, store, index)
    heading = wording.meetings_found(len(events), are_more=len(found) == _MOST_COUNTED)
    if query.is_latest:
        heading = wording.latest_meetings(len(events))
    if denied:
        heading = wording.meetings_naming(denied, len(events))
    text = wording.listing(heading, lines, total=len(events), is_numbered=True)
    return answer_events(query, [text], events[:MOST_LISTED], accounts)


def _refuse(query: Query, store: Store, index: OpenIndex) -> Answer:
    """No meeting fits; where one would at another time, the latest such is offered."""
    others = _find_listed(replace(query, periods=()), store, index) if query.periods else []
    lines = [wording.meeting_not_covered(query.text), *map(_say_other, others[:1])]
    return Answer(query.text, Status.NOT_COVERED, query.kind, "\n".join(lines))


def _say_other(found: FoundMeeting) -> str:
    day = found.meeting.date or found.published_on
    return wording.latest_other(found.meeting.name, format_date(day) if day else None)


def lists_places(query: Query) -> bool:
    """Whether regions are asked for and no meetings: "kabupaten mana saja yang ikut?", no "di kabupaten mana"."""
    words, levels = ["", *query.formal.casefold().split()], read_words("region_levels")
    asked = zip(words, words[1:], words[2:], strict=False)
    named = any(mark == "mana" and word in levels and before != "di" for before, word, mark in asked)
    return named and query.kind is Kind.LIST


def find_events(query: Query, store: Store, index: OpenIndex) -> list[list[FoundMeeting]]:
    """The events that a question lists, newest first, each with every article's meeting that reports it."""
    return group_events(_find_listed(query, store, index))[: _MOST_LATEST if query.is_latest else None]


def _find_listed(query: Query, store: Store, index: OpenIndex, *, least: float = _MOST_WORDS) -> list[FoundMeeting]:
    """The meetings that a question lists, newest first; one that several articles report stands there for each."""
    wanted = meeting_filter(query, articles=articles_with_words(query, index, least))
    return store.readings.find_meetings(wanted, limit=_MOST_COUNTED)


def articles_with_words(query: Query, index: OpenIndex, least: float = _MOST_WORDS) -> set[str] | None:
    """The articles that have so much of what the words are worth that a list is narrowed by; None where none does.

    Mostly not all of it: who asks words it otherwise than the articles do.
    """
    worth = weigh_question(query, index.vocabulary.stem_frequency, chunks=index.vocabulary.chunks)
    shares: dict[str, float] = defaultdict(float)
    for concept, weight in zip(worth.concepts, worth.weights, strict=True):
        for article_id in index.articles_with(concept.forms):
            shares[article_id] += weight / sum(worth.weights)
    return {article_id for article_id, share in shares.items() if share >= least} if worth.concepts else None

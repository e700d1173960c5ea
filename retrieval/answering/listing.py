"""Answers that range over the whole archive: lists and counts of meetings, and what is known of a person."""

from __future__ import annotations

from collections.abc import Sequence

from data.article import Article
from data.facts import FactKind
from data.store import FoundMeeting, Store
from data.wording import answers as wording
from retrieval.answering import archive
from retrieval.answering.answer import Answer, Evidence, Status, evidence, quote, source
from retrieval.answering.query import Concept, Query
from retrieval.answering.slots.lists import MOST_LISTED, has_words, meeting_filter, say_meeting
from retrieval.language.dates import format_date

# A list is narrowed by words on the articles themselves; more than these are not read for one question.
_MOST_COMPARED = 200


def answer_list(query: Query, store: Store) -> Answer:
    """The meetings of a region, period, kind and words, newest first, each with its source."""
    found = store.readings.find_meetings(meeting_filter(query), limit=_MOST_COMPARED)
    articles = store.articles.get_many(list(dict.fromkeys(meeting.article_id for meeting in found)))
    fitting = [
        meeting
        for meeting in found
        if meeting.article_id in articles and has_words(query.concepts, archive.words_of(articles[meeting.article_id]))
    ]
    if not fitting:
        text = wording.meeting_not_covered(query.text)
        return Answer(question=query.text, status=Status.NOT_COVERED, kind=query.kind, text=text)
    shown = fitting[:MOST_LISTED]
    lines = [say_meeting(meeting, articles[meeting.article_id]) for meeting in shown]
    return Answer(
        question=query.text,
        status=Status.ANSWERED,
        kind=query.kind,
        text=wording.listing(wording.meetings_found(len(fitting), ""), list(dict.fromkeys(lines))),
        facts=tuple(_meeting_evidence(meeting, articles[meeting.article_id]) for meeting in shown),
        sources=tuple(dict.fromkeys(source(articles[meeting.article_id]) for meeting in shown)),
    )


def _meeting_evidence(found: FoundMeeting, article: Article) -> Evidence:
    return quote(article, found.meeting.start, found.meeting.end)


def answer_person(query: Query, store: Store) -> Answer | None:
    """The offices in which the archive mentions a person, latest first; None where nobody has that name."""
    name = _name(query.concepts)
    found = [
        fact for fact in store.readings.find_person(name) if fact.fact.kind is FactKind.ATTENDANCE or fact.fact.role
    ]
    if not name or not found:
        return None
    articles = store.articles.get_many(list(dict.fromkeys(fact.article_id for fact in found)))
    lines: dict[str, Evidence] = {}
    for fact in found:
        day = f" ({format_date(fact.published_on)})" if fact.published_on else ""
        line = f"{fact.fact.role or fact.fact.value}{day}"
        lines.setdefault(line, evidence(articles[fact.article_id], fact.fact))
    shown = dict(list(lines.items())[:8])
    heading = wording.person_found(found[0].fact.person or name)
    return Answer(
        question=query.text,
        status=Status.ANSWERED,
        kind=query.kind,
        text=wording.listing(heading, list(shown)),
        facts=tuple(shown.values()),
        sources=tuple(dict.fromkeys(source(articles[item.article_id]) for item in shown.values())),
    )


def _name(concepts: Sequence[Concept]) -> str:
    return " ".join(concept.text for concept in concepts if not concept.is_kind)

"""Answers that range over the whole archive: lists and counts of meetings."""

from __future__ import annotations

from data.article import Article
from data.store import FoundMeeting, Store
from data.wording import answers as wording
from retrieval.answering import archive
from retrieval.answering.answer import Answer, Evidence, Status, quote, source
from retrieval.answering.query import Query
from retrieval.answering.slots.lists import MOST_LISTED, has_words, meeting_filter, say_meeting

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

"""When, where, theme, purpose, organiser: one fact of the meeting, then a line that says which meeting it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from data.article import Article
from data.facts import FactKind, Meeting
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.asking.asked import asks_end, asks_theme
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, add_meeting, describe, result
from retrieval.language.dates import find_dates, format_date
from retrieval.language.text import split_sentences

_TIME_WORDS = frozenset({"jam", "pukul"})
_LONGEST_DETAIL, _MOST_PURPOSES = 450, 2
# Characters of a subject below which it says too little by itself.
_TERSE = 90


def answer_when(query: Query, candidate: Candidate) -> Result | None:
    """The date the meeting took place, with the clash where weekday, date and publication contradict each other."""
    meeting = candidate.meeting
    facts = [fact for fact in candidate.facts(FactKind.DATE) if meeting and fact.value[:10] == str(meeting.date)]
    if not meeting or not meeting.date or not facts or _asks_other_hour(query, meeting):
        return None
    fact = facts[0]
    clash = json.loads(fact.detail) if fact.detail else {}
    inferred = "" if fact.certain or clash else _inferred(candidate.article.text[fact.value_start : fact.value_end])
    text = wording.when(format_date(meeting.date, meeting.date_end), time=meeting.time, inferred=inferred)
    lines = [text, *([_say_clash(**clash)] if clash else []), describe(candidate)]
    told = result("\n".join(lines), candidate, [fact])
    return replace(told, evidence=(*told.evidence, *_written_again(candidate.article, meeting.date, told.evidence[0])))


def _asks_other_hour(query: Query, meeting: Meeting) -> bool:
    """Whether a question asks for an hour that is not known, or for when the meeting ended."""
    asks_hour = not _TIME_WORDS.isdisjoint(query.formal.casefold().split())
    return asks_hour and (meeting.time is None or asks_end(query))


def _inferred(written: str) -> str:
    """What the publication tells of a date: the year of a day and month that are written, else the day ("hari ini")."""
    return wording.INFERRED_YEAR if any(map(str.isdigit, written)) else wording.INFERRED_DAY


def _written_again(article: Article, day: date, first: Evidence) -> Iterator[Evidence]:
    """The other sentences that have the day of the meeting."""
    days = [mention for mention in find_dates(article.text, article.published_on) if mention.date == day]
    for span in split_sentences(article.text):
        written = next((one for one in days if span.start <= one.start < span.end), None)
        if written and not first.start < span.end <= first.end:
            value = article.text[written.start : written.end]
            yield replace(quote(article, span.start, span.end), value=value)


def _say_clash(*, written: str, why: str, likely: str | None = None, **_: str) -> str:
    return wording.clash(written, why=why, likely=likely and format_date(date.fromisoformat(likely)))


def answer_where(query: Query, candidate: Candidate) -> Result | None:
    """The place of the meeting."""
    return _one(candidate, FactKind.PLACE, wording.where)


def answer_topic(query: Query, candidate: Candidate) -> Result | None:
    """The theme; where the article gives none but what was on the agenda, that, unless a theme is asked for as such."""
    theme = _one(candidate, FactKind.THEME, wording.theme)
    return theme or (None if asks_theme(query) else _one(candidate, FactKind.AGENDA, wording.agenda, in_sentence=True))


def answer_purpose(query: Query, candidate: Candidate) -> Result | None:
    """The sentences that say what the meeting was for."""
    facts = {candidate.article.text[fact.start : fact.end]: fact for fact in candidate.facts(FactKind.PURPOSE)}
    sentences = list(facts)[:_MOST_PURPOSES]
    told = (facts[sentence] for sentence in sentences)
    return result(add_meeting("\n".join(sentences), candidate), candidate, told) if facts else None


def answer_organiser(query: Query, candidate: Candidate) -> Result | None:
    """Who organised the meeting."""
    return _one(candidate, FactKind.ORGANISER, wording.organiser)


def _one(
    candidate: Candidate, kind: FactKind, say: Callable[[str], str], *, in_sentence: bool = False
) -> Result | None:
    """One fact of a kind, the meeting's own first; where it is short, `in_sentence` also with the sentence that says
    more of it."""
    fact = min(candidate.facts(kind), key=lambda fact: fact.meeting is None, default=None)
    if fact is None:
        return None
    text = say(wording.shorten(fact.value, _LONGEST_DETAIL))
    if in_sentence and len(fact.value) < _TERSE:
        text = f"{text}\n{wording.quoted(candidate.article.text[fact.start : fact.end])}"
    return result(add_meeting(text, candidate), candidate, [fact])


DETAILS = {
    Kind.WHEN: answer_when,
    Kind.WHERE: answer_where,
    Kind.TOPIC: answer_topic,
    Kind.PURPOSE: answer_purpose,
    Kind.ORGANISER: answer_organiser,
}

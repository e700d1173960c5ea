"""When, where, theme, purpose, organiser: one fact of the meeting, then a line that says which meeting it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from data.article import Article
from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.asking.asked import asks_end, asks_theme
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe, result
from retrieval.language.dates import find_dates, format_date
from retrieval.language.stems import stems
from retrieval.language.text import split_sentences

_TIME_WORDS = frozenset({"jam", "pukul"})
_LONGEST_DETAIL = 450
# Characters of a subject below which it says too little by itself.
_TERSE = 90


def answer_when(query: Query, candidate: Candidate) -> Result | None:
    """The date the meeting took place, with the clash where weekday, date and publication contradict each other."""
    meeting, facts = candidate.meeting, candidate.facts(FactKind.DATE)
    if meeting is None or meeting.date is None or not facts:
        return None
    words = set(query.formal.casefold().split())
    if words & _TIME_WORDS and (meeting.time is None or asks_end(query)):
        return None
    fact = next((fact for fact in facts if fact.value[:10] == meeting.date.isoformat()), facts[0])
    inferred = _inferred(fact, candidate.article) if not fact.certain and not fact.detail else ""
    text = wording.when(format_date(meeting.date, meeting.date_end), time=meeting.time, inferred=inferred)
    told = result("\n".join(filter(None, [text, _clash(fact), describe(candidate)])), candidate, [fact])
    return replace(told, evidence=(*told.evidence, *_written_again(candidate, meeting.date, told.evidence[0])))


def _inferred(fact: Fact, article: Article) -> str:
    """What the publication tells of a date: the year of a day and month that are written, else the day ("hari ini")."""
    written = article.text[fact.value_start : fact.value_end]
    return wording.INFERRED_YEAR if any(map(str.isdigit, written)) else wording.INFERRED_DAY


def _written_again(candidate: Candidate, day: date, first: Evidence) -> Iterator[Evidence]:
    """The other sentences that have the day of the meeting."""
    article = candidate.article
    published = article.published_on
    days = [mention for mention in find_dates(article.text, published) if mention.date == day]
    for span in split_sentences(article.text):
        written = next((one for one in days if span.start <= one.start < span.end), None)
        if written and not first.start < span.end <= first.end:
            value = article.text[written.start : written.end]
            yield replace(quote(article, span.start, span.end), value=value)


def _clash(fact: Fact) -> str | None:
    if not fact.detail:
        return None
    detail = json.loads(fact.detail)
    likely = detail.get("likely")
    return wording.clash(detail["written"], why=detail["why"], likely=_written_out(likely) if likely else None)


def _written_out(iso: str) -> str:
    return format_date(date.fromisoformat(iso))


def answer_where(query: Query, candidate: Candidate) -> Result | None:
    """The place of the meeting."""
    return _one(candidate, FactKind.PLACE, wording.where)


def answer_topic(query: Query, candidate: Candidate) -> Result | None:
    """The theme; where the article gives none but what was on the agenda, that, unless a theme is asked for as such."""
    theme = _one(candidate, FactKind.THEME, wording.theme)
    return theme or (None if asks_theme(query) else _one(candidate, FactKind.AGENDA, wording.agenda, in_sentence=True))


def answer_purpose(query: Query, candidate: Candidate) -> Result | None:
    """The sentences that say what the meeting was for."""
    facts = candidate.facts(FactKind.PURPOSE)
    if not facts:
        return None
    quotes: list[str] = []
    used: list[Fact] = []
    for fact in facts:
        sentence = candidate.article.text[fact.start : fact.end]
        if used and len("\n".join([*quotes, sentence])) > _LONGEST_DETAIL:
            break
        if sentence not in quotes:
            quotes.append(sentence)
            used.append(fact)
    return result("\n".join([*quotes, describe(candidate)]), candidate, used)


def answer_organiser(query: Query, candidate: Candidate) -> Result | None:
    """Who organised the meeting."""
    return _one(candidate, FactKind.ORGANISER, wording.organiser)


def _one(
    candidate: Candidate, kind: FactKind, say: Callable[[str], str], *, in_sentence: bool = False
) -> Result | None:
    """One fact of a kind; where it is short, `in_sentence` also with the sentence that says more of it."""
    facts = candidate.facts(kind)
    if not facts:
        return None
    own = [fact for fact in facts if candidate.meeting and fact.meeting == candidate.meeting.ordinal] or facts
    text = say(wording.shorten(own[0].value, _LONGEST_DETAIL))
    if in_sentence and len(own[0].value) < _TERSE:
        text = f"{text}\n{wording.quoted(candidate.article.text[own[0].start : own[0].end])}"
    line = describe(candidate)
    repeated = set(stems(line)) <= set(stems(text))
    return result(text if repeated else f"{text}\n{line}", candidate, own[:1])


DETAILS = {
    Kind.WHEN: answer_when,
    Kind.WHERE: answer_where,
    Kind.TOPIC: answer_topic,
    Kind.PURPOSE: answer_purpose,
    Kind.ORGANISER: answer_organiser,
}

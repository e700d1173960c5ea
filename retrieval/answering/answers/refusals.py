"""Saying no precisely: what is missing, what the archive does have, and which meeting is nearest."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Capacity, FactKind
from data.store import Store
from data.wording import answers as wording
from retrieval.answering.answer import Answer, NearMeeting, Status
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import call
from retrieval.language.dates import format_date
from retrieval.language.regions import region

# Meetings offered with a refusal, and how much of the question's words, or its kind, they have at least.
_MOST_OFFERED, _LEAST_ALIKE = 3, 0.25


def refuse_meeting(query: Query, ranked: Sequence[Candidate], store: Store) -> Answer:
    """No meeting of the archive fits: said with what the archive has on the region, and the nearest meeting."""
    nearest = find_nearest(ranked)
    lines = [_coverage(query, store)]
    if query.unused:
        lines.append(wording.unknown_words(query.unused))
    if nearest:
        lines.append(wording.nearest(list(dict.fromkeys(map(call, nearest)))))
    offered = tuple(map(near_meeting, nearest))
    return Answer(query.text, Status.NOT_COVERED, query.kind, "\n".join(lines), nearest=offered)


def refuse_person(query: Query) -> Answer:
    """Nobody of that name is in the archive."""
    name = " ".join(concept.text for concept in query.concepts).title()
    return Answer(query.text, Status.NOT_COVERED, query.kind, wording.person_unknown(name))


def find_nearest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The meetings worth offering instead: not in another region, and alike in words or kind; one of each article."""
    best: dict[str, Candidate] = {}
    for one in filter(_is_near, ranked):
        best.setdefault(one.article.id, one)
    return list(best.values())[:_MOST_OFFERED]


def _is_near(one: Candidate) -> bool:
    is_alike = any(one.measures[name] >= _LEAST_ALIKE for name in ("kind", "coverage"))
    return is_alike and one.meeting is not None and one.measures["region"] != 0.0


def near_meeting(candidate: Candidate) -> NearMeeting:
    """A candidate as a meeting offered."""
    day = candidate.meeting.date if candidate.meeting else None
    return NearMeeting(candidate.article.id, candidate.name, day.isoformat() if day else None)


def _coverage(query: Query, store: Store) -> str:
    """That no meeting fits, with what the archive has on the region."""
    place = region(query.regions[0]) if query.regions else None
    if place is None:
        return wording.meeting_not_covered(query.text)
    coverage = store.articles.coverage(place.code)
    if not coverage.articles:
        return wording.region_not_covered(place.name)
    last = format_date(coverage.last) if coverage.last else None
    had = wording.region_coverage(place.name, articles=coverage.articles, last=last)
    return f"{wording.meeting_not_covered(query.text)}\n{had}"


def say_not_stated(query: Query, candidate: Candidate, *, kind: Kind | None = None) -> str:
    """The meeting is there, the detail is not; for a date, the publication date is offered as what it is."""
    detail, published = _detail(query, kind or query.kind, candidate), candidate.article.published_on
    text = wording.not_stated(detail, call(candidate))
    is_day = detail == wording.DETAILS[Kind.WHEN]
    return f"{text} {wording.published_on(format_date(published))}" if is_day and published else text


_TIME_WORDS = frozenset({"jam", "pukul"})
_TOLD_BY = {
    Kind.ATTENDEES: FactKind.ATTENDANCE,
    Kind.WHEN: FactKind.DATE,
    Kind.WHERE: FactKind.PLACE,
    Kind.TOPIC: FactKind.THEME,
    Kind.PURPOSE: FactKind.PURPOSE,
    Kind.ORGANISER: FactKind.ORGANISER,
}
_OF_THOSE = {
    Kind.STATEMENT: wording.statement_detail,
    Kind.REPRESENTING: wording.deputy_detail,
    Kind.ATTENDEES: wording.attendee_detail,
}


def _detail(query: Query, asked: Kind, candidate: Candidate) -> str:
    """What is not stated; only "what is asked" where the article tells such a detail, and not the one asked for."""
    those = " atau ".join(query.office_words) or " ".join(concept.text for concept in query.asked_groups)
    if those and asked in _OF_THOSE:
        return _OF_THOSE[asked](those)
    if asked is Kind.WHEN and _TIME_WORDS & set(query.formal.casefold().split()):
        return wording.TIME_DETAIL
    detail = wording.DETAILS[asked]
    if asked is Kind.OPENER_OR_LEADER:
        doing = {query.capacity} if query.capacity else {Capacity.OPENED, Capacity.LED}
        told = [fact for fact in candidate.facts(FactKind.ATTENDANCE) if fact.capacity in doing]
        detail = wording.CAPACITY_DETAILS.get(query.capacity or "", detail)
    else:
        told = candidate.facts(_TOLD_BY[asked]) if asked in _TOLD_BY else []
    return wording.DETAILS[Kind.PASSAGE] if told else detail

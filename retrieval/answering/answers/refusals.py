"""Saying no precisely: what is missing, what the archive does have, and which meeting is nearest."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Capacity, FactKind
from data.store import Store
from data.wording import answers as wording
from retrieval.answering.answer import Answer, NearMeeting, Status
from retrieval.answering.answers.holders import holds
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import call
from retrieval.language.dates import format_date
from retrieval.language.regions import region

# Meetings offered with a refusal, and how much of the question's words, or its kind, they have at least.
_MOST_OFFERED, _LEAST_ALIKE = 3, 0.25


def refuse_meeting(query: Query, ranked: Sequence[Candidate], store: Store) -> Answer:
    """No meeting of the archive fits: said with what the archive has on the region, and the nearest meeting."""
    parts = [_coverage(query, store) or wording.meeting_not_covered(query.text)]
    if query.unused:
        parts.append(wording.unknown_words(query.unused))
    nearest = find_nearest(ranked)
    if nearest:
        parts.append(wording.nearest(list(dict.fromkeys(map(call, nearest)))))
    return Answer(
        question=query.text,
        status=Status.NOT_COVERED,
        kind=query.kind,
        text="\n".join(parts),
        nearest=tuple(map(near_meeting, nearest)),
    )


def find_nearest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The meetings worth offering instead: not in another region, and alike in words or kind; one of each article."""
    near: dict[str, Candidate] = {}
    for one in ranked:
        if one.meeting and _is_alike(one):
            near.setdefault(one.article.id, one)
    return list(near.values())[:_MOST_OFFERED]


def _is_alike(one: Candidate) -> bool:
    return one.fit("region") != 0.0 and max(one.fit("kind") or 0.0, one.fit("coverage") or 0.0) >= _LEAST_ALIKE


def near_meeting(candidate: Candidate) -> NearMeeting:
    """A candidate as a meeting offered."""
    day = candidate.meeting.date if candidate.meeting else None
    return NearMeeting(candidate.article.id, candidate.name, day.isoformat() if day else None)


def refuse_person(query: Query) -> Answer:
    """Nobody of that name is in the archive."""
    name = " ".join(concept.text for concept in query.concepts).title()
    text = wording.person_unknown(name)
    return Answer(question=query.text, status=Status.NOT_COVERED, kind=query.kind, text=text)


def _coverage(query: Query, store: Store) -> str | None:
    for code in query.regions[:1]:
        place = region(code)
        if place is None:
            continue
        coverage = store.articles.coverage(code)
        if not coverage.articles:
            return wording.region_not_covered(place.name)
        last = format_date(coverage.last) if coverage.last else None
        return "\n".join(
            [
                wording.meeting_not_covered(query.text),
                wording.region_coverage(place.name, articles=coverage.articles, last=last),
            ]
        )
    return None


def say_not_stated(query: Query, candidate: Candidate, *, kind: Kind | None = None) -> str:
    """The meeting is there, the detail is not; for a date, the publication date is offered as what it is."""
    asked = kind or query.kind
    nameless = _nameless(query, candidate) if asked is Kind.ATTENDEES else None
    if nameless:
        return wording.nameless(nameless, call(candidate))
    if _is_told(query, asked, candidate):
        return wording.not_stated(wording.DETAILS[Kind.PASSAGE], call(candidate))
    text = wording.not_stated(_detail(query, asked), call(candidate))
    published = candidate.article.published
    if asked is Kind.WHEN and published and not _TIME_WORDS & set(query.formal.casefold().split()):
        text = f"{text} {wording.published_on(format_date(published.date()))}"
    return text


_TIME_WORDS = frozenset({"jam", "pukul"})


_TOLD_BY = {
    Kind.ATTENDEES: FactKind.ATTENDANCE,
    Kind.OPENER_OR_LEADER: FactKind.ATTENDANCE,
    Kind.WHEN: FactKind.DATE,
    Kind.WHERE: FactKind.PLACE,
    Kind.TOPIC: FactKind.THEME,
    Kind.PURPOSE: FactKind.PURPOSE,
    Kind.ORGANISER: FactKind.ORGANISER,
}


def _is_told(query: Query, asked: Kind, candidate: Candidate) -> bool:
    """Whether the article tells such a detail of the meeting, and only not the one asked for."""
    those = query.office_words or query.asked_groups or _TIME_WORDS & set(query.formal.casefold().split())
    facts = candidate.facts(_TOLD_BY[asked]) if asked in _TOLD_BY else []
    if asked is Kind.OPENER_OR_LEADER:
        doing = (query.capacity,) if query.capacity else (Capacity.OPENED, Capacity.LED)
        facts = [fact for fact in facts if fact.capacity in doing]
    return not those and bool(facts)


def _detail(query: Query, asked: Kind) -> str:
    offices = " atau ".join(query.office_words)
    if offices and asked is Kind.STATEMENT:
        return wording.statement_detail(offices)
    if offices and asked is Kind.REPRESENTING:
        return wording.deputy_detail(offices)
    those = offices or " ".join(concept.text for concept in query.asked_groups)
    if those and asked is Kind.ATTENDEES:
        return wording.attendee_detail(those)
    if asked is Kind.WHEN and _TIME_WORDS & set(query.formal.casefold().split()):
        return wording.TIME_DETAIL
    if asked is Kind.OPENER_OR_LEADER and query.capacity and query.capacity.value in wording.CAPACITY_DETAILS:
        return wording.CAPACITY_DETAILS[query.capacity.value]
    return wording.DETAILS[asked.value]


def _nameless(query: Query, candidate: Candidate) -> str | None:
    """An office asked for that was there, but whose holder the article does not name."""
    facts = [
        fact
        for fact in candidate.facts(FactKind.ATTENDANCE)
        if fact.capacity is not Capacity.ABSENT and not fact.person
    ]
    held = (fact.value for fact in facts if any(holds(fact, office) for office in query.asked_offices))
    return next(held, None)

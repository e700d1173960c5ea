"""What articles say that one person did: meetings, who stood in for whom, statements; each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.store import How, MeetingFilter, PersonLink, Store
from retrieval.language.names import fold_name
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.stems import analyse
from retrieval.language.tables import read_words

_MOST_MEETINGS = 500
"""Meetings, the newest, in which it is looked for who stood in for an office."""

_NOT_THERE = frozenset({Capacity.ABSENT, Capacity.INVITED})


class DeedKind(StrEnum):
    """What somebody did, or what was done in their place."""

    MEETING = "meeting"
    STOOD_IN = "stood_in"
    DEPUTY = "deputy"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed and its evidence, `article.text[start:end]`.

    text: the meeting, who was represented, the deputy, or the words; day: of the meeting, else of publication;
    capacity: as which somebody took part; is_quote: the words are to the letter; is_inferred: the program linked the
    mention by a succession of offices, or whoever was represented by the office that they held then.
    """

    kind: DeedKind
    text: str
    day: date | None
    article: Article
    start: int
    end: int
    capacity: Capacity | None = None
    is_quote: bool = False
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Office:
    """An office of a region, and from when to when it is known to have been somebody's."""

    office: str
    region: str
    first: date
    last: date


def find_deeds(store: Store, links: Sequence[PersonLink]) -> list[Deed]:
    """What a person's articles say that they did, the newest first; of the versions of one text, one is told."""
    ids = {link.mention.article_id for link in links}
    leaders = store.versions.leaders(ids)
    kept = {article_id for article_id in ids if leaders.get(article_id) not in ids}
    articles, readings = store.articles.get_many(kept), store.readings.get_many(kept)
    unnamed = [deed for office in _single_offices(links) for deed in _find_unnamed(store, office, told=ids)]
    return sorted([*deeds_of(links, articles, readings), *unnamed], key=lambda deed: deed.day or date.min, reverse=True)


def _single_offices(links: Sequence[PersonLink]) -> list[_Office]:
    """The offices of a person that a region has one of, each from the first to the last day it is mentioned."""
    days: dict[tuple[str, str], list[date]] = {}
    for mention in (link.mention for link in links):
        if mention.date and mention.region and mention.office_key.partition("|")[0] in read_words("single_offices"):
            days.setdefault((mention.office, mention.region), []).append(mention.date)
    return [_Office(office, region, min(held), max(held)) for (office, region), held in days.items()]


def _find_unnamed(store: Store, office: _Office, *, told: set[str]) -> Iterator[Deed]:
    """Who stood in for an office while somebody held it, in articles that do not name the holder: inferred."""
    wanted = MeetingFilter((office.region,), office.first, office.last)
    found = [one for one in store.readings.find_meetings(wanted, limit=_MOST_MEETINGS) if not one.version_of]
    ids = {one.article_id for one in found} - told
    articles, readings = store.articles.get_many(ids), store.readings.get_many(ids)
    for one in found:
        if one.article_id in articles and one.article_id in readings:
            own = [fact for fact in readings[one.article_id].facts if (fact.meeting or 0) == one.meeting.ordinal]
            day = one.meeting.date or one.published_on
            for kind, fact, text in _facts(own, {}, set(), [office.office]):
                if kind is DeedKind.DEPUTY:
                    yield Deed(kind, text, day, articles[one.article_id], fact.start, fact.end, is_inferred=True)


def deeds_of(
    links: Sequence[PersonLink], articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> list[Deed]:
    """The deeds in these articles, the newest first, those of one day in the order of their articles."""
    by_article: dict[str, list[PersonLink]] = {}
    for link in links:
        by_article.setdefault(link.mention.article_id, []).append(link)
    found = [
        deed
        for article_id, own in sorted(by_article.items())
        if article_id in articles and article_id in readings
        for deed in _in_article(own, articles[article_id], readings[article_id])
    ]
    return sorted(found, key=lambda deed: deed.day or date.min, reverse=True)


def _in_article(links: Sequence[PersonLink], article: Article, reading: Reading) -> Iterator[Deed]:
    names = {link.mention.folded for link in links}
    offices = [link.mention.office for link in links if link.mention.office]
    is_inferred = all(link.how is How.INFERRED for link in links)
    meetings = {meeting.ordinal: meeting for meeting in reading.meetings}
    told: set[tuple[object, ...]] = set()
    for kind, fact, text in _facts(reading.facts, meetings, names, offices):
        meeting = meetings.get(fact.meeting or 0)
        day = (meeting.date if meeting else None) or article.published_on
        key = (kind, fact.meeting or 0) if kind is DeedKind.MEETING else (kind, fact.meeting or 0, text.casefold())
        if key not in told:
            told.add(key)
            is_quote = fact.rule.startswith("statement.quote")
            yield Deed(kind, text, day, article, fact.start, fact.end, fact.capacity, is_quote, is_inferred)


def _facts(
    facts: Iterable[Fact], meetings: Mapping[int, Meeting], names: set[str], offices: Sequence[str]
) -> Iterator[tuple[DeedKind, Fact, str]]:
    """The facts that are a person's deeds, with what is told of each."""
    for fact in facts:
        is_own = fold_name(fact.person or "") in names
        if fact.kind is FactKind.STATEMENT:
            if is_own and fact.certain:
                yield DeedKind.STATEMENT, fact, _one_line(fact.value)
        elif fact.kind is not FactKind.ATTENDANCE or fact.capacity in _NOT_THERE:
            continue
        elif is_own:
            if meeting := meetings.get(fact.meeting or 0):
                yield DeedKind.MEETING, fact, _one_line(meeting.name)
            if fact.represents:
                yield DeedKind.STOOD_IN, fact, _one_line(fact.represents)
        elif fact.represents and _means(fact.represents, names, offices):
            yield DeedKind.DEPUTY, fact, _deputy(fact)


def _means(represented: str, names: set[str], offices: Sequence[str]) -> bool:
    """Whether somebody who was represented, as written, is called by a name or holds an office of a person."""
    words = set(analyse(represented))
    if any(set(analyse(name)) <= words for name in names):
        return True
    asked = [office for office in find_offices(represented) if not office.group]
    return any(offices_match(one, held) for one in asked for office in offices for held in find_offices(office))


def _deputy(fact: Fact) -> str:
    name = _one_line(fact.value)
    role = _one_line(fact.role or "")
    return f"{role} {name}" if role and role.casefold() not in name.casefold() else name


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""What articles say that one person did: meetings, who stood in for whom, statements; each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.store import How, MeetingFilter, Mention, Part, PersonLink, Store, TallyFilter
from retrieval.language.names import fold_name
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.stems import analyse
from retrieval.language.tables import read_words

_MOST_MEETINGS = 500
"""Times, the last ones, that somebody stood in for an office."""

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
    mention by a succession of offices, or whoever was represented by the office that they held then; meeting: the one
    that it was at.
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
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class _Office:
    """An office of a region, as written and by its canonical name, and from when to when it was surely somebody's."""

    office: str
    key: str
    region: str
    first: date
    last: date


def find_deeds(store: Store, links: Sequence[PersonLink], *, skip: int = 0, take: int | None = None) -> list[Deed]:
    """What a person's articles say that they did, the newest first; of the versions of one text, one is told.

    skip, take: only of so many articles, counted from the one that is mentioned last on.
    """
    ids = {link.mention.article_id for link in links}
    leaders = store.versions.leaders(ids)
    stretch = _cut([link.mention for link in links if leaders.get(link.mention.article_id) not in ids], skip, take)
    articles, readings = store.articles.get_many(stretch.articles), store.readings.get_many(stretch.articles)
    own = [link for link in links if link.mention.article_id in stretch.articles]
    offices = [office for office in map(stretch.narrow, _single_offices(links)) if office]
    unnamed = [deed for office in offices for deed in _find_unnamed(store, office, told=ids)]
    return sorted([*deeds_of(own, articles, readings), *unnamed], key=lambda deed: deed.day or date.min, reverse=True)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some of a person's articles, and the days (half-open) that they and no others are told with."""

    articles: frozenset[str]
    since: date
    before: date

    def narrow(self, office: _Office) -> _Office | None:
        """The office as far as it was held in these days."""
        first, last = max(office.first, self.since), min(office.last, self.before - timedelta(days=1))
        return replace(office, first=first, last=last) if first <= last else None


def _cut(mentions: Sequence[Mention], skip: int, take: int | None) -> _Stretch:
    days: dict[str, date] = {}
    for mention in mentions:
        days[mention.article_id] = max(days.get(mention.article_id, date.min), mention.date or date.min)
    ids = sorted(days, key=lambda article_id: (-days[article_id].toordinal(), article_id))
    end = len(ids) if take is None else min(skip + take, len(ids))
    since = days[ids[end - 1]] if skip < end < len(ids) else date.min
    return _Stretch(frozenset(ids[skip:end]), since, days[ids[skip - 1]] if 0 < skip < len(ids) else date.max)


def _single_offices(links: Sequence[PersonLink]) -> list[_Office]:
    """The offices of a person that a region has one of, each from the first to the last day it is mentioned."""
    days: dict[tuple[str, str, str], list[date]] = {}
    for mention in (link.mention for link in links):
        key = mention.office_key.partition("|")[0]
        if mention.date and mention.region and key in read_words("single_offices"):
            days.setdefault((mention.office, key, mention.region), []).append(mention.date)
    return [_Office(*office, min(held), max(held)) for office, held in days.items()]


def _find_unnamed(store: Store, office: _Office, *, told: set[str]) -> Iterator[Deed]:
    """Who stood in for an office while somebody held it, in articles that do not name the holder: inferred."""
    then = MeetingFilter(since=office.first, until=office.last)
    wanted = TallyFilter((Part.STOOD_IN_FOR,), then, offices=(office.key,), places=(office.region,))
    tallied = store.tallies.find(wanted, limit=_MOST_MEETINGS)
    found = {(one.found.article_id, one.found.meeting.ordinal): one.found for one in tallied}
    ids = {one.article_id for one in found.values() if not one.version_of} - told
    articles, readings = store.articles.get_many(ids), store.readings.get_many(ids)
    for article_id, ordinal in found:
        if article_id in articles and article_id in readings:
            meetings = {one.ordinal: one for one in readings[article_id].meetings if one.ordinal == ordinal}
            own = [fact for fact in readings[article_id].facts if (fact.meeting or 0) == ordinal]
            for deed in _tell(articles[article_id], meetings, _facts(own, {}, set(), [office.office])):
                if deed.kind is DeedKind.DEPUTY:
                    yield replace(deed, is_inferred=True)


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
    for deed in _tell(article, meetings, _facts(reading.facts, meetings, names, offices)):
        ordinal = deed.meeting.ordinal if deed.meeting else 0
        key = (deed.kind, ordinal) if deed.kind is DeedKind.MEETING else (deed.kind, ordinal, deed.text.casefold())
        if key not in told:
            told.add(key)
            yield replace(deed, is_inferred=is_inferred)


def _tell(
    article: Article, meetings: Mapping[int, Meeting], facts: Iterable[tuple[DeedKind, Fact, str]]
) -> Iterator[Deed]:
    for kind, fact, text in facts:
        meeting = meetings.get(fact.meeting or 0)
        yield Deed(
            kind,
            text,
            (meeting.date if meeting else None) or article.published_on,
            article,
            fact.start,
            fact.end,
            fact.capacity,
            is_quote=fact.rule.startswith("statement.quote"),
            meeting=meeting,
        )


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

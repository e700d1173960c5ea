"""Who holds an office, where no meeting is asked about: whom the archive names in it, when, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from data.article import Article
from data.store import PersonLink, Store
from data.wording import answers as shared
from data.wording import people as wording
from retrieval.answering.answer import Answer, Evidence, Status, sources
from retrieval.answering.answers.holders import in_other_region, named_holder
from retrieval.answering.answers.persons import cite_mention
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import naming_words
from retrieval.answering.slots.lists import period_bounds
from retrieval.language.dates import format_date
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.regions import is_within, region
from retrieval.language.text import fold
from retrieval.people.candidates import FORMER, NATIONAL, office_width
from retrieval.people.profile import describe

_MOST_HOLDERS = 8
# Digits of the code of the smallest region that a mention's office is kept with.
_REGENCY = 4


def asks_holder(query: Query) -> bool:
    """Whether a question names an office, and nothing that would tell of a meeting.

    An agency without a region may be a national one.
    """
    words = query.formal.casefold().split()
    asks = "siapa" in words and query.wanted == (Kind.ATTENDEES,) and len(query.asked_offices) == 1
    if not asks or query.kinds or query.inherited or naming_words(query):
        return False
    is_known = says_where(query) or not query.asked_offices[0].unit
    return is_known and all(cue.kind is Kind.PERSON for cue in find_cues(query.formal))


def says_where(query: Query) -> bool:
    """Whether it is known of which region the office is."""
    return bool(_places(query))


@dataclass(frozen=True, slots=True)
class _Holder:
    """Somebody whom an article names in the office: how that is told, and what it stands on."""

    line: str
    fact: Evidence
    article: Article


def answer_holder(query: Query, store: Store, candidates: Sequence[Candidate]) -> Answer:
    """Everyone whom the archive names in the office, the latest first; or that it names nobody.

    candidates: where to look for a name beside the office, which no fact gives.
    """
    links = _find(query, store)
    place = region(query.regions[0]) if query.regions else None
    if place and not links and not store.articles.coverage(place.code).articles:
        return Answer(query.text, Status.NOT_COVERED, Kind.PERSON, shared.region_not_covered(place.name))
    then = [link for link in links if _is_within(link.mention.date, query)]
    told = _tell(then, store) or _find_beside(query, candidates)
    shown = told or _tell(links, store)
    say = _say_named if told else _say_unnamed
    facts = tuple(one.fact for one in shown)
    return Answer(
        question=query.text,
        status=Status.ANSWERED if told else Status.NOT_STATED,
        kind=Kind.PERSON,
        text=say(query, [one.line for one in shown]),
        facts=facts,
        sources=sources(facts, {one.article.id: one.article for one in shown}),
    )


def _say_named(query: Query, lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else shared.listing(wording.holders(query.office_words[0]), lines)


def _say_unnamed(query: Query, others: Sequence[str]) -> str:
    """That nobody is named then, and who was at other times."""
    office = query.office_words[0]
    when = dict.fromkeys(query.formal[period.start : period.end] for period in query.periods)
    unnamed = wording.holder_unnamed(office, " ".join(when))
    return shared.listing(f"{unnamed}\n{wording.holders(office)}", others) if others else unnamed


def find_holding(query: Query, store: Store) -> list[int]:
    """The people whom the archive names in the office asked for, the latest first."""
    return list(_by_person(_find(query, store)))


def _tell(links: Sequence[PersonLink], store: Store) -> list[_Holder]:
    """Each person once, by the latest mention; an article may have been removed in between."""
    articles = store.articles.get_many({link.mention.article_id for link in links})
    people = _by_person(link for link in links if link.mention.article_id in articles)
    shown = [(_say_holder(held), held[0].mention) for held in list(people.values())[:_MOST_HOLDERS]]
    told = [(line, one, articles[one.article_id]) for line, one in shown]
    return [_Holder(line, cite_mention(article, one), article) for line, one, article in told]


def _say_holder(links: Sequence[PersonLink]) -> str:
    shown = links[0].mention
    aliases = [name for name in describe(links[0].person, links, leaders={}).aliases if name != shown.name]
    days = [link.mention.date for link in links if link.mention.date]
    span = wording.span(format_date(min(days)), format_date(max(days))) if days else None
    name = shared.person(shown.name, role=shown.office, represents=None, doing=None)
    line = wording.holder(name, days=span)
    return f"{line} {wording.aliases(aliases)}" if aliases else line


def _find_beside(query: Query, candidates: Sequence[Candidate]) -> list[_Holder]:
    """Those whom articles on the region, and of the time, name right after the office, each by the latest article."""
    office, words = query.asked_with_words[0]
    near = [one for one in candidates if _is_near(query, one) and _is_within(one.article.published_on, query)]
    named = [(one.article, *told) for one in near if (told := named_holder(one, office))]
    holders: dict[str, _Holder] = {}
    for article, name, sentence in sorted(named, key=lambda one: one[0].published_on or date.min, reverse=True):
        if _is_apposed(name, sentence) and not in_other_region(words, name):
            day = format_date(article.published_on) if article.published_on else None
            line = wording.holder(name, days=day)
            holders.setdefault(name, _Holder(line, replace(sentence, value=name), article))
    return list(holders.values())


def _is_near(query: Query, candidate: Candidate) -> bool:
    """Whether an article is about the region asked for, where one is."""
    pairs = product(candidate.reading.regions, query.regions)
    return not query.regions or any(is_within(code, asked) for code, asked in pairs)


def _is_apposed(holder: str, item: Evidence) -> bool:
    """Whether the name follows the office without a comma ("atas nama Bupati, Budi berkata"), and no "mantan" it."""
    office = next(iter(find_offices(holder)), None)
    before = " ".join(item.quote.split()).partition(holder)[0].casefold().split()[-1:]
    return office is not None and holder[office.end : office.end + 1] == " " and FORMER.isdisjoint(before)


def _find(query: Query, store: Store) -> list[PersonLink]:
    """Mentions of those who hold the office asked for, the newest first; of a place smaller than a regency they have
    to name it."""
    office = query.asked_offices[0]
    links = [link for place in _places(query) for link in store.people.holding(office.office, place)]
    places = [place.name for code in query.regions if len(code) > _REGENCY and (place := region(code))]
    named = set(fold(" ".join(places)).split())
    held = [link for link in links if link.mention.end and named.issubset(fold(link.mention.office).split())]
    return [link for link in held if any(offices_match(office, one) for one in find_offices(link.mention.office))]


def _places(query: Query) -> tuple[str, ...]:
    """The regions that the office asked for may be kept with; none where the question does not say which."""
    width = office_width(query.asked_offices[0].office)
    return tuple(dict.fromkeys(code[:width] for code in query.regions)) if width else (NATIONAL,)


def _is_within(day: date | None, query: Query) -> bool:
    since, until = period_bounds(query.periods)
    return since is None or until is None or (day is not None and since <= day <= until)


def _by_person(links: Iterable[PersonLink]) -> dict[int, list[PersonLink]]:
    """The links of each person together, in the order of their first."""
    people: dict[int, list[PersonLink]] = {}
    for link in links:
        people.setdefault(link.person, []).append(link)
    return people

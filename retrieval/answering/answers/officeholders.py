"""Who holds an office, where no meeting is asked about: whom the archive names in it, when, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.store import PersonLink, Store
from data.wording import answers as shared
from data.wording import people as wording
from retrieval.answering.answer import Answer, Evidence, Status, quote, sources
from retrieval.answering.answers.holders import in_other_region, named_holder
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import naming_words
from retrieval.answering.slots.lists import period_bounds
from retrieval.language.dates import format_date
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.regions import is_within, region
from retrieval.language.tables import read_table
from retrieval.language.text import fold
from retrieval.people.candidates import FORMER, NATIONAL
from retrieval.people.profile import describe

_MOST_HOLDERS = 8
# Digits of the code of the regency or province that a mention's office is kept with.
_REGENCY, _PROVINCE = 4, 2


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


def answer_holder(query: Query, store: Store, candidates: Sequence[Candidate]) -> Answer:
    """Everyone whom the archive names in the office, the latest first; or that it names nobody.

    candidates: where to look for a name beside the office, which no fact gives.
    """
    links = [link for link in _find(query, store) if link.mention.end]
    place = region(query.regions[0]) if query.regions else None
    if place and not links and not store.articles.coverage(place.code).articles:
        return Answer(query.text, Status.NOT_COVERED, Kind.PERSON, shared.region_not_covered(place.name))
    then = [link for link in links if _is_within(link.mention.date, query)]
    if not then and (beside := _find_beside(query, candidates)):
        return _answer_beside(query, beside)
    articles = store.articles.get_many({link.mention.article_id for link in then or links})
    # An article may have been removed in between.
    told = _by_person(link for link in then or links if link.mention.article_id in articles)[:_MOST_HOLDERS]
    shown = [held[0].mention for held in told]
    cuts = [quote(articles[one.article_id], one.start, one.end) for one in shown]
    return Answer(
        question=query.text,
        status=Status.ANSWERED if then and told else Status.NOT_STATED,
        kind=Kind.PERSON,
        text=_say(query, [_say_holder(held) for held in told], is_then=bool(then and told)),
        facts=tuple(replace(cut, value=one.name, role=one.office) for cut, one in zip(cuts, shown, strict=True)),
        sources=sources(cuts, articles),
    )


def find_holding(query: Query, store: Store) -> list[int]:
    """The people whom the archive names in the office asked for, the latest first."""
    return [links[0].person for links in _by_person(link for link in _find(query, store) if link.mention.end)]


def _find_beside(query: Query, candidates: Sequence[Candidate]) -> list[tuple[Candidate, str, Evidence]]:
    """The articles on the region, and of the time, that name somebody right after the office."""
    office, words = query.asked_with_words[0]
    found = []
    for candidate in {one.article.id: one for one in candidates}.values():
        near = any(is_within(code, asked) for asked in query.regions for code in candidate.reading.regions)
        named = named_holder(candidate, office) if near or not query.regions else None
        is_told = named and _is_apposed(*named) and not in_other_region(words, named[0])
        if named and is_told and _is_within(candidate.article.published_on, query):
            found.append((candidate, *named))
    return found


def _is_apposed(holder: str, item: Evidence) -> bool:
    """Whether the name follows the office without a comma ("atas nama Bupati, Budi berkata"), and no "mantan" it."""
    office = next(iter(find_offices(holder)), None)
    before = " ".join(item.quote.split()).partition(holder)[0].casefold().split()[-1:]
    return office is not None and holder[office.end : office.end + 1] == " " and FORMER.isdisjoint(before)


def _answer_beside(query: Query, found: Sequence[tuple[Candidate, str, Evidence]]) -> Answer:
    """Each name once, the latest first, with the day on which an article last gave it."""
    days: dict[str, date | None] = {}
    for candidate, name, _ in sorted(found, key=lambda one: one[0].article.published_on or date.min, reverse=True):
        days.setdefault(name, candidate.article.published_on)
    lines = [wording.holder(name, days=format_date(day) if day else None) for name, day in days.items()]
    facts = tuple(replace(item, value=name) for _, name, item in found)
    articles = {candidate.article.id: candidate.article for candidate, _, _ in found}
    text = _say(query, lines, is_then=True)
    return Answer(query.text, Status.ANSWERED, Kind.PERSON, text, facts=facts, sources=sources(facts, articles))


def _say(query: Query, lines: Sequence[str], *, is_then: bool) -> str:
    office = query.office_words[0]
    listed = shared.listing(wording.holders(office), lines) if len(lines) > 1 or not is_then else lines[0]
    if is_then:
        return listed
    when = " ".join(dict.fromkeys(query.formal[period.start : period.end] for period in query.periods))
    unnamed = wording.holder_unnamed_then(office, when) if when else wording.holder_unnamed(office)
    return f"{unnamed}\n{listed}" if lines else unnamed


def _say_holder(links: Sequence[PersonLink]) -> str:
    shown = links[0].mention
    aliases = [name for name in describe(links[0].person, links, leaders={}).aliases if name != shown.name]
    days = [link.mention.date for link in links if link.mention.date]
    span = wording.span(format_date(min(days)), format_date(max(days))) if days else None
    name = shared.person(shown.name, role=shown.office, represents=None, doing=None)
    line = wording.holder(name, days=span)
    return f"{line} {wording.aliases(aliases)}" if aliases else line


def _find(query: Query, store: Store) -> list[PersonLink]:
    """Those who hold the office asked for; one of a place smaller than a regency has to name it."""
    office = query.asked_offices[0]
    links = [link for place in _places(query) for link in store.people.holding(office.office, place)]
    places = [place.name for code in query.regions if len(code) > _REGENCY and (place := region(code))]
    named = set(fold(" ".join(places)).split())
    held = [link for link in links if named.issubset(fold(link.mention.office).split())]
    return [link for link in held if any(offices_match(office, one) for one in find_offices(link.mention.office))]


def _places(query: Query) -> tuple[str, ...]:
    """The regions that the office asked for may be kept with; none where the question does not say which."""
    office = query.asked_offices[0].office
    level = next((row["level"] for row in read_table("office_levels") if row["office"] == office), "regency")
    length = {"national": 0, "province": _PROVINCE}.get(level, _REGENCY)
    return tuple(dict.fromkeys(code[:length] for code in query.regions)) if length else (NATIONAL,)


def _is_within(day: date | None, query: Query) -> bool:
    since, until = period_bounds(query.periods)
    return since is None or until is None or (day is not None and since <= day <= until)


def _by_person(links: Iterable[PersonLink]) -> list[list[PersonLink]]:
    """The links of each person together, in the order of their first."""
    people: dict[int, list[PersonLink]] = {}
    for link in links:
        people.setdefault(link.person, []).append(link)
    return list(people.values())

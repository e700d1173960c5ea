"""Who holds an office, where no meeting is asked about: whom the archive names in it, when, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.store import Mention, PersonLink, Store
from data.wording import answers as shared
from data.wording import people as wording
from retrieval.answering.answer import Answer, Evidence, Status, quote, source
from retrieval.answering.answers.holders import in_other_region, named_holder
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.lists import period_bounds
from retrieval.language.dates import format_date
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.regions import is_within, region
from retrieval.language.tables import read_table
from retrieval.language.text import fold
from retrieval.people.candidates import FORMER, NATIONAL
from retrieval.people.profile import describe

_MOST_HOLDERS = 8
# Digits of the code of the regency or province that a mention's office is kept with.
_REGENCY, _PROVINCE = 4, 2


def asks_holder(query: Query) -> bool:
    """Whether a question names an office, and nothing that would tell of a meeting."""
    words = query.formal.casefold().split()
    names_meeting = query.kinds or query.inherited or any(not concept.is_kind for concept in query.concepts)
    if "siapa" not in words or query.wanted != (Kind.ATTENDEES,) or names_meeting:
        return False
    if len(query.asked_offices) != 1 or any(cue.kind is not Kind.PERSON for cue in find_cues(words)):
        return False
    # An agency without a region may be a national one.
    return says_where(query) or not query.asked_offices[0].unit


def says_where(query: Query) -> bool:
    """Whether it is known of which region the office is."""
    return bool(_places(query))


def answer_holder(query: Query, store: Store, candidates: Sequence[Candidate]) -> Answer:
    """Everyone whom the archive names in the office, the latest first; or that it names nobody.

    candidates: where to look for a name beside the office, which no fact gives.
    """
    office = query.asked_offices[0]
    links = [link for link in _find(office, query, store) if link.mention.end]
    if not links and (missing := _uncovered(query, store)):
        text = shared.region_not_covered(missing)
        return Answer(question=query.text, status=Status.NOT_COVERED, kind=Kind.PERSON, text=text)
    then = [link for link in links if _is_within(link.mention.date, query)]
    if not then and (beside := _find_beside(query, candidates)):
        return _answer_beside(query, beside)
    told = _by_person(then or links)[:_MOST_HOLDERS]
    articles = store.articles.get_many({_shown(held).article_id for held in told})
    facts = [
        replace(quote(articles[one.article_id], one.start, one.end), value=one.name, role=one.office)
        for one in map(_shown, told)
        if one.article_id in articles
    ]
    return Answer(
        question=query.text,
        status=Status.ANSWERED if then else Status.NOT_STATED,
        kind=Kind.PERSON,
        text=_say(query, [_say_holder(held) for held in told], is_then=bool(then)),
        facts=tuple(facts),
        sources=tuple(dict.fromkeys(source(articles[fact.article_id]) for fact in facts)),
    )


def _say(query: Query, lines: Sequence[str], *, is_then: bool) -> str:
    office = query.office_words[0]
    listed = shared.listing(wording.holders(office), lines) if len(lines) > 1 or not is_then else "\n".join(lines)
    if is_then:
        return listed
    when = " ".join(dict.fromkeys(query.formal[period.start : period.end] for period in query.periods))
    unnamed = wording.holder_unnamed_then(office, when) if when else wording.holder_unnamed(office)
    return f"{unnamed}\n{listed}" if lines else unnamed


def _shown(links: Sequence[PersonLink]) -> Mention:
    """The newest mention by the name that most articles give, the fullest of several."""
    names = Counter(link.mention.name for link in links)
    name = max(names, key=lambda one: (names[one], len(one)))
    return next(link.mention for link in links if link.mention.name == name)


def _say_holder(links: Sequence[PersonLink]) -> str:
    shown = _shown(links)
    aliases = [name for name in describe(links[0].person, links).aliases if name != shown.name]
    days = [link.mention.date for link in links if link.mention.date]
    span = wording.span(format_date(min(days)), format_date(max(days))) if days else None
    name = shared.person(shown.name, role=shown.office, represents=None, doing=None)
    line = wording.holder(name, days=span)
    return f"{line} {wording.aliases(aliases)}" if aliases else line


def _uncovered(query: Query, store: Store) -> str | None:
    """The region asked about, where the archive has no article on it."""
    place = region(query.regions[0]) if query.regions else None
    return place.name if place and not store.articles.coverage(place.code).articles else None


def _find_beside(query: Query, candidates: Sequence[Candidate]) -> list[tuple[Candidate, str, Evidence]]:
    """The articles on the region, and of the time, that name somebody right after the office."""
    office, words = query.asked_with_words[0]
    found = []
    for candidate in {one.article.id: one for one in candidates}.values():
        near = any(is_within(code, asked) for asked in query.regions for code in candidate.reading.regions)
        named = named_holder(candidate, office) if near or not query.regions else None
        is_told = named and _is_apposed(*named) and not in_other_region(words, named[0])
        if named and is_told and _is_within(_published(candidate), query):
            found.append((candidate, *named))
    return found


def _is_apposed(holder: str, item: Evidence) -> bool:
    """Whether the name follows the office without a comma ("atas nama Bupati, Budi berkata"), and no "mantan" it."""
    office = next(iter(find_offices(holder)), None)
    before = " ".join(item.quote.split()).partition(holder)[0].casefold().split()[-1:]
    return office is not None and holder[office.end : office.end + 1] == " " and FORMER.isdisjoint(before)


def _answer_beside(query: Query, found: Sequence[tuple[Candidate, str, Evidence]]) -> Answer:
    newest = sorted(found, key=lambda one: _published(one[0]) or date.min, reverse=True)
    days = {name: _published(candidate) for candidate, name, _ in reversed(newest)}
    lines = [wording.holder(name, days=format_date(day) if day else None) for name, day in days.items()]
    return Answer(
        question=query.text,
        status=Status.ANSWERED,
        kind=Kind.PERSON,
        text=_say(query, lines[::-1], is_then=True),
        facts=tuple(replace(item, value=name) for _, name, item in newest),
        sources=tuple(source(candidate.article) for candidate, _, _ in newest),
    )


def _published(candidate: Candidate) -> date | None:
    published = candidate.article.published
    return published.date() if published else None


def _find(office: OfficeMention, query: Query, store: Store) -> list[PersonLink]:
    links = [link for place in _places(query) for link in store.people.holding(office.office, place)]
    named = [place for code in query.regions if len(code) > _REGENCY and (place := region(code))]
    return [
        link
        for link in links
        if any(offices_match(office, given) for given in find_offices(link.mention.office))
        and all(set(fold(place.name).split()) <= set(fold(link.mention.office).split()) for place in named)
    ]


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

"""Who holds an office, where no meeting is asked about: whom the archive names in it, when, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.store import PersonLink, Store
from data.wording import answers as shared
from data.wording import people as wording
from retrieval.answering.answer import Answer, Status, quote, sources
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.presence import naming_words
from retrieval.answering.slots.lists import period_bounds
from retrieval.language.dates import format_date
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.regions import region
from retrieval.language.tables import read_table
from retrieval.language.text import fold
from retrieval.people.candidates import NATIONAL
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


def answer_holder(query: Query, store: Store) -> Answer:
    """Everyone whom the archive names in the office, the latest first; or that it names nobody."""
    links = [link for link in _find(query, store) if link.mention.end]
    place = region(query.regions[0]) if query.regions else None
    if place and not links and not store.articles.coverage(place.code).articles:
        return Answer(query.text, Status.NOT_COVERED, Kind.PERSON, shared.region_not_covered(place.name))
    then = [link for link in links if _is_within(link.mention.date, query)]
    told = _by_person(then or links)[:_MOST_HOLDERS]
    shown = [held[0].mention for held in told]
    articles = store.articles.get_many({one.article_id for one in shown})
    cuts = [quote(articles[one.article_id], one.start, one.end) for one in shown]
    return Answer(
        question=query.text,
        status=Status.ANSWERED if then else Status.NOT_STATED,
        kind=Kind.PERSON,
        text=_say(query, [_say_holder(held) for held in told], is_then=bool(then)),
        facts=tuple(replace(cut, value=one.name, role=one.office) for cut, one in zip(cuts, shown, strict=True)),
        sources=sources(cuts, articles),
    )


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
    aliases = [name for name in describe(links[0].person, links).aliases if name != shown.name]
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

"""Who holds an office, where no meeting is asked about: whom the archive names in it, when, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from data.store import PersonLink, Store
from data.wording import answers as shared
from data.wording import people as wording
from retrieval.answering.answer import Answer, Status, stand_on
from retrieval.answering.answers.persons import cite_mention, say_days
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.presence import naming_words
from retrieval.answering.slots.lists import period_bounds
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.regions import region
from retrieval.language.text import fold
from retrieval.people.candidates import NATIONAL, office_width
from retrieval.people.profile import Tenure, describe

_MOST_HOLDERS = 8
# Digits of the code of the smallest region that a mention's office is kept with.
_REGENCY = 4


def asks_holder(query: Query) -> bool:
    """Whether a question names an office, and nothing that would tell of a meeting.

    An agency without a region may be a national one.
    """
    asks = "siapa" in query.formal.casefold().split() and query.wanted == (Kind.ATTENDEES,)
    of_a_meeting = (query.kinds, query.inherited, naming_words(query))
    if not asks or len(query.asked_offices) != 1 or any(of_a_meeting):
        return False
    is_known = says_where(query) or not query.asked_offices[0].unit
    return is_known and all(cue.kind is Kind.PERSON for cue in find_cues(query.formal))


def says_where(query: Query) -> bool:
    """Whether it is known of which region the office is."""
    return bool(_places(query))


def answer_holder(query: Query, store: Store) -> Answer:
    """Everyone whom the archive names in the office, the latest first; or that it names nobody."""
    links = _find(query, store)
    place = region(query.regions[0]) if query.regions else None
    if place and not links and not store.articles.coverage(place.code).articles:
        return Answer(query.text, Status.NOT_COVERED, Kind.PERSON, shared.region_not_covered(place.name))
    articles = store.articles.get_many({link.mention.article_id for link in links})
    # An article may have been removed in between.
    links = [link for link in links if link.mention.article_id in articles]
    then = [link for link in links if _is_within(link.mention.date, query)]
    held = list(_by_person(then or links).values())[:_MOST_HOLDERS]
    shown = [links[0].mention for links in held]
    facts = [cite_mention(articles[mention.article_id], mention) for mention in shown]
    say, status = (_say_named, Status.ANSWERED) if then else (_say_unnamed, Status.NOT_STATED)
    text = say(query, list(map(_say_holder, held)))
    return stand_on(facts, articles, query=query, text=text, status=status).with_(kind=Kind.PERSON)


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


def _say_holder(links: Sequence[PersonLink]) -> str:
    shown = links[0].mention
    aliases = describe(links[0].person, links, leaders={}).aliases
    name = shared.person(shown.name, role=shown.office, represents=None, doing=None)
    line = wording.holder(name, days=say_days(Tenure(shown.office, shown.region, tuple(links))))
    return f"{line} {wording.aliases(aliases)}" if aliases else line


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
    return since is None or until is None or since <= (day or date.min) <= until


def _by_person(links: Iterable[PersonLink]) -> dict[int, list[PersonLink]]:
    """The links of each person together, in the order of their first."""
    people: dict[int, list[PersonLink]] = {}
    for link in links:
        people.setdefault(link.person, []).append(link)
    return people

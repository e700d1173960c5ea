"""What a question counts: the holder of an office, a person, or the meetings of a region or a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from data.store import PersonLink, Store
from data.wording import people as wording
from data.wording.answers import shorten
from retrieval.answering.answers.persons import asked_name, find_asked
from retrieval.answering.asking.concepts import find_concepts
from retrieval.answering.asking.counting import find_places, split_sides
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Query
from retrieval.answering.slots.lists import say_period
from retrieval.facts.kinds import ancestors
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import RegionMention, region
from retrieval.people.profile import Profile, say_region

# What such a meeting is a case of means any: who "ikut rapat" may have been at a plenary session.
_MEETING = "rakor"


FindArticles = Callable[[Query], Collection[str] | None]
"""The articles that have the words of a question, None where it has none."""


@dataclass(frozen=True, slots=True)
class Side:
    """Something that is counted: by its name, at meetings that the query narrows.

    office and places: whose holder, of which regions; person: their number, 0 for none. Of neither meetings count.
    namesakes: people of the same name who are not counted; articles: those that alone count, None for all.
    """

    name: str
    query: Query
    office: OfficeMention | None = None
    places: tuple[str, ...] = ()
    person: int = 0
    namesakes: int = 0
    articles: Collection[str] | None = None


def find_sides(query: Query, store: Store) -> list[Side]:
    """What a question counts, in its order: offices, else people, else the meetings of its regions or times."""
    query = at_any_meeting(query)
    offices = offices_of(query)
    sides = offices or _people(query, store)
    if not sides:
        sides = [
            Side(say_place(place), replace(query, regions=place.codes), places=place.codes)
            for place in find_places(query.formal)
        ]
    if len(sides) <= 1 < len(query.periods):
        whole = sides[0] if sides else Side("", query)
        return [_then(whole, period) for period in query.periods]
    return sides


def at_any_meeting(query: Query) -> Query:
    """The query at meetings of any kind, where the kind that it names means any."""
    return replace(query, kinds=()) if set(query.kinds) <= set(ancestors(_MEETING)) else query


def offices_of(query: Query) -> list[Side]:
    """The offices that a question names, each of its own region.

    "Bupati dan wakil bupati Tebo" are both of Tebo, "bupati Tebo dengan Bungo" are two; a region that is no office's is
    that of the meetings.
    """
    found = [office for office in find_offices(query.formal) if not office.group]
    places = find_places(query.formal)
    own = [[place for place in places if office.start <= place.start < office.end] for office in found]
    shared = next((named for named in reversed(own) if named), [])
    beside = [place for place in places if all(place not in named for named in own)]
    if len(found) == 1 and shared and beside and query.counting and query.counting.way == "compared":
        return [_hold(query, found[0], [place], []) for place in (*shared, *beside)]
    return [_hold(query, office, named or shared, beside) for office, named in zip(found, own, strict=True)]


def _hold(query: Query, office: OfficeMention, own: Sequence[RegionMention], beside: Sequence[RegionMention]) -> Side:
    named = [place for place in find_places(query.formal) if office.start <= place.start < office.end]
    words = query.formal[office.start : min((place.start for place in named), default=office.end)]
    name = " ".join([*words.split(), *(say_place(place) for place in own)])
    codes = tuple(code for place in beside for code in place.codes)
    places = tuple(code for place in own for code in place.codes) or codes
    return Side(f"{name[:1].upper()}{name[1:]}", replace(query, regions=codes), office, places)


def _people(query: Query, store: Store) -> list[Side]:
    """The people whom the stretches of a question name; of several of one name whom most articles mention."""
    sides = []
    for start, end in split_sides(query.formal):
        part = _cut(query, start, end)
        if asked_name(part) and (profiles := find_asked(part, store)):
            first, links = profiles[0], store.people.of_people([profiles[0].person])
            name = call_person(first, links[first.person])
            sides.append(Side(name, query, person=first.person, namesakes=len(profiles) - 1))
    return sides


def call_person(profile: Profile, links: Sequence[PersonLink]) -> str:
    """Somebody by the name that most articles give, with the office that they were last named in, or their region."""
    written = Counter(link.mention.name for link in links if len(link.mention.folded.split()) > 1)
    name = max(written, key=lambda one: (written[one], len(one)), default=profile.name)
    office = profile.tenures[0].office if profile.tenures else ""
    return wording.person(shorten(name), office or say_region(profile.region))


def _cut(query: Query, start: int, end: int) -> Query:
    """The query of a stretch of the question alone, without the words that count."""
    spans = query.counting.spans if query.counting else ()
    taken = [(first - start, last - start) for first, last in spans if start <= first < end]
    formal = query.formal[start:end]
    known = {concept.text for concept in query.concepts}
    concepts = tuple(one for one in find_concepts(parse(formal), taken=taken) if {*one.text.split()} <= _words(known))
    return replace(query, formal=formal, concepts=concepts, periods=())


def _words(texts: set[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


def _then(side: Side, period: Period) -> Side:
    name = ", ".join(filter(None, (side.name, say_period(period))))
    return replace(side, name=name, query=replace(side.query, periods=(period,)))


def say_place(place: RegionMention) -> str:
    """A region by its name."""
    named = region(place.codes[0])
    return named.name if named else ""

"""What a question counts: the holder of an office, a person, or the meetings of a region or a time; and its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from data.store import FoundTally, Part, PersonLink, Store, TallyFilter
from data.wording import counting as wording
from data.wording import people as wording_of_people
from data.wording.answers import shorten
from retrieval.answering.answers.events import Event, count_events, gather_events
from retrieval.answering.answers.holders import is_office, other_words_for
from retrieval.answering.answers.persons import asked_name, find_asked
from retrieval.answering.asking.concepts import find_concepts
from retrieval.answering.asking.counting import find_places, split_sides
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Query
from retrieval.answering.slots.lists import meeting_filter, say_period
from retrieval.facts.kinds import ancestors
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import RegionMention, region
from retrieval.people.profile import Profile, say_region

# What such a meeting is a case of means any: who "ikut rapat" may have been at a plenary session.
_MEETING = "rakor"
# Tallies that are grouped one by one; far more than a holder of an office has.
_MOST_COUNTED = 5000

FindArticles = Callable[[Query], Collection[str] | None]
"""The articles that have the words of a question, None where it has none."""


@dataclass(frozen=True, slots=True)
class Side:
    """Something that is counted: by its name, at meetings that the query narrows.

    office and places: whose holder, of which regions; person: their number, 0 for none. Of neither meetings count.
    articles: those that alone count, None for all.
    """

    name: str
    query: Query
    office: OfficeMention | None = None
    places: tuple[str, ...] = ()
    person: int = 0
    articles: Collection[str] | None = None

    @property
    def title(self) -> str:
        """The name, with that it is of all regions where it is of none in particular."""
        return self.name if self.places or self.person else wording.everywhere(self.name)


def find_sides(query: Query, store: Store) -> list[Side]:
    """What a question counts, in its order: offices, else people, else the meetings of its regions or times."""
    query = at_any_meeting(query)
    sides = offices_of(query) or _people(query, store) or _regions(query)
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
    found = find_offices(query.formal)
    places = find_places(query.formal)
    own = [[place for place in places if office.start <= place.start < office.end] for office in found]
    shared = next(filter(None, reversed(own)), [])
    beside = [place for place in places if place not in chain(*own)]
    if len(found) == 1 and shared and beside and query.counting and query.counting.way == "compared":
        return [_hold(query, found[0], [place], []) for place in (*shared, *beside)]
    return [_hold(query, office, named or shared, beside) for office, named in zip(found, own, strict=True)]


def _hold(query: Query, office: OfficeMention, own: Sequence[RegionMention], beside: Sequence[RegionMention]) -> Side:
    named = [place for place in find_places(query.formal) if office.start <= place.start < office.end]
    words = query.formal[office.start : min((place.start for place in named), default=office.end)]
    name = " ".join([*words.split(), *(say_place(place) for place in own)])
    codes, places = (tuple(chain(*(place.codes for place in stretch))) for stretch in (beside, own or beside))
    return Side(f"{name[:1].upper()}{name[1:]}", replace(query, regions=codes), office, places)


def _people(query: Query, store: Store) -> list[Side]:
    """The people whom the stretches of a question name; of several of one name whom most articles mention."""
    sides = []
    for start, end in split_sides(query.formal):
        part = _cut(query, start, end)
        if asked_name(part) and (profiles := find_asked(part, store)):
            first, links = profiles[0], store.people.of_people([profiles[0].person])
            sides.append(Side(call_person(first, links[first.person]), query, person=first.person))
    return sides


def _regions(query: Query) -> list[Side]:
    named = [(say_place(place), place.codes) for place in find_places(query.formal)]
    return [Side(name, replace(query, regions=codes), places=codes) for name, codes in named]


def call_person(profile: Profile, links: Sequence[PersonLink]) -> str:
    """Somebody by the name that most articles give, with the office that they were last named in, or their region."""
    written = Counter(link.mention.name for link in links if len(link.mention.folded.split()) > 1)
    name = max(written, key=lambda one: (written[one], len(one)), default=profile.name)
    return wording_of_people.person(shorten(name), profile.tenures[0].office or say_region(profile.region))


def _cut(query: Query, start: int, end: int) -> Query:
    """The query of a stretch of the question alone, without the words that count."""
    spans = query.counting.spans if query.counting else ()
    taken = [(first - start, last - start) for first, last in spans if start <= first < end]
    formal = query.formal[start:end]
    known = set(" ".join(concept.text for concept in query.concepts).split())
    concepts = tuple(one for one in find_concepts(parse(formal), taken=taken) if known.issuperset(one.text.split()))
    return replace(query, formal=formal, concepts=concepts, periods=())


def _then(side: Side, period: Period) -> Side:
    name = ", ".join(filter(None, (side.name, say_period(period))))
    return replace(side, name=name, query=replace(side.query, periods=(period,)))


def say_place(place: RegionMention) -> str:
    """A region by its name."""
    named = region(place.codes[0])
    return named.name if named else ""


def count_side(side: Side, parts: Sequence[Part], store: Store) -> list[Event]:
    """The events of one side at which it had one of the parts; of no parts, its meetings."""
    meetings = meeting_filter(side.query, articles=side.articles)
    if not parts:
        return gather_events(store.readings.find_meetings(meetings, limit=_MOST_COUNTED))
    offices = tuple(sorted(other_words_for(side.office))) if side.office else ()
    wanted = TallyFilter(parts, meetings, offices, side.places, [side.person] if side.person else ())
    found = store.tallies.find(wanted, limit=_MOST_COUNTED)
    return count_events([tally for tally in found if side.office is None or _is_held(tally, side.office)])


def _is_held(tally: FoundTally, office: OfficeMention) -> bool:
    return is_office(office, replace(office, office=tally.office, unit=tally.unit or None, acting=None))

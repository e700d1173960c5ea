"""How often somebody attended: the meetings at which articles say that a person, or the holder of an office, was.

An event that several articles report counts once. Where an article spells the name otherwise, it may be somebody else:
its meetings are offered and not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from data.article import Article
from data.facts import Capacity, Fact, FactKind
from data.store import FoundMeeting, Part, PersonLink, Store
from data.wording import answers as wording
from data.wording import people as people_wording
from retrieval.answering.answer import Answer, Status, evidence, sources
from retrieval.answering.answers.counting.offices import answer_office
from retrieval.answering.answers.counting.sides import Side, at_any_meeting, offices_of
from retrieval.answering.answers.counting.telling import say_parts
from retrieval.answering.answers.persons import asked_name, find_asked
from retrieval.answering.answers.refusals import refuse_person
from retrieval.answering.asking.counting import ATTENDED
from retrieval.answering.asking.cues import find_cues
from retrieval.answering.asking.query import Kind, Query, Way
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.lists import meeting_filter, say_meeting
from retrieval.language.names import fold_name, spell_name
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.people.profile import Profile, say_region

_ATTENDING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
_MOST_MEETINGS = 1000


@dataclass(frozen=True, slots=True)
class _Attended:
    """A meeting that somebody attended, and the facts that say so."""

    found: FoundMeeting
    facts: tuple[Fact, ...]


def answer_how_often(query: Query, store: Store) -> Answer | None:
    """How many meetings the person or office holder asked about attended, opened or led, each once.

    None where a question does not count what somebody did.
    """
    if not asks_how_often(query):
        return None
    query = at_any_meeting(query)
    if profiles := find_asked(query, store):
        return _count_person(query, profiles, store)
    if sides := offices_of(query):
        return _count_office(query, sides[0], store)
    return None if query.kinds or query.kind is Kind.LIST else refuse_person(query)


def asks_how_often(query: Query) -> bool:
    """Whether a question counts or lists what somebody attended, opened or led."""
    cues = find_cues(query.formal)
    counts = query.kind in {Kind.COUNT, Kind.LIST} and any(cue.kind in _ATTENDING for cue in cues)
    is_counted = query.counting is not None and query.counting.way is Way.TIMES
    return (counts or is_counted) and bool(_offices(query) or asked_name(query))


def _offices(query: Query) -> list[OfficeMention]:
    return [office for office in find_offices(query.formal) if not office.group]


def _count_office(query: Query, side: Side, store: Store) -> Answer:
    """The meetings at which the holder of an office was; of all regions only where a question says when, or counts
    who was represented, which is seldom told."""
    parts = _parts(query)
    if not (side.places or query.periods) and set(parts) <= set(ATTENDED):
        return Answer(query.text, Status.UNCLEAR, query.kind, wording.which_region(side.name))
    return answer_office(query, side, parts, store)


def _parts(query: Query) -> tuple[Part, ...]:
    if query.counting:
        return query.counting.parts
    return (Part(query.capacity.value),) if query.capacity else ATTENDED


def _count_person(query: Query, profiles: Sequence[Profile], store: Store) -> Answer:
    """The meetings of each person of the name; those of an article that spells it otherwise are set apart."""
    words = set(spell_name(asked_name(query)))
    people = store.people.of_people(profile.person for profile in profiles)
    sure: dict[str, list[_Attended]] = {}
    probable: list[_Attended] = []
    for profile in profiles:
        attended = _attended_by(query, people[profile.person], store)
        spelt_so = [one for one in attended if any(_is_spelt_so(fact, words) for fact in one.facts)]
        sure[_call(profile, spelt_so)] = spelt_so
        probable += [one for one in attended if one not in spelt_so]
    told = {name: found for name, found in sure.items() if found}
    return _answer(query, told or {_call(profiles[0], ()): []}, probable, store)


def _attended_by(query: Query, links: Sequence[PersonLink], store: Store) -> list[_Attended]:
    names = {(link.mention.article_id, link.mention.folded) for link in links}
    wanted = meeting_filter(query, articles={article_id for article_id, _ in names})

    def is_meant(article_id: str, fact: Fact) -> bool:
        return (article_id, fold_name(fact.person or "")) in names

    return _attended(query, store.readings.find_meetings(wanted, limit=_MOST_MEETINGS), is_meant, store)


def _call(profile: Profile, attended: Sequence[_Attended]) -> str:
    """Somebody by the fullest name that the articles counted give, with the region."""
    names = [fact.person or "" for one in attended for fact in one.facts]
    return people_wording.person(max(names, key=len, default=profile.name), say_region(profile.region))


def _is_spelt_so(fact: Fact, words: set[str]) -> bool:
    """Whether a fact gives the name asked for, or a part of it, in no other spelling."""
    name = set(spell_name(fact.person or ""))
    return name <= words or words <= name


def _attended(
    query: Query, found: Sequence[FoundMeeting], is_meant: Callable[[str, Fact], bool], store: Store
) -> list[_Attended]:
    """The meetings at which somebody meant was, in the capacity asked for, with the facts that say so."""
    readings, parts = store.readings.get_many({one.article_id for one in found}), _parts(query)

    def is_there(one: FoundMeeting, fact: Fact) -> bool:
        is_of_it = fact.kind is FactKind.ATTENDANCE and (fact.meeting or 0) == one.meeting.ordinal
        return is_of_it and _had_part(fact, parts) and is_meant(one.article_id, fact)

    # A reading may have been removed in between.
    read = [(one, readings[one.article_id].facts) for one in found if one.article_id in readings]
    attended = [_Attended(one, tuple(fact for fact in facts if is_there(one, fact))) for one, facts in read]
    return [one for one in attended if one.facts]


def _had_part(fact: Fact, parts: Collection[Part]) -> bool:
    """Whether a fact gives its person one of the parts; who was represented is said to have been absent."""
    capacity = Part.REPRESENTED if fact.capacity is Capacity.ABSENT and Part.REPRESENTED in parts else fact.capacity
    return capacity in parts or bool(Part.STOOD_IN in parts and fact.represents)


def _answer(
    query: Query, sure: Mapping[str, Sequence[_Attended]], probable: Sequence[_Attended], store: Store
) -> Answer:
    articles = store.articles.get_many({one.found.article_id for found in (*sure.values(), probable) for one in found})
    # An article may have been removed in between.
    sure = {name: [one for one in found if one.found.article_id in articles] for name, found in sure.items()}
    probable = [one for one in probable if one.found.article_id in articles]
    shown = [*(one for attended in sure.values() for one in attended), *probable]
    parts = [_say(query, name, _lines(attended, articles)) for name, attended in sure.items()]
    if probable:
        spelt = dict.fromkeys(one.facts[0].person or "" for one in probable)
        parts.append(wording.listing(wording.probably_attended(list(spelt)), _lines(probable, articles)))
    facts = tuple(evidence(articles[one.found.article_id], one.facts[0]) for one in shown)
    return Answer(
        question=query.text,
        status=Status.ANSWERED if shown else Status.NOT_STATED,
        kind=query.kind,
        text="\n".join(parts),
        facts=facts,
        sources=sources(facts, articles),
    )


def _say(query: Query, name: str, lines: Sequence[str]) -> str:
    doing = say_parts(_parts(query))
    heading = wording.did_often(name, doing, len(lines))
    return wording.listing(heading, lines, is_numbered=True) if lines else heading


def _lines(attended: Sequence[_Attended], articles: Mapping[str, Article]) -> list[str]:
    """A line for each event, however many articles report it."""
    events = group_events([one.found for one in attended])
    return [say_meeting(event[0], articles[event[0].article_id]) for event in events]

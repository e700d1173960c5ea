"""Who took part in what an article reports, in which capacity, and for whom: the claims that the judge is sure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.page import Page
from retrieval.language.offices import find_offices
from retrieval.language.text import Span
from retrieval.language.words import read_text_words
from retrieval.reading.deeds.roles import DEEDS, Roles, Told, tell
from retrieval.reading.deeds.scenes import Scene, find_units, join_sentences, open_scenes
from retrieval.reading.deeds.standing_in import StandIn, find_stand_ins
from retrieval.reading.judge import Judge, measure
from retrieval.reading.mentions import GROUP, PERSON, Mention, find_mentions
from retrieval.reading.participants import Participant, gather, with_titles
from retrieval.reading.predicates import ABSENT, find_predicates
from retrieval.reading.tagging.labels import CAPACITIES
from retrieval.reading.tagging.tagger import Tags

TAGGED, TOLD, PLANNED, STOOD_IN, REPRESENTED, MISSING = (
    f"attendance.{rule}" for rule in ("tagged", "told", "planned", "stood_in", "represented", "missing")
)
LEAST_SURE = 0.6
"""Chance of a deed or a speech that the tagger alone gives."""

LEAST_WITH = 0.8
"""Chance of having been with others that makes an escort of whom the tagger has as present."""

LOOSE = 3
"""Words between somebody and "berhalangan hadir"."""

FARTHEST_NAME = 1
"""Sentences between what is said of an office and its holder's name that are still quoted together."""

_PLAIN = {"received": "present", "quoted": "present", "absent": "present", "invited": "present"}


@dataclass(frozen=True, slots=True)
class Part:
    """A participant of an article, what predicates say of them, and for whom they stood in."""

    participant: Participant
    told: Told
    stand_in: StandIn | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody whom an article may say took part, and its sentences with what stands in them."""

    page: Page
    parts: list[Part]
    scenes: list[Scene]


def gather_company(page: Page, tags: Tags, roles: Roles) -> Company:
    """Whom the tagger, tables and grammar find in an article, and what its predicates say of them."""
    words = read_text_words(page.text)
    mentions = find_mentions(page.text, tags)
    people = gather(page.text, mentions)
    sentences = join_sentences(words, page.sentences, mentions)
    scenes = open_scenes(words, sentences, list(find_predicates(words)), find_units(words, people, sentences))
    told = tell(scenes, roles, len(people))
    stand_ins = {found.agent: found for scene in reversed(scenes) for found in find_stand_ins(scene)}
    return Company(
        page, [Part(*one, stand_ins.get(at)) for at, one in enumerate(zip(people, told, strict=True))], scenes
    )


def read_attendance(company: Company, judge: Judge) -> list[Fact]:
    """The facts of attendance of an article, each about somebody else; `meeting` is left None."""
    page = company.page
    away = [*_find_missing(company), *_find_represented(company)]
    facts: list[Fact] = []
    for part in company.parts:
        if _is_among(page, part.participant, away):
            continue
        features = measure(part.participant, text=page.text, told=part.told, stands_in=part.stand_in is not None)
        if judge.is_sure(part.participant, judge.chance(features)):
            facts.append(_to_fact(page, part))
    present = {fact.role or fact.value for fact in facts}
    return _each_once([*facts, *(fact for fact in away if (fact.role or fact.value) not in present)])


def _each_once(facts: Sequence[Fact]) -> list[Fact]:
    return list({(fact.person or fact.value.casefold(), fact.capacity): fact for fact in reversed(facts)}.values())


def _to_fact(page: Page, part: Part) -> Fact:
    """What is said where a predicate or a stand-in says it, else where the tagger is surest."""
    participant, deed = part.participant, part.told.deed
    if part.told.is_planned and not deed:
        mention = max(participant.everywhere, key=lambda one: one.stated * one.named)
        return _fact(page, participant, mention, capacity=Capacity.INVITED, rule=PLANNED, stand_in=None)
    if deed:
        capacity, mention = deed.capacity, _mention_in(participant, deed.scene.span)
        word = deed.pair.predicate.word(deed.scene.words)
    else:
        mention = max(participant.everywhere, key=lambda one: one.stated * one.named * one.took_part)
        capacity = _capacity(mention, part.told)
        word = part.told.words.get(str(capacity), "") if capacity is Capacity.SPOKE else ""
    rule = f"{TOLD}.{word.replace(' ', '_')}" if word else TAGGED
    return _fact(page, participant, mention, capacity=capacity, rule=rule, stand_in=part.stand_in)


def _mention_in(participant: Participant, span: Span) -> Mention:
    inside = [one for one in participant.everywhere if span.start <= one.start < span.end]
    return inside[0] if inside else participant.mentions[-1]


def _capacity(mention: Mention, told: Told) -> Capacity:
    """The capacity that a mention states most likely; what only a predicate may say needs a surer tagger."""
    name = CAPACITIES[int(mention.capacity.argmax())]
    if name in {*DEEDS, Capacity.SPOKE} and float(mention.capacity.max()) < LEAST_SURE:
        return Capacity.PRESENT
    capacity = Capacity(_PLAIN.get(name, name))
    beside = told.chances.get("with", 0.0)
    accompanied = beside >= LEAST_WITH and beside == max(told.chances.values())
    return Capacity.ACCOMPANIED if capacity is Capacity.PRESENT and accompanied else capacity


def _fact(
    page: Page, participant: Participant, mention: Mention, *, capacity: Capacity, rule: str, stand_in: StandIn | None
) -> Fact:
    """A fact whose name is quoted where it stands in the sentence of the mention, or right beside that."""
    at = page.sentence_at(mention.start)
    sentence = page.sentences[at]
    named = sorted(
        (abs(page.sentence_at(one.start) - at), one.start, one) for one in participant.mentions if one.kind == PERSON
    )
    if mention.kind != PERSON and named and named[0][0] <= FARTHEST_NAME:
        mention = named[0][2]
    said = with_titles(read_text_words(page.text), mention.start, mention.end) if participant.name else mention
    start, end = min(sentence.start, said.start), max(sentence.end, said.end)
    principal = stand_in.principal if stand_in else None
    if principal:
        told = page.sentences[page.sentence_at(principal.start)]
        start, end = min(start, told.start), max(end, told.end, principal.end)
    return Fact(
        kind=FactKind.ATTENDANCE,
        value=page.text[said.start : said.end],
        start=start,
        end=end,
        rule=STOOD_IN if principal else rule,
        value_start=said.start,
        value_end=said.end,
        person=participant.name,
        role=participant.role,
        represents=page.text[principal.start : principal.end] if principal else None,
        capacity=capacity,
    )


def _find_represented(company: Company) -> Iterator[Fact]:
    """Office holders for whom somebody else came: "Sekda mewakili Bupati"; a body or a group is nobody who was away,
    and who lets another speak may be there."""
    text = company.page.text
    for stand_in in (part.stand_in for part in company.parts if part.stand_in and not part.stand_in.only_spoke):
        span = stand_in.principal
        offices = find_offices(text[span.start : span.end])
        if len(offices) == 1 and not offices[0].group and not offices[0].start:
            yield _away(company.page, span, role=text[span.start : span.start + offices[0].end], rule=REPRESENTED)


def _find_missing(company: Company) -> Iterator[Fact]:
    """Who is said not to have come: "Bupati berhalangan hadir"."""
    tokens = read_text_words(company.page.text).tokens
    for scene in company.scenes:
        for predicate in (one for one in scene.predicates if one.role == ABSENT):
            before = [unit for unit in scene.units if unit.last <= predicate.first and unit.kind != GROUP]
            if before and len(scene.loose(before[-1].last, predicate.first)) <= LOOSE:
                participant = company.parts[before[-1].number].participant
                span = Span(tokens[before[-1].first].start, tokens[before[-1].last - 1].end)
                yield _away(company.page, span, role=participant.role, rule=MISSING, person=participant.name)


def _away(page: Page, span: Span, *, role: str | None, rule: str, person: str | None = None) -> Fact:
    sentence = page.sentences[page.sentence_at(span.start)]
    return Fact(
        kind=FactKind.ATTENDANCE,
        value=page.text[span.start : span.end],
        start=min(sentence.start, span.start),
        end=max(sentence.end, span.end),
        rule=rule,
        value_start=span.start,
        value_end=span.end,
        person=person,
        role=role,
        capacity=Capacity.ABSENT,
    )


def _is_among(page: Page, participant: Participant, away: Sequence[Fact]) -> bool:
    """Whether somebody is one of those who were away: named there, or by nothing but an office that is."""
    inside = any(
        (fact.value_start or 0) <= mention.start < (fact.value_end or 0)
        for fact in away
        for mention in participant.everywhere
    )
    return inside or any(bool(participant.name) and participant.name == fact.person for fact in away)

"""A model's claim held against the sentence that it names: a fact with its span, or why it is none. Pure.

Nothing is believed for being said: the quotation has to stand in the sentence, name and office there or right beside,
and whoever opened, led, was absent or stood in for somebody needs the word for it on the right side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.page import Page
from retrieval.language.names import titles
from retrieval.language.people import find_people
from retrieval.language.text import Span
from retrieval.language.words import Words, read_text_words
from retrieval.llm.reading.claims import Claim, ClaimKind
from retrieval.llm.reading.places import Place, find_place, find_places
from retrieval.reading.predicates import ABSENT, STANDS_IN, Predicate, argument_words, find_predicates

LONGEST_DETAIL = 300
"""Characters of a place, organiser, theme or purpose."""

NEAR_PRINCIPAL = 3
"""Words between "mewakili" and whoever is represented."""


class Fault(StrEnum):
    """Why a claim is none."""

    SENTENCE = "sentence"
    QUOTE = "quote"
    PERSON = "person"
    OFFICE = "office"
    PRINCIPAL = "principal"
    SIGN = "sign"
    LENGTH = "length"


class FaultError(Exception):
    """A claim does not stand."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_SIGNED = frozenset({Capacity.OPENED, Capacity.CLOSED, Capacity.LED, Capacity.INVITED, Capacity.ABSENT})


@dataclass(frozen=True, slots=True)
class _Scene:
    """The sentence of a claim: its number, its span, its tokens `first:last`, the whole article's words."""

    page: Page
    number: int
    span: Span
    words: Words
    first: int
    last: int

    def find(self, sought: str) -> Place | None:
        """Where words stand in the sentence."""
        return find_place(self.words, sought, first=self.first, last=self.last)

    def slice(self, place: Place) -> Span:
        """The characters of tokens."""
        tokens = self.words.tokens
        return Span(tokens[place.first].start, tokens[place.last - 1].end)

    def predicates(self) -> Iterator[Predicate]:
        """What the sentence tells of somebody."""
        return (one for one in find_predicates(self.words) if self.first <= one.first and one.last <= self.last)


def verify(claim: Claim, page: Page, *, rule: str) -> Fact | Fault:
    """The fact that a claim is, or what is wrong with it; `meeting` is left None."""
    try:
        scene = _open_scene(claim, page)
        quoted = scene.find(claim.quote)
        if quoted is None:
            return Fault.QUOTE
        if claim.kind not in (ClaimKind.ATTENDANCE, ClaimKind.STATEMENT):
            return _detail(claim, scene, scene.slice(quoted), rule=rule)
        return _of_somebody(claim, scene, scene.slice(quoted), rule=rule)
    except FaultError as error:
        return error.fault


def _open_scene(claim: Claim, page: Page) -> _Scene:
    if not 0 <= claim.sentence < len(page.sentences):
        raise FaultError(Fault.SENTENCE)
    span, words = page.sentences[claim.sentence], read_text_words(page.text)
    starts = [token.start for token in words.tokens]
    return _Scene(page, claim.sentence, span, words, bisect_left(starts, span.start), bisect_left(starts, span.end))


def _detail(claim: Claim, scene: _Scene, quoted: Span, *, rule: str) -> Fact | Fault:
    if quoted.end - quoted.start > LONGEST_DETAIL:
        return Fault.LENGTH
    value = scene.page.slice(quoted)
    span = scene.span
    return Fact(FactKind(claim.kind), value, span.start, span.end, rule, value_start=quoted.start, value_end=quoted.end)


def _of_somebody(claim: Claim, scene: _Scene, quoted: Span, *, rule: str) -> Fact:
    doer = _find_doer(claim, scene)
    office = _find_office(claim, scene, doer) if claim.office.strip() and claim.person.strip() else None
    principal = _find_principal(claim, scene, doer) if claim.represents.strip() else None
    named, text = scene.slice(doer), scene.page.text
    is_said = claim.kind is ClaimKind.STATEMENT
    if is_said and named.start < quoted.end and quoted.start < named.end:
        raise FaultError(Fault.PERSON)  # who is spoken of in the words said did not say them
    if not is_said and claim.capacity in _SIGNED and not _is_signed(claim.capacity, scene, doer):
        raise FaultError(Fault.SIGN)
    value = quoted if is_said else named
    return Fact(
        kind=FactKind.STATEMENT if is_said else FactKind.ATTENDANCE,
        value=text[value.start : value.end],
        start=min(scene.span.start, named.start),
        end=max(scene.span.end, named.end),
        rule=rule,
        value_start=value.start,
        value_end=value.end,
        person=text[named.start : named.end] if claim.person.strip() else None,
        role=scene.page.slice(scene.slice(office or doer)) if office or not claim.person.strip() else None,
        represents=scene.page.slice(scene.slice(principal)) if principal else None,
        capacity=None if is_said else claim.capacity,
    )


def _find_doer(claim: Claim, scene: _Scene) -> Place:
    """Where the name stands, or the office of somebody without one: in the sentence, or, where a pronoun stands for
    them in it, in the sentence before."""
    sought = claim.person.strip() or claim.office.strip()
    if found := scene.find(sought):
        return _capital(scene, found) if claim.person.strip() else found
    before = _earlier(scene)
    if before and _has_pronoun(scene) and not _names_anybody(scene) and (found := before.find(sought)):
        return _capital(scene, found)
    raise FaultError(Fault.PERSON if claim.person.strip() else Fault.OFFICE)


def _capital(scene: _Scene, place: Place) -> Place:
    """A name has a capital letter somewhere."""
    if not any(scene.words.is_capital(at) for at in range(place.first, place.last)):
        raise FaultError(Fault.PERSON)
    return place


def _earlier(scene: _Scene) -> _Scene | None:
    if not scene.number:
        return None
    span = scene.page.sentences[scene.number - 1]
    starts = [token.start for token in scene.words.tokens]
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return _Scene(scene.page, scene.number - 1, span, scene.words, first, last)


def _has_pronoun(scene: _Scene) -> bool:
    return any(scene.words.low[at] in argument_words("pronoun") for at in range(scene.first, scene.last))


def _people(scene: _Scene) -> list[Place]:
    """The people whom tables and grammar find in the sentence."""
    starts = [token.start for token in scene.words.tokens]
    found = (
        Place(bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in find_people(scene.page.text)
    )
    return [place for place in found if scene.first <= place.first < scene.last]


def _names_anybody(scene: _Scene) -> bool:
    return bool(_people(scene))


def _find_office(claim: Claim, scene: _Scene, doer: Place) -> Place:
    """The office right beside the name, wherever the article has the two together."""
    words = scene.words
    for named in [doer, *find_places(words, claim.person)]:
        for office in find_places(words, claim.office):
            if _is_beside(words, named, office):
                return office
    raise FaultError(Fault.OFFICE)


def _is_beside(words: Words, named: Place, office: Place) -> bool:
    """Whether nothing but marks and titles stands between the two, and the office is no other's: whose name follows it
    without a comma has it."""
    first, last = sorted((named, office), key=lambda place: place.first)
    gap = range(first.last, last.first)
    if first.last > last.first or any(words.low[at].isalnum() and words.low[at] not in titles() for at in gap):
        return False
    behind = office.last
    return office is first or not words.is_capital(behind) or not words.same_line(behind)


def _find_principal(claim: Claim, scene: _Scene, doer: Place) -> Place:
    """Whoever is represented, beside a word for it: behind "mewakili", before "diwakili"."""
    principal = scene.find(claim.represents)
    if principal is None:
        raise FaultError(Fault.PRINCIPAL)
    if principal.first < doer.last and doer.first < principal.last:
        raise FaultError(Fault.PRINCIPAL)
    for sign in (one for one in scene.predicates() if one.role == STANDS_IN):
        if sign.voice == "passive" and principal.last <= sign.first and sign.last <= doer.first:
            return principal
        if sign.voice != "passive" and 0 <= principal.first - sign.last <= NEAR_PRINCIPAL:
            return principal
    raise FaultError(Fault.SIGN)


def _is_signed(capacity: Capacity, scene: _Scene, doer: Place) -> bool:
    """Whether the word for a deed stands beside its doer, nobody else between them."""
    others = [one for one in _people(scene) if not _overlap(one, doer)]
    return any(_does(sign, doer, others, scene, capacity) for sign in scene.predicates())


def _does(sign: Predicate, doer: Place, others: Sequence[Place], scene: _Scene, capacity: Capacity) -> bool:
    if capacity is Capacity.ABSENT and sign.role == STANDS_IN:
        # "Bupati diwakili Sekda", "Sekda mewakili Bupati": who is represented did not come.
        after = sign.voice != "passive"
    elif sign.role == (ABSENT if capacity is Capacity.ABSENT else capacity.value):
        after = sign.voice == "passive"
    else:
        return False
    if doer.first < scene.first:  # a pronoun stands for them
        return not after
    between = Place(sign.last, doer.first) if after else Place(doer.last, sign.first)
    return between.first <= between.last and not any(_overlap(one, between) for one in others)


def _overlap(one: Place, other: Place) -> bool:
    return one.first < other.last and other.first < one.last

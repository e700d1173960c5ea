"""Participants named by a pronoun: "Hal itu disampaikannya saat membuka rapat", "Kehadirannya mewakili Bupati Anu"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.addresses import is_at_event
from retrieval.facts.cast import Cast, list_phrases
from retrieval.facts.cues import Place, find_cues, is_about_event
from retrieval.facts.enumeration import read_enumeration
from retrieval.facts.speech import speech_kinds
from retrieval.facts.statements import read_statements
from retrieval.language.text import Span

GAP = 2
"""Characters that may part a statement from the sentence that points back to it."""

OPENING = 3
"""Words with which such a sentence begins: "Hal itu dikatakannya"."""

_TASKS = frozenset({Capacity.OPENED, Capacity.CLOSED, Capacity.LED})
_PRESENCE = frozenset({"kehadirannya", "kedatangannya"})


def read_pronouns(cast: Cast, sentences: Sequence[Span], facts: Sequence[Fact]) -> list[Fact]:
    """The facts of attendance whose participant a pronoun stands for; `facts` are those read so far."""
    found: list[Fact] = []
    for number, sentence in enumerate(sentences):
        for place in find_cues(cast, sentence, stop=sentence.end):
            if place.cue.capacity in _TASKS and place.cue.side == "before" and _is_said_while(place):
                rule = f"attendance.pronoun.{place.cue.phrase}"
                found += _speaker_as_participant(cast, sentences, sentence, rule=rule, capacity=place.cue.capacity)
        if _is_said_there(cast, sentence):
            rule = "attendance.pronoun.said"
            found += _speaker_as_participant(cast, sentences, sentence, rule=rule, capacity=Capacity.SPOKE)
        if number and cast.low(cast.first_at(sentence.start)) in _PRESENCE:
            found += _presence_for(cast, sentence, previous=sentences[number - 1], facts=facts)
    return found


def _is_said_while(place: Place) -> bool:
    """Whether "disampaikannya saat" stands before the cue."""
    before = place.before(2)
    said = len(before) == 2 and before[1] in {"saat", "ketika"} and before[0].endswith("nya")
    return said and speech_kinds().get(before[0]) == "passive" and is_about_event(place)


def _is_said_there(cast: Cast, sentence: Span) -> bool:
    """ "Hal itu dikatakannya dalam rapat kerja": the sentence points back to what was said, and tells where."""
    first = cast.first_at(sentence.start)
    for at in range(first, min(first + OPENING, len(cast.elements))):
        if cast.low(at).endswith("nya") and speech_kinds().get(cast.low(at)) == "passive":
            return is_at_event(cast, at + 1, stop=sentence.end)
    return False


def _speaker_as_participant(
    cast: Cast, sentences: Sequence[Span], sentence: Span, *, rule: str, capacity: Capacity
) -> Iterator[Fact]:
    text = cast.words.text
    beside = [
        said
        for said in read_statements(text, sentences=sentences)
        if said.start <= sentence.start and said.end >= sentence.start - GAP
    ]
    said = beside[-1] if beside else None
    mention = _last_mention(cast, said.person, before=sentence.start) if said and said.person else None
    if said and mention:
        yield Fact(
            kind=FactKind.ATTENDANCE,
            value=text[mention.start : mention.end],
            start=sentence.start,
            end=sentence.end,
            rule=rule,
            value_start=mention.start,
            value_end=mention.end,
            person=said.person,
            role=said.role,
            capacity=capacity,
        )


def _last_mention(cast: Cast, name: str, *, before: int) -> Span | None:
    """The last place before an offset where a person is named in full."""
    for element in reversed(cast.elements[: cast.first_at(before)]):
        if element.person and element.person.name == name:
            return Span(element.start, element.end)
    return None


def _presence_for(cast: Cast, sentence: Span, *, previous: Span, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The one participant of the sentence before, now said to stand in for somebody."""
    there = {fact.person: fact for fact in facts if fact.start == previous.start and fact.person}
    index = cast.first_at(sentence.start)
    while index < len(cast.elements) and cast.elements[index].start < sentence.end and len(there) == 1:
        phrase = None if cast.elements[index].is_named else cast.find(list_phrases(), index)
        if phrase and phrase[1] == "for":
            entries, _ = read_enumeration(cast, phrase[0], stop=sentence.end)
            if entries and entries[0].office:
                represented = cast.words.text[entries[0].start : entries[0].end]
                fact = next(iter(there.values()))
                yield replace(
                    fact,
                    start=previous.start,
                    end=sentence.end,
                    rule="attendance.pronoun.mewakili",
                    represents=represented,
                )
            return
        index += 1

"""Who stood in for whom, told outside of enumerations; and what that rules out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.absences import read_topic
from retrieval.facts.cast import Cast, list_phrases
from retrieval.facts.cues import NEAR, Place
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.subjects import attendance_words, read_subject, skip_back
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.text import Span

LONGEST_WHOLE = 6
"""Words of a group or an institution that somebody stands for: "pihak Kejaksaan Negeri Anu"."""

_CONJUNCTIONS = frozenset({"sedangkan", "sementara", "itu", "adapun", ",", "kemudian", "dari"})
_SENDING = frozenset({"mengutus"})
_TAKING_PART = frozenset({Capacity.PRESENT, Capacity.OPENED, Capacity.CLOSED, Capacity.LED, Capacity.SPOKE})


def read_representation(cast: Cast, sentence: Span, *, spoken: Sequence[Span]) -> Iterator[Entry]:
    """Representatives and those represented, wherever a sentence says "diwakili" or "mewakili".

    "Bupati Anu diwakili Sekda Budi membuka rapat" gives Budi for the Bupati and the Bupati as absent; "Sekda Budi,
    mewakili Bupati Anu, mengatakan" gives Budi alone.
    """
    reached = 0
    for index in cast.words_in(sentence.start, sentence.end, list_phrases().firsts):
        phrase = cast.find(list_phrases(), index) if index >= reached else None
        if phrase is None or phrase[1] not in {"by", "through", "for"}:
            continue
        reached = phrase[0]
        said = any(span.start <= cast.elements[index].start < span.end for span in spoken)
        if not said and not _is_unreal(cast, index, sentence):
            yield from _read_around(cast, index, sentence=sentence)


def _is_unreal(cast: Cast, index: int, sentence: Span) -> bool:
    """Whether "dapat", "akan" or "tidak" stands right before the phrase."""
    unreal = attendance_words("unreal") | attendance_words("planned") | attendance_words("absent")
    before = range(max(0, index - 2), index)
    return any(cast.low(at) in unreal for at in before if cast.elements[at].start >= sentence.start)


def _read_around(cast: Cast, index: int, *, sentence: Span) -> list[Entry]:
    end = skip_back(cast, index, start=sentence.start, linked=False)
    if end == 0 or not cast.elements[end - 1].is_named or cast.elements[end - 1].start < sentence.start:
        missing = _read_for_missing(cast, index, sentence)
        if missing:
            return missing
        if cast.first_at(sentence.start) == index:
            return _related(read_enumeration(cast, index, stop=sentence.end)[0])
        return _read_for_group(cast, index, sentence)
    before = read_subject(cast, index, start=sentence.start)
    if not before:
        return []
    first = cast.first_at(_entry_start(before[-1]))
    return _related(read_enumeration(cast, first, stop=sentence.end)[0])[:2]


def _read_for_missing(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Kepala Kantor Anu, Budi, tidak dapat hadir dan diwakili Kasi Siti": who is missing, and who came."""
    end = index
    while end and cast.elements[end - 1].start >= sentence.start and cast.plain[end - 1] in attendance_words("missing"):
        end -= 1
    phrase = cast.find(list_phrases(), index)
    said = {cast.plain[at] for at in range(cast.first_at(sentence.start), phrase[0] if phrase else index)}
    if phrase is None or phrase[1] != "by" or not said & (attendance_words("absent") | attendance_words("withdrawn")):
        return []
    before = read_subject(cast, end, start=sentence.start) or read_topic(cast, end, start=sentence.start)
    return _replaced(cast, before, read_enumeration(cast, phrase[0], stop=sentence.end)[0])


def _replaced(cast: Cast, before: list[Entry], came: list[Entry]) -> list[Entry]:
    """Who is missing and who came instead, where both are named."""
    subject = [entry for entry in before if entry.office or entry.person]
    if not subject or not came or not (came[0].office or came[0].person):
        return []
    whom = subject[-1]
    represented = cast.words.text[_entry_start(whom) : whom.end]
    return [replace(whom, absent=True), replace(came[0], represents=represented)]


def read_sent(cast: Cast, sentence: Span, facts: Sequence[Fact]) -> list[Entry]:
    """ "Kadis Anu mengutus Kabid Budi", "Ia hanya mengutus Kabid Budi" after a sentence that says who is missing."""
    text = cast.words.text
    for index in cast.words_in(sentence.start, sentence.end, _SENDING):
        end = index - (cast.low(index - 1) in {"hanya", "lalu", "kemudian"})
        came, _ = read_enumeration(cast, index + 1, stop=sentence.end)
        subject = read_subject(cast, end, start=sentence.start)
        if subject:
            return _replaced(cast, subject, came)
        missing = [fact for fact in facts if fact.capacity is Capacity.ABSENT and fact.end <= sentence.start]
        by_pronoun = cast.first_at(sentence.start) == end - 1 and cast.plain[end - 1] in attendance_words("pronoun")
        if (
            by_pronoun
            and missing
            and sentence.start - missing[-1].end <= 2
            and came
            and (came[0].office or came[0].person)
        ):
            whom = missing[-1]
            return [replace(came[0], represents=text[whom.value_start : whom.value_end])]
    return []


def _read_for_group(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Eksekutif diwakili Wakil Bupati Anu", "pihak Kejaksaan diwakili Kasi Budi": the whole is no person."""
    first = cast.first_at(sentence.start)
    while cast.low(first) in _CONJUNCTIONS:
        first += 1
    phrase = cast.find(list_phrases(), index)
    whole = cast.elements[first:index]
    told = any(element.is_named or is_verb(cast.words.low[element.first]) for element in whole)
    if phrase is None or phrase[1] != "by" or not 0 < len(whole) <= LONGEST_WHOLE or told:
        return []
    entries, _ = read_enumeration(cast, phrase[0], stop=sentence.end)
    represented = cast.words.text[whole[0].start : whole[-1].end]
    return [replace(entry, represents=represented) for entry in entries[:1] if entry.office or entry.person]


def read_stated_principal(place: Place) -> str | None:
    """Whom the subject of a verb stands in for, told after its object: "Budi membuka rapat mewakili Gubernur"."""
    cast = place.cast
    for index in range(place.after, min(place.after + NEAR, len(cast.elements))):
        if cast.elements[index].start >= place.sentence.end or cast.elements[index].is_named:
            return None
        phrase = cast.find(list_phrases(), index)
        if phrase and phrase[1] == "for":
            entries, _ = read_enumeration(cast, phrase[0], stop=place.sentence.end)
            named = bool(entries) and entries[0].office is not None
            return cast.words.text[entries[0].start : entries[0].end] if named else None
        if is_verb(cast.low(index)):
            return None
    return None


def _entry_start(entry: Entry) -> int:
    return min(entry.start, entry.office.start) if entry.office else entry.start


def _related(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that represent or are represented, where somebody is named."""
    return [entry for entry in entries if (entry.absent or entry.represents) and (entry.office or entry.person)]


def infer_the_absent(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those for whom another took part, as absent: "Sekda Anu membuka rapat mewakili Bupati"; unless they came too."""
    found: dict[str, Fact] = {}
    for fact in facts:
        whom = fact.represents or ""
        offices = find_offices(whom) if fact.capacity in _TAKING_PART else []
        at = text.find(whom, fact.start, fact.end)
        if at < 0 or len(offices) != 1 or offices[0].group or offices[0].start or _is_told(offices[0], facts):
            continue
        found[whom] = Fact(
            kind=FactKind.ATTENDANCE,
            value=whom,
            start=fact.start,
            end=fact.end,
            rule="attendance.represented",
            value_start=at,
            value_end=at + len(whom),
            role=whom[: offices[0].end],
            capacity=Capacity.ABSENT,
            certain=fact.certain,
        )
    return list(found.values())


def _is_told(office: OfficeMention, facts: Sequence[Fact]) -> bool:
    """Whether the holder of an office is said to have been there or to be missing."""
    held = (find_offices(fact.role or fact.value) for fact in facts if fact.capacity is not Capacity.INVITED)
    return any(offices_match(office, other[0]) and offices_match(other[0], office) for other in held if other)


def drop_the_represented(facts: Sequence[Fact]) -> list[Fact]:
    """Without what would have somebody take part whom the article says to have been represented.

    "Bupati dalam sambutannya ..." after "Bupati yang diwakili Sekda" was read out by the Sekda.
    """
    absent = [(fact, find_offices(fact.role or fact.value)) for fact in facts if fact.capacity is Capacity.ABSENT]
    return [fact for fact in facts if not (fact.capacity in _TAKING_PART and _is_represented(fact, absent))]


def _is_represented(fact: Fact, absent: Sequence[tuple[Fact, list[OfficeMention]]]) -> bool:
    if fact.represents:
        return False
    for other, offices in absent:
        if fact.person and other.person:
            if fact.person == other.person:
                return True
            continue
        held = find_offices(fact.role or fact.value)
        if offices and held and offices_match(held[0], offices[0]) and offices_match(offices[0], held[0]):
            return True
    return False

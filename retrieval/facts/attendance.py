"""Who took part in what an article reports, and in which capacity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.cast import Cast, read_cast
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.representation import drop_the_represented, read_representation
from retrieval.facts.roster import Roster, name_of, read_roster
from retrieval.facts.subjects import attendance_words, read_subject
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Span
from retrieval.language.words import Phrases

NEAR = 14
"""Words around "dibuka", "dipimpin" among which the meeting itself is named."""

_QUOTATION = re.compile(r"“[^“”\n]{30,}”|\"[^\"\n]{30,}\"|''[^'\n]{30,}''")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of the table: what it says of those named beside it, and on which side they stand."""

    phrase: str
    capacity: Capacity
    side: str
    needs_event: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A cue in a text: `index:after` are its elements; `stop` is where an enumeration after it must end."""

    cast: Cast
    cue: Cue
    index: int
    after: int
    sentence: Span
    stop: int

    def before(self, width: int) -> list[str]:
        """The folded words right before the cue within its sentence, nearest last."""
        cast, words = self.cast, []
        for at in range(max(0, self.index - width), self.index):
            if cast.elements[at].start >= self.sentence.start:
                words.append(cast.low(at))
        return words


@cache
def _cues() -> Phrases[Cue]:
    return Phrases(
        (row["phrase"], Cue(row["phrase"], Capacity(row["capacity"]), row["side"], row["event"] == "yes"))
        for row in read_table("attendance_cues")
    )


def read_attendance(text: str, *, sentences: Sequence[Span]) -> list[Fact]:
    """The facts of attendance of a text, in its order; `meeting` is left None.

    Nobody is present for being quoted alone, and what direct speech says of attendance is passed over.
    """
    cast, roster = read_cast(text), read_roster(text)
    spoken = [Span(match.start(), match.end()) for match in _QUOTATION.finditer(text)]
    facts: list[Fact] = []
    for number, sentence in enumerate(sentences):
        stop = _list_stop(cast, sentences, number)
        for place in _find_cues(cast, sentence, stop=stop):
            if not any(span.start <= cast.elements[place.index].start < span.end for span in spoken):
                facts += _to_facts(place, read_place(place), roster=roster)
        facts += [
            _to_fact(cast, sentence, entry, rule="representation", capacity=Capacity.PRESENT, roster=roster)
            for entry in read_representation(cast, sentence, spoken=spoken)
        ]
    return drop_the_represented(_unique(facts))


def _list_stop(cast: Cast, sentences: Sequence[Span], number: int) -> int:
    """Where an enumeration begun in a sentence must end: verbless sentences that begin with an office carry it on."""
    text = cast.words.text
    end = sentences[number].end
    for following in sentences[number + 1 : number + 30]:
        gap = text[end : following.start]
        listed = text[end - 1] in ":;,-" or re.match(
            r"\s*(?:\d{1,2}[.)]|[-•*–])\s", text[following.start : following.end]
        )
        if ("\n" in gap and not listed) or not _is_list_piece(cast, following):
            break
        end = following.end
    return end


def _is_list_piece(cast: Cast, span: Span) -> bool:
    """Whether a sentence has no verb and begins with an office, a person or the number of an item."""
    first = cast.first_at(span.start)
    last = cast.first_at(span.end)
    if first >= last or any(_is_predicate(cast, at) for at in range(first, last)):
        return False
    begins = [at for at in range(first, min(first + 3, last)) if cast.elements[at].is_named]
    return bool(begins) and (begins[0] == first or not cast.low(first).isalpha())


def _is_predicate(cast: Cast, index: int) -> bool:
    element, low = cast.elements[index], cast.low(index)
    return not element.is_named and (is_verb(low) or low in read_words("speech_verbs") or low in {"hadir", "adalah"})


def _find_cues(cast: Cast, sentence: Span, *, stop: int) -> Iterator[Place]:
    index = cast.first_at(sentence.start)
    while index < len(cast.elements) and cast.elements[index].start < sentence.end:
        found = None if cast.elements[index].is_named else _cues().find(cast.words.low, cast.elements[index].first)
        if found:
            after = cast.element_of[found[0]] if found[0] < len(cast.words) else len(cast.elements)
            yield Place(cast, found[1], index, after, sentence, stop)
            index = after
        else:
            index += 1


def read_place(place: Place) -> tuple[Capacity, list[Entry]]:
    """What one cue says: the capacity and those who took part in it."""
    nearest = place.before(3)
    if any(word in attendance_words("absent") for word in nearest):
        return Capacity.ABSENT, _read_absent(place)
    if any(word in attendance_words("planned") for word in nearest):
        planned = place.cue.side in {"after", "hadir"} and place.cue.capacity is Capacity.PRESENT
        return Capacity.INVITED, (_read_list(place, place.after) if planned else [])
    if any(word in attendance_words("unreal") for word in nearest):
        return place.cue.capacity, []
    reader = _READERS[place.cue.side]
    return place.cue.capacity, reader(place)


def _read_absent(place: Place) -> list[Entry]:
    """ "Bupati Anu tidak hadir", "Bupati Anu berhalangan hadir": only offices and people named right before."""
    if place.cue.side != "hadir":
        return []
    index = place.index
    while index > 0 and place.cast.low(index - 1) in attendance_words("absent") | {"dapat", "bisa", "sempat"}:
        index -= 1
    entries = read_subject(place.cast, index, start=place.sentence.start)
    return [entry for entry in entries if entry.person or (entry.office and not entry.office.group)]


def _read_list(place: Place, index: int) -> list[Entry]:
    entries, _ = read_enumeration(place.cast, index, stop=place.stop)
    return entries


def _read_after(place: Place) -> list[Entry]:
    if place.cue.needs_event and not _is_about_event(place):
        return []
    if place.cue.capacity is Capacity.ACCOMPANIED and attendance_words("organisation") & set(place.before(40)):
        return []
    entries = _read_list(place, place.after) or _read_agent(place)
    return _first_party(entries) if place.cue.needs_event else entries


def _read_agent(place: Place) -> list[Entry]:
    """The agent some words after a passive verb: "dibuka di Aula Anu, Selasa (2/3), oleh Bupati Anu"."""
    cast = place.cast
    for at in range(place.after, min(place.after + NEAR, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or (is_verb(cast.low(at)) and not cast.elements[at].is_named):
            break
        if cast.low(at) == "oleh":
            return _read_list(place, at + 1)
    return []


def _first_party(entries: list[Entry]) -> list[Entry]:
    """One opens a meeting: the first of a list, with whoever stands in for the first."""
    if not entries or not (entries[0].office or entries[0].person):
        return []
    return entries[:2] if entries[0].absent else entries[:1]


def _is_about_event(place: Place) -> bool:
    """Whether an event is named around the cue: before a passive verb, as the object of an active one."""
    cast, events = place.cast, read_words("event_words")
    if place.cue.side == "before":
        at = _skip_adverbs(cast, place.after)
        return any(_is_event_word(cast.low(at + ahead), events) for ahead in range(2))
    if any(_is_event_word(word, events) for word in place.before(NEAR)):
        return True
    opens = not place.before(2)
    ahead = range(place.after, min(place.after + 24, len(cast.elements)))
    return opens and any(
        _is_event_word(cast.low(at), events) for at in ahead if cast.elements[at].start < place.sentence.end
    )


def _is_event_word(word: str, events: frozenset[str]) -> bool:
    return word in events or word.removesuffix("nya") in events


def _read_before(place: Place) -> list[Entry]:
    if place.cue.needs_event and not _is_about_event(place):
        return []
    entries = read_subject(place.cast, place.index, start=place.sentence.start)
    if not entries:
        entries = read_subject(place.cast, place.index, start=place.sentence.start, linked=True)
    if place.cue.capacity in {Capacity.OPENED, Capacity.CLOSED, Capacity.LED}:
        return entries[-2:] if len(entries) > 1 and entries[-2].absent else entries[-1:]
    return [entry for entry in entries if entry.office or entry.person]


def _read_either(place: Place) -> list[Entry]:
    """ "Turut mendampingi Kepala Dinas Anu" lists; "Budi turut mendampingi Bupati" has a subject."""
    entries = read_subject(place.cast, place.index, start=place.sentence.start, linked=True)
    return entries or (_read_list(place, place.after) if not place.before(3) else [])


def _read_hadir(place: Place) -> list[Entry]:
    """ "Hadir dalam acara itu Bupati Anu, ..." lists after; "Bupati Anu hadir dalam acara itu" has a subject."""
    cast = place.cast
    direct = _skip_adverbs(cast, place.after)
    if direct < len(cast.elements) and (cast.elements[direct].is_named or _begins_group(cast, direct)):
        return _read_list(place, direct)
    subject = read_subject(cast, place.index, start=place.sentence.start, linked=True)
    listed = _read_after_boundary(place, direct)
    if not subject:
        return listed[1]
    company = cast.low(listed[0]) in {"bersama", "beserta", "didampingi"}
    return subject + (listed[1] if company else [])


def _begins_group(cast: Cast, index: int) -> bool:
    low = cast.low(index)
    return (
        low in read_words("group_words") or low in read_words("quantifiers") or low in {"mewakili", "antara", "yakni"}
    )


def _skip_adverbs(cast: Cast, index: int) -> int:
    while cast.low(index) in attendance_words("adverb") | {",", ":"}:
        index += 1
    return index


def _read_after_boundary(place: Place, index: int) -> tuple[int, list[Entry]]:
    """The list after "dalam acara tersebut", "di Aula Anu,": where it begins, and its entries."""
    cast = place.cast
    for at in range(index, min(index + 24, len(cast.elements))):
        if cast.elements[at].start >= place.stop:
            break
        if cast.low(at) in attendance_words("boundary"):
            begin = _skip_adverbs(cast, at + 1)
            entries = _read_list(place, begin)
            if entries and cast.low(begin) not in attendance_words("boundary"):
                return begin, entries
        elif is_verb(cast.low(at)) and not cast.elements[at].is_named:
            break
    return index, []


def _read_listed(place: Place) -> list[Entry]:
    """Speakers: "narasumber adalah A dan B", "menghadirkan narasumber dari C", "A yang hadir sebagai narasumber"."""
    cast = place.cast
    as_task = place.before(1) in (["sebagai"], ["selaku"], ["menjadi"])
    if as_task:
        subject = read_subject(cast, place.index - 1, start=place.sentence.start, linked=True)
        if subject:
            return [entry for entry in subject if entry.office or entry.person]
    at = _find_list(place, needs_link=as_task)
    entries = _read_list(place, at) if at else []
    if entries and cast.low(at - 1) == "dari" and not entries[0].person:
        entries[0] = replace(entries[0], start=cast.elements[place.index].start)
    return [entry for entry in entries if entry.office or entry.person or at > place.after]


def _find_list(place: Place, *, needs_link: bool) -> int:
    """Where the list after "narasumber" begins, 0 where none does.

    "A bertindak sebagai narasumber, B, C" says nothing of B: there "adalah", "yaitu" or an acting mention is needed.
    """
    cast = place.cast
    at = place.after
    if not needs_link and at < len(cast.elements) and cast.elements[at].is_named:
        return at
    for ahead in range(at, min(at + 10, len(cast.elements))):
        low = cast.low(ahead)
        if cast.elements[ahead].start >= place.sentence.end or is_verb(low):
            return 0
        if cast.elements[ahead].is_named:
            return ahead if not needs_link or _is_announced(place) else 0
        if low in attendance_words("link") and not (needs_link and low in {",", "dari"}):
            return ahead + 1
        if cast.words.is_capital(cast.elements[ahead].first):
            return 0
    return 0


def _is_announced(place: Place) -> bool:
    """ "Hadir juga sebagai narasumber dalam acara ini Kepala Badan Anu": "hadir" opens the sentence."""
    opening = place.before(6)
    return bool(opening) and opening[0] in {"hadir", "turut", "bertindak", "tampil"} and len(opening) < 6


def _read_meets(place: Place) -> list[Entry]:
    """ "Bupati Anu menyambut kedatangan Gubernur": both are there."""
    subject = read_subject(place.cast, place.index, start=place.sentence.start)
    met = [entry for entry in _read_list(place, place.after) if entry.office or entry.person]
    return [entry for entry in subject if entry.office or entry.person] + met[:1]


def _read_task(place: Place) -> list[Entry]:
    """ "Bupati Anu yang bertindak sebagai inspektur upacara", "Bertindak sebagai inspektur upacara Kapolres Anu"."""
    cast = place.cast
    start = place.index
    while start > 0 and cast.low(start - 1) in {"sebagai", "selaku", "menjadi", "bertindak", "bertidak"}:
        start -= 1
    subject = read_subject(cast, start, start=place.sentence.start, linked=True) if start < place.index else []
    if subject:
        return subject[-1:]
    at = place.after
    while cast.low(at) in attendance_words("link") | attendance_words("adverb"):
        at += 1
    return _first_party(_read_list(place, at))


def _read_speech(place: Place) -> list[Entry]:
    """ "Dalam sambutannya, Bupati Anu mengatakan", "Bupati Anu dalam sambutannya"."""
    cast = place.cast
    start = place.index
    while start > 0 and cast.low(start - 1) in {
        "dalam",
        "pada",
        "kata",
        "akhir",
        "di",
        "mengakhiri",
        "saat",
        "melalui",
    }:
        start -= 1
    subject = read_subject(cast, start, start=place.sentence.start) if start < place.index else []
    at = place.after + (cast.low(place.after) == ",")
    if not subject and at < len(cast.elements) and cast.elements[at].is_named:
        subject = _read_list(place, at)[:1]
    return [entry for entry in subject if entry.office or entry.person][-1:]


_READERS = {
    "after": _read_after,
    "before": _read_before,
    "either": _read_either,
    "hadir": _read_hadir,
    "listed": _read_listed,
    "task": _read_task,
    "meets": _read_meets,
    "speech": _read_speech,
}


def _to_facts(place: Place, said: tuple[Capacity, list[Entry]], *, roster: Roster) -> Iterator[Fact]:
    capacity, entries = said
    rule = place.cue.phrase.replace(" ", "_")
    evidence = Span(place.sentence.start, max([place.sentence.end, *(entry.end for entry in entries)]))
    for entry in entries:
        yield _to_fact(place.cast, evidence, entry, rule=rule, capacity=capacity, roster=roster)


def _to_fact(cast: Cast, evidence: Span, entry: Entry, *, rule: str, capacity: Capacity, roster: Roster) -> Fact:
    text = cast.words.text
    person, role = None, entry.role
    if entry.person:
        person = name_of(entry.person, roster)
        member = roster.find_person(entry.person.name, entry.person.start)
        role = role or (member.role if member else None)
    elif entry.office and not entry.absent:
        member = roster.find_holder(entry.office)
        person = member.name if member and entry.certain else None
    return Fact(
        kind=FactKind.ATTENDANCE,
        value=text[entry.start : entry.end],
        start=evidence.start,
        end=evidence.end,
        rule=f"attendance.{rule}",
        value_start=entry.start,
        value_end=entry.end,
        person=person,
        role=role,
        represents=entry.represents,
        capacity=Capacity.ABSENT if entry.absent else capacity,
        certain=entry.certain,
    )


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    """Each claim of a sentence once; what represents somebody is kept before the same without."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.value_start, fact.value_end, fact.capacity)
        known = best.get(key)
        if known is None or (fact.represents and not known.represents):
            best[key] = fact if known is None else replace(known, represents=fact.represents)
    return list(best.values())

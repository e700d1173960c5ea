"""Who takes part in what a cue tells, by the side on which the cue has its participants."""

from __future__ import annotations

from dataclasses import replace

from data.facts import Capacity
from retrieval.facts.absences import read_absence, read_absent
from retrieval.facts.addresses import read_met, read_on_occasion, read_said, read_says
from retrieval.facts.appearances import read_hadir
from retrieval.facts.asides import LONGEST_ASIDE
from retrieval.facts.cues import (
    NEAR,
    Place,
    event_words,
    first_party,
    is_about_event,
    is_event_word,
    read_list,
)
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.gatherings import (
    read_brought,
    read_gathered,
    read_given,
    read_given_by,
    read_handover,
    read_inducted,
    read_installing,
    read_made_of,
    read_parties,
    read_performed,
    read_received,
    read_seen,
    read_speeches,
    read_with,
)
from retrieval.facts.page import is_verb
from retrieval.facts.principals import read_author
from retrieval.facts.subjects import attendance_words, read_gathering, read_subject
from retrieval.facts.tasks import read_amid, read_listed, read_opening, read_speech, read_task

_VISITS = frozenset({"audiensi", "audensi", "kunjungan", "kedatangan"})


def read_place(place: Place) -> tuple[Capacity, list[Entry]]:
    """What one cue says: the capacity and those who took part in it."""
    nearest = place.before(3)
    if place.cue.capacity is Capacity.ABSENT:
        return Capacity.ABSENT, read_absence(place)
    if any(word in attendance_words("absent") for word in nearest):
        return Capacity.ABSENT, read_absent(place)
    if any(word in attendance_words("planned") for word in nearest):
        planned = place.cue.side in {"after", "hadir"} and place.cue.capacity is Capacity.PRESENT
        return Capacity.INVITED, (read_list(place, place.after) if planned else [])
    if any(word in attendance_words("unreal") for word in nearest) or _is_withdrawn(place):
        return place.cue.capacity, []
    reader = _READERS[place.cue.side]
    return place.cue.capacity, reader(place)


def _is_withdrawn(place: Place) -> bool:
    """Whether the sentence tells of a plan that came otherwise: "Sedianya Ketua KPU Anu menjadi pembicara"."""
    return bool(attendance_words("withdrawn") & set(place.before(NEAR)))


def _read_after(place: Place) -> list[Entry]:
    if place.cue.needs_event and not is_about_event(place):
        return []
    if place.cue.phrase == "diikuti" and not place.before(1) and not is_about_event(place):
        return []
    if place.cue.capacity is Capacity.ACCOMPANIED and attendance_words("organisation") & set(place.before(40)):
        return []
    entries = read_list(place, place.after) or _read_agent(place)
    return first_party(entries) if place.cue.needs_event else entries


def _read_agent(place: Place) -> list[Entry]:
    """The agent some words after a passive verb: "dibuka di Aula Anu, Selasa (2/3), oleh Bupati Anu".

    "Ditutup dengan doa oleh Ustadz Anu" tells who prayed, not who closed.
    """
    cast = place.cast
    for at in range(place.after, min(place.after + NEAR, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or cast.low(at) in attendance_words("rite"):
            break
        if is_verb(cast.low(at)) and not cast.elements[at].is_named:
            break
        if cast.low(at) == "oleh":
            return read_list(place, at + 1)
    return []


def _read_agent_alone(place: Place) -> list[Entry]:
    """The one who acts in a passive verb: "sambutan dibacakan Sekda Anu"."""
    entries = first_party(read_list(place, place.after) or _read_agent(place))
    return [replace(entry, represents=entry.represents or read_author(place)) for entry in entries]


def _read_heading(place: Place) -> list[Entry]:
    """ "Peserta:" alone on its line, above the list of those who took part."""
    made = read_made_of(place)
    if made:
        return made
    alone = len(place.before(4)) < 3 and place.cast.elements[place.after - 1].end + 2 >= place.sentence.end
    return read_list(place, place.after) if alone and place.stop > place.sentence.end else []


def _read_before(place: Place) -> list[Entry]:
    if place.cue.needs_event and not is_about_event(place):
        return []
    entries = read_subject(place.cast, place.index, start=place.sentence.start)
    if not entries:
        entries = read_subject(place.cast, place.index, start=place.sentence.start, linked=True)
    entries = entries or _read_accompanied(place)
    opening = place.before(4)
    if not entries and 0 < len(opening) < 4 and set(opening) <= attendance_words("after_task"):
        entries = _read_main_clause(place)
    if place.cue.capacity in {Capacity.OPENED, Capacity.CLOSED, Capacity.LED}:
        return entries[-2:] if len(entries) > 1 and entries[-2].absent else entries[-1:]
    named = [entry for entry in entries if entry.office or entry.person] + _read_company(place)
    return named or read_gathering(place.cast, place.index, start=place.sentence.start)


def _read_accompanied(place: Place) -> list[Entry]:
    """ "Bupati Anu, didampingi para camat, membuka": the subject stands before those who accompany it."""
    cast = place.cast
    for at in range(place.index - 1, max(0, place.index - LONGEST_ASIDE), -1):
        if cast.elements[at].start < place.sentence.start or cast.plain[at] in {";", "."}:
            break
        if cast.plain[at] in attendance_words("company"):
            return read_subject(cast, at, start=place.sentence.start)
        if cast.plain[at] and is_verb(cast.plain[at]):
            break
    return []


def _read_company(place: Place) -> list[Entry]:
    """ "menghadiri rapat itu bersama Ketua DPRD Anu serta Dandim": those after "bersama"."""
    cast = place.cast
    if place.cue.phrase != "menghadiri":
        return []
    for at in range(place.after, min(place.after + NEAR, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or cast.elements[at].is_named or cast.low(at) == ",":
            break
        if cast.low(at) in {"bersama", "beserta", "didampingi"}:
            return [entry for entry in read_list(place, at + 1) if entry.office or entry.person]
    return []


def _read_main_clause(place: Place) -> list[Entry]:
    """ "Saat membuka rapat, Bupati Anu mengatakan": the subject follows the clause that opens the sentence."""
    cast = place.cast
    for at in range(place.after, min(place.after + 24, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or (is_verb(cast.low(at)) and not cast.elements[at].is_named):
            break
        before = cast.low(at - 1)
        if cast.elements[at].is_named and (before == "," or is_event_word(before, event_words())):
            return read_enumeration(cast, at, stop=place.sentence.end, whole=True)[0][:1]
    return []


def _read_either(place: Place) -> list[Entry]:
    """ "Turut mendampingi Kepala Dinas Anu" lists; "Budi turut mendampingi Bupati" has a subject."""
    entries = read_subject(place.cast, place.index, start=place.sentence.start, linked=True)
    return entries or (read_list(place, place.after) if not place.before(3) else [])


def _read_meets(place: Place) -> list[Entry]:
    """ "Bupati Anu menyambut kedatangan Gubernur": both are there."""
    subject = read_subject(place.cast, place.index, start=place.sentence.start)
    guests = place.cue.phrase != "audiensi dengan" and _VISITS & set(place.cue.phrase.split())
    met = [entry for entry in read_list(place, place.after) if entry.office or entry.person or guests]
    return [entry for entry in subject if entry.office or entry.person] + met


def _read_nothing(place: Place) -> list[Entry]:
    """ "Disambut baik oleh Bupati Anu" tells what somebody thinks, not who was there."""
    del place
    return []


_READERS = {
    "after": _read_after,
    "before": _read_before,
    "agent": _read_agent_alone,
    "heading": _read_heading,
    "either": _read_either,
    "hadir": read_hadir,
    "listed": read_listed,
    "task": read_task,
    "meets": _read_meets,
    "seen": read_seen,
    "brings": read_brought,
    "gathers": read_gathered,
    "speech": read_speech,
    "opening": read_opening,
    "amid": read_amid,
    "inducted": read_inducted,
    "handover": read_handover,
    "said": read_said,
    "says": read_says,
    "met": read_met,
    "with": read_with,
    "given": read_given,
    "parties": read_parties,
    "speeches": read_speeches,
    "given_by": read_given_by,
    "occasion": read_on_occasion,
    "received": read_received,
    "installs": read_installing,
    "performed": read_performed,
    "nothing": _read_nothing,
}

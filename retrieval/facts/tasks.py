"""Tasks in a meeting: speakers that are announced, those who lead a ceremony, those who give an address."""

from __future__ import annotations

from dataclasses import replace

from retrieval.facts.cast import Cast
from retrieval.facts.cues import Place, event_words, first_party, is_event_word, read_list
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.speech import speech_kinds
from retrieval.facts.subjects import attendance_words, read_subject
from retrieval.language.tables import read_words

LONGEST_SPEECH = 16
"""Words from "dalam sambutan" to the verb of speaking: "pembukaan rapat yang berlangsung di Aula Anu itu"."""


def read_listed(place: Place) -> list[Entry]:
    """Speakers: "narasumber adalah A dan B", "menghadirkan narasumber dari C", "A yang hadir sebagai narasumber"."""
    cast = place.cast
    subject: list[Entry] = []
    one_of = place.before(2) in (["salah", "satu"], ["salah", "seorang"])
    if one_of and (told := read_subject(cast, place.index - 2, start=place.sentence.start)):
        return told[-1:]
    as_task = place.before(1) in (["sebagai"], ["selaku"], ["menjadi"])
    if as_task:
        subject = read_subject(cast, place.index - 1, start=place.sentence.start, linked=True)
        subject = [entry for entry in subject if entry.office or entry.person]
        if subject and not is_besides(place):
            return subject
    at = _skip_home(cast, _find_list(place, needs_link=as_task))
    entries = read_enumeration(cast, at, stop=place.stop, whole=True)[0] if at else []
    if entries and cast.low(at - 1) == "dari" and not entries[0].person:
        entries[0] = replace(entries[0], start=cast.elements[place.index].start)
    return subject + [entry for entry in entries if entry.office or entry.person or at > place.after]


def is_besides(place: Place) -> bool:
    """Whether the sentence opens with those already told: "Selain Bupati Anu, hadir pula ..."."""
    return place.cast.low(place.cast.first_at(place.sentence.start)) == "selain"


def _skip_home(cast: Cast, index: int) -> int:
    """The index after "Provinsi Anu," in "narasumber dari Provinsi Anu, Kepala Bidang ..."."""
    if not index or cast.low(index - 1) != "dari":
        return index
    last = cast.words.regions.get(cast.elements[index].first) if index < len(cast.elements) else None
    return cast.element_of[last] + 1 if last and cast.words.has(last, {","}) else index


def _find_list(place: Place, *, needs_link: bool) -> int:
    """Where the list after "narasumber" begins, 0 where none does.

    "A bertindak sebagai narasumber, B, C" says nothing of B: there "adalah", "yaitu" or an acting mention is needed.
    """
    cast, at = place.cast, place.after
    if not needs_link and at < len(cast.elements) and _begins_list(cast, at):
        return at
    placed = False
    for ahead in range(at, min(at + 10, len(cast.elements))):
        low = cast.low(ahead)
        placed = placed or low in {"pada", "dalam"}
        if cast.elements[ahead].is_named:
            return ahead if not needs_link or _is_announced(place) else 0
        asked = low in attendance_words("asked")
        if cast.elements[ahead].start >= place.sentence.end or (is_verb(low) and not asked):
            break
        if not placed and _is_strange(cast, ahead):
            break
        if low in attendance_words("link") and not (needs_link and low in {",", "dari"}):
            return ahead + 1
    return 0


def _begins_list(cast: Cast, index: int) -> bool:
    return cast.elements[index].is_named or cast.low(index) in read_words("group_words")


def _is_strange(cast: Cast, index: int) -> bool:
    """Whether a capitalised word stands there that names no event: perhaps a speaker whom no table knows."""
    return cast.words.is_capital(cast.elements[index].first) and not is_event_word(cast.low(index), event_words())


def _is_announced(place: Place) -> bool:
    """ "Hadir juga sebagai narasumber dalam acara ini Kepala Badan Anu": "hadir" opens the sentence."""
    opening = place.before(6)
    opens = bool(opening) and opening[0] in {"hadir", "turut", "bertindak", "tampil"} and len(opening) < 6
    return opens or is_besides(place)


def read_task(place: Place) -> list[Entry]:
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
    return first_party(read_list(place, at))


def read_speech(place: Place) -> list[Entry]:
    """ "Dalam sambutannya, Bupati Anu mengatakan", "kata Bupati Anu dalam sambutannya"."""
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
    subject = read_subject(cast, start, start=place.sentence.start, quoted=True) if start < place.index else []
    at = place.after + (cast.low(place.after) == ",")
    if not subject and at < len(cast.elements) and cast.elements[at].is_named:
        subject = read_list(place, at)[:1]
    return [entry for entry in subject if entry.office or entry.person][-1:]


def read_opening(place: Place) -> list[Entry]:
    """ "Dalam sambutan pembukaan rapat, Bupati Anu menegaskan": who is named right behind the comma."""
    cast = place.cast
    for at in range(place.after, min(place.after + 8, len(cast.elements))):
        if cast.elements[at].is_named or cast.elements[at].start >= place.sentence.end or is_verb(cast.low(at)):
            break
        if cast.low(at) == "," and at + 1 < len(cast.elements) and cast.elements[at + 1].is_named:
            return [entry for entry in read_list(place, at + 1)[:1] if entry.office or entry.person]
    return read_amid(place)


def read_amid(place: Place) -> list[Entry]:
    """ "Bupati Budi dalam sambutan pembukaan rapat itu mengungkapkan": the subject before."""
    cast = place.cast
    for at in range(place.after, min(place.after + LONGEST_SPEECH, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or cast.low(at) == ",":
            break
        if speech_kinds().get(cast.plain[at]) == "active":
            subject = read_subject(cast, place.index, start=place.sentence.start)
            return [entry for entry in subject if entry.office or entry.person][-1:]
    return []

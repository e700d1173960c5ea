"""Those whose words an article places at its meeting: "disampaikan Bupati Anu pada rakor", "Pada acara itu Budi ...".

Who is only quoted took no part for that alone; here the article itself says that it was said there.
"""

from __future__ import annotations

from dataclasses import replace

from retrieval.facts.cast import Cast
from retrieval.facts.cues import Place, event_words, is_event_word, skip_adverbs
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.speech import speech_kinds, speech_words
from retrieval.facts.subjects import attendance_words, read_subject

LONGEST_WAY = 9
"""Words between a speaker and the event spoken at: ", Selasa (2/3), pada acara"."""

_HOLDING = frozenset({"gelar", "gelaran", "pelaksanaan", "penyelenggaraan", "berlangsungnya", "pembukaan", "penutupan"})
_FIRM = frozenset({"acara", "pembukaan", "rapat", "rakor", "forum", "pertemuan", "diskusi", "kegiatan"})
_NOT_BETWEEN = frozenset({",", "bahwa", "agar", "untuk", "supaya", "akan"})
_AROUND = frozenset(
    {"di", "pada", "dalam", "usai", "seusai", "setelah", "selepas", "sela", "sela-sela", "disela", "saat"}
)
_AT = frozenset({"pada", "dalam", "saat", "ketika", "di"})
_APART = frozenset({"usai", "seusai", "setelah", "sebelum", "sela", "sela-sela", "disela", "luar", "kepada", "rangka"})


def read_said(place: Place) -> list[Entry]:
    """ "Hal itu disampaikan Bupati Anu, Budi, pada acara Sosialisasi ...": a speaker with the event right behind."""
    cast = place.cast
    at = skip_adverbs(cast, place.after)
    at += cast.low(at) == "oleh"
    if at >= len(cast.elements) or not cast.elements[at].is_named:
        return []
    entries, end = read_enumeration(cast, at, stop=place.sentence.end, whole=True)
    return _speaking(entries) if is_at_event(cast, end, stop=place.sentence.end) else []


def read_on_occasion(place: Place) -> list[Entry]:
    """ "Pada kesempatan itu, Sekda Budi mengajak", "Sekda Budi dalam rapat tersebut mengajak": who speaks there."""
    cast = place.cast
    at = place.after
    while cast.low(at) in speech_words("between") | {","}:
        at += 1
    if at >= len(cast.elements) or cast.elements[at].start >= place.sentence.end:
        return []
    if _speaks(cast, at, kinds={"active"}):
        return _speaking(read_subject(cast, place.index, start=place.sentence.start))
    at += _speaks(cast, at, kinds={"passive"})
    at += cast.low(at) == "oleh"
    if at >= len(cast.elements) or not cast.elements[at].is_named:
        return []
    entries, end = read_enumeration(cast, at, stop=place.sentence.end, whole=True)
    told = _speaks(cast, at - 1, kinds={"passive"}) or _speaks(cast, _skip_between(cast, end), kinds={"active"})
    return _speaking(entries) if told else []


def read_says(place: Place) -> list[Entry]:
    """ "Ketua Anu, Budi, mengungkapkan hal itu dalam acara Sosialisasi": the event behind a short object."""
    cast = place.cast
    for at in range(place.after, min(place.after + LONGEST_WAY, len(cast.elements))):
        low = cast.plain[at]
        if cast.elements[at].start >= place.sentence.end or not low or is_verb(low) or low in _NOT_BETWEEN:
            break
        if low in {"pada", "dalam"} and cast.low(at + 1) in _FIRM and is_at_event(cast, at, stop=place.sentence.end):
            return _speaking(read_subject(cast, place.index, start=place.sentence.start))
    return []


def read_met(place: Place) -> list[Entry]:
    """ "Kasi Anu, Budi, ketika ditemui di sela pelatihan": whom reporters met at or right after an event."""
    cast, at = place.cast, place.after
    while cast.low(at) in _AROUND | {",", "-"}:
        at += 1
    if at == place.after and "sela" not in place.cue.phrase:
        return []
    at += cast.low(at) in _HOLDING
    named = is_event_word(place.cue.phrase.split()[-1], event_words())
    if not named and (at >= len(cast.elements) or not is_event_word(cast.plain[at], event_words())):
        return []
    subject = read_subject(cast, place.index, start=place.sentence.start, linked=True, quoted=True)
    return _speaking(subject)


def _speaking(entries: list[Entry]) -> list[Entry]:
    """The first party, with whoever stands in for it; nobody where a group speaks."""
    if not entries or not (entries[0].person or (entries[0].office and not entries[0].office.group)):
        return []
    if entries[0].absent:
        return entries[:2]
    first = entries[0]
    # "Wabup juga senantiasa mengingatkan": what stands behind a lone office is no part of it.
    return [first if first.person or not first.office else replace(first, end=first.office.end)]


def _skip_between(cast: Cast, index: int) -> int:
    while cast.low(index) in speech_words("between") | {","}:
        index += 1
    return index


def _speaks(cast: Cast, index: int, *, kinds: set[str]) -> bool:
    return 0 <= index < len(cast.elements) and speech_kinds().get(cast.plain[index]) in kinds


def is_at_event(cast: Cast, index: int, *, stop: int) -> bool:
    """Whether "pada acara ...", "dalam rapat ..." begins within a few words, and nothing but a date before it."""
    begun = False
    for at in range(index, min(index + LONGEST_WAY, len(cast.elements))):
        low = cast.plain[at]
        if cast.elements[at].start >= stop or not low or low in _APART or (is_verb(low) and low not in event_words()):
            break
        if begun and (low == "kesempatan" or is_event_word(low, event_words())):
            return True
        if low in _AT:
            begun = True
        elif begun or not _is_of_date(low):
            break
    return False


def _is_of_date(low: str) -> bool:
    dated = low in attendance_words("weekday") | {",", "(", ")", "/", "-", ".", "hari", "siang", "pukul"}
    return dated or low.replace(" ", "").isdigit()

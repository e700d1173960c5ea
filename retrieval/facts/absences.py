"""Who is said not to have been there: "Bupati Anu berhalangan", "Kapolres Anu diundang, namun tidak terlihat"."""

from __future__ import annotations

from functools import cache

from retrieval.facts.cast import Cast
from retrieval.facts.cues import Place, read_list
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.subjects import attendance_words, clause_start, read_subject
from retrieval.language.tables import read_words

_SIGHT = frozenset({"tampak", "nampak", "terlihat", "kelihatan", "absen"})


def read_absence(place: Place) -> list[Entry]:
    """Those missing by a cue of absence: before it, or after "tanpa kehadiran"."""
    cast = place.cast
    if place.cue.side == "missed":
        return _alone(read_list(place, place.after))[:1]
    if attendance_words("unsure") & set(place.before(3)):
        return []
    last = cast.low(place.after - 1)
    following = place.after < len(cast.elements) and cast.elements[place.after].start < place.sentence.end
    if last in _SIGHT and following and cast.low(place.after) not in attendance_words("somewhere"):
        return []
    return read_missing(place, place.index)


def read_absent(place: Place) -> list[Entry]:
    """ "Bupati Anu tidak hadir", "Bupati Anu berhalangan hadir": only offices and people named right before."""
    if place.cue.side != "hadir":
        return []
    index = place.index
    while index > 0 and place.cast.low(index - 1) in attendance_words("absent") | {"dapat", "bisa", "sempat"}:
        index -= 1
    return read_missing(place, index)


def read_missing(place: Place, index: int) -> list[Entry]:
    """The offices and people that are the subject of the verb at the element `index`."""
    start = place.sentence.start
    entries = read_subject(place.cast, index, start=start) or read_subject(place.cast, index, start=start, linked=True)
    return _alone(entries) or _alone(read_topic(place.cast, index, start=start))


def read_topic(cast: Cast, index: int, *, start: int) -> list[Entry]:
    """The subject that opens a sentence, where nobody else is named and nobody speaks before the element `index`.

    "Wakil Bupati yang namanya tercantum dalam undangan tidak terlihat", "Kapolres Anu diundang, namun tidak hadir".
    """
    first = clause_start(cast, index, start=start)
    if first >= index or not cast.elements[first].is_named:
        return []
    entries, end = read_enumeration(cast, first, stop=cast.elements[index].start, whole=True)
    between = range(min(end, index), index)
    told = any(cast.elements[at].is_named or cast.plain[at] in _told() for at in between)
    return [] if told else entries


@cache
def _told() -> frozenset[str]:
    """Verbs of speaking; "menurut panitia" is an aside."""
    return read_words("speech_verbs") - {"menurut"}


def _alone(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.person or (entry.office and not entry.office.group)]

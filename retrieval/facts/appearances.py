"""Those of whom "hadir" is said: as its subject, in the list behind it, or as those who came with somebody."""

from __future__ import annotations

from retrieval.facts.cast import Cast
from retrieval.facts.cues import Place, read_list, skip_adverbs
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.subjects import attendance_words, read_gathering, read_subject
from retrieval.facts.tasks import is_besides
from retrieval.language.tables import read_words


def read_hadir(place: Place) -> list[Entry]:
    """ "Hadir dalam acara itu Bupati Anu, ..." lists after; "Bupati Anu hadir dalam acara itu" has a subject."""
    cast = place.cast
    direct = skip_adverbs(cast, place.after)
    subject = read_subject(cast, place.index, start=place.sentence.start, linked=True)
    if subject and cast.low(direct) == "mewakili":
        return subject
    if not subject and cast.low(direct) == "mendampingi":
        return _read_escort(place, direct + 1)
    if direct < len(cast.elements) and (cast.elements[direct].is_named or _begins_group(cast, direct)):
        return read_list(place, direct)
    listed = _read_after_boundary(place, direct)
    if not subject:
        return listed[1] or read_gathering(cast, place.index, start=place.sentence.start)
    company = cast.low(listed[0]) in {"bersama", "beserta", "didampingi"} or is_besides(place)
    return subject + (listed[1] if company else [])


def _read_escort(place: Place, index: int) -> list[Entry]:
    """ "Hadir mendampingi Bupati Anu yakni Sekda Budi": those who came with somebody, and whom they came with."""
    met, end = read_enumeration(place.cast, index, stop=place.stop)
    linked = place.cast.low(end) in attendance_words("link")
    return met + (read_list(place, skip_adverbs(place.cast, end + 1)) if linked else [])


def _begins_group(cast: Cast, index: int) -> bool:
    low = cast.low(index)
    firm = low in read_words("proper_units") and cast.words.is_capital(cast.elements[index].first)
    known = read_words("group_words") | read_words("quantifiers")
    return firm or low in known or low in {"mewakili", "antara", "yakni", "termasuk"}


def _read_after_boundary(place: Place, index: int) -> tuple[int, list[Entry]]:
    """The list after "dalam acara tersebut", "di Aula Anu,": where it begins, and its entries."""
    cast = place.cast
    for at in range(index, min(index + 24, len(cast.elements))):
        if cast.elements[at].start >= place.stop:
            break
        if cast.low(at) in attendance_words("boundary"):
            begin = skip_adverbs(cast, at + 1)
            entries = read_list(place, begin)
            if entries and cast.low(begin) not in attendance_words("boundary"):
                return begin, entries
        elif is_verb(cast.low(at)) and not cast.elements[at].is_named:
            break
    return index, []

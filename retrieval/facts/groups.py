"""Groups and institutions in an enumeration: "unsur Forkopimda", "KPU", "tamu undangan lainnya"."""

from __future__ import annotations

from retrieval.facts.asides import list_words
from retrieval.facts.cast import Cast
from retrieval.facts.segments import Segment
from retrieval.language.placing import is_title
from retrieval.language.tables import read_words
from retrieval.language.units import unit_forms, unit_words

LONGEST_GROUP = 16
"""Words that a group may take ("perwakilan Organisasi Perangkat Daerah (OPD) Kabupaten ..."); longer is a clause."""

LONGEST_UNKNOWN = 3
"""Words of a group that no table knows."""


def is_origin(cast: Cast, segment: Segment) -> bool:
    """Whether a segment says where the one before comes from: "Budi Santoso, dari Universitas Anu"."""
    return cast.words.low[segment.elements[0].first] == "dari" and segment.person is None


def is_known_group(cast: Cast, segment: Segment) -> bool:
    """Whether plain words begin like a group or an institution of the tables: "unsur Forkopimda", "KPU"."""
    words, first = cast.words, segment.elements[0].first
    first += words.low[first] == "dari" and len(segment.elements) > 1
    low = words.low[first]
    if len(segment.elements) == 1 and low in list_words("vague"):
        return False
    if low.isdigit() or low in read_words("number_words") - read_words("quantifiers"):
        counted = first + 3 if words.has(first + 1, {"dari"}) else first + 1
        return words.has(counted, read_words("group_words")) and len(segment.elements) > 2
    known = low in read_words("group_words") or low in read_words("quantifiers")
    known = known or (words.is_capital(first) and unit_words().get(low) == "type")
    return known or unit_forms().find(words.low, first) is not None


def is_spoken_for(cast: Cast, segment: Segment) -> bool:
    """Whether a name after the comma is that of the one who comes from there: "Perwakilan warga, Siti Aminah"."""
    if segment.person or segment.office:
        return False
    return is_origin(cast, segment) or cast.words.low[segment.elements[0].first] in list_words("sent")


def is_group(cast: Cast, segment: Segment, *, has_company: bool) -> bool:
    """Whether plain words name a group or an institution; unknown ones, only beside others: "Mubaligh", "Pamsimas"."""
    words, elements = cast.words, segment.elements
    first = elements[0].first
    low = words.low[first]
    if len(elements) > LONGEST_GROUP or (
        len(elements) == 1 and (is_title(low) or low in read_words("degrees", "form"))
    ):
        return False
    if is_known_group(cast, segment):
        return True
    if low in read_words("event_words") or (len(elements) == 1 and low in list_words("vague")):
        return False
    if not words.is_capital(first) or (first in words.regions and len(elements) == 1):
        return low == "dari" and has_company and len(elements) > 1
    return low in unit_words() or (has_company and len(elements) <= 8)


def is_bare_count(cast: Cast, segment: Segment) -> bool:
    """Whether only a number of people is said, who are told next: "96 peserta yang terdiri dari camat, ..."."""
    low = [cast.words.low[element.first] for element in segment.elements]
    counted = low[0] in read_words("number_words") - read_words("quantifiers") and low[-1] in read_words("group_words")
    told = any(word.isdigit() for word in low) and low[-1] in read_words("participant_words")
    return len(low) > 1 and (told or counted)


def is_leftover(cast: Cast, segment: Segment) -> bool:
    """Whether only a region or a degree of the one before stands there: "Ketua KNPI Anu dan Batang Hari, Kapolsek"."""
    first, last = segment.elements[0].first, segment.elements[-1].last
    degree = last == first + 1 and cast.words.low[first] in read_words("degrees", "form")
    return degree or cast.words.regions.get(first) == last


def is_unknown_group(cast: Cast, segment: Segment) -> bool:
    """Whether a few small words of an enumeration may name a group that no table knows: "niniak mamak"."""
    words = [cast.plain[cast.first_at(element.start)] for element in segment.elements]
    known = read_words("stopwords") | read_words("event_words") | list_words("vague") | list_words("manner")
    told = any(element.first in cast.words.regions for element in segment.elements)
    return (
        not told and len(words) <= LONGEST_UNKNOWN and all(word.isalpha() for word in words) and words[0] not in known
    )

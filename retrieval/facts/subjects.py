"""Who stands before a verb as its subject: "Bupati Anu, Budi Santoso, secara resmi membuka ..."."""

from __future__ import annotations

from functools import cache

from retrieval.facts.cast import Cast, list_phrases
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_words
from retrieval.language.units import LONGEST_UNKNOWN

LONGEST_SUBJECT = 60
"""Elements that a subject may take: an enumeration of a dozen offices with names."""

LONGEST_OPENING = 16
"""Elements of a circumstance that opens a sentence: "Pada tahap akhir rencana induk itu,"."""

LONGEST_DATE = 7
"""Elements of a date in brackets."""

LONGEST_DATELINE = 6
"""Elements of a dateline."""

_DASHES = frozenset({"-", "–", "—", "--"})
_WHOEVER = frozenset({"para", "seluruh", "semua", "peserta", "undangan", "tamu", "yang", "hadir", "hadirin", "orang"})


@cache
def attendance_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/attendance_words.tsv`."""
    return frozenset(read_cues("attendance_words", role))


def read_subject(cast: Cast, index: int, *, start: int, linked: bool = False, quoted: bool = False) -> list[Entry]:
    """The participants right before the verb at the element `index`, no further back than the offset `start`.

    `linked` allows "saat", "yang", "dan" between subject and verb: "disampaikan Bupati Anu saat membuka ..."; `quoted`
    a verb of speaking before the subject: "kata Bupati Anu dalam sambutannya".
    """
    end = skip_back(cast, index, start=start, linked=linked)
    first = _behind_alike(cast, _begin(cast, end, start=start, through=True), end)
    if _is_object(cast, first - 1, start=start):
        first = _begin(cast, end, start=start, through=False)
    if first == end:
        return []
    before = cast.low(first - 1) if first and cast.elements[first - 1].start >= start else ""
    if before in attendance_words("company") and cast.first_at(start) == first - 1:
        return _read_accompanied(cast, first, end)
    active = is_verb(before) and before.startswith(("me", "ber")) and not linked
    if active or _is_object(cast, first - 1, start=start):
        return []
    parted = any(cast.low(at) in attendance_words("while") for at in range(end, index))
    if before in read_words("speech_verbs") and not (parted or quoted):
        return []
    stop = cast.elements[end - 1].end + 1
    entries, _ = read_enumeration(cast, first, stop=stop)
    return entries


def _behind_alike(cast: Cast, first: int, end: int) -> int:
    """The index behind the first name of "Senada dengan Budi, Ketua Anu Siti membuka": it is no part of the subject."""
    if cast.low(first - 1) != "dengan" or cast.low(first - 2) not in attendance_words("alike"):
        return first
    comma = next((at for at in range(first, end) if cast.plain[at] == ","), end)
    return comma + 1 if comma + 1 < end else first


def _is_object(cast: Cast, index: int, *, start: int) -> bool:
    """Whether the word at `index` makes what follows its object: "kepada", "sambutan", "didampingi"."""
    return index >= 0 and cast.elements[index].start >= start and cast.low(index) in attendance_words("by_object")


def _read_accompanied(cast: Cast, first: int, end: int) -> list[Entry]:
    """ "Didampingi Sekda Anu, Bupati Budi membuka": the last one named, where another stands before the comma."""
    entries, _ = read_enumeration(cast, first, stop=cast.elements[end - 1].end + 1, whole=True)
    return entries[-1:] if len(entries) > 1 else []


def read_gathering(cast: Cast, index: int, *, start: int) -> list[Entry]:
    """Groups that are the subject of the verb at the element `index`: "Sebanyak 40 guru dari Anu mengikuti ..."."""
    end = skip_back(cast, index, start=start, linked=False)
    first = _behind_opening(cast, clause_start(cast, end, start=start), end)
    if first >= end:
        return []
    counted = cast.elements[first].office is not None and cast.low(first + 1) == "dari"
    known = (
        counted
        or cast.plain[first] in read_words("group_words") | read_words("quantifiers")
        or cast.low(first).isdigit()
    )
    if not known or end - first > LONGEST_SUBJECT:
        return []
    entries, reached = read_enumeration(cast, first, stop=cast.elements[end - 1].end + 1, whole=True)
    told = any(entry.represents or entry.absent for entry in entries)
    return [] if told or reached < end else [entry for entry in entries if _tells(cast, entry)]


def _behind_opening(cast: Cast, first: int, end: int) -> int:
    """The index behind the comma of "Pada tahap akhir itu, ", where a group follows; `first` where none does."""
    if cast.low(first) not in attendance_words("circumstance"):
        return first
    for at in range(first, min(first + LONGEST_OPENING, end)):
        if cast.plain[at] == ",":
            return at + 1 if cast.low(at + 1) in read_words("group_words") | read_words("quantifiers") else first
    return first


def clause_start(cast: Cast, index: int, *, start: int) -> int:
    """The first element of a sentence behind its dateline ("LANGGUR –") and its conjunctions, `index` at the latest."""
    first = cast.first_at(start)
    for at in range(first, min(first + LONGEST_DATELINE, index)):
        if cast.low(at) in _DASHES:
            first = at + 1
            break
    while first < index and cast.plain[first] in attendance_words("clause"):
        first += 1
    return first


def _tells(cast: Cast, entry: Entry) -> bool:
    """Whether a group is more than "para peserta"."""
    span = range(cast.first_at(entry.start), cast.first_at(entry.end))
    return bool({cast.plain[at] for at in span} - _WHOEVER)


def skip_back(cast: Cast, index: int, *, start: int, linked: bool) -> int:
    """The index after the subject: adverbs before the verb, and a comma that closes an apposition, passed over."""
    allowed = attendance_words("adverb") | {","}
    if linked:
        allowed |= attendance_words("while")
    at = index
    while at > 0 and cast.elements[at - 1].start >= start:
        dated = _date_start(cast, at)
        if dated < at:
            at = dated
        elif cast.low(at - 1) in allowed and not cast.elements[at - 1].is_named:
            at -= 1
        elif cast.plain[at - 1] in attendance_words("retinue") and cast.low(at - 2) in attendance_words("joining"):
            at -= 2
        else:
            break
    return at


def _date_start(cast: Cast, end: int) -> int:
    """Where the date begins that ends before an element ("Senin (2/3/2021)"), or that element itself."""
    at = end
    if cast.low(at - 1) == ")":
        at -= 1
        while at > max(0, end - LONGEST_DATE) and _is_of_date(cast.low(at - 1)):
            at -= 1
        if at == end - 1 or cast.low(at - 1) != "(":
            return end
        at -= 1
    first = at
    while at > 0 and cast.plain[at - 1] in attendance_words("weekday"):
        at -= 1
    return at if at < first or first < end else end


def _is_of_date(word: str) -> bool:
    return word in {"/", "-", "."} or word.replace(" ", "").isdigit()


def _begin(cast: Cast, end: int, *, start: int, through: bool) -> int:
    """The index of the first element of the subject that ends before `end`; `end` where none stands there.

    `through`: words of a unit that no table knows may stand behind an office.
    """
    at = end
    best = end
    while at > 0 and end - at < LONGEST_SUBJECT and cast.elements[at - 1].start >= start:
        element, low = cast.elements[at - 1], cast.low(at - 1)
        if element.is_named:
            at -= 1
            best = at
        elif low == ")":
            opened = _opening(cast, at - 1)
            if opened is None:
                break
            at = opened
        elif low in {",", "&"} or _is_joint(cast, at - 1):
            at -= 1
            # "mewakili A, B membuka ...": without its verb A would be taken for a subject.
            best = at if low == "mewakili" and best < end else best
        elif through and (behind := office_end(cast, at)) < at:
            at = behind
        else:
            break
    return best


def office_end(cast: Cast, index: int) -> int:
    """The index after the office whose last words, up to `index`, no table knows; `index` where none stands there."""
    at = index
    while at > max(0, index - LONGEST_UNKNOWN) and cast.plain[at - 1].isalpha():
        if not cast.words.is_capital(cast.elements[at - 1].first):
            return index
        at -= 1
    return at if at and cast.elements[at - 1].office else index


def _is_joint(cast: Cast, index: int) -> bool:
    """Whether the word joins participants: "dan", "yang diwakili oleh", "mewakili", "selaku"."""
    joints = {"separator", "by", "through", "for", "also"}
    for back in range(5):
        phrase = cast.find(list_phrases(), index - back)
        if phrase and phrase[1] in joints and phrase[0] > index:
            return True
    return False


def _opening(cast: Cast, close: int) -> int | None:
    """The index of the bracket that opens before `close`, where an office or a person stands inside."""
    for at in range(close - 1, max(close - 12, -1), -1):
        if cast.low(at) == "(":
            return at if any(cast.elements[inside].is_named for inside in range(at, close)) else None
    return None

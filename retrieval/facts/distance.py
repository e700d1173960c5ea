"""The subject of a sentence whose verb of speaking stands far behind it: "Camat Anu, yang hadir ..., berharap"."""

from __future__ import annotations

from dataclasses import replace

from retrieval.facts.cast import Cast
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import cue_set, is_verb
from retrieval.facts.speech import speech_words
from retrieval.language.tables import read_words

LONGEST_HEAD = 9
"""Elements of a title that no table knows before the name of its holder."""

FARTHEST_VERB = 34
"""Elements between a subject and its verb: an apposition, a relative clause and a date fit."""

_ENDS = frozenset({".", ";", "?", "!", "“", "”", '"'})

_NAMING = frozenset({"disapa", "dipanggil", "dijuluki", "dikenal"})

LONGEST_OPENING = 16
"""Elements that may stand before the subject and end in a comma: "Selain memberi selamat kepada para guru, ..."."""


def subject_of_sentence(cast: Cast, index: int, *, start: int) -> list[Entry]:
    """The party that opens the sentence, where only circumstance stands between it and the verb at `index`."""
    first = find_opening_party(cast, start, before=index)
    if first is None or index - first > 2 * FARTHEST_VERB:
        return []
    entries, end = read_enumeration(cast, first, stop=cast.elements[index].start)
    chosen = entries[:2] if entries and entries[0].absent else entries[:1]
    near = cast.first_at(max(map(party_end, chosen), default=0))
    return chosen if chosen and any(is_circumstance(cast, at, index) for at in (end, near)) else []


def party_end(entry: Entry) -> int:
    """The offset behind a party, name and office."""
    return max(entry.end, entry.office.end if entry.office else 0)


def find_opening_party(cast: Cast, start: int, *, before: int) -> int | None:
    """The index of the office or person that opens a sentence, behind nothing but an opening that ends in a comma."""
    first = cast.first_at(start)
    at = first
    while at < min(before, first + LONGEST_OPENING) and not cast.elements[at].is_named:
        at += 1
    if at >= before or not cast.elements[at].is_named:
        return None
    behind_comma = cast.low(at - 1) == "," and (_is_opening(cast, first) or _is_title(cast, first, at))
    return at if at == first or behind_comma or cast.low(at - 1) in speech_words("opening") else None


def _is_title(cast: Cast, first: int, at: int) -> bool:
    """Whether what stands before the comma is a title that no table knows: "Perwakilan nelayan, Bu Sumi, meminta"."""
    short = cast.elements[at].person is not None and at - first <= LONGEST_HEAD
    return short and not any(
        is_verb(word) or word == "," for word in (_written(cast, inside) for inside in range(first, at - 1))
    )


def _written(cast: Cast, index: int) -> str:
    return cast.words.tokens[cast.elements[index].first].text


def _is_opening(cast: Cast, first: int) -> bool:
    """Whether the sentence begins with circumstance, so that its subject comes behind a comma."""
    low = cast.low(first)
    starts = speech_words("opening") | speech_words("opening_start") | speech_words("circumstance_opening")
    return low in starts or low in read_words("subordinators") or (is_verb(low) and not low.startswith("ber"))


def is_circumstance(cast: Cast, first: int, last: int) -> bool:
    """Whether the elements `first:last` only say when, where and in which capacity somebody speaks."""
    words = [cast.low(at) for at in range(first, last)]
    if not words or len(words) > FARTHEST_VERB or set(words) & (_ENDS | speech_words("clause")):
        return False
    begins = first + (words[0] == ",")
    if cast.low(begins) not in speech_words("circumstance_opening"):
        return False
    commas = [at for at in range(first, last) if cast.low(at) == ","]
    rest = (commas[-1] + 1) if commas else last
    adverbs = speech_words("between")
    while rest < last and cast.low(rest) in adverbs:
        rest += 1
    return rest >= last or rest == begins or _goes_on(cast, rest)


def _goes_on(cast: Cast, index: int) -> bool:
    """Whether circumstance goes on behind a comma, rather than another subject."""
    low = cast.low(index)
    return low in speech_words("circumstance_opening") or low in cue_set("weekday") or low.isdigit()


def without_aside(cast: Cast, entries: list[Entry], *, start: int) -> list[Entry]:
    """ "Membacakan sambutan Menteri Anu, Budi, Wabup menyampaikan": the name belongs to the clause before the comma."""
    entry = entries[0] if len(entries) == 1 else None
    if entry is None or entry.person is None or entry.office is None or entry.office.start < entry.person.end:
        return entries
    opening = cast.low(cast.first_at(start))
    between = cast.words.text[entry.person.end : entry.office.start].strip()
    fronted = between == "," and (is_verb(opening) or opening in read_words("subordinators"))
    return [replace(entry, person=None, start=entry.office.start)] if fronted else entries


def office_behind_clause(cast: Cast, index: int, *, start: int) -> list[Entry]:
    """The office right before the verb at `index`, where a comma parts it from a clause that opens the sentence."""
    first, at = cast.first_at(start), index - 1
    if at <= first or cast.elements[at].office is None or cast.low(at - 1) != ",":
        return []
    opening = cast.low(first)
    fronted = is_verb(opening) or opening in read_words("subordinators")
    return read_enumeration(cast, at, stop=cast.elements[index].start)[0] if fronted else []


def is_agent_of_relative(cast: Cast, index: int) -> bool:
    """Whether the party at `index` is who did something to the subject: "Budi, yang dilantik Bupati Anu, berharap"."""
    at = index - 1
    if cast.low(at) == "oleh":
        at -= 1
    passive = is_verb(cast.low(at)) and cast.low(at).startswith("di") and cast.low(at) not in _NAMING
    return passive and "yang" in {cast.low(back) for back in range(at - 3, at)}

"""Whom "katanya" would mean after a sentence that quotes nobody: whoever acts in it, where that is known."""

from __future__ import annotations

from retrieval.facts.cast import Cast
from retrieval.facts.distance import find_opening_party, party_end
from retrieval.facts.enumeration import read_enumeration
from retrieval.facts.roster import Roster
from retrieval.facts.speakers import Speaker, resolve
from retrieval.facts.speech import speech_kinds, speech_words
from retrieval.language.people import looks_like_name
from retrieval.language.text import Span

_SHORTEST_VERB = 5


def note_topic(cast: Cast, sentence: Span, *, roster: Roster, last: Speaker | None) -> Speaker | None:
    """Who is spoken of after a sentence without a statement: its acting party, nobody, or still the `last` speaker."""
    first, end = cast.first_at(sentence.start), cast.first_at(sentence.end)
    while cast.low(first) in speech_words("opening") or cast.low(first) == ",":
        first += 1
    if first >= end:
        return last
    if cast.elements[first].is_named:
        return _acting_party(cast, first, stop=sentence.end, roster=roster)
    behind = find_opening_party(cast, sentence.start, before=end)
    if behind is not None and _acts(cast, behind, stop=sentence.end):
        return _acting_party(cast, behind, stop=sentence.end, roster=roster)
    return None if _has_other_speaker(cast, first, end) else last


def _acting_party(cast: Cast, first: int, *, stop: int, roster: Roster) -> Speaker | None:
    entries, after = read_enumeration(cast, first, stop=stop)
    acts = len(entries) == 1 and cast.low(after) not in speech_words("describing")
    return resolve(entries[0], roster) if acts else None


def _acts(cast: Cast, index: int, *, stop: int) -> bool:
    """Whether the party behind a comma is followed by an active verb: "Dari Kodim Anu, Kapten Budi menyambut baik"."""
    entries, after = read_enumeration(cast, index, stop=stop)
    near = cast.first_at(party_end(entries[0])) if entries else index
    return any(_is_active(cast, at) for at in (after, near))


def _is_active(cast: Cast, index: int) -> bool:
    while cast.low(index) in speech_words("between"):
        index += 1
    return cast.low(index).startswith(("me", "ber")) and len(cast.low(index)) > _SHORTEST_VERB


def _has_other_speaker(cast: Cast, first: int, end: int) -> bool:
    """Whether a verb of speaking without a known speaker, or an unknown name, opens a sentence."""
    told = [at for at in range(first, end) if cast.plain[at] in speech_kinds()]
    if any(looks_like_name(cast.words, cast.elements[at].last) for at in told):
        return True
    verbs = (at for at in told if speech_kinds()[cast.plain[at]] in {"active", "passive"})
    verb = next(verbs, first)
    named = any(element.is_named for element in cast.elements[first:verb])
    opening = cast.elements[first : min(first + 2, end)]
    return named or all(looks_like_name(cast.words, element.first) for element in opening)

"""Who says something: the party beside a verb of speaking, and whom "ia", "katanya" and "Wabup" stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retrieval.facts.cast import Cast
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.phrases import read_cues
from retrieval.facts.roster import Roster
from retrieval.facts.subjects import read_subject
from retrieval.language.tables import read_table

NEAREST_SUBJECT = 9
"""Words that may stand between a subject and its verb of speaking: "dalam kesempatan itu juga"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the full name that the article knows, and the office as it writes it; at least one of both."""

    person: str | None
    role: str | None


@cache
def speech_kinds() -> dict[str, str]:
    """The verbs of speaking, each with its kind: quote ("ujar"), active, passive ("dikatakan"), source ("menurut")."""
    return {row["word"]: row["kind"] for row in read_table("speech_verbs")}


@cache
def speech_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/speech_words.tsv`."""
    return frozenset(read_cues("speech_words", role))


def resolve(entry: Entry, roster: Roster) -> Speaker | None:
    """The speaker that a party of a sentence is, completed by what the article says elsewhere; None for a group."""
    if entry.person:
        member = roster.find_person(entry.person.name, entry.person.start)
        name = member.name if member else entry.person.name
        return Speaker(name, roster.role_of(entry.person, entry.office, role=entry.role))
    if entry.office and not entry.office.group:
        member = roster.find_holder(entry.office)
        return Speaker(member.name if member else None, entry.role)
    return None


def speaker_after(cast: Cast, index: int, *, stop: int, roster: Roster) -> Speaker | None:
    """The party right after a verb: "ujar Bupati Anu, Budi Santoso", "disampaikan oleh Budi"."""
    while cast.low(index) in speech_words("carry"):
        index += 1
    if index >= len(cast.elements) or not cast.elements[index].is_named:
        return None
    entries, _ = read_enumeration(cast, index, stop=stop)
    return resolve(_leading(entries), roster) if entries else None


def speaker_before(cast: Cast, index: int, *, start: int, roster: Roster) -> Speaker | None:
    """The party that is the subject of a verb, directly before it or with a few words of circumstance between."""
    at = index
    while at > 0 and cast.elements[at - 1].start >= start and cast.low(at - 1) in speech_words("between"):
        at -= 1
    entries = read_subject(cast, at, start=start)
    if not entries:
        entries = _subject_of_sentence(cast, at, start=start)
    if len(entries) > 1 and _is_agent(cast, entries[0]):
        entries = entries[-1:]
    return resolve(_leading(entries), roster) if entries else None


def _is_agent(cast: Cast, entry: Entry) -> bool:
    """Whether "oleh" or a passive verb stands before a party: what follows its comma is another's sentence."""
    first = cast.first_at(min(entry.start, entry.office.start) if entry.office else entry.start)
    return cast.low(first - 1) in {"oleh", "dibacakan", "disampaikan", "diwakili"}


def _leading(entries: list[Entry]) -> Entry:
    """The one of several parties who speaks: the representative of the first where that one was represented."""
    return entries[1] if entries[0].absent and len(entries) > 1 else entries[0]


def _subject_of_sentence(cast: Cast, index: int, *, start: int) -> list[Entry]:
    """The party that opens the sentence, where only circumstance stands between it and the verb."""
    first = cast.first_at(start)
    if first >= index or index - first > 40 or not cast.elements[first].is_named:
        return []
    entries, end = read_enumeration(cast, first, stop=cast.elements[index].start)
    between = [cast.low(at) for at in range(end, index)]
    if len(between) > NEAREST_SUBJECT or any(cast.elements[at].is_named for at in range(end, index)):
        return []
    circumstance = bool(between) and between[0] in {"dalam", "pada", "saat", "ketika", "di", "melalui", "yang", "usai"}
    said = any(speech_kinds().get(word) in {"active", "passive"} for word in between)
    return entries[:1] if circumstance and not said else []

"""Who says something: the party beside a verb of speaking, and whom "ia", "katanya" and "Wabup" stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrieval.facts.cast import Cast
from retrieval.facts.distance import (
    is_agent_of_relative,
    office_behind_clause,
    subject_of_sentence,
    without_aside,
)
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.roster import Roster
from retrieval.facts.speech import speech_words
from retrieval.facts.subjects import read_subject

__all__ = ["Speaker", "describes_last", "resolve", "speaker_after", "speaker_before"]

LONGEST_DESCRIPTION = 14
"""Elements of a description that stands for a speaker: "perempuan yang lama mengajar di pulau itu"."""

LONGEST_TITLE = 10
"""Words of an unknown title that may stand between a verb and a name: "ujar Pendamping Desa Anu, Budi"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the full name that the article knows, and the office as it writes it; at least one of both."""

    person: str | None
    role: str | None


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
    if index >= len(cast.elements):
        return None
    if not cast.elements[index].is_named:
        return _speaker_behind_title(cast, index, stop=stop, roster=roster)
    entries, _ = read_enumeration(cast, index, stop=stop)
    return resolve(_leading(entries), roster) if entries else None


def _speaker_behind_title(cast: Cast, index: int, *, stop: int, roster: Roster) -> Speaker | None:
    """The person behind a title that no table knows: "menurut Fasilitator Desa Anu, Budi Santoso"."""
    for at in range(index, min(index + LONGEST_TITLE, len(cast.elements))):
        element = cast.elements[at]
        if element.start >= stop:
            break
        if element.person and at > index:
            parted = cast.low(at - 1) == ","
            title = cast.words.text[cast.elements[index].start : cast.elements[at - 1 - parted].end]
            begins = parted and is_verb(cast.low(at + 1))
            speaker = None if begins else resolve(Entry(element.start, element.end, person=element.person), roster)
            return replace(speaker, role=speaker.role or title) if speaker else None
        if element.is_named or not _is_of_title(cast, at):
            break
    return None


def _is_of_title(cast: Cast, index: int) -> bool:
    written = cast.words.tokens[cast.elements[index].first].text
    return written[0].isupper() or cast.low(index) in {"dari", "dan", ","}


def speaker_before(cast: Cast, index: int, *, start: int, roster: Roster) -> Speaker | None:
    """The party that is the subject of a verb, directly before it or with a few words of circumstance between."""
    at = index
    while at > 0 and cast.elements[at - 1].start >= start and cast.low(at - 1) in speech_words("between"):
        at -= 1
    if at > 1 and cast.low(at - 1) == "." and cast.elements[at - 2].person:
        # The full stop of a degree: "Budi Santoso, M.M. menyampaikan".
        at -= 1
    told = cast.low(at - 1) == "yang" and at > 1
    entries = without_aside(cast, read_subject(cast, at - told, start=start), start=start)
    if len(entries) > 1 and _is_agent(cast, entries[0]):
        entries = entries[-1:]
    elif not told and (not entries or is_agent_of_relative(cast, _first_of(cast, entries[0]))):
        entries = subject_of_sentence(cast, at, start=start) or entries or office_behind_clause(cast, at, start=start)
    return resolve(_leading(entries), roster) if entries else None


def describes_last(cast: Cast, index: int, *, stop: int) -> bool:
    """Whether what stands from `index` to `stop` describes the one who spoke last: "pria kelahiran Anu itu"."""
    end = cast.first_at(stop)
    while end > index and cast.low(end - 1) in {".", ",", "”", '"'}:
        end -= 1
    described = 1 < end - index <= LONGEST_DESCRIPTION and cast.low(end - 1) in {"itu", "tersebut"}
    begun = cast.low(index) in speech_words("epithet")
    return described and begun and not any(element.person for element in cast.elements[index:end])


def _first_of(cast: Cast, entry: Entry) -> int:
    return cast.first_at(min(entry.start, entry.office.start) if entry.office else entry.start)


def _is_agent(cast: Cast, entry: Entry) -> bool:
    """Whether "oleh" or a passive verb stands before a party: what follows its comma is another's sentence."""
    return cast.low(_first_of(cast, entry) - 1) in {"oleh", "dibacakan", "disampaikan", "diwakili"}


def _leading(entries: list[Entry]) -> Entry:
    """The one of several parties who speaks: the representative of the first where that one was represented."""
    return entries[1] if entries[0].absent and len(entries) > 1 else entries[0]

"""Enumerations of those who took part: offices, people and groups, with those who stand in for others.

"Ketua DPRD Anu, Budi Santoso, S.E., Kapolres Anu yang diwakili Iptu Slamet, serta para camat" gives four entries and
one more for the Kapolres, who is said not to be there himself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.facts.asides import list_words
from retrieval.facts.cast import Cast, Element
from retrieval.facts.groups import (
    is_bare_count,
    is_group,
    is_known_group,
    is_leftover,
    is_origin,
    is_unknown_group,
)
from retrieval.facts.pairing import is_bare_name, join_long_offices, pair
from retrieval.facts.segments import Segment, SegmentReader
from retrieval.language.offices import OfficeMention
from retrieval.language.people import PersonMention
from retrieval.language.tables import read_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One participant: `start:end` is the value as written; `role` the office as written.

    `represents` is whom the participant stood in for, as written; `absent` marks somebody who was represented.
    """

    start: int
    end: int
    person: PersonMention | None = None
    office: OfficeMention | None = None
    role: str | None = None
    represents: str | None = None
    absent: bool = False
    certain: bool = True


def read_enumeration(cast: Cast, index: int, *, stop: int, whole: bool = False) -> tuple[list[Entry], int]:
    """The participants enumerated from an element on, before the character offset `stop`; and the element after them.

    `whole` keeps a last one that a verb follows: it is the subject together with the others.
    """
    reader = SegmentReader(cast, stop)
    end = reader.read(index)
    segments = reader.segments if whole else _drop_next_clause(reader)
    valid = _keep_valid(cast, join_long_offices(cast, segments), cut=reader.cut)
    return _share_team(cast, _relate(cast, pair(cast, valid))), end


def _share_team(cast: Cast, entries: Sequence[Entry]) -> list[Entry]:
    """ "Tim Penilai Budi, Siti dan Tono", "dua siswa, bernama Budi dan Siti": the names are all of the team."""
    team: str | None = None
    shared: list[Entry] = []
    called = False
    for entry in entries:
        if entry.office or not cast.words.text[entry.start].isupper():
            team, called = None, False
        elif shared and cast.low(cast.first_at(entry.start) - 1) == "bernama":
            team, called = _principal_text(cast, shared[-1]), True
        elif entry.person and entry.role:
            team = entry.role if entry.role.split()[0].casefold() in list_words("team") else None
        elif not entry.person and not called:
            team = None
        shared.append(replace(entry, role=team) if team else entry)
    return shared


def _drop_next_clause(reader: SegmentReader) -> list[Segment]:
    """Without the subject of a clause that begins after a comma: "..., peserta mengikuti", "..., Sekda Anu mengatakan".

    After "dan" the last one still belongs to the enumeration, and its verb to somebody before it.
    """
    segments = reader.segments
    if len(segments) < 2 or segments[-1].relation or segments[-2].relation:
        return segments
    last = segments[-1]
    if reader.cut and not (last.person or last.office) and not is_known_group(reader.cast, last):
        return segments[:-1]
    if not reader.before_verb:
        return segments
    if last.separator == "dan" and (last.person or last.office):
        return segments
    beside = segments[-2]
    names = is_bare_name(last) and not beside.person and (beside.office or is_origin(reader.cast, beside))
    if names and beside.separator == "dan" and len(segments) > 2 and segments[-3].person and segments[-3].office:
        # "Dandim Budi serta Kepala Dinas Anu, Siti menyebut": a list of offices with names, so Siti is the last's.
        return segments
    held = beside.is_bare_name and last.office and not last.person
    named_apart = names or held
    keep = len(segments) - (2 if named_apart else 1)
    return segments[:keep] if keep and last.separator in {",", ";", "dan"} else segments


def _keep_valid(cast: Cast, segments: Sequence[Segment], *, cut: bool) -> list[Segment]:
    """The segments up to the first that names nobody; `cut`: a clause goes on behind the last.

    Between known ones, or last after "dan", a few words that no table knows are a group: "camat, niniak mamak, LPM".
    """
    kept: list[Segment] = []
    for at, segment in enumerate(segments):
        if kept and is_origin(cast, segment) and kept[-1].person and not kept[-1].office:
            continue
        if kept and is_leftover(cast, segment) and (at + 1 < len(segments) or segment.separator == ","):
            continue
        named = segment.relation == "ahead" or segment.person or segment.office
        if not (named or is_group(cast, segment, has_company=bool(kept))):
            last = at + 1 == len(segments)
            if is_bare_count(cast, segment) and not last:
                continue
            closed = (segment.separator == "dan" and not cut) if last else not segments[at + 1].relation
            if not (len(kept) > last and closed and is_unknown_group(cast, segment)):
                break
        kept.append(segment)
    return kept


def _relate(cast: Cast, segments: list[tuple[Segment, bool]]) -> list[Entry]:
    """Entries with representation: "A yang diwakili B", "B mewakili A", "mewakili A, B"."""
    entries: list[Entry] = []
    ahead: str | None = None
    for segment, certain in segments:
        entry = _entry(cast, segment, certain=certain)
        written = _written(cast, segment)
        if segment.relation == "by" and entries:
            principal = entries.pop()
            # A group is not missing for sending one of its own: "Petani diwakili Ketua Gapoktan Anu".
            entries += [replace(principal, absent=True)] if principal.office or principal.person else []
            entries.append(replace(entry, represents=_principal_text(cast, principal)))
        elif segment.relation == "through" and entries:
            entries[-1] = replace(entry, represents=_principal_text(cast, entries[-1]))
        elif segment.relation == "for" and entries:
            entries[-1] = replace(entries[-1], represents=written)
        elif segment.relation == "ahead":
            ahead = written
        else:
            entries.append(replace(entry, represents=ahead or entry.represents))
            ahead = None
    return entries


def _is_group_word(cast: Cast, element: Element) -> bool:
    """Whether a segment begins with a word for a group or a firm: "perwakilan", "PT"."""
    low = cast.words.low[element.first]
    return low in read_words("group_words") or low in read_words("proper_units")


def _principal_text(cast: Cast, entry: Entry) -> str:
    return cast.words.text[min(entry.start, entry.office.start if entry.office else entry.start) : entry.end]


def _written(cast: Cast, segment: Segment) -> str:
    return cast.words.text[segment.elements[0].start : segment.elements[-1].end]


def _entry(cast: Cast, segment: Segment, *, certain: bool) -> Entry:
    text = cast.words.text
    person, office = segment.person, segment.office
    start, end = segment.elements[0].start, segment.elements[-1].end
    role = text[office.start : office.end] if office else None
    if len(segment.elements) > 1 and cast.words.low[segment.elements[0].first] == "dari":
        start = segment.elements[1].start
    if person:
        first = segment.elements[0]
        if role is None and first is not person and _is_group_word(cast, first):
            role = text[start : person.start].rstrip(" ,(")
        start, end = person.start, person.end
    return Entry(
        start,
        end,
        person=person.person if person else None,
        office=office.office if office else None,
        role=role,
        represents=role if segment.maybe else None,
        certain=certain and not segment.maybe,
    )

"""Enumerations of those who took part: offices, people and groups, with those who stand in for others.

"Ketua DPRD Anu, Budi Santoso, S.E., Kapolres Anu yang diwakili Iptu Slamet, serta para camat" gives four entries and
one more for the Kapolres, who is said not to be there himself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from retrieval.facts.cast import Cast, Element, list_phrases
from retrieval.facts.page import is_verb
from retrieval.facts.phrases import read_cues
from retrieval.language.offices import OfficeMention
from retrieval.language.people import PersonMention
from retrieval.language.tables import read_words
from retrieval.language.units import read_unit, unit_forms, unit_words

LONGEST_GROUP = 16
"""Words that a group may take ("perwakilan Organisasi Perangkat Daerah (OPD) Kabupaten ..."); longer is a clause."""

LONGEST_ASIDE = 14
"""Words that a relative clause inside an enumeration may take."""


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


@dataclass(slots=True)
class _Segment:
    """What stands between two separators. `relation`: "by" the one before it is represented by this, "for" this is
    whom the one before it represents, "ahead" this is whom the next represents."""

    separator: str
    relation: str = ""
    elements: list[Element] = field(default_factory=list)
    maybe: bool = False

    @property
    def person(self) -> Element | None:
        return next((element for element in self.elements if element.person), None)

    @property
    def office(self) -> Element | None:
        return next((element for element in self.elements if element.office), None)


class _Reader:
    """Cuts the elements after a cue into segments; one instance per enumeration."""

    def __init__(self, cast: Cast, stop: int) -> None:
        self.cast = cast
        self.stop = stop
        self.segments: list[_Segment] = []
        self.current = _Segment("")
        self.before_verb = False
        self.cut = False

    def read(self, index: int) -> int:
        """Read segments from an element on; returns the index of the element that ended the enumeration."""
        while index < len(self.cast.elements) and self.cast.elements[index].start < self.stop:
            after = self._step(index)
            if after == index:
                break
            index = after
        self._close("")
        return index

    def _close(self, separator: str, relation: str = "") -> None:
        if self.current.elements:
            self.segments.append(self.current)
        elif self.current.relation and not relation:
            relation = self.current.relation
        self.current = _Segment(separator, relation)

    def _step(self, index: int) -> int:
        element = self.cast.elements[index]
        if element.is_named:
            return self._take(element, index)
        low = self.cast.low(index)
        if low in {",", ";"}:
            self._close(low)
            return index + 1
        if low == "(":
            return self._read_brackets(index)
        if low in {"-", "–", "•", "*", ":", "—"} or (low.rstrip(".").isdigit() and self._is_numbering(index)):
            return index + 1 if not self.current.elements else index
        if low == ".":
            return self._cross_full_stop(index)
        phrase = self.cast.find(list_phrases(), index)
        return self._follow(index, *phrase) if phrase else self._take_word(index)

    def _take(self, element: Element, index: int) -> int:
        current = self.current
        full = current.person is not None and (element.person is not None or current.office is not None)
        # "mewakili Presiden Menteri Dalam Negeri ...": two offices side by side are two people only there.
        ahead = current.relation == "ahead" and current.office is not None
        if full or ahead:
            self._close(" ")
        self.current.elements.append(element)
        return index + 1

    def _is_numbering(self, index: int) -> bool:
        """Whether a number stands before an item of a numbered list ("1. Bupati ...")."""
        return not self.current.elements and self.cast.low(index + 1) in {".", ")"}

    def _cross_full_stop(self, index: int) -> int:
        """Past the full stop of "1." or of an enumeration that a verbless sentence carries on."""
        following = index + 1 < len(self.cast.elements) and self.cast.elements[index + 1].start < self.stop
        if following and not self.cast.low(index - 1).isdigit():
            self._close(",")
        return index + 1 if following else index

    def _follow(self, index: int, after: int, role: str) -> int:
        if role == "separator":
            self._close("dan")
        elif role == "filler":
            return after if not self.current.elements or self.cast.low(index) in {"langsung", "juga"} else index
        elif role == "by":
            self._close("", "by")
        elif role == "for":
            self._close("", "for" if self.current.elements or self.segments else "ahead")
        elif role == "maybe":
            self.current.maybe = True
        elif role == "also":
            return self._read_also(after, index)
        elif role == "aside":
            return self._skip_aside(after)
        else:
            return self._read_place_words(index)
        return after

    def _read_also(self, after: int, index: int) -> int:
        """After "selaku", "sekaligus": a second office is passed over, a task in the meeting too."""
        if self.cast.low(after) in _words("dropped"):
            return self._skip_aside(after)
        if after < len(self.cast.elements) and self.cast.elements[after].office and self.current.elements:
            if self.current.office is None:
                self.current.elements.append(self.cast.elements[after])
            return after + 1
        return index

    def _skip_aside(self, index: int) -> int:
        """The index of the comma that ends a relative clause, or where the clause turns out to be the rest."""
        for at in range(index, min(index + LONGEST_ASIDE, len(self.cast.elements))):
            if self.cast.elements[at].start >= self.stop or self.cast.low(at) in {",", ";", "."}:
                return at
        return len(self.cast.elements)

    def _read_place_words(self, index: int) -> int:
        """ "di lingkungan Pemkab Anu", "di Kabupaten Anu" may follow a group; any other stop word ends the list."""
        words, first = self.cast.words, self.cast.elements[index].first
        named = words.low[first] == "di" and (
            first + 1 in words.regions or words.has(first + 1, {"lingkungan", "lingkup", "wilayah", "jajaran"})
        )
        inside = named and self.current.elements and self.current.person is None
        if not inside:
            self.cut = True
            return index
        self.current.elements.append(self.cast.elements[index])
        return index + 1

    def _take_word(self, index: int) -> int:
        low = self.cast.low(index)
        element = self.cast.elements[index]
        plain = low.isalnum() or " " in low or "-" in low or low in {"/", "'", "’"}
        if low == "/" and self.current.elements and index + 1 < len(self.cast.elements):
            if self.cast.elements[index + 1].office:
                self._close("/")
                return index + 1
            plain = self.current.person is None
        if not plain or _is_clause_word(low, self.cast.words.tokens[element.first].text):
            self.before_verb = self.cut = plain
            return index
        if low == "dari" and self.current.person is not None:
            return index
        after = self._unit_end(index)
        self.current.elements += self.cast.elements[index:after]
        return after

    def _unit_end(self, index: int) -> int:
        """The index after the institution that begins here, "Dinas Pertanian dan Perikanan" whole."""
        first = self.cast.elements[index].first
        last, unit = read_unit(self.cast.words, first) if self.cast.words.is_capital(first) else (first, None)
        if not unit or last <= first:
            return index + 1
        after = self.cast.element_of[last] if last < len(self.cast.words) else len(self.cast.elements)
        named = any(element.is_named for element in self.cast.elements[index:after])
        return index + 1 if named else max(after, index + 1)

    def _read_brackets(self, index: int) -> int:
        """Brackets: an office, a person or a representation inside is read, anything else passed over."""
        close = next(
            (at for at in range(index, min(index + 16, len(self.cast.elements))) if self.cast.low(at) == ")"), 0
        )
        if not close or self.cast.elements[close].start >= self.stop:
            return index
        at = index + 1
        while at < close:
            phrase = self.cast.find(list_phrases(), at)
            if phrase and phrase[1] in {"by", "for"}:
                self._close("", phrase[1])
                at = phrase[0]
                continue
            if self.cast.elements[at].is_named and (self.current.relation or self._fits(self.cast.elements[at])):
                self.current.elements.append(self.cast.elements[at])
            at += 1
        return close + 1

    def _fits(self, element: Element) -> bool:
        """Whether an office or a person in brackets completes the segment before it."""
        if element.office:
            return self.current.person is not None and self.current.office is None
        return self.current.office is not None and self.current.person is None


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(read_cues("list_words", role))


def _is_clause_word(low: str, written: str) -> bool:
    """Whether a word belongs to a clause and not to the name of a group."""
    if low in read_words("speech_verbs"):
        return True
    return is_verb(low) and written[0].islower() and low not in read_words("group_words")


def read_enumeration(cast: Cast, index: int, *, stop: int) -> tuple[list[Entry], int]:
    """The participants enumerated from an element on, before the character offset `stop`; and the element after them."""
    reader = _Reader(cast, stop)
    end = reader.read(index)
    segments = _drop_next_clause(reader)
    return _relate(cast, _pair(cast, _keep_valid(cast, segments))), end


def _drop_next_clause(reader: _Reader) -> list[_Segment]:
    """Without the subject of a clause that begins after a comma: "..., peserta mengikuti", "..., Sekda Anu mengatakan".

    After "dan" the last one still belongs to the enumeration, and its verb to somebody before it.
    """
    segments = reader.segments
    if len(segments) < 2 or segments[-1].relation or segments[-2].relation == "ahead":
        return segments
    last = segments[-1]
    if reader.cut and not (last.person or last.office) and not _is_known_group(reader.cast, last):
        return segments[:-1]
    if not reader.before_verb:
        return segments
    if last.separator == "dan" and (last.person or last.office):
        return segments
    beside = segments[-2]
    named_apart = _is_bare_name(last) and not beside.person and (beside.office or _is_origin(reader.cast, beside))
    keep = len(segments) - (2 if named_apart else 1)
    return segments[:keep] if keep and last.separator in {",", ";", "dan"} else segments


def _keep_valid(cast: Cast, segments: Iterable[_Segment]) -> list[_Segment]:
    """The segments up to the first that names nobody."""
    kept: list[_Segment] = []
    for segment in segments:
        if kept and _is_origin(cast, segment) and kept[-1].person and not kept[-1].office:
            continue
        if not (segment.person or segment.office or _is_group(cast, segment, has_company=bool(kept))):
            break
        kept.append(segment)
    return kept


def _is_origin(cast: Cast, segment: _Segment) -> bool:
    """Whether a segment says where the one before comes from: "Budi Santoso, dari Universitas Anu"."""
    return cast.words.low[segment.elements[0].first] == "dari" and segment.person is None


def _is_bare_name(segment: _Segment) -> bool:
    return segment.separator == "," and segment.person is not None and segment.office is None and not segment.relation


def _is_known_group(cast: Cast, segment: _Segment) -> bool:
    """Whether plain words begin like a group or an institution of the tables: "unsur Forkopimda", "KPU"."""
    words, first = cast.words, segment.elements[0].first
    first += words.low[first] == "dari" and len(segment.elements) > 1
    low = words.low[first]
    if len(segment.elements) == 1 and low in _words("vague"):
        return False
    if low.isdigit():
        return words.has(first + 1, read_words("group_words")) and len(segment.elements) > 2
    known = low in read_words("group_words") or low in read_words("quantifiers")
    known = known or (words.is_capital(first) and unit_words().get(low) == "type")
    return known or unit_forms().find(words.low, first) is not None


def _is_group(cast: Cast, segment: _Segment, *, has_company: bool) -> bool:
    """Whether plain words name a group or an institution; unknown ones, only beside others: "Mubaligh", "Pamsimas"."""
    words, elements = cast.words, segment.elements
    first = elements[0].first
    low = words.low[first]
    if len(elements) > LONGEST_GROUP:
        return False
    if _is_known_group(cast, segment):
        return True
    if low in read_words("event_words") or (len(elements) == 1 and low in _words("vague")):
        return False
    if not words.is_capital(first) or (first in words.regions and len(elements) == 1):
        return low == "dari" and has_company and len(elements) > 1
    return low in unit_words() or (has_company and len(elements) <= 8)


def _pair(cast: Cast, segments: list[_Segment]) -> list[tuple[_Segment, bool]]:
    """Segments with an office and the name beside it joined; False marks what an apposition leaves open."""
    paired: list[tuple[_Segment, bool]] = []
    at = 0
    while at < len(segments):
        if _is_origin(cast, segments[at]) and at + 1 < len(segments) and _is_bare_name(segments[at + 1]):
            paired.append((_join(segments[at], segments[at + 1]), True))
            at += 2
            continue
        run = _apposition_run(segments, at)
        if len(run) < 2:
            paired.append((segments[at], True))
            at += 1
            continue
        paired += _pair_run(run)
        at += len(run)
    return paired


def _apposition_run(segments: list[_Segment], at: int) -> list[_Segment]:
    """From `at` on, the segments that are a bare office or a bare name, parted by commas alone."""
    run: list[_Segment] = []
    for segment in segments[at:]:
        bare = (segment.person is None) != (segment.office is None)
        joined = not run or (segment.separator == "," and not segment.relation)
        if not bare or not joined or (segment.office and segment.office.office and segment.office.office.group):
            break
        run.append(segment)
    return run


def _pair_run(run: list[_Segment]) -> list[tuple[_Segment, bool]]:
    """Join office and name in a run of bare ones.

    Office first (O N O N) and name first (N O N O) are told by what the run begins with. A name too many
    (O N N O) cannot be told: it stands alone and uncertain.
    """
    shape = "".join("N" if segment.person else "O" for segment in run)
    joined: list[tuple[_Segment, bool]] = []
    at = 0
    name_first = shape.startswith("NO") and shape.count("N") == shape.count("O") and "NN" not in shape
    order = "NO" if name_first else "ON"
    while at < len(run):
        if shape[at : at + 2] == order:
            crowded = shape[at + 2 : at + 4] == "NO" and order == "ON"
            joined.append((_join(run[at], run[at + 1]), True))
            at += 2
            if crowded:
                joined.append((run[at], False))
                at += 1
        else:
            joined.append((run[at], shape[at] == "O" or "O" not in shape or run[at].relation == "by"))
            at += 1
    return joined


def _join(one: _Segment, other: _Segment) -> _Segment:
    return replace(one, elements=[*one.elements, *other.elements], maybe=one.maybe or other.maybe)


def _relate(cast: Cast, segments: list[tuple[_Segment, bool]]) -> list[Entry]:
    """Entries with representation: "A yang diwakili B", "B mewakili A", "mewakili A, B"."""
    entries: list[Entry] = []
    ahead: str | None = None
    for segment, certain in segments:
        entry = _entry(cast, segment, certain=certain)
        written = _written(cast, segment)
        if segment.relation == "by" and entries:
            principal = entries[-1]
            entries[-1] = replace(principal, absent=True)
            entries.append(replace(entry, represents=_principal_text(cast, principal)))
        elif segment.relation == "for" and entries:
            entries[-1] = replace(entries[-1], represents=written)
        elif segment.relation == "ahead":
            ahead = written
        else:
            entries.append(replace(entry, represents=ahead or entry.represents))
            ahead = None
    return entries


def _principal_text(cast: Cast, entry: Entry) -> str:
    return cast.words.text[min(entry.start, entry.office.start if entry.office else entry.start) : entry.end]


def _written(cast: Cast, segment: _Segment) -> str:
    return cast.words.text[segment.elements[0].start : segment.elements[-1].end]


def _entry(cast: Cast, segment: _Segment, *, certain: bool) -> Entry:
    text = cast.words.text
    person, office = segment.person, segment.office
    start, end = segment.elements[0].start, segment.elements[-1].end
    role = text[office.start : office.end] if office else None
    if len(segment.elements) > 1 and cast.words.low[segment.elements[0].first] == "dari":
        start = segment.elements[1].start
    if person:
        first = segment.elements[0]
        if role is None and first is not person and cast.words.low[first.first] in read_words("group_words"):
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

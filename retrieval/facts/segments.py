"""Enumerations cut into segments: what stands between commas and "dan", with the words that relate one to another."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.facts.asides import find_holder, find_next_speaker, list_words, skip_aside
from retrieval.facts.cast import Cast, Element, list_phrases
from retrieval.facts.page import is_verb
from retrieval.language.tables import read_words
from retrieval.language.units import read_unit


@dataclass(slots=True)
class Segment:
    """What stands between two separators.

    `relation`: "by" the one before it is represented by this, "through" the one before it acts through this, "for"
    this is whom the one before it represents, "ahead" this is whom the next represents. `settled`: no other office.
    """

    separator: str
    relation: str = ""
    elements: list[Element] = field(default_factory=list)
    maybe: bool = False
    settled: bool = False

    @property
    def is_bare_name(self) -> bool:
        """Whether it is a name and nothing else before it."""
        return bool(self.elements) and self.elements[0].person is not None and self.office is None

    @property
    def person(self) -> Element | None:
        return next((element for element in self.elements if element.person), None)

    @property
    def office(self) -> Element | None:
        return next((element for element in self.elements if element.office), None)


class SegmentReader:
    """Cuts the elements after a cue into segments; one instance per enumeration."""

    def __init__(self, cast: Cast, stop: int) -> None:
        self.cast = cast
        self.stop = stop
        self.segments: list[Segment] = []
        self.current = Segment("")
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
        self.current = Segment(separator, relation)

    def _step(self, index: int) -> int:
        element = self.cast.elements[index]
        if self.current.elements and not self.cast.words.same_line(element.first):
            # A name on the next line belongs to another item, never to the office before the break.
            self._close("line")
        if element.is_named:
            return self._take(element, index)
        low = self.cast.low(index)
        if low in {",", ";"}:
            self._close(low)
            return index + 1
        if low == "(":
            return self._read_brackets(index)
        numbered = low.rstrip(".").isdigit() and not self.current.elements and self.cast.low(index + 1) in {".", ")"}
        if low in {"-", "–", "•", "*", ":", "—"} or numbered:
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

    def _cross_full_stop(self, index: int) -> int:
        """Past the full stop of "1." or of an enumeration that a verbless sentence carries on."""
        if index + 1 >= len(self.cast.elements) or self.cast.elements[index + 1].start >= self.stop:
            return index
        if not self.cast.low(index - 1).isdigit():
            self._close(",")
        return index + 1

    def _follow(self, index: int, after: int, role: str) -> int:
        if role == "separator":
            self._close("dan")
        elif role == "filler":
            return after if not self.current.elements or self.cast.low(index) in {"langsung", "juga"} else index
        elif role == "by":
            self._close("", "by")
        elif role == "for":
            self._close("", "for" if self.current.elements or self.segments else "ahead")
        elif role in {"through", "talk"}:
            return self._go_through(after, index) if role == "through" else self._skip_talk(after, index)
        elif role == "maybe":
            self.current.maybe = True
        elif role == "also":
            return self._read_also(after, index)
        elif role == "aside" or (self.cast.low(index) == "yang" and self.current.relation == "ahead"):
            return skip_aside(self.cast, after, stop=self.stop)
        else:
            return self._read_place_words(index)
        return after

    def _go_through(self, after: int, index: int) -> int:
        """ "Danrem Anu melalui Kasrem Budi": who acts is the one after "melalui"."""
        following = after < len(self.cast.elements) and self.cast.elements[after].is_named
        if not following or not (self.current.office or self.current.person):
            self.cut = True
            return index
        self._close("", "through")
        return after

    def _read_also(self, after: int, index: int) -> int:
        """After "selaku", "sekaligus": a second office is passed over, a task in the meeting too."""
        if self.cast.low(after) in list_words("dropped"):
            return skip_aside(self.cast, after, stop=self.stop)
        if self.cast.low(index) == "sekaligus" and not self.current.elements:
            return after
        aside = self._skip_role(after)
        self.current.settled = self.current.settled or bool(aside)
        if aside:
            return aside
        if after < len(self.cast.elements) and self.cast.elements[after].office and self.current.elements:
            if self.current.office is None:
                self.current.elements.append(self.cast.elements[after])
            return after + 1
        holds = self.current.office is not None and not self.current.person
        return (find_holder(self.cast, after, stop=self.stop) if holds else 0) or index

    def _skip_talk(self, after: int, index: int) -> int:
        """The separator before the next speaker, past "yang menyampaikan materi ..."; `index` where none follows."""
        end = find_next_speaker(self.cast, after, stop=self.stop) if self.current.person or self.current.office else 0
        self.cut = self.cut or not end
        return end or index

    def _skip_role(self, index: int) -> int:
        """The comma after a role that no table knows, where somebody is named next; 0 where nobody is.

        "Budi, selaku pengawas mutu di Balai Anu, Sekda Siti": without verbs and offices in between.
        """
        if self.current.person is None or self.cast.elements[index].office:
            return 0
        end = skip_aside(self.cast, index, stop=self.stop)
        told = any(self.cast.elements[at].is_named or is_verb(self.cast.plain[at]) for at in range(index, end))
        following = end + 1 < len(self.cast.elements) and self.cast.elements[end + 1].is_named
        return end if following and not told and self.cast.low(end) in {",", ";"} else 0

    def _read_place_words(self, index: int) -> int:
        """ "di lingkungan Pemkab Anu", "di Kabupaten Anu" may follow a group; any other stop word ends the list."""
        words, first = self.cast.words, self.cast.elements[index].first
        region = first + 1 in words.regions or words.has(first + 1, {"lingkungan", "lingkup", "wilayah", "jajaran"})
        if words.low[first] != "di" or not region or not self.current.elements or self.current.person is not None:
            self.cut = True
            return index
        self.current.elements.append(self.cast.elements[index])
        return index + 1

    def _take_word(self, index: int) -> int:
        low = self.cast.low(index)
        plain = low.isalnum() or " " in low or "-" in low or low in {"/", "'", "’"}
        if low == "/" and self.current.elements and index + 1 < len(self.cast.elements):
            if self.cast.elements[index + 1].office:
                self._close("/")
                return index + 1
            plain = self.current.person is None
        if not plain or self._begins_clause(index):
            # "Sekda Budi, dan dihadiri para camat": the verb has its subject before the enumeration.
            self.before_verb = plain and (bool(self.current.elements) or self.current.separator != "dan")
            self.cut = plain
            return index
        if low == "dari" and self.current.person is not None:
            self.current.settled = True
            return skip_aside(self.cast, index + 1, stop=self.stop)
        after = self._unit_end(index)
        self.current.elements += self.cast.elements[index:after]
        return after

    def _begins_clause(self, index: int) -> bool:
        """Whether a word belongs to a clause and not to the name of a group ("instansi terkait")."""
        low = self.cast.low(index)
        if low == "terkait" and self.cast.low(index + 1) in {",", ";", ".", "dan", "serta", "seperti", "lainnya"}:
            return False
        small = not self.cast.words.is_capital(self.cast.elements[index].first)
        return low in read_words("speech_verbs") or (is_verb(low) and small and low not in read_words("group_words"))

    def _unit_end(self, index: int) -> int:
        """The index after the institution that begins here, "Dinas Pertanian dan Perikanan" whole."""
        first = self.cast.elements[index].first
        last, unit = read_unit(self.cast.words, first) if self.cast.words.is_capital(first) else (first, None)
        if not unit or last <= first:
            return index + 1
        after = self.cast.element_of[last] if last < len(self.cast.words) else len(self.cast.elements)
        return index + 1 if any(part.is_named for part in self.cast.elements[index:after]) else max(after, index + 1)

    def _read_brackets(self, index: int) -> int:
        """Brackets: an office, a person or a representation inside is read, anything else passed over."""
        ahead = range(index, min(index + 16, len(self.cast.elements)))
        close = next((at for at in ahead if self.cast.low(at) == ")"), 0)
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
        lows = (self.cast.words.low[part.first] for part in self.current.elements[:1])
        firm = any(low in read_words("proper_units") for low in lows)
        return (self.current.office is not None or firm) and self.current.person is None

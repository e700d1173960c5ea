"""Minutes: what stands behind labels ("Tempat: Balai Warga") and in the lists below them ("Peserta:")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from data.facts import Capacity, Fact, FactKind, Meeting
from retrieval.facts.events import Event
from retrieval.facts.kinds import GENERIC, find_meeting_kinds
from retrieval.facts.page import Page
from retrieval.language.dates import find_clocks, find_dates
from retrieval.language.names import titles
from retrieval.language.offices import find_offices
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Span, fold

FEWEST_LABELS = 3
"""Different things that labels must tell before a text is read as minutes."""

LONGEST_QUOTE = 400
"""Characters of a label with its list that are still quoted together."""

RULE = "minutes"
REPORTED = 9.0
"""Score of the meeting that minutes are of."""

_CAPACITIES = {
    "present": Capacity.PRESENT,
    "led": Capacity.LED,
    "opened": Capacity.OPENED,
    "absent": Capacity.ABSENT,
}
_KINDS = {"place": FactKind.PLACE, "agenda": FactKind.AGENDA, "organiser": FactKind.ORGANISER}
_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"[\s#>*_\-•]*(?P<label>[A-Za-z][A-Za-z /&,]{2,40}?)[\s*_]*:[\s*_]*(?P<value>.*?)[\s*_]*$")
_ENTRY = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])\s+(?P<value>.*?)\s*$")
_CLOCK = re.compile(r"^(\d)")
_PARTING = re.compile(r"\s*[;,]\s*(?:dan\s+)?|\s+dan\s+")
_BESIDE = re.compile(r"\s*(?:\((?P<bracketed>[^()]+)\)|[-–/|]\s+(?P<behind>.+)|,\s*(?P<after>.+))$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label tells: `role` of its table, where its line begins, and the entries as spans of the text."""

    role: str
    start: int
    entries: tuple[Span, ...]


def find_labels(text: str) -> list[Labelled]:
    """The labels of minutes in order with what they tell; none where a text is no minutes."""
    found = list(_read_labels(list(_LINE.finditer(text)), text))
    roles = {label.role for label in found if label.entries}
    return found if len(roles) >= FEWEST_LABELS and _has_people(found) else []


def _has_people(labels: Sequence[Labelled]) -> bool:
    return any(label.role in _CAPACITIES for label in labels)


@cache
def _roles() -> dict[str, str]:
    return {row["label"]: row["role"] for row in read_table("minutes_labels")}


def _read_labels(lines: Sequence[re.Match[str]], text: str) -> Iterator[Labelled]:
    for number, line in enumerate(lines):
        label = _LABEL.match(text, line.start(), line.end())
        role = _roles().get(fold(label["label"])) if label else None
        if label and role:
            behind = [Span(*label.span("value"))] if label["value"] else list(_list_below(lines[number + 1 :], text))
            parted = [part for span in behind for part in _part(text, span)] if role in _CAPACITIES else behind
            yield Labelled(role, label.start("label"), tuple(parted))


def _list_below(lines: Sequence[re.Match[str]], text: str) -> Iterator[Span]:
    """The entries of the list right below a label."""
    for line in lines:
        entry = _ENTRY.match(text, line.start(), line.end())
        if entry is None or _LABEL.match(text, line.start(), line.end()):
            return
        yield Span(*entry.span("value"))


def _part(text: str, span: Span) -> Iterator[Span]:
    """The people of an entry one by one; a degree or an office behind a comma belongs to the name before it."""
    start = span.start
    for gap in _PARTING.finditer(text, span.start, span.end):
        named, following = text[start : gap.start()], text[gap.end() : span.end]
        if _is_of_name(named, following) or _is_bracketed(text[span.start : gap.start()]):
            continue
        if named:
            yield Span(start, gap.start())
        start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def _is_of_name(named: str, following: str) -> bool:
    """Whether what follows a comma is said of the name before it."""
    first = re.split(r"[,;]", following, maxsplit=1)[0].strip()
    return _is_degree(first) or (_begins_with_office(first) and not _begins_with_office(named))


def _is_degree(text: str | None) -> bool:
    first = (text or "").partition(",")[0]
    return fold(first).replace(" ", "") in read_words("degrees", "form")


def _begins_with_office(text: str) -> bool:
    return any(office.start == 0 for office in find_offices(text))


def _is_bracketed(before: str) -> bool:
    return before.count("(") > before.count(")")


def minutes_event(page: Page, labels: Sequence[Labelled], *, title: str) -> Event:
    """The meeting that minutes are of: named above their labels, else by their first line."""
    head = page.text[: labels[0].start]
    named = find_meeting_kinds(head)
    if named:
        first = named[0]
        line_end = page.text.find("\n", first.start)
        end = min(line_end if line_end >= 0 else first.end, labels[0].start)
        return Event(first.start, max(first.end, end), first.kind, page.sentence_at(first.start), REPORTED)
    kinds = find_meeting_kinds(title)
    first_line = page.sentences[0]
    return Event(first_line.start, first_line.end, kinds[0].kind if kinds else GENERIC, 0, REPORTED)


def read_minutes(
    page: Page, labels: Sequence[Labelled], meeting: Meeting, facts: Sequence[Fact], *, published: date | None
) -> tuple[Meeting, list[Fact]]:
    """The meeting and its facts as the labels tell them; of what they do not tell, what was read besides stays."""
    told = [fact for label in labels for fact in _read_label(page, label, published=published)]
    kinds = {fact.kind for fact in told}
    first = {fact.kind: fact for fact in reversed(told)}
    day, place, host = (first.get(kind) for kind in (FactKind.DATE, FactKind.PLACE, FactKind.ORGANISER))
    clocks = (_clock(page, label) for label in labels if label.role in {"time", "date"})
    meeting = replace(
        meeting,
        date=date.fromisoformat(day.value) if day else meeting.date,
        time=next(filter(None, clocks), meeting.time),
        place=place.value if place else meeting.place,
        organiser=host.value if host else meeting.organiser,
    )
    return meeting, [*told, *(fact for fact in facts if fact.kind not in kinds)]


def _read_label(page: Page, label: Labelled, *, published: date | None) -> Iterator[Fact]:
    if label.role in _CAPACITIES:
        yield from (_person(page, label, entry) for entry in label.entries)
    elif label.role == "date":
        dates = (day for entry in label.entries for day in find_dates(page.text, published) if _is_in(day.start, entry))
        yield from (
            replace(_fact(page, label, Span(day.start, day.end), FactKind.DATE), value=day.date.isoformat())
            for day in list(dates)[:1]
            if day.date
        )
    elif label.role in _KINDS:
        yield from (_fact(page, label, entry, _KINDS[label.role]) for entry in label.entries)


def _is_in(offset: int, span: Span) -> bool:
    return span.start <= offset < span.end


def _clock(page: Page, label: Labelled) -> str | None:
    for entry in label.entries:
        found = [clock for _, clock in find_clocks(page.text, entry.start, entry.end)]
        if found or label.role == "time":
            return found[0] if found else _CLOCK.sub(r"pukul \1", page.slice(entry))
    return None


def _person(page: Page, label: Labelled, entry: Span) -> Fact:
    """Somebody in a list: a name with the office in brackets or behind it; who is not named is told as written."""
    text = page.slice(entry)
    beside = _BESIDE.search(text)
    named = text[: beside.start()] if beside and not _is_degree(beside["after"]) else text
    name = " ".join(word for word in named.split() if fold(word) not in titles())
    role = next(filter(None, beside.groups()), None) if beside and name and named != text else None
    value = Span(entry.start, entry.start + len(named)) if name else entry
    fact = _fact(page, label, value, FactKind.ATTENDANCE)
    return replace(fact, person=name or None, role=role, capacity=_CAPACITIES[label.role], end=max(fact.end, entry.end))


def _fact(page: Page, label: Labelled, value: Span, kind: FactKind) -> Fact:
    whole = Span(label.start, label.entries[-1].end)
    quote = whole if whole.end - whole.start <= LONGEST_QUOTE else value
    return Fact(
        kind=kind,
        value=page.slice(value),
        start=quote.start,
        end=max(quote.end, value.end),
        rule=f"{RULE}.{label.role}",
        meeting=0,
        value_start=value.start,
        value_end=value.end,
    )

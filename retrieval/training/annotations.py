"""Annotated articles as labels: what readers wrote down of an article's meetings, piece by piece of its text.

One JSON line an article in `facts.jsonl`, beside `articles.jsonl`: {"article_id", "meetings": [{"place", "theme",
"purpose", "organiser", "people": [{"person", "office", "represents", "capacity", "quote"}], "groups": [{"group",
"quote"}]}]}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from retrieval.evaluation.questions import read_articles, read_lines
from retrieval.reading.tagging.labels import CAPACITIES, HEADS

UNKNOWN = -100
"""A label that training passes over."""

TOOK_PART = frozenset({"present", "opened", "closed", "led", "spoke", "accompanied", "received"})
Text = TypeVar("Text")
_SAME_CAPACITY = {"closed": "opened", "quoted_only": "quoted"}
_NEAR = 60
_LONGEST_PART, _SHORTEST_DETAIL = 4, 4


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's title and text with what a reader wrote down of its meetings."""

    title: str
    text: str
    meetings: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Named:
    """A name, office or group at `start:end`, and what the annotation says of whom it names."""

    start: int
    end: int
    kind: str
    took_part: bool
    capacity: str
    stated: bool
    stands_in: bool


class Labels:
    """The class of each character under each head; UNKNOWN where nobody can say."""

    def __init__(self, length: int) -> None:
        certain = ("named", "detail", "principal")
        self.classes = {head: [0 if head in certain else UNKNOWN] * length for head in HEADS}

    def mark(self, head: str, start: int, end: int, kind: str) -> None:
        """A span of a kind: its first character begins it, the others go on."""
        begin = HEADS[head].index(f"B-{kind}")
        self.classes[head][start:end] = [begin, *[begin + 1] * (end - start - 1)]

    def fill(self, head: str, start: int, end: int, value: int) -> None:
        """The same class for each character of a span."""
        self.classes[head][start:end] = [value] * (end - start)

    def leave_open(self, head: str) -> None:
        """What is of no kind so far may be of one that nobody wrote down."""
        self.classes[head] = [value or UNKNOWN for value in self.classes[head]]

    def is_free(self, head: str, start: int, end: int) -> bool:
        """Whether no character of a span is labelled yet."""
        return not any(self.classes[head][start:end])


def read_annotated(folders: Sequence[Path]) -> list[Annotated]:
    """The annotated articles of some folders, in order; what has no annotation is left out."""
    annotated = []
    # A folder may hold only what is called how; one that holds neither is a mistake.
    for folder in (one for one in folders if (one / "facts.jsonl").exists() or not (one / "called.jsonl").exists()):
        meetings = {record["article_id"]: record["meetings"] for record in read_lines(folder / "facts.jsonl")}
        annotated += [
            Annotated(article.title, article.text, meetings[article.id])
            for article in read_articles(folder / "articles.jsonl")
            if article.id in meetings
        ]
    return annotated


def hold_out(articles: Sequence[Text], one_of: int) -> tuple[list[Text], list[Text]]:
    """Most articles, and one of so many that are kept apart; the same ones for the same articles."""
    kept = [number % one_of == one_of - 1 for number in range(len(articles))]
    split = [
        [one for one, is_kept in zip(articles, kept, strict=True) if is_kept is wanted] for wanted in (False, True)
    ]
    return split[0], split[1]


def label(article: Annotated) -> Labels:
    """Labels of an article's characters: a name is labelled wherever it stands, also in part."""
    labels = Labels(len(article.text))
    names: list[Named] = []
    for meeting in article.meetings:
        for person in meeting["people"]:
            names += _people(article.text, person)
            _mark_principal(labels, article.text, person)
        for group in meeting["groups"]:
            names += _groups(article.text, group)
        _mark_details(labels, article.text, meeting)
    if article.meetings and not any(meeting["theme"] for meeting in article.meetings):
        # Readers differ most on whether a meeting has a theme: none written down does not say that there is none.
        labels.leave_open("detail")
    for named in sorted(names, key=lambda named: (named.start - named.end, not named.stated)):
        if labels.is_free("named", named.start, named.end):
            _mark_named(labels, named)
    return labels


def _mark_named(labels: Labels, named: Named) -> None:
    labels.mark("named", named.start, named.end, named.kind)
    labels.fill("took_part", named.start, named.end, named.took_part)
    labels.fill("stated", named.start, named.end, named.stated)
    if named.stated:
        labels.fill("capacity", named.start, named.end, CAPACITIES.index(named.capacity))
        labels.fill("stands_in", named.start, named.end, named.stands_in)


def _people(text: str, person: Mapping[str, Any]) -> Iterator[Named]:
    quotes = list(find_phrase(text, person["quote"], whole=False))
    capacity, took_part = person["capacity"], person["capacity"] in TOOK_PART
    capacity, stands_in = _SAME_CAPACITY.get(capacity, capacity), bool(person["represents"])
    spans = [(*span, "PERSON") for form in _forms(person["person"]) for span in find_phrase(text, form)]
    office = person["office"] or ""
    spans += [(*span, "OFFICE") for span in find_phrase(text, office) if " " in office or _is_within(span[0], quotes)]
    for start, end, kind in spans:
        yield Named(start, end, kind, took_part, capacity, _is_within(start, quotes), stands_in)


def _forms(name: str | None) -> set[str]:
    """A name, its first two and last two words, and its first and last word where they are long enough to tell."""
    words = (name or "").split()
    if len(words) < 2:
        return set(words)
    alone = {word for word in (words[0], words[-1]) if len(word) > _LONGEST_PART}
    return {" ".join(words), " ".join(words[:2]), " ".join(words[-2:]), *alone}


def _groups(text: str, group: Mapping[str, Any]) -> Iterator[Named]:
    quotes = list(find_phrase(text, group["quote"], whole=False))
    for start, end in find_phrase(text, group["group"]):
        stated = _is_within(start, quotes)
        if stated or " " in group["group"]:
            yield Named(start, end, "GROUP", True, "present", stated, stands_in=False)


def _mark_principal(labels: Labels, text: str, person: Mapping[str, Any]) -> None:
    near = [(start - _NEAR, end + _NEAR) for start, end in find_phrase(text, person["quote"], whole=False)]
    for start, end in find_phrase(text, person["represents"] or ""):
        if _is_within(start, near):
            labels.mark("principal", start, end, "PRINCIPAL")


def _mark_details(labels: Labels, text: str, meeting: Mapping[str, Any]) -> None:
    for kind in ("place", "theme", "purpose", "organiser"):
        value = meeting[kind] or ""
        if len(value) < _SHORTEST_DETAIL:
            continue
        places = list(find_phrase(text, value))
        for start, end in places if " " in value else places[:2]:
            if labels.is_free("detail", start, end):
                labels.mark("detail", start, end, kind.upper())


def find_phrase(text: str, phrase: str, *, whole: bool = True) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a text, to the letter; as whole words only, unless told otherwise."""
    edges = (r"(?<!\w)", r"(?!\w)") if whole else ("", "")
    if phrase:
        for match in re.finditer(re.escape(phrase).join(edges), text):
            yield match.span()


def _is_within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)

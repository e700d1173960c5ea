"""How readers say that people, offices, bodies and places are called, and public sets of named entities, as classes of
characters.

In a folder's `called.jsonl` a line an article of its `articles.jsonl`: {"article_id", "names", "offices", "bodies",
"places", "groups"}, each a list of strings that stand in the text. A public set has a line a word, its label last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.evaluation.questions import read_articles, read_lines
from retrieval.reading.tagging.labels import BODY, GROUP, HEADS, NAME, OFFICE, PLACE

KINDS = {"names": NAME, "offices": OFFICE, "bodies": BODY, "places": PLACE, "groups": GROUP}

UNTOLD = -50
"""A label of what the public sets pass over: of no kind, an office or a group."""

_PUBLIC = {"PER": NAME, "PERSON": NAME, "ORG": BODY, "ORGANISATION": BODY, "LOC": PLACE, "PLACE": PLACE}
_SETS = ("idner_train.txt", "nergrit_train.txt")
_CLOSING = re.compile(r"[,.;:!?)]")


@dataclass(frozen=True, slots=True)
class Called:
    """A text with the class of each of its characters under the head `called`, or UNTOLD."""

    title: str
    text: str
    classes: list[int]


def read_called(folders: Sequence[Path]) -> list[Called]:
    """The articles of some folders that readers have gone through, in order."""
    return [one for folder in folders if (folder / "called.jsonl").exists() for one in _read(folder)]


def _read(folder: Path) -> Iterator[Called]:
    records = {record["article_id"]: record for record in read_lines(folder / "called.jsonl")}
    for article in read_articles(folder / "articles.jsonl"):
        if article.id in records:
            yield Called(article.title, article.text, mark(article.text, records[article.id]))


def mark(text: str, record: Mapping[str, Any]) -> list[int]:
    """The class of each character: a string is marked wherever it stands, a longer one before a shorter."""
    spans = [
        (start, end, kind)
        for key, kind in KINDS.items()
        for string in dict.fromkeys(record.get(key, ()))
        for start, end in _find(text, string)
    ]
    classes = [0] * len(text)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        if not any(classes[start:end]):
            classes[start:end] = _span(kind, end - start)
    return classes


def _find(text: str, string: str) -> Iterator[tuple[int, int]]:
    if string.strip():
        yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text))


def _span(kind: str, length: int) -> list[int]:
    begin = HEADS["called"].index(f"B-{kind}")
    return [begin, *[begin + 1] * (length - 1)]


def read_public(data: Path) -> Iterator[Called]:
    """The sentences of the public sets in `data`/ner."""
    for name in _SETS:
        for sentence in _sentences((data / "ner" / name).read_text(encoding="utf-8").splitlines()):
            yield _as_text(sentence)


def _sentences(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    """Words with their labels, up to each empty line."""
    sentence: list[tuple[str, str]] = []
    for line in (*lines, ""):
        if line.strip():
            word, *_, label = line.split()
            sentence.append((word, label))
        elif sentence:
            yield sentence
            sentence = []


def _as_text(sentence: Iterable[tuple[str, str]]) -> Called:
    text, classes = "", list[int]()
    for word, label in sentence:
        blank = " " if text and not _CLOSING.fullmatch(word) else ""
        told = _classes_of(label, len(word))
        text += blank + word
        classes += [told[-1] if label.startswith("I-") else UNTOLD] * len(blank) + told
    return Called("", text, classes)


def _classes_of(label: str, length: int) -> list[int]:
    part, _, kind = label.partition("-")
    if kind not in _PUBLIC:
        return [UNTOLD] * length
    told = _span(_PUBLIC[kind], length)
    return told if part == "B" else [told[0] + 1] * length

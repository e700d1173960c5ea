"""A document for people to print, apart from the kind of file: what stands in it, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a line looks. ENTRY begins a part that the table of contents names; OPEN says what no source says."""

    TITLE = "title"
    ENTRY = "entry"
    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    SMALL = "small"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `notes` are numbers of the document's sources, `link` where a press on it leads."""

    text: str
    style: Style = Style.TEXT
    notes: tuple[int, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first one headings."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Here stands a table of contents of the entries; what follows begins on a page of its own."""


Block = Line | Table | Contents


@dataclass(frozen=True, slots=True)
class Source:
    """What a note leads to."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an office puts around every document: lines above the first page, and those to be signed below the last."""

    letterhead: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in their order; `sources` are numbered from 1 and stand behind them."""

    title: str
    blocks: Sequence[Block]
    sources: Sequence[Source] = ()
    frame: Frame = Frame()


def printable(text: str) -> str:
    """A text on one line without characters that no document may hold."""
    kept = text if text.isprintable() else "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(kept.split())

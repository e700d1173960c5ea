"""Texts with styles and links, cut into parts that Telegram takes.

A text is a list of blocks, each a sequence of runs. Its length counts as Telegram counts it: in UTF-16 units after
parsing. HTML is made at the very end, so that every part is balanced and every text escaped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlsplit

# https://core.telegram.org/bots/api#sendmessage: 1-4096 characters after entities parsing.
PART_UNITS = 4096
# Of 100 entities a message may have, Telegram keeps some for what it finds by itself: hashtags, addresses.
PART_ENTITIES = 80
_LONGEST_LINK = 600
_TAGS = {"bold": "b", "italic": "i", "quote": "blockquote"}
# They turn the reading direction of everything behind them, or hide text.
_DIRECTIONS = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style (plain where empty), linked where there is a link."""

    text: str
    style: str = ""
    link: str | None = None


Block = tuple[Run, ...]


def plain(text: str) -> Block:
    """A block of plain text."""
    return (Run(text),)


def bold(text: str) -> Run:
    """A bold stretch."""
    return Run(text, "bold")


def italic(text: str) -> Run:
    """A slanted stretch."""
    return Run(text, "italic")


def linked(text: str, url: str | None) -> Run:
    """A stretch that leads to a page, or plain text where the address is none that a browser should open."""
    return Run(text, link=url if url and is_web_address(url) else None)


def is_web_address(url: str) -> bool:
    """Whether an address is http or https, with a host, and short enough for a message."""
    if len(url) > _LONGEST_LINK or any(not letter.isprintable() or letter.isspace() for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def clean(text: str) -> str:
    """The text without what cannot be shown or would change how the rest is read; tabs and the like become spaces."""
    return "".join(_clean(letter) for letter in text)


def _clean(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter in _DIRECTIONS:
        return ""
    match unicodedata.category(letter):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cs":
            return "\ufffd"
        case _:
            return letter


def split(blocks: Iterable[Block], *, limit: int = PART_UNITS) -> list[str]:
    """HTML parts, each of at most `limit` UTF-16 units after parsing, cut between blocks where that is possible.

    Blocks stand on lines of their own; one that is too long for a part is cut between words, else anywhere.
    Nothing is lost but blanks at the cuts. Empty blocks part paragraphs.
    """
    parts: list[list[Block]] = [[]]
    used = entities = 0
    for block in (piece for given in blocks for piece in _fit(_clean_block(given), limit)):
        length, marks = _length(block), sum(bool(run.style or run.link) for run in block)
        if parts[-1] and (used + 1 + length > limit or entities + marks > PART_ENTITIES):
            parts.append([])
            used = entities = 0
        used += length + bool(parts[-1])
        entities += marks
        parts[-1].append(block)
    shown = ["\n".join("".join(map(_render, block)) for block in part).strip("\n ") for part in parts]
    return [part for part in shown if part]


def _clean_block(block: Block) -> Block:
    return tuple(replace(run, text=clean(run.text)) for run in block)


def _length(block: Block) -> int:
    return sum(units(run.text) for run in block)


def _fit(block: Block, limit: int) -> Iterable[Block]:
    """The block, or pieces of it that are short enough."""
    while _length(block) > limit:
        piece, block = _cut(block, limit)
        yield piece
    yield block


def _cut(block: Block, limit: int) -> tuple[Block, Block]:
    taken: list[Run] = []
    room = limit
    for number, run in enumerate(block):
        if units(run.text) > room:
            end = _end(run.text, room)
            if end:
                taken.append(replace(run, text=run.text[:end].rstrip()))
            rest = replace(run, text=run.text[end:].lstrip())
            return tuple(taken), (rest, *block[number + 1 :])
        taken.append(run)
        room -= units(run.text)
    return tuple(taken), ()


def _end(text: str, room: int) -> int:
    """Where to cut so that at most `room` units stand before it: behind a line, a word, or anywhere."""
    end = used = 0
    for letter in text:
        used += units(letter)
        if used > room:
            break
        end += 1
    for border in ("\n", " "):
        found = text.rfind(border, 0, end + 1)
        if found > end // 2:
            return found
    return end


def _render(run: Run) -> str:
    text = escape(run.text, quote=False)
    if not run.text.strip():
        return text
    if run.link:
        text = f'<a href="{escape(run.link)}">{text}</a>'
    tag = _TAGS.get(run.style)
    return f"<{tag}>{text}</{tag}>" if tag else text


def first(blocks: Sequence[Block], *, limit: int = PART_UNITS) -> str:
    """The first part."""
    return split(blocks, limit=limit)[0]

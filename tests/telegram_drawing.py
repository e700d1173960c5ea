"""Draws a chat as SVG: bubbles with bold, links and quotes, buttons below; on a ground of its own, for any page.

Lines are broken by the widths of Helvetica, which Arial and Liberation Sans share, so no font is embedded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from fpdf import FPDF

WIDTH = 480
_MARGIN, _GAP, _PAD = 14, 8, 11
_SIZE, _LINE = 15, 20
_WIDEST = 400
_BUTTON_HEIGHT, _BUTTON_GAP = 30, 4
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_WALL, _EDGE, _MINE, _THEIRS, _INK, _LINK, _QUOTE, _BUTTON = (
    "#d3e2d6", "#a9bfae", "#e4fbcd", "#ffffff", "#16211a", "#1f6fb5", "#3f8f5b", "#54745f",
)  # fmt: skip
_NAMES = ("#b8562b", "#7a4fb0", "#1f7f8c")
# As wide as an emoji is drawn; other letters that Helvetica's table lacks are about as wide as these.
_EMOJI = 1.3
_ALIKE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "_", "—": "M", "…": "M", "•": "o", "↩": "M"})


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote, as HTML that Telegram takes, with rows of buttons and the text that it replies to."""

    who: str
    html: str
    rows: tuple[tuple[str, ...], ...] = ()
    reply_to: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, by its label."""

    label: str


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank in them, in one style; `is_glued` where no blank stands before."""

    text: str
    style: str
    is_glued: bool = False


@dataclass
class _Styled(HTMLParser):
    """Telegram's HTML as paragraphs of styled stretches."""

    lines: list[list[tuple[str, str]]] = field(default_factory=lambda: [[]])
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)

    def handle_endtag(self, tag):
        self.opened.pop()

    def handle_data(self, data):
        for number, part in enumerate(data.split("\n")):
            if number:
                self.lines.append([])
            self.lines[-1].append((part, self.opened[-1] if self.opened else ""))


def draw(title: str, parts: Sequence[Message | Press], *, subtitle: str) -> str:
    """The whole picture."""
    drawn: list[str] = []
    top = 58 + _GAP
    for part in parts:
        if isinstance(part, Press):
            shapes, height = _draw_press(part.label, top)
        else:
            shapes, height = _draw_message(part, top)
        drawn += shapes
        top += height + _GAP
    height = top + 4
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{_FONT}" font-size="{_SIZE}" fill="{_INK}" role="img">'
    )
    frame = [
        f"<title>{escape(title)}</title>",
        f'<clipPath id="frame"><rect width="{WIDTH}" height="{height}" rx="14"/></clipPath>',
        '<g clip-path="url(#frame)">',
        f'<rect width="{WIDTH}" height="{height}" fill="{_WALL}"/>',
        f'<rect width="{WIDTH}" height="54" fill="#ffffff"/>',
        '<circle cx="34" cy="27" r="18" fill="#3f8f5b"/>',
        '<text x="34" y="33" font-size="17" font-weight="bold" fill="#ffffff" text-anchor="middle">'
        f"{escape(title[0])}</text>",
        f'<text x="64" y="24" font-weight="bold">{escape(title)}</text>',
        f'<text x="64" y="42" font-size="13" fill="#5d6b62">{escape(subtitle)}</text>',
    ]
    edge = f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="13.5" fill="none" stroke="{_EDGE}"/>'
    return "\n".join([head, *frame, *drawn, "</g>", edge, "</svg>"]) + "\n"


def _draw_press(label: str, top: int) -> tuple[list[str], int]:
    text = f"{label} ditekan"
    width = round(_measure(text, 13, "") + 24)
    left = (WIDTH - width) // 2
    return [
        f'<rect x="{left}" y="{top}" width="{width}" height="24" rx="12" fill="{_BUTTON}" fill-opacity="0.35"/>',
        f'<text x="{WIDTH // 2}" y="{top + 17}" font-size="13" text-anchor="middle">{escape(text)}</text>',
    ], 24


def _draw_message(message: Message, top: int) -> tuple[list[str], int]:
    room = _WIDEST - 2 * _PAD
    blocks = list(_wrap(message.html, room))
    lines = [line for _, lines in blocks for line in lines]
    texts = [
        *map(_width_of, lines),
        *(_measure(text, 13, "b") for text in (message.who, message.reply_to[:44]) if text),
    ]
    width = _WIDEST if message.rows else min(_WIDEST, round(max(texts)) + 2 * _PAD + 12)
    left = WIDTH - _MARGIN - width if message.is_own else _MARGIN
    shapes, at = [], top + _PAD - 4
    if message.who:
        shapes.append(
            f'<text x="{left + _PAD}" y="{at + 14}" font-size="13" font-weight="bold" fill="{_colour(message.who)}">'
            f"{escape(message.who)}</text>"
        )
        at += 20
    if message.reply_to:
        shapes += _draw_reply(message.reply_to, left + _PAD, at, width - 2 * _PAD)
        at += 32
    for is_quote, wrapped in blocks:
        body, at = _draw_block(wrapped, is_quote=is_quote, left=left + _PAD, top=at, width=width - 2 * _PAD)
        shapes += body
    height = at + _PAD - 4 - top
    fill = _MINE if message.is_own else _THEIRS
    bubble = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="12" fill="{fill}"/>'
    buttons, more = _draw_buttons(message.rows, left, top + height, width)
    return [bubble, *shapes, *buttons], height + more


def _draw_reply(text: str, left: int, top: int, width: int) -> list[str]:
    while _measure(text, 13, "") > width - 20:
        text = text.rstrip("…").rpartition(" ")[0] + "…"
    shown = f'<text x="{left + 10}" y="{top + 18}" font-size="13">{escape(text)}</text>'
    return [*_draw_quote(left, top, width, 26, colour=_LINK), shown]


def _draw_quote(left: int, top: int, width: int, height: int, *, colour: str) -> list[str]:
    ground = (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="4" fill="{colour}" fill-opacity="0.12"/>'
    )
    return [ground, f'<rect x="{left}" y="{top}" width="3" height="{height}" fill="{colour}"/>']


def _draw_block(lines: list[list[Word]], *, is_quote: bool, left: int, top: int, width: int) -> tuple[list[str], int]:
    height = sum(_LINE if line else _LINE // 2 for line in lines)
    shapes = _draw_quote(left, top, width, height + 6, colour=_QUOTE) if is_quote else []
    if is_quote:
        left, top = left + 11, top + 3
    for line in lines:
        if line:
            shapes.append(f'<text x="{left}" y="{top + 15}" xml:space="preserve">{"".join(_spans(line))}</text>')
        top += _LINE if line else _LINE // 2
    return shapes, top + (5 if is_quote else 0)


def _spans(line: list[Word]) -> Iterator[str]:
    attributes = {"b": ' font-weight="bold"', "i": ' font-style="italic"', "a": f' fill="{_LINK}"'}
    for place, (style, words) in enumerate(groupby(line, key=lambda word: word.style)):
        text = "".join(("" if word.is_glued else " ") + word.text for word in words)
        shown = escape(text if place else text.lstrip(), quote=False)
        yield f"<tspan{attributes[style]}>{shown}</tspan>" if style in attributes else shown


def _draw_buttons(rows: Sequence[Sequence[str]], left: int, top: int, width: int) -> tuple[list[str], int]:
    shapes = []
    for row in rows:
        top += _BUTTON_GAP
        each = (width - _BUTTON_GAP * (len(row) - 1)) / len(row)
        for place, label in enumerate(row):
            at = left + place * (each + _BUTTON_GAP)
            shapes.append(
                f'<rect x="{at:g}" y="{top}" width="{each:g}" height="{_BUTTON_HEIGHT}" rx="8" fill="{_BUTTON}"/>'
                f'<text x="{at + each / 2:g}" y="{top + 20}" font-size="14" fill="#ffffff" text-anchor="middle">'
                f"{escape(label)}</text>"
            )
        top += _BUTTON_HEIGHT
    return shapes, len(rows) * (_BUTTON_GAP + _BUTTON_HEIGHT)


def _wrap(html: str, room: float) -> Iterator[tuple[bool, list[list[Word]]]]:
    """Quotes and what stands between them, each as lines of words that fit."""
    parser = _Styled()
    parser.feed(html)
    for is_quote, lines in groupby(parser.lines, key=lambda line: any(style == "blockquote" for _, style in line)):
        yield is_quote, [wrapped for line in lines for wrapped in _wrap_line(line, room - 16 * is_quote)]


def _wrap_line(line: list[tuple[str, str]], room: float) -> Iterator[list[Word]]:
    words: list[Word] = []
    for word in _words(line):
        if words and not word.is_glued and _width_of([*words, word]) > room:
            yield words
            words = []
        words.append(word)
    yield words


def _words(line: list[tuple[str, str]]) -> Iterator[Word]:
    ends_in_blank = True
    for text, style in line:
        for number, found in enumerate(re.finditer(r"\S+", text)):
            yield Word(found[0], style, is_glued=not number and not ends_in_blank and found.start() == 0)
        ends_in_blank = not text or text[-1].isspace()


def _width_of(line: Sequence[Word]) -> float:
    blanks = sum(not word.is_glued for word in line[1:])
    return sum(_measure(word.text, _SIZE, word.style) for word in line) + blanks * _measure(" ", _SIZE, "")


@cache
def _measure(text: str, size: int, style: str) -> float:
    known = text.translate(_ALIKE)
    plain = "".join(letter for letter in known if letter < "\u0100")
    page = FPDF(unit="pt")
    page.set_font("Helvetica", "B" if style == "b" else "", size)
    return page.get_string_width(plain) + _EMOJI * size * (len(known) - len(plain))


def _colour(name: str) -> str:
    return "#3f8f5b" if name == "Notula" else _NAMES[sum(map(ord, name)) % len(_NAMES)]

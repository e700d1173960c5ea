"""A card of 1200 × 630 pixels, as links are shown in chats, drawn in letters that come with Notula."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from data.settings import PROJECT

WIDTH, HEIGHT = 1200, 630

_FONTS = PROJECT / "data" / "fonts"
_MARGIN, _BAND, _MARK = 72, 18, 60
_TITLE_SIZES, _MOST_TITLE_LINES = (68, 60, 52, 46), 4
_TEXT, _SMALL = 34, 28
_LINE = 1.24
_LONGEST = 400
"""Characters of a text that are looked at: no card has room for more."""

_INK, _GREY, _GREEN, _PAPER, _WHITE = "#1B2126", "#4A535B", "#2C6B43", "#F7F6F1", "#FFFFFF"
_COLOURS = 64


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: a title, lines below it (the first ones matter most), and a line at the foot."""

    title: str
    lines: tuple[str, ...]
    foot: str


def draw(card: Card) -> bytes:
    """The card as a PNG, whatever its texts are: what has no room is cut off, what has no letter left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _BAND, HEIGHT), fill=_GREEN)
    y = _write_title(pen, card.title)
    _write_lines(pen, card.lines, y)
    _draw_foot(pen, card.foot)
    file = BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(file, "PNG", compress_level=6)
    return file.getvalue()


def _write_title(pen: ImageDraw.ImageDraw, title: str) -> int:
    """The title in the largest letters in which it has room; where it ends."""
    title, width = _drawable(title), WIDTH - 2 * _MARGIN
    fitting = (size for size in _TITLE_SIZES if len(_wrap(title, _font(size, "-Bold"), width)) <= _MOST_TITLE_LINES)
    size = next(fitting, _TITLE_SIZES[-1])
    return _write(pen, _wrap(title, _font(size, "-Bold"), width), _MOST_TITLE_LINES, size, y=_MARGIN, bold=True)


def _write_lines(pen: ImageDraw.ImageDraw, lines: Sequence[str], y: int) -> None:
    y += _TEXT // 2
    foot, step = HEIGHT - _MARGIN - _MARK, round(_TEXT * _LINE)
    for line in filter(None, map(_drawable, lines)):
        room = (foot - y) // step
        y = _write(pen, _wrap(line, _font(_TEXT), WIDTH - 2 * _MARGIN), min(room, 2), _TEXT, y=y)


def _write(pen: ImageDraw.ImageDraw, lines: list[str], most: int, size: int, *, y: int, bold: bool = False) -> int:
    """So many lines, of more the last one with an ellipsis; where they end."""
    font, width = _font(size, "-Bold" if bold else ""), WIDTH - 2 * _MARGIN
    shown = lines[: max(most, 0)]
    if shown and len(lines) > most:
        shown[-1] = _shorten(shown[-1], font, width)
    for line in shown:
        pen.text((_MARGIN, y), line, fill=_INK if bold else _GREY, font=font)
        y += round(size * _LINE)
    return y


def _draw_foot(pen: ImageDraw.ImageDraw, foot: str) -> None:
    """Notula's mark and name, and beside it what the card is made of."""
    top = HEIGHT - _MARGIN - _MARK + 24
    pen.rounded_rectangle((_MARGIN, top, _MARGIN + _MARK, top + _MARK), radius=15, fill=_GREEN)
    unit = _MARK / 32
    # The N of static/icon.svg.
    corners = [(9, 23), (9, 9), (12, 9), (20, 18), (20, 9), (23, 9), (23, 23), (20, 23), (12, 14), (12, 23)]
    pen.polygon([(_MARGIN + x * unit, top + y * unit) for x, y in corners], fill=_WHITE)
    middle, x = top + _MARK // 2, _MARGIN + _MARK + 18
    pen.text((x, middle), "Notula", fill=_GREEN, font=_font(_TEXT, "-Bold"), anchor="lm")
    x += round(_font(_TEXT, "-Bold").getlength("Notula")) + 28
    font = _font(_SMALL)
    text = _drawable(foot)
    line = text if font.getlength(text) <= WIDTH - _MARGIN - x else _shorten(text, font, WIDTH - _MARGIN - x)
    pen.text((WIDTH - _MARGIN, middle), line, fill=_GREY, font=font, anchor="rm")


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Lines that fit, of whole words where these do."""
    lines, line = [], ""
    for piece in _pieces(text, font, width):
        longer = f"{line} {piece}".strip()
        if line and font.getlength(longer) > width:
            lines.append(line)
            longer = piece
        line = longer
    return [*lines, line] if line else lines


def _pieces(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    """The words, those too long for a line in parts."""
    for word in text.split():
        rest = word
        while font.getlength(rest) > width:
            fits = max(1, bisect_right(range(1, len(rest)), width, key=partial(_length, rest, font)))
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


def _length(text: str, font: ImageFont.FreeTypeFont, end: int) -> float:
    return font.getlength(text[:end])


def _shorten(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """As much of a text as fits with an ellipsis behind it."""
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;–')}…"


def _drawable(text: str) -> str:
    """The beginning of a text, of the signs that the letters have."""
    return " ".join("".join(sign for sign in text[:_LONGEST] if sign == " " or ord(sign) in _letters()).split())


@cache
def _letters() -> frozenset[int]:
    with (
        TTFont(_FONTS / "DejaVuSans.ttf", lazy=True) as regular,
        TTFont(_FONTS / "DejaVuSans-Bold.ttf", lazy=True) as bold,
    ):
        return frozenset(regular.getBestCmap()) & frozenset(bold.getBestCmap())


@cache
def _font(size: int, weight: str = "") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"DejaVuSans{weight}.ttf"), size)

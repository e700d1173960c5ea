"""Texts as outlines of the fonts that ship with Notula: a picture is the same whatever fonts its reader has.

Each outline stands once in a picture and is used wherever the letter is written. Lengths are in pixels, outlines in
the fonts' own units, upwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby, pairwise

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from data.settings import PROJECT
from tests.telegram_emoji import BOX, EMOJI

EM = 2048
LINK = "#1f6fb5"
_LOOKS = {"a": f' fill="{LINK}"', "i": ' transform="matrix(1 0 .2 1 0 0)"'}
"""How stretches of a style differ; bold ones have letters of their own. Slanted letters are upright ones leaning."""
_EMOJI_WIDTH, _EMOJI_DEPTH, _EMOJI_SPACE = 2800, 560, 130
_MISSING = "neither the fonts nor tests/telegram_emoji.py can draw "


@dataclass(frozen=True, slots=True)
class Letter:
    """A character in the style of a tag of Telegram's HTML."""

    sign: str
    style: str = ""


def letters_of(text: str, style: str = "") -> list[Letter]:
    """A text in one style."""
    return [Letter(sign, style) for sign in text]


def width_of(letters: Sequence[Letter], size: float) -> float:
    """How wide a line is, in letters of a size."""
    return sum(_steps(letters)) * size / EM


def shorten(letters: Sequence[Letter], size: float, room: float) -> list[Letter]:
    """A line that fits, its end cut off where it has to be."""
    kept, end = list(letters), []
    while width_of([*kept, *end], size) > room or (end and kept[-1].sign.isspace()):
        end = [Letter("…", kept.pop().style)]
    return kept + end


def write(letters: Sequence[Letter], size: float, *, left: float, base: float, fill: str = "") -> str:
    """A line from its left end, on its base line; in the colour of the picture unless another is given."""
    scale = size / EM
    place, spans = 0, []
    marked = zip(letters, _steps(letters), strict=True)
    for style, stretch in groupby(marked, key=lambda one: one[0].style):
        uses = ""
        for letter, step in stretch:
            uses += "" if letter.sign.isspace() else f'<use href="#{_name(letter)}" x="{place}"/>'
            place += step
        spans.append(f"<g{_LOOKS[style]}>{uses}</g>" if style in _LOOKS else uses)
    colour = f' fill="{fill}"' if fill else ""
    return f'<g transform="matrix({scale:.6g} 0 0 {-scale:.6g} {left:.6g} {base:.6g})"{colour}>{"".join(spans)}</g>'


def outlines(drawn: str) -> Iterator[str]:
    """The outline of every letter that a drawing uses, by name."""
    for name in sorted(set(re.findall('href="#([^"]+)"', drawn))):
        sign = chr(int(name[1:], 16))
        if sign in EMOJI:
            scale = (_EMOJI_WIDTH - 2 * _EMOJI_SPACE) / BOX
            place = f"matrix({scale:.6g} 0 0 {-scale:.6g} {_EMOJI_SPACE} {scale * BOX - _EMOJI_DEPTH:.6g})"
            yield f'<g id="{name}" transform="{place}">{EMOJI[sign]}</g>'
        else:
            yield f'<path id="{name}" d="{_outline(sign, is_bold=name[0] == "b")}"/>'


def _steps(letters: Sequence[Letter]) -> list[int]:
    """How far it is from each letter to the next."""
    last = [_width(letters[-1])] if letters else []
    return [_width(one) + _kern(one, following) for one, following in pairwise(letters)] + last


def _name(letter: Letter) -> str:
    return f"{'b' if letter.style == 'b' else 'r'}{ord(letter.sign):x}"


@cache
def _width(letter: Letter) -> int:
    if letter.sign in EMOJI:
        return _EMOJI_WIDTH
    font = _font(is_bold=letter.style == "b")
    return font["hmtx"][_glyph(font, letter.sign)][0]


@cache
def _kern(one: Letter, following: Letter) -> int:
    if one.style != following.style or {one.sign, following.sign} & EMOJI.keys():
        return 0
    font = _font(is_bold=one.style == "b")
    return font["kern"].kernTables[0].kernTable.get((_glyph(font, one.sign), _glyph(font, following.sign)), 0)


@cache
def _outline(sign: str, *, is_bold: bool) -> str:
    font = _font(is_bold=is_bold)
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs)
    glyphs[_glyph(font, sign)].draw(pen)
    return escape(pen.getCommands())


def _glyph(font: TTFont, sign: str) -> str:
    glyph = font.getBestCmap().get(ord(sign))
    assert glyph, _MISSING + ascii(sign)
    return glyph


@cache
def _font(*, is_bold: bool) -> TTFont:
    return TTFont(PROJECT / "data" / "fonts" / f"DejaVuSans{'-Bold' if is_bold else ''}.ttf")

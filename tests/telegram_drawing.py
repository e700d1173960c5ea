"""Draws a chat as SVG: bubbles with bold, links and quotes, buttons below; on a ground of its own, for any page.

What can hold text is a group: first its ground, then what stands on it. What is written is told in words as well, for
those who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.telegram_letters import LINK, letters_of, outlines, shorten, width_of, write
from tests.telegram_lines import Line, plain_text, wrap

WIDTH = 480
_MARGIN, _GAP, _PAD = 12, 8, 11
_SIZE, _LINE = 14, 20
_SMALL, _TINY = 12.5, 11
_WIDEST = 428
_HEAD = 54
_REPLY_HEIGHT, _PRESS_HEIGHT, _BUTTON_HEIGHT, _BUTTON_GAP = 26, 24, 30, 4
_QUOTE_INDENT = 11
_WALL, _EDGE, _MINE, _THEIRS, _INK, _PALE, _QUOTE, _BUTTON = (
    "#d3e2d6", "#a9bfae", "#e4fbcd", "#ffffff", "#16211a", "#5d6b62", "#3f8f5b", "#4a6854",
)  # fmt: skip
_NAMES = ("#b8562b", "#7a4fb0", "#1f7f8c")


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


def draw(title: str, parts: Sequence[Message | Press], *, subtitle: str) -> str:
    """The whole picture."""
    drawn = [_draw_head(title, subtitle)]
    top = _HEAD + 4 + _GAP
    for part in parts:
        shapes, height = _draw_press(part.label, top) if isinstance(part, Press) else _draw_message(part, top)
        drawn += shapes
        top += height + _GAP
    height = top + 4
    told = "\n".join(_tell(part) for part in parts)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'fill="{_INK}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(told)}</desc>",
        "<defs>",
        *outlines("".join(drawn)),
        f'<clipPath id="frame"><rect width="{WIDTH}" height="{height}" rx="14"/></clipPath>',
        "</defs>",
        '<g clip-path="url(#frame)">',
        f'<rect width="{WIDTH}" height="{height}" fill="{_WALL}"/>',
        *drawn,
        "</g>",
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="13.5" fill="none" stroke="{_EDGE}"/>',
        "</svg>\n",
    ])  # fmt: skip


def _tell(part: Message | Press) -> str:
    if isinstance(part, Press):
        return f"[{part.label}]"
    who = part.who or ("Anda" if part.is_own else "Notula")
    return "\n".join(
        [f"{who}: {plain_text(part.html)}", *(" ".join(f"[{label}]" for label in row) for row in part.rows)]
    )


def _draw_head(title: str, subtitle: str) -> str:
    initial = letters_of(title[0], "b")
    return "\n".join(
        [
            "<g>" + _box(0, 0, WIDTH, _HEAD, look=f'fill="{_THEIRS}"'),
            f'<circle cx="34" cy="27" r="18" fill="{_QUOTE}"/>',
            write(initial, 17, left=34 - width_of(initial, 17) / 2, base=33, fill=_THEIRS),
            write(shorten(letters_of(title, "b"), 15, WIDTH - 80), 15, left=64, base=24),
            write(shorten(letters_of(subtitle), _SMALL, WIDTH - 80), _SMALL, left=64, base=42, fill=_PALE),
            "</g>",
        ]
    )


def _draw_press(label: str, top: int) -> tuple[list[str], int]:
    text = shorten(letters_of(f"{label} ditekan"), _SMALL, _WIDEST)
    width = width_of(text, _SMALL)
    left = (WIDTH - width) / 2
    ground = _box(left - 12, top, width + 24, _PRESS_HEIGHT, look=f'rx="12" fill="{_BUTTON}" fill-opacity="0.3"')
    return [f"<g>{ground}", write(text, _SMALL, left=left, base=top + 17), "</g>"], _PRESS_HEIGHT


def _draw_message(message: Message, top: int) -> tuple[list[str], int]:
    room = _WIDEST - 2 * _PAD
    blocks = list(wrap(message.html, size=_SIZE, room=room, quote_room=room - 2 * _QUOTE_INDENT))
    name = shorten(letters_of(message.who, "b"), _SMALL, room)
    reply = shorten(letters_of(message.reply_to), _SMALL, room - 2 * _QUOTE_INDENT)
    width = _WIDEST if message.rows else round(_widest(blocks, name, reply)) + 2 * _PAD + 1
    left = WIDTH - _MARGIN - width if message.is_own else _MARGIN
    inner, at, shapes = left + _PAD, top + _PAD - 4, []
    if name:
        shapes.append(write(name, _SMALL, left=inner, base=at + 14, fill=_colour(message.who)))
        at += 20
    if reply:
        shapes.append(_ground(inner, at, width - 2 * _PAD, _REPLY_HEIGHT, colour=LINK))
        shapes.append(write(reply, _SMALL, left=inner + _QUOTE_INDENT, base=at + 17.5))
        at += _REPLY_HEIGHT + 6
    for is_quote, lines in blocks:
        body, at = _draw_block(lines, is_quote=is_quote, left=inner, top=at, width=width - 2 * _PAD)
        shapes += body
    height = at + _PAD - 4 - top
    bubble = _box(left, top, width, height, look=f'rx="12" fill="{_MINE if message.is_own else _THEIRS}"')
    buttons, more = _draw_buttons(message.rows, left, top + height, width)
    return [f"<g>{bubble}", *shapes, "</g>", *buttons], height + more


def _widest(blocks: list[tuple[bool, list[Line]]], name: Sequence, reply: Sequence) -> float:
    widths = [width_of(line, _SIZE) + 2 * _QUOTE_INDENT * is_quote for is_quote, lines in blocks for line in lines]
    return max(*widths, width_of(name, _SMALL), width_of(reply, _SMALL) + 2 * _QUOTE_INDENT * bool(reply))


def _draw_block(lines: list[Line], *, is_quote: bool, left: int, top: int, width: int) -> tuple[list[str], int]:
    height = sum(_LINE if line else _LINE // 2 for line in lines)
    shapes = [_ground(left, top, width, height + 6, colour=_QUOTE)] if is_quote else []
    if is_quote:
        left, top = left + _QUOTE_INDENT, top + 3
    for line in lines:
        if line:
            shapes.append(write(line, _SIZE, left=left, base=top + 15))
        top += _LINE if line else _LINE // 2
    return shapes, top + (5 if is_quote else 0)


def _draw_buttons(rows: Sequence[Sequence[str]], left: int, top: int, width: int) -> tuple[list[str], int]:
    shapes = []
    for row in rows:
        top += _BUTTON_GAP
        each = (width - _BUTTON_GAP * (len(row) - 1)) / len(row)
        shapes += [
            _draw_button(label, left + place * (each + _BUTTON_GAP), top, each) for place, label in enumerate(row)
        ]
        top += _BUTTON_HEIGHT
    return shapes, len(rows) * (_BUTTON_GAP + _BUTTON_HEIGHT)


def _draw_button(label: str, left: float, top: int, width: float) -> str:
    """A label that is too long is written smaller, and cut off only then."""
    text, room = letters_of(label), width - 14
    size = max(_TINY, min(_SMALL, _SMALL * room / width_of(text, _SMALL)))
    text = shorten(text, size, room)
    ground = _box(left, top, width, _BUTTON_HEIGHT, look=f'rx="8" fill="{_BUTTON}"')
    middle = left + width / 2
    written = write(text, size, left=middle - width_of(text, size) / 2, base=top + 19.5, fill=_THEIRS)
    return f"<g>{ground}{written}</g>"


def _ground(left: float, top: float, width: float, height: float, *, colour: str) -> str:
    ground = _box(left, top, width, height, look=f'rx="4" fill="{colour}" fill-opacity="0.12"')
    return ground + _box(left, top, 3, height, look=f'fill="{colour}"')


def _box(left: float, top: float, width: float, height: float, *, look: str) -> str:
    return f'<rect x="{left:.6g}" y="{top:.6g}" width="{width:.6g}" height="{height:.6g}" {look}/>'


def _colour(name: str) -> str:
    return _QUOTE if name == "Notula" else _NAMES[sum(map(ord, name)) % len(_NAMES)]

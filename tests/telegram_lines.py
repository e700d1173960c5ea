"""Telegram's HTML as lines that fit into a bubble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

from tests.telegram_letters import Letter, letters_of, width_of

Line = list[Letter]


@dataclass
class _Styled(HTMLParser):
    """Paragraphs of letters, each in the style of the innermost tag round it."""

    lines: list[Line] = field(default_factory=lambda: [[]])
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        self.opened.append(tag)

    def handle_endtag(self, tag):
        self.opened.pop()

    def handle_data(self, data):
        first, *others = data.split("\n")
        style = self.opened[-1] if self.opened else ""
        self.lines[-1] += letters_of(first, style)
        self.lines += [letters_of(other, style) for other in others]


def plain_text(html: str) -> str:
    """What can be read of a message."""
    return "\n".join("".join(letter.sign for letter in line) for line in _read(html))


def wrap(html: str, *, size: float, room: float, quote_room: float) -> Iterator[tuple[bool, list[Line]]]:
    """Quotes and what stands between them, each as lines that fit; True for a quote."""
    for is_quote, lines in groupby(_read(html), key=lambda line: any(one.style == "blockquote" for one in line)):
        width = quote_room if is_quote else room
        yield is_quote, [wrapped for line in lines for wrapped in _wrap_line(line, size, width)]


def _read(html: str) -> list[Line]:
    parser = _Styled()
    parser.feed(html)
    parser.close()
    return parser.lines


def _wrap_line(line: Line, size: float, room: float) -> Iterator[Line]:
    """Lines of whole words; a word too long for a line goes on in the next."""
    done: Line = []
    for word in _words(line, size, room):
        if done and width_of([*done, *word], size) > room:
            yield done
            done = []
        done += word if done or not word[0].sign.isspace() else []
    yield done


def _words(line: Line, size: float, room: float) -> Iterator[Line]:
    """Words and the blanks between them, in pieces that fit."""
    for _, letters in groupby(line, key=lambda letter: letter.sign.isspace()):
        piece: Line = []
        for letter in letters:
            if piece and width_of([*piece, letter], size) > room:
                yield piece
                piece = []
            piece.append(letter)
        yield piece

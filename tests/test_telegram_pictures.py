"""The pictures in the documentation show what the bot says, the same to everybody, and every letter on its ground."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape

import pytest
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import SVGPath, parse_path
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.telegram_drawing import Message, Press, draw
from tests.telegram_emoji import BOX, EMOJI
from tests.telegram_letters import letters_of, shorten
from tests.telegram_pictures import FOLDER, PICTURES, draw_pictures

SVG = "{http://www.w3.org/2000/svg}"
SAFE = {"svg", "title", "desc", "defs", "clipPath", "g", "rect", "circle", "path", "use"}
LARGEST = 150_000
LINES = st.text(alphabet=[*"aiMW.fj<&  ", *EMOJI], min_size=1, max_size=120)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return draw_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_up_to_date(drawn, name):
    """A committed picture is what the same conversation gives now (`python -m tests.telegram_pictures` renews it)."""
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == drawn[name]


def test_no_picture_is_left_over():
    """Every committed picture has its conversation."""
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_picture_depends_on_nothing_of_its_reader(drawn, name):
    """It is shapes alone: no text in a font, no script, no style, nothing from elsewhere; and it is small."""
    assert {_tag(element) for element in ET.fromstring(drawn[name]).iter()} <= SAFE
    assert set(re.findall(r'(?:href="|url\()(.)', drawn[name])) == {"#"}
    assert len(drawn[name].encode()) < LARGEST


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_told_in_words(drawn, name):
    """Whoever cannot see it hears what was written and what could be pressed."""
    picture = ET.fromstring(drawn[name])
    told = "".join(picture.findtext(f"{SVG}desc").split())

    assert all(
        "".join(line.split()).rstrip("…") in told for line in _lines(picture)[3:] if not line.endswith("ditekan")
    )


@pytest.mark.parametrize("name", PICTURES)
def test_letters_lie_within_their_bubble(drawn, name):
    """Measured by the outlines themselves."""
    assert _outside(drawn[name]) == []


@given(text=LINES, name=LINES, label=LINES, reply_to=LINES)
@settings(max_examples=25)
def test_whatever_is_written_lies_within_its_bubble(text, name, label, reply_to):
    """Long words, wide letters, emoji, empty lines, slanted or bold, in a quote or not."""
    shown = escape(text * 9)
    html = f"{shown}\n\n<b>{shown}</b>, <i>{shown}</i>\n<blockquote>{shown}</blockquote>"
    parts = [
        Message(name, html, ((label,), (label, "👎", "⚠")), reply_to),
        Message("", shown, is_own=True),
        Press(label),
    ]

    assert _outside(draw("W" * 60, parts, subtitle="M" * 60)) == []


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_keeps_to_its_box(emoji):
    """With room for its strokes."""
    pen = BoundsPen(None)
    SVGPath.fromstring(f"<svg>{EMOJI[emoji]}</svg>".encode()).draw(pen)

    assert 1 <= min(pen.bounds) <= max(pen.bounds) <= BOX - 1


def test_text_never_becomes_markup():
    """What stands in messages, buttons and names is written as it is."""
    sly = '<script>&"'
    picture = draw(sly, [Message(sly, "&lt;b&gt; <b>&amp;</b>", ((sly,),), reply_to=sly), Press(sly)], subtitle=sly)

    assert _lines(ET.fromstring(picture)) == ["<", sly, sly, sly, sly, "<b>&", sly, f"{sly}ditekan"]
    assert ET.fromstring(picture).findtext(f"{SVG}desc") == f"{sly}: <b> &\n[{sly}]\n[{sly}]"
    assert "<script" not in picture


def test_words_that_do_not_fit_go_to_the_next_line():
    """Nothing is lost, and a line is as long as it may be."""
    picture = draw("Notula", [Message("", "rapat koordinasi " * 20)], subtitle="bot")
    lines = _lines(ET.fromstring(picture))[3:]

    assert "".join(lines) == "rapatkoordinasi" * 20
    assert max(map(len, lines[:-1])) - min(map(len, lines[:-1])) < len("koordinasi")


def test_word_longer_than_a_line_is_broken():
    """As an address without a hyphen is."""
    picture = draw("Notula", [Message("", "x" * 100)], subtitle="bot")

    assert [len(line) for line in _lines(ET.fromstring(picture))[3:]] == [49, 49, 2]


def test_line_that_must_fit_is_cut_off():
    """What is left ends in an ellipsis."""
    shown = shorten(letters_of("Rapat Koordinasi"), 14, 60)

    assert "".join(letter.sign for letter in shown) == "Rapat…"


def test_letter_without_an_outline_is_named():
    """So that somebody draws it."""
    with pytest.raises(AssertionError, match=r"neither the fonts nor tests/telegram_emoji\.py can draw '\\U0001f980'"):
        draw("Notula", [Message("", "🦀")], subtitle="bot")


def _tag(element: ET.Element) -> str:
    return element.tag.removeprefix(SVG)


def _lines(picture: ET.Element) -> list[str]:
    """Every line that is written, without its blanks, which are not drawn."""
    lines = [
        [use.get("href") for use in group.iter(f"{SVG}use")] for group in picture.iter(f"{SVG}g") if _is_line(group)
    ]
    return ["".join(chr(int(name[2:], 16)) for name in line) for line in lines]


def _is_line(group: ET.Element) -> bool:
    """Lines are the groups that are scaled down, out of the font's units."""
    return group.get("transform", "").startswith("matrix(0.")


def _outside(drawn: str) -> list[str]:
    """The letters that are not within the ground they stand on."""
    picture = ET.fromstring(drawn)
    inks = {f"#{shape.get('id')}": _ink(shape) for shape in picture.find(f"{SVG}defs") if _tag(shape) != "clipPath"}
    grounds = [group for group in picture.iter(f"{SVG}g") if _is_ground(group)]
    found = [(name, placed, ground[0]) for ground in grounds for name, placed in _placed(ground, Identity)]
    assert len(found) == len(list(picture.iter(f"{SVG}use")))
    return [name for name, placed, ground in found if not _lies_within(inks[name], placed, ground)]


def _is_ground(group: ET.Element) -> bool:
    return len(group) > 0 and _tag(group[0]) == "rect" and "clip-path" not in group.attrib and "id" not in group.attrib


def _placed(element: ET.Element, placed: Transform) -> Iterator[tuple[str, Transform]]:
    """Every letter in an element, and where."""
    within = placed.transform(_transform(element))
    if _tag(element) == "use":
        yield element.get("href"), within.translate(float(element.get("x")), 0)
    for child in element:
        yield from _placed(child, within)


def _transform(element: ET.Element) -> Transform:
    return Transform(*map(float, re.findall(r"[-.\de]+", element.get("transform", "matrix(1 0 0 1 0 0)")[6:])))


def _ink(shape: ET.Element) -> tuple[str, Transform]:
    """What is drawn: an outline, or the whole box of an emoji; and where."""
    if _tag(shape) == "path":
        return shape.get("d"), Identity
    return f"M0 0H{BOX}V{BOX}H0Z", _transform(shape)


def _lies_within(ink: tuple[str, Transform], placed: Transform, ground: ET.Element) -> bool:
    path, own = ink
    pen = BoundsPen(None)
    parse_path(path, TransformPen(pen, placed.transform(own)))
    left, top, width, height = (float(ground.get(name)) for name in ("x", "y", "width", "height"))
    return (
        left <= pen.bounds[0] <= pen.bounds[2] <= left + width and top <= pen.bounds[1] <= pen.bounds[3] <= top + height
    )

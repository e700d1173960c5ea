"""The pictures in the documentation show what the bot says."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.telegram_drawing import Message, Press, draw
from tests.telegram_pictures import FOLDER, PICTURES, draw_pictures


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return draw_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_up_to_date(drawn, name):
    """A committed picture is what the same conversation gives now (`python -m tests.telegram_pictures` renews it)."""
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == drawn[name]


def test_no_picture_is_left_over():
    """Every committed picture has its conversation."""
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)


def test_text_never_becomes_markup():
    """What stands in messages, buttons and names is text in the picture."""
    sly = '<script>&"'
    picture = draw(sly, [Message(sly, "&lt;b&gt; <b>&amp;</b>", ((sly,),), reply_to=sly), Press(sly)], subtitle=sly)

    tree = ET.fromstring(picture)
    shown = ["".join(text.itertext()) for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert shown == ["<", sly, sly, sly, sly, "<b> &", sly, f"{sly} ditekan"]
    assert "<script" not in picture


def test_lines_stay_within_their_bubble():
    """Words that do not fit go to the next line."""
    picture = draw("Notula", [Message("", "rapat koordinasi " * 20)], subtitle="bot")
    lines = ["".join(text.itertext()) for text in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")][3:]

    assert " ".join(lines) == ("rapat koordinasi " * 20).strip()
    assert max(map(len, lines)) < 60

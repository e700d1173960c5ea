"""Cards that links are shown by: whole whatever stands on them, and made of what the archive says now."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image
from store_builders import LATER
from web_archive import opened_archive, telling

from bot.web.machines.cards import find_card
from bot.web.machines.drawing import HEIGHT, WIDTH, Card, draw
from bot.web.visits import Visit
from retrieval.ingest.versions import remove_articles

PAPER, INK = (247, 246, 241), 90
MARGIN = 60


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    tellings = [
        telling("a/b", place="Pendopo", time="pukul 09.00 WIB"),
        *(telling(name, publisher=f"Kabar {name}") for name in "cdef"),
    ]
    with opened_archive(tmp_path_factory.mktemp("kartu"), *tellings) as opened:
        yield opened


def picture(png):
    return Image.open(BytesIO(png)).convert("RGB")


def is_clean(image, box):
    """Whether nothing is drawn in a part of a card."""
    return all(sum(abs(a - b) for a, b in zip(colour, PAPER, strict=True)) < INK for _, colour in part(image, box))


def part(image, box):
    return image.crop(box).getcolors(maxcolors=WIDTH * HEIGHT)


def test_a_meetings_card_has_its_facts(archive):
    visit = Visit(archive[1].app.state.app, "id", "")
    assert find_card(visit, "a/b:0") == Card(
        "Rakor Pangan",
        ("2 Mei 2024, 09.00 WIB", "Pendopo", "Demak · 2 pihak disebut"),
        "Kabar Demak, Kabar c, Kabar d, dan 2 media lain",
    )
    assert find_card(visit, "a/b") == Card("Rakor Pangan Digelar", ("3 Mei 2024",), "Kabar Demak")
    assert find_card(visit, "notula") == Card("Rapat daerah, dibaca dari berita", ("5 rapat dalam 5 artikel",), "")


@pytest.mark.parametrize("address", ["/kartu/a%2Fb%3A0.png", "/en/kartu/a%2Fb.png", "/kartu/notula.png"])
def test_a_card_is_a_picture_as_large_as_links_show(archive, address):
    answer = archive[1].get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert picture(answer.content).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    "text",
    ["", "Rapat", "W" * 5000, "Wilayah " * 700, "會議 مرحبا 😀", "\u202e\x00\x1b<script>", "i" * 399 + " W"],
)
def test_no_text_leaves_a_card(text):
    """The margins stay empty, and so does the line between what is told and the foot."""
    image = picture(draw(Card(text, (text, text, text), text)))
    for box in [(WIDTH - MARGIN, 0, WIDTH, HEIGHT), (20, 0, MARGIN, HEIGHT), (20, HEIGHT - 35, WIDTH, HEIGHT)]:
        assert is_clean(image, box)
    assert is_clean(image, (20, HEIGHT - 128, WIDTH, HEIGHT - 112))


@settings(max_examples=15)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_drawn(title, line):
    assert picture(draw(Card(title, (line,), line))).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("address", "title", "card"),
    [
        ("/", "Notula", "/kartu/notula.png"),
        ("/rapat/a%2Fb%3A0", "Rakor Pangan", "/kartu/a%2Fb%3A0.png"),
        ("/en/artikel/a%2Fb", "Rakor Pangan Digelar", "/en/kartu/a%2Fb.png"),
        ("/orang/{person}", "Wiraguna Sastra", "/kartu/notula.png"),
    ],
)
def test_a_page_says_what_its_links_are_shown_by(archive, address, title, card):
    address = address.format(person=max(archive[0].people.most_mentioned(limit=2)))
    head = html.fromstring(archive[1].get(address).text).find("head")
    told = {one.get("property"): one.get("content") for one in head.findall("meta") if one.get("property")}
    assert (told["og:title"], told["og:url"]) == (title, f"http://testserver{address}")
    assert told["og:image"] == f"http://testserver{card}"
    assert archive[1].get(card).headers["Content-Type"] == "image/png"


def test_the_card_of_what_is_removed_is_gone(tmp_path):
    with opened_archive(tmp_path, telling("a")) as (store, client):
        assert client.get("/kartu/a%3A0.png").status_code == 200
        remove_articles(store, ["a"], now=LATER)
        assert client.get("/kartu/a%3A0.png").status_code == 404
        assert client.get("/kartu/a.png").status_code == 404

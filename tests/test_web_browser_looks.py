"""How the pages look to readers of all kinds: with a screen reader, in the dark, on the smallest phone, in a hurry."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from telegram_bot import copy_home
from web_browser import DESKTOP, PHONE, browsing

from bot.web.addresses import address

ARTICLE = "rakor-forkopimda-batang-hari-2023"
QUESTION = "siapa yang hadir di Rakor Batang Hari 2023?"
PAGES = {
    "home": address("home"),
    "meetings": address("meetings"),
    "meetings narrowed down": address("meetings", daerah="1504", tahun=2023),
    "meeting": address("meeting", id=f"{ARTICLE}:0"),
    "people": address("people"),
    "person": address("person", id=1),
    "article": address("article", id=ARTICLE),
    "answer": address("search", q=QUESTION),
    "refusal": address("search", q="kapan rapat di Papua?"),
    "calendar": address("calendar", bulan="2023-05"),
    "sources": address("sources"),
    "frame": address("widget"),
    "code of the frame": address("embedding"),
}
"""One of each kind of page."""

_EVERYTHING, _COLOURS = "{resultTypes: ['violations']}", "{runOnly: ['color-contrast']}"
LOOKS = [
    (size, scheme, rules) for size in (PHONE, DESKTOP) for scheme, rules in (("light", _EVERYTHING), ("dark", _COLOURS))
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with browsing(copy_home(tmp_path_factory.mktemp("looks"))) as opened:
        yield opened


@pytest.mark.parametrize("where", PAGES.values(), ids=PAGES)
def test_axe_finds_no_fault(browser, where):
    """Neither on a phone nor at a desk, neither by day nor by night."""
    with browser.reading(where) as page:
        page.evaluate(AXE_SCRIPT)
        found = {}
        for size, scheme, rules in LOOKS:
            page.set_viewport_size(size["viewport"])
            page.emulate_media(color_scheme=scheme)
            for fault in page.evaluate(f"axe.run(document, {rules})")["violations"]:
                found[fault["id"], scheme, size["viewport"]["width"]] = [node["html"] for node in fault["nodes"]][:3]
    assert found == {}


def test_nothing_is_wider_than_the_smallest_phone(browser):
    with browser.reading(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True) as page:
        wide = {}
        for name, where in PAGES.items():
            page.goto(where)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wide[name] = width
    assert wide == {}


def test_whoever_wants_no_motion_sees_none(browser):
    with browser.reading(address("article", id=ARTICLE), reduced_motion="reduce") as page:
        moving = "[...document.querySelectorAll('*')].map(one => getComputedStyle(one)).filter(style => "
        moving += (
            "parseFloat(style.transitionDuration) || style.animationName != 'none' || style.scrollBehavior != 'auto')"
        )
        assert page.evaluate(f"{moving}.length") == 0


def test_the_dark_scheme_is_dark(browser):
    with browser.reading(color_scheme="dark") as page:
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, background.removeprefix("rgb(").removesuffix(")").split(", "))) < 150

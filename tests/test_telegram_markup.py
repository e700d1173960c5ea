"""Texts become parts that Telegram takes: short enough, balanced, escaped, nothing lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.markup import PART_UNITS, Run, clean, is_web_address, linked, plain, split, units
from tests.telegram_server import parse_html

texts = st.text(alphabet=st.sampled_from("ab <>&\"'\n\t\u202e\u200b😀é\ud800"), max_size=60) | st.text(max_size=60)
runs = st.builds(
    Run, texts, st.sampled_from(["", "bold", "italic", "quote"]), st.sampled_from([None, "https://a.id/?x=1&y=2"])
)
blocks = st.lists(st.lists(runs, max_size=4).map(tuple), max_size=30)


@given(blocks, st.integers(min_value=20, max_value=200))
def test_parts_are_balanced_escaped_and_short_enough(given_blocks, limit):
    """Every part parses as Telegram parses it, within the limit after parsing, and none is empty."""
    for part in split(given_blocks, limit=limit):
        shown = parse_html(part)
        assert shown.strip()
        assert units(shown) <= limit


@given(blocks, st.integers(min_value=20, max_value=200))
def test_nothing_but_blanks_is_lost(given_blocks, limit):
    """All parts together show every letter that the blocks hold, in order."""
    shown = "".join(parse_html(part) for part in split(given_blocks, limit=limit))
    wanted = "".join(clean(run.text) for block in given_blocks for run in block)

    assert "".join(shown.split()) == "".join(wanted.split())


def test_parts_end_between_blocks():
    """Items that fit in a part stay whole."""
    items = [f"• {number:03d} " + "kata " * 60 for number in range(40)]
    parts = split([plain(item) for item in items])

    assert len(parts) > 1
    assert [line.rstrip() for part in parts for line in part.split("\n")] == [item.rstrip() for item in items]


def test_long_block_is_cut_between_words():
    """A block longer than a part is cut where a word ends."""
    parts = split([plain("perkataan " * 900)])

    assert all(re.fullmatch(r"(perkataan ?)+", part) for part in parts)


def test_emoji_count_twice():
    """Telegram counts UTF-16 units: an emoji is two of them."""
    assert [units(part) for part in split([plain("😀" * PART_UNITS)])] == [PART_UNITS, PART_UNITS]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("baris\tsatu\r\nbaris dua", "baris satu \nbaris dua"),
        ("kanan \u202egnay\u202c kiri", "kanan gnay kiri"),
        ("nol\u200blebar\ufeff", "nollebar"),
        ("patah \ud83d", "patah \ufffd"),
        ("bel\x07\x00", "bel  "),
    ],
)
def test_what_cannot_be_shown_is_cleaned(given_text, expected):
    """Control characters become spaces; what turns the reading direction or has no width is dropped."""
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://contoh.go.id/berita?a=1", True),
        ("http://contoh.go.id", True),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        ("ftp://contoh.go.id/x", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://contoh.go.id/a b", False),
        ("https://contoh.go.id/" + "a" * 700, False),
    ],
)
def test_only_web_addresses_become_links(url, is_fine):
    """Anything but a plain http or https address is shown as text without a link."""
    assert is_web_address(url) is is_fine
    assert linked("sumber", url).link == (url if is_fine else None)


def test_link_cannot_break_out_of_its_attribute():
    """Quotes in an address are escaped."""
    (part,) = split([(linked("x", 'https://a.id/"onclick="'),)])

    assert part == '<a href="https://a.id/&quot;onclick=&quot;">x</a>'
    assert unescape(part).count("<a ") == 1

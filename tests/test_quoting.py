"""Links into publishers' pages as the grammar of text fragments has them, and links to a web archive's copies."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.quoting import is_archive_template, link_to_copy, link_to_span, link_to_spans

PAGE = "https://kabar.example/rakor"
# https://wicg.github.io/scroll-to-text-fragment/#syntax, without what we never write unencoded.
_STRING = r"(?:[A-Za-z0-9!$'()*+./:;=?@_~]|%[0-9A-F]{2})+"
GRAMMAR = re.compile(rf"text=(?:(?P<prefix>{_STRING})-,)?(?P<start>{_STRING})(?:,(?P<end>{_STRING}))?(?:,-{_STRING})?")


def link(quotation, *, text=None, url=PAGE):
    text = text or quotation
    start = text.rindex(quotation)
    return link_to_span(url, text, start, start + len(quotation))


@pytest.mark.parametrize(
    ("quotation", "fragment"),
    [
        ("Rakor dibuka Camat.", "Rakor%20dibuka%20Camat."),
        ("tokoh-tokoh, adat & agama", "tokoh%2Dtokoh%2C%20adat%20%26%20agama"),
        ("naik 50% #hebat?", "naik%2050%25%20%23hebat%3F"),
        ("Isti’anah – “siap”", "Isti%E2%80%99anah%20%E2%80%93%20%E2%80%9Csiap%E2%80%9D"),
        ("dua\u00a0kata  saja\t", "dua%20kata%20saja"),
        ("ko\u00adordi\u200bnasi", "koordinasi"),
        ("x" * 301, None),
        (" \n ", None),
    ],
)
def test_a_quotation_is_encoded(quotation, fragment):
    """Signs with a meaning of their own, blanks, letters of every kind; what cannot be found leaves the page."""
    assert link(quotation) == (f"{PAGE}#:~:text={fragment}" if fragment else PAGE)


def test_a_long_quotation_is_given_by_its_ends():
    """Five words of each end."""
    words = " ".join(f"kata{number}" for number in range(30))
    assert link(words) == (
        f"{PAGE}#:~:text=kata0%20kata1%20kata2%20kata3%20kata4,kata25%20kata26%20kata27%20kata28%20kata29"
    )


def test_a_quotation_of_two_paragraphs_is_a_stretch():
    """A single part of a directive never reaches into another paragraph."""
    assert link("Rakor dibuka.\n\nHadir Camat.") == f"{PAGE}#:~:text=Rakor%20dibuka.,Hadir%20Camat."


def test_a_second_quotation_of_the_same_words_is_told_by_those_before():
    """The first needs none."""
    text = "Kata Camat, stok aman. Menurut Bupati Demak, Stok aman."
    assert link("Stok aman.", text=text) == f"{PAGE}#:~:text=Menurut%20Bupati%20Demak%2C-,Stok%20aman."
    assert link_to_span(PAGE, text, 12, 22) == f"{PAGE}#:~:text=stok%20aman."


def test_ends_that_come_earlier_are_told_by_those_behind():
    """Or the stretch would end too soon."""
    last = "para camat dan kepala desa"
    quotation = f"Rapat itu dihadiri oleh Bupati, {last} serta {last} se kabupaten dan kota dan {last}"
    assert link(quotation, text=f"{quotation} dari utara dan selatan").endswith(
        ",para%20camat%20dan%20kepala%20desa,-dari%20utara%20dan"
    )


def test_half_words_are_made_whole():
    """Browsers find whole words alone."""
    assert link_to_span(PAGE, "Rakor pangan dibuka", 7, 15) == f"{PAGE}#:~:text=pangan%20dibuka"


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        (f"{PAGE}#bagian-2", f"{PAGE}#bagian-2:~:text="),
        (f"{PAGE}?a=1&b=2", f"{PAGE}?a=1&b=2#:~:text="),
        (f"{PAGE}#:~:text=lama", f"{PAGE}#:~:text="),
        (f"{PAGE}#bab:~:text=lama&text=lagi", f"{PAGE}#bab:~:text="),
    ],
)
def test_a_fragment_that_is_there_stays(url, begins):
    """But a directive of somebody else gives way."""
    assert link("Rakor", url=url) == f"{begins}Rakor"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "ftp://a.example/", "/berkas", "https://", "https://a.ex/\n", "https://[x"]
)
def test_only_pages_of_the_web_are_linked(url):
    """Whatever else an article has for an address."""
    assert link("Rakor", url=url) is None


@given(text=st.text(min_size=1, max_size=300), data=st.data())
def test_whatever_the_text_it_is_the_grammar(text, data):
    """Every directive parses, and says words of the text."""
    start = data.draw(st.integers(0, len(text) - 1))
    made = link_to_span(PAGE, text, start, data.draw(st.integers(start + 1, len(text))))
    if made != PAGE:
        found = GRAMMAR.fullmatch(made.removeprefix(f"{PAGE}#:~:"))
        plain = " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
        assert found
        assert unquote(found["start"]) in plain


@pytest.mark.parametrize(
    ("template", "is_one"),
    [
        ("https://web.archive.org/web/{day}/{url}", True),
        ("http://arsip.example/{url}", True),
        ("https://arsip.example/cari?u={url}&t={day}", True),
        ("https://web.archive.org/web/", False),
        ("https://web.archive.org/{url}/{0}", False),
        ("https://web.archive.org/{url}{url}", False),
        ("https://web.archive.org/{url", False),
        ("https://{url}", False),
        ("ftp://arsip.example/{url}", False),
        ("{url}", False),
    ],
)
def test_templates_of_archives(template, is_one):
    """An address with the place of the page's, and of the day where the archive wants one."""
    assert is_archive_template(template) is is_one


@pytest.mark.parametrize(
    ("template", "url", "made"),
    [
        (
            "https://web.archive.org/web/{day}/{url}",
            f"{PAGE}?a=1&b=2#atas",
            f"https://web.archive.org/web/20240306/{PAGE}?a=1&b=2",
        ),
        (
            "https://arsip.example/?t={day}&u={url}",
            PAGE,
            "https://arsip.example/?t=20240306&u=https%3A%2F%2Fkabar.example%2Frakor",
        ),
        (
            "https://arsip.example/{url}",
            "https://kabar.example/{day}",
            "https://arsip.example/https://kabar.example/{day}",
        ),
        ("", PAGE, None),
        ("https://arsip.example/{url}", "javascript:1", None),
    ],
)
def test_copies_of_a_page(template, url, made):
    """The page's own address, its fragment aside; nothing in it is read as a template."""
    assert link_to_copy(template, url, date(2024, 3, 6)) == made


def test_an_undated_page_has_no_copy_of_a_day():
    """Where the archive does not ask for one, it has."""
    assert link_to_copy("https://arsip.example/{day}/{url}", PAGE, None) is None
    assert link_to_copy("https://arsip.example/{url}", PAGE, None) == f"https://arsip.example/{PAGE}"


@given(st.text(st.sampled_from("ab, .\nA-"), max_size=80), st.lists(st.integers(0, 80), max_size=8, unique=True))
def test_several_quotations_in_order_are_linked_as_each_by_itself(text, ends):
    """With the words before them told where the page has the same ones earlier; cut between words."""
    spans = list(pairwise(sorted(end for end in ends if text[end - 1 : end] in {" ", "\n"})))
    assert link_to_spans(PAGE, text, spans) == [link_to_span(PAGE, text, start, end) for start, end in spans]
    assert link_to_spans("javascript:1", text, spans) == [None] * len(spans)

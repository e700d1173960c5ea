# ruff: noqa: E501 - messages stand here to the letter
"""Quotes behind an answer: each leads to its place on the page, and to the page's copy in a web archive."""

from __future__ import annotations

from inline_snapshot import snapshot

from bot.telegram.markup import split
from bot.telegram.views.answers import show_quotes

ARCHIVE = "https://web.archive.org/web/{day}/{url}"
TEXT = "Stok aman, kata Camat.\nMenurut Kapolsek, stok aman, kata Camat."
QUOTE = "stok aman, kata Camat."


def an_answer(url="https://warta.example/a?x=1&y=2", **fields):
    source = {"article_id": "a", "title": "Rakor", "publisher": "Warta", "url": url, "published": "2024-03-06"}
    start = TEXT.rindex(QUOTE)
    fact = {"article_id": "a", "quote": QUOTE, "value": "Camat", "start": start, "end": start + len(QUOTE)}
    return {"facts": [fact], "sources": [source | fields]}


def shown(answer, language="id", **options):
    return "\n".join(split(show_quotes(answer, language, **{"texts": {"a": TEXT}} | options)))


def test_a_quote_is_linked_to_its_place_and_its_copy():
    """Told by the words before it where the page has the same ones earlier; addresses are escaped."""
    assert shown(an_answer(), archive=ARCHIVE) == snapshot("""\
<b>Kutipan di balik jawaban ini</b>

• Camat
<blockquote>stok aman, kata Camat.</blockquote>
— <a href="https://warta.example/a?x=1&amp;y=2#:~:text=Menurut%20Kapolsek%2C-,stok%20aman%2C%20kata%20Camat.">Warta</a> · <a href="https://web.archive.org/web/20240306/https://warta.example/a?x=1&amp;y=2">arsip web</a>\
""")
    assert shown(an_answer(), "en", archive=ARCHIVE).endswith(">web archive</a>")


def test_without_an_archive_there_is_one_link():
    """Nor is there a copy of an undated page, where the archive wants a day."""
    assert shown(an_answer()).count("<a ") == 1
    assert shown(an_answer(published=None), archive=ARCHIVE).count("<a ") == 1


def test_a_text_that_changed_since_is_not_counted_in():
    """The quote alone is looked for."""
    assert "#:~:text=stok%20aman%2C%20kata%20Camat." in shown(an_answer(), texts={"a": "Lain sama sekali."})


def test_what_is_no_page_is_not_linked():
    """And an address that would be too long for a message keeps its own."""
    assert "<a " not in shown(an_answer(url=None), archive=ARCHIVE)
    assert "<a " not in shown(an_answer(url="javascript:alert(1)"), archive=ARCHIVE)
    long = f"https://warta.example/{'x' * 570}"
    assert f'<a href="{long}">' in shown(an_answer(url=long), archive=ARCHIVE)

"""Pages as the themes of Indonesian sites build them: the text is the article's, whole and nothing else.

`pages/NAME.html` is a page of our own making in the markup of one theme, `pages/NAME.txt` what is to be read from it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import ReadError
from data.readers.texts import split_front_matter
from data.readers.web import bodies, pages, site_lines
from data.readers.web.pages import body_text, parse_page
from data.readers.web.site_lines import LINK, drop_site_lines, read_site_lines

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
FIRST = "Camat Sukamaju memimpin rapat koordinasi banjir di balai desa, Rabu (3/5/2023), dan meminta warga siaga."


FEED = (  # what WordPress puts behind an entry, in either language
    f"<p>{FIRST}</p><p>The post <a href=/a>Rakor Banjir</a> appeared first on <a href=/>Kabar Sukamaju</a>.</p>"
    "<p>Artikel <a href=/a>Rakor Banjir</a> pertama kali tampil pada <a href=/>Kabar Sukamaju</a>.</p>"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_gives_its_article_and_nothing_else(page: Path):
    """Text, title, publisher, date and address, to the letter."""
    fields, text = split_front_matter(page.with_suffix(".txt").read_text(encoding="utf-8"))
    read = parse_page(page.read_bytes())
    assert read.pop("text") == text
    assert read == {**fields, "published": str(fields["published"])}


def test_every_site_line_is_on_a_page(monkeypatch):
    """Or in a feed: no row of the table and no class is there on suspicion."""
    seen: list[str] = []
    monkeypatch.setattr(bodies, "drop_site_lines", lambda text: seen.extend(text.splitlines()) or text)
    for page in PAGES:
        parse_page(page.read_bytes())
    body_text(FEED)
    assert [row for row in read_site_lines() if not any(row.matches(line) for line in seen)] == []
    markup = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in (*bodies.CONTAINERS, *bodies.CAPTIONS) if name not in markup] == []


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga doa bersama itu dipimpin Kiai Salim, yang datang dari Tegal bersama dua puluh santri mereka.",
        "Berita terkait banjir di Sukamaju itu tidak benar",
        "Ikuti rapat itu para camat dan lurah",
        "Foto bersama menutup rapat itu",
        "Editor senior itu juga hadir",
        "Tagihan air warga naik",
        "Selanjutnya, rapat membahas dana desa",
        "Iklan layanan masyarakat akan dipasang",
        "#Rapat itu selesai pukul dua",
        "Halaman kantor camat dipenuhi warga",
    ],
)
def test_a_sentence_of_the_article_stays(line: str):
    """One that begins like a line of the site's."""
    assert drop_site_lines(f"{FIRST}\n{line}\nSelesai.") == f"{FIRST}\n{line}\nSelesai."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Rapat ditutup. (abc/def)", "Rapat ditutup."),
        ("“Siaga,” katanya.(*)", "“Siaga,” katanya."),
        ("(Humas Kecamatan)", ""),
        ("Rapat ditutup pada Rabu. (3/5/2023)", "Rapat ditutup pada Rabu. (3/5/2023)"),
        ("Rapat membahas gizi buruk (stunting)", "Rapat membahas gizi buruk (stunting)"),
        ("Rapat membahas gizi buruk (stunting).", "Rapat membahas gizi buruk (stunting)."),
    ],
)
def test_initials_stand_behind_the_last_sentence(line: str, kept: str):
    """A date or a word in brackets is the article's."""
    assert drop_site_lines(f"{FIRST}\n{line}") == f"{FIRST}\n{kept}".rstrip()


def test_initials_before_the_end_stay():
    """They may be anything there."""
    assert drop_site_lines(f"Rapat ditutup. (abc)\n{FIRST}") == f"Rapat ditutup. (abc)\n{FIRST}"


def test_titles_below_a_call_to_read_on_are_left_out_if_they_are_links():
    """A line without a link is the article's, however much it looks like a title."""
    text = f"{FIRST}\nBaca juga:\n{LINK}Banjir Surut\n- {LINK}Posko Ditutup\nBantuan Datang\n{LINK}Lihat Peta\nSelesai."
    assert drop_site_lines(text) == f"{FIRST}\nBantuan Datang\nLihat Peta\nSelesai."


def test_a_dateline_of_its_own_joins_the_first_paragraph():
    """Also where nothing follows it, it is kept."""
    assert drop_site_lines(f"Sukamaju -\n{FIRST}") == f"Sukamaju - {FIRST}"
    assert drop_site_lines(f"{FIRST}\nSukamaju -") == f"{FIRST}\nSukamaju -"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{FIRST}</p><p>Baca juga: Banjir Surut</p><p>Rapat ditutup.</p>",
        f"<div>{FIRST}<br>Baca juga: Banjir Surut<br>Rapat ditutup.</div>",
        f"<body><p>{FIRST}</p><p>Rapat ditutup. (abc)</p></body>",
    ],
)
def test_a_piece_of_a_page_is_read_as_a_page_is(html: str):
    """Feeds and exports give an article's body alone."""
    assert body_text(html) == f"{FIRST}\nRapat ditutup."


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<script>var a = 1</script>", "<![CDATA[", "\ud800"])
def test_a_piece_without_text_gives_nothing(html: str):
    """And no error."""
    assert body_text(html) == ""


def test_a_piece_of_endless_tags_is_refused(monkeypatch):
    """As a page is."""
    monkeypatch.setattr(pages, "MAX_TAGS", 10)
    with pytest.raises(ReadError, match="tanda HTML"):
        body_text("<p>a</p>" * 10)


def test_a_stated_body_that_is_a_teaser_does_not_replace_the_page():
    """Some sites state the first sentence only; others state what is no JSON."""
    stated = '{"@type": "NewsArticle", "articleBody": "Camat Sukamaju memimpin rapat."}'
    html = (
        '<html><head><script type="application/ld+json">{</script>'
        f'<script type="application/ld+json">{stated}</script></head>'
        f"<body><div><p>{FIRST}</p><p>Rapat ditutup.</p></div></body></html>"
    )
    assert body_text(html) == f"{FIRST}\nRapat ditutup."


def test_a_stated_body_that_lost_its_paragraphs_does_not_replace_them():
    """Many sites state all in one line."""
    paragraphs = [FIRST, "Rapat dihadiri kepala desa.", "Rapat ditutup."]
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(paragraphs)})
    html = (
        f'<html><head><script type="application/ld+json">{stated}</script></head>'
        f"<body><div>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</div></body></html>"
    )
    assert body_text(html) == "\n".join(paragraphs)


def test_a_second_article_on_the_page_is_not_the_first():
    """Sites that scroll on without end load the next article below."""
    bodies_of_two = "".join(
        f'<article><h1>{title}</h1><div class="entry-content"><p>{FIRST} {title}.</p><p>{FIRST}</p></div></article>'
        for title in ("Satu", "Dua")
    )
    assert body_text(f"<html><body>{bodies_of_two}</body></html>") == f"{FIRST} Satu.\n{FIRST}"


def test_a_table_pasted_from_a_word_processor_keeps_its_cells():
    """Each cell holds a paragraph there; a table that arranges the page has one column or tables inside."""
    rows = "".join(
        f"<tr><td><p>{number}</p></td><td><p>Camat {name}</p></td></tr>" for number, name in ((1, "A"), (2, "B"))
    )
    text = body_text(f"<table><tr><td><p>{FIRST}</p><table>{rows}</table></td></tr></table>")
    assert text == f"{FIRST}\n1 | Camat A\n2 | Camat B"


def test_a_feed_says_behind_an_entry_where_it_comes_from():
    """That is not the article's."""
    assert body_text(FEED) == FIRST


def test_nothing_private_is_left_in_a_text():
    """The mark of links comes from no page and goes into no text."""
    assert site_lines.LINK not in body_text(f"<p>{FIRST}</p><p><a href=/a>Peta banjir</a></p>")

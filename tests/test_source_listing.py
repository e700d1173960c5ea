"""What each kind of source lists, and what an address turns out to be, from the bytes that a site sends."""

from __future__ import annotations

import gzip
import json

import pytest

from data.errors import ReadError
from data.following import sitemaps
from data.following.feeds import parse_feed
from data.following.pages import parse_html
from data.following.posts import parse_posts, posts_address
from data.following.sitemaps import parse_sitemap
from data.readers.web.fetching import Page
from data.source import Entry
from data.wording import following as wording

SITE = "https://kabarseruni.example"


def a_page(body, path="/"):
    return parse_html(Page(f"{SITE}{path}", "text/html", None, body.encode()))


def urls(entries):
    return [entry.url.removeprefix(SITE) for entry in entries]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar &amp; Warta</title>
<entry><title>Rakor</title><link href="/a"/><updated>2024-02-06T10:00:00Z</updated></entry>
<entry><title>Tanpa tautan</title></entry></feed>"""


def test_an_atom_feed():
    """Links are relative to the feed; an entry without one is passed over."""
    feed = parse_feed(ATOM.encode(), url=f"{SITE}/feed")
    assert (feed.title, urls(feed.entries)) == ("Kabar & Warta", ["/a"])


@pytest.mark.parametrize("change", [("10:00", "11:00"), ("Rakor", "Rakor Pangan")])
def test_an_entry_that_changed_has_another_mark(change):
    """Whether its date or its words."""
    before, after = (parse_feed(text.encode(), url=SITE).entries[0] for text in (ATOM, ATOM.replace(*change)))
    assert before.url == after.url
    assert before.mark != after.mark


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes():
    """What stands before the break is listed."""
    [entry] = parse_feed(ATOM.partition("<entry><title>Tanpa")[0].encode(), url=SITE).entries
    assert entry.url == f"{SITE}/a"


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>halo</body></html>", b"halo", b"/etc/hostname", b"[]", b"\x00\xff"]
)
def test_what_is_no_feed(data):
    """Bytes are never taken for a path or an address."""
    assert parse_feed(data, url=SITE) is None


def test_a_news_sitemap():
    """Publication dates are marks where lastmod is missing; the newest is first; pictures are no articles."""
    data = f"""<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:i="http://images.example">
    <url><loc>{SITE}/lama</loc><lastmod>2024-01-01</lastmod></url>
    <url><loc>{SITE}/baru</loc><i:image><i:loc>{SITE}/a.jpg</i:loc></i:image>
    <n:news><n:publication_date>2024-02-06</n:publication_date></n:news></url>
    <url><loc>{SITE}/kategori/daerah</loc></url><url><loc>http://[rusak</loc></url><url/></urlset>"""
    entries = parse_sitemap(data.encode(), url=f"{SITE}/sitemap.xml").entries
    assert entries == [Entry(f"{SITE}/baru", "2024-02-06"), Entry(f"{SITE}/lama", "2024-01-01")]


def test_parts_without_a_date_are_told_apart_by_their_numbers():
    """The greatest is the newest; those of tags are left out."""
    names = ("post-sitemap2.xml", "post-sitemap10.xml", "post_tag-sitemap11.xml", "post-sitemap.xml")
    parts = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in names)
    found = parse_sitemap(f"<sitemapindex>{parts}</sitemapindex>".encode(), url=SITE)
    assert urls(found.parts) == ["/post-sitemap10.xml", "/post-sitemap2.xml", "/post-sitemap.xml"]


def test_a_packed_sitemap(monkeypatch):
    """It is unpacked, up to a limit."""
    data = gzip.compress(f"<urlset><url><loc>{SITE}/a</loc></url></urlset>".encode())
    assert urls(parse_sitemap(data, url=SITE).entries) == ["/a"]
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 20)
    with pytest.raises(ReadError, match="melebihi 20 byte setelah dibuka"):
        parse_sitemap(data, url=SITE)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "https://a.example/b">]><urlset><url><loc>&a;</loc></url></urlset>',
        b"<urlset><url>",
        b"\x1f\x8brusak",
    ],
)
def test_a_sitemap_that_is_broken_or_has_entities(data):
    """Said in one sentence."""
    with pytest.raises(ReadError) as caught:
        parse_sitemap(data, url=SITE)
    assert str(caught.value) == wording.BROKEN_SITEMAP


def test_posts_of_wordpress_and_of_others():
    """WordPress names a post's address link, others url; the moment it was modified is its mark, or its date."""
    posts = [
        {"id": 7, "link": f"{SITE}/a", "modified": "2024-02-06T10:00:00", "date": "2024-02-05T10:00:00"},
        {"url": "/b", "date": "2024-02-05"},
        {"link": "mailto:a@b.example"},
        {"title": "tanpa alamat"},
        {"link": "\ud800"},
    ]
    assert parse_posts(json.dumps(posts).encode(), url=f"{SITE}/posts") == [
        Entry(f"{SITE}/a", "2024-02-06T10:00:00"),
        Entry(f"{SITE}/b", "2024-02-05"),
    ]


@pytest.mark.parametrize("data", [b"{}", b"[1]", b"[", b"<p>", b'[{"id": 1}]', b"[" * 100_000])
def test_what_is_no_list_of_posts(data):
    """Other JSON, and what is none."""
    assert parse_posts(data, url=SITE) is None


def test_the_address_of_posts_keeps_what_was_asked_for():
    """Parameters of the person's own stay."""
    assert posts_address(f"{SITE}/posts?categories=4", page=2) == (
        f"{SITE}/posts?categories=4&per_page=50&page=2&orderby=modified&order=desc"
    )


def test_headlines_of_a_page():
    """Links on the same site with four words or more, each once; not menus, categories, files or the page itself."""
    page = a_page(
        f"""<a href="/berita">Berita Daerah</a> <a href="/a#komentar">Camat Seruni pimpin rakor</a>
        <a href="{SITE}/a">Camat Seruni pimpin rakor pangan</a>
        <a href="/b" title="Bupati buka musrenbang tahun depan"></a>
        <a href="/kategori/daerah">Semua berita dari daerah ini</a> <a href="/c.jpg">Foto rapat di aula kecamatan</a>
        <a href="https://lain.example/d">Berita dari situs yang lain</a> <a href="/">Kabar Seruni untuk kita semua</a>
        <a href="javascript:void(0)">Bagikan berita ini ke teman</a>
        <a href="/e.pdf">Undangan rapat koordinasi pangan</a>""",
        "/berita",
    )
    assert urls(page.articles()) == ["/a", "/b", "/e.pdf"]


def test_feeds_of_a_page():
    """Without those of comments."""
    page = a_page(
        '<title> Kabar\n Seruni </title><link rel="alternate" type="application/rss+xml" href="/feed/" title="Kabar">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" type="application/json" href="/wp-json/x">'
        '<link rel="https://api.w.org/" href="/wp-json/">'
    )
    assert page.feeds() == [f"{SITE}/feed/"]
    assert page.posts() == f"{SITE}/wp-json/wp/v2/posts"
    assert page.title == "Kabar Seruni"

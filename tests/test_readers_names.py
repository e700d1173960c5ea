"""Fields under the names that people and sites give them, given mappings, and bodies in HTML."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.errors import NotulaError
from data.readers.markup import is_markup, markup_text, one_line
from data.readers.names import name_fields, read_mapping

TEXT = "Camat membuka rapat di aula."


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {
                "Judul": "Rakor",
                "Isi Berita": TEXT,
                "TGL": "5/3/2024",
                "Media": "Kabar",
                "Tautan": "https://k.example/1",
            },
            {
                "title": "Rakor",
                "text": TEXT,
                "published": "5/3/2024",
                "publisher": "Kabar",
                "url": "https://k.example/1",
            },
        ),
        (
            {"headline": "Rakor", "articleBody": TEXT, "datePublished": "2024-03-05", "publisher": {"name": "Kabar"}},
            {"title": "Rakor", "text": TEXT, "published": "2024-03-05", "publisher": "Kabar"},
        ),
        (
            {
                "id": 12,
                "date": "2024-03-05T10:00:00",
                "link": "https://k.example/1",
                "title": {"rendered": "Rakor &#8211; <em>Pangan</em>"},
                "content": {"rendered": "<p>Satu &amp; dua.</p>\n<p>Tiga.</p>\n", "protected": False},
                "author": 5,
            },
            {
                "id": 12,
                "published": "2024-03-05T10:00:00",
                "url": "https://k.example/1",
                "title": "Rakor – Pangan",
                "text": "Satu & dua.\nTiga.",
            },
        ),
        (
            {"source": {"id": None, "name": "Kabar"}, "author": "Wulan", "content": TEXT, "publishedAt": "2024-03-05"},
            {"publisher": "Kabar", "author": "Wulan", "text": TEXT, "published": "2024-03-05"},
        ),
        (
            {"id": 3, "attributes": {"title": "Rakor", "body": {"value": "<p>a</p>", "processed": "<p>Rapat.</p>"}}},
            {"id": 3, "title": "Rakor", "text": "Rapat."},
        ),
        ({"id": 3, "isi": TEXT, "attributes": {"id": 4, "judul": "Rakor"}}, {"id": 3, "title": "Rakor", "text": TEXT}),
        ({"_id": {"$oid": "65e6"}, "isi": TEXT, "tags": ["rakor"]}, {"id": "65e6", "text": TEXT}),
        ({"sumber": "https://k.example/1", "isi": TEXT}, {"url": "https://k.example/1", "text": TEXT}),
        ({"link": "/berita/1", "isi": TEXT, "penulis": " - "}, {"text": TEXT}),
        ({"id_berita": 7, "isi": TEXT}, {"id": 7, "text": TEXT}),
        ({"id_berita": 7, "link": "https://k.example/1", "isi": TEXT}, {"url": "https://k.example/1", "text": TEXT}),
        ({"author": [{"name": "Wulan Sari"}, {"name": "Rini"}], "isi": TEXT}, {"author": "Wulan Sari", "text": TEXT}),
    ],
)
def test_fields_are_known_by_the_names_people_give_them(record: dict, expected: dict):
    """In small letters or capitals, with blanks or underscores, nested as sites nest them; the rest is left out."""
    assert name_fields(record) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"isi": "lain", "text": TEXT}, {"text": TEXT}),
        ({"text": "<p>Sampai ke huruf</p>", "content": "lain"}, {"text": "<p>Sampai ke huruf</p>"}),
        ({"text": None, "isi": TEXT}, {"text": TEXT}),
        ({"text": ["x"], "isi": TEXT}, {"text": ["x"]}),
        ({"text": TEXT, "publisher": None}, {"text": TEXT, "publisher": None}),
        ({"text": TEXT, "url": "bukan alamat"}, {"text": TEXT, "url": "bukan alamat"}),
    ],
)
def test_our_own_names_win(record: dict, expected: dict):
    """Unless they hold nothing; a text under its own name stays to the letter."""
    assert name_fields(record) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"published": True, "date": "2024-03-05"}, "2024-03-05"),
        ({"published": 1, "tanggal": "5 Maret 2024"}, "5 Maret 2024"),
        ({"published": "kemarin", "created_at": "2024-03-05"}, "2024-03-05"),
        ({"published": "kemarin"}, "kemarin"),
        ({"published": False}, None),
        ({"date": datetime(2024, 3, 5, 9)}, datetime(2024, 3, 5, 9)),  # noqa: DTZ001 - as a sheet has it
    ],
)
def test_a_flag_is_no_date(record: dict, expected: object):
    """Where a site says that something is published, not when, the date stands elsewhere."""
    assert name_fields(record).get("published") == expected


def test_a_mapping_wins_over_everything():
    """Even over our own name; a mapped text may be HTML."""
    record = {"text": "ringkas", "narasi": "<p>Satu.</p><p>Dua.</p>", "title": "lama", "Kepala Berita": "Rakor"}
    named = name_fields(record, {"text": "narasi", "title": "kepala_berita"})
    assert named == {"text": "Satu.\nDua.", "title": "Rakor"}


def test_a_mapping_is_read_from_pairs():
    """Our name, an equals sign, the name in the files."""
    assert read_mapping(["text=isi", "title = Judul Utama"]) == {"text": "isi", "title": "Judul Utama"}


@pytest.mark.parametrize("pair", ["teks=isi", "text", "text=", "=isi", "author=penulis", ""])
def test_a_wrong_mapping_is_one_sentence(pair: str):
    """It names what was given and what may be."""
    with pytest.raises(NotulaError) as caught:
        read_mapping([pair])
    assert str(caught.value) == (
        f"--map {pair} tidak dapat dipakai; tulis ISIAN=NAMA dengan isian id, title, publisher, url, published, text."
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Satu <b>dua</b>\ntiga.</p><p>Empat<br/>lima.</p>", "Satu dua tiga.\nEmpat\nlima."),
        ("Satu <em>dua</em>.\n\nTiga.\nEmpat.", "Satu dua.\nTiga.\nEmpat."),
        ("<!-- wp:paragraph --><p>Satu.</p><!-- /wp:paragraph --><script>lacak()</script>", "Satu."),
        ("<figure><img src='x'><figcaption>Foto: Humas</figcaption></figure><h2>Hasil</h2>Isi.", "Hasil\nIsi."),
        ('[caption id="a"]<img src="x"> Foto: Humas[/caption]Satu.\n\n[gallery ids="1,2"]Dua.', "Satu.\nDua."),
        (
            "<table><tr><th>Nama</th><th>Jabatan</th></tr><tr><td>Wulan</td><td>Camat</td></tr></table>",
            "Nama | Jabatan\nWulan | Camat",
        ),
        ("<ul><li>Satu</li><li>Dua</li></ul>ekor", "Satu\nDua\nekor"),
        ("&ldquo;Harga&nbsp;beras &lt; 15.000&rdquo;", "“Harga beras < 15.000”"),
        (
            "<p>Camat membuka rapat.</p><p><b>Baca Juga:</b></p><ul><li><a href='x'>Lurah pulang</a></li></ul>"
            "<p>Lihat <a href='y'>daftarnya</a>.</p>",
            "Camat membuka rapat.\nLihat daftarnya.",
        ),
        ("<p> </p>", ""),
    ],
)
def test_a_body_in_html_becomes_paragraphs(body: str, expected: str):
    """A line each; captions, scripts, shortcodes and calls to read on are left out."""
    assert markup_text(body) == expected


def test_only_tags_make_a_text_html():
    """A sign of comparison or an address between brackets is none."""
    assert is_markup("Satu<br>dua")
    assert not is_markup("harga < 15.000 dan > 10.000, tulis ke <humas@seruni.example>")


def test_a_title_loses_tags_and_entities():
    """And stays one line."""
    assert one_line("Rakor &amp; <i>Musrenbang</i>\n 2024") == "Rakor & Musrenbang 2024"

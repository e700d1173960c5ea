"""Reading text and Markdown: front matter, encodings, and what a text states about itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.article import Article
from data.readers import Failure, Note, Record, read_sources
from data.readers.masthead import Masthead, read_masthead, read_written_date

BODY = (
    "SERUNI – Bupati Seruni Rahmat Basuki membuka rapat koordinasi pangan di pendopo, Selasa (6/2/2024).\n"
    "Rapat itu dihadiri para camat dan penyuluh.\n"
)

at = datetime.fromisoformat


def read(path: Path, content: str | bytes) -> Article:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [item] = read_sources([str(path)])
    assert isinstance(item, Record), item
    return item.article


def test_front_matter_gives_the_fields(tmp_path: Path):
    """The fields are those of a record; the text is what stands below."""
    article = read(
        tmp_path / "a.md",
        "---\nid: r-01\nTitle: 'Rakor: pangan'\npublisher: Kabar Seruni\nurl: https://seruni.example/1\n"
        f"published: 2024-02-06 09:30:00\n---\n\n{BODY}",
    )
    assert article == Article(
        id="r-01",
        text=BODY.rstrip("\n"),
        title="Rakor: pangan",
        publisher="Kabar Seruni",
        url="https://seruni.example/1",
        published=at("2024-02-06 09:30"),
    )


def test_an_empty_field_of_the_front_matter_means_unknown(tmp_path: Path):
    """What is left empty on purpose is not looked for in the text."""
    body = f"Rakor Pangan Dibuka Bupati\n\nSelasa, 6 Februari 2024\n\nkabarseruni.com – {BODY}"
    article = read(tmp_path / "a.md", f"---\npublisher:\npublished:\n---\n{body}")
    assert (article.title, article.publisher, article.published) == ("Rakor Pangan Dibuka Bupati", "", None)


@pytest.mark.parametrize(
    "content",
    [
        "Rapat selesai.\r\n\r\n  Para camat pulang.  \n\n",
        "---\nRapat selesai.\n---\nPara camat pulang.\n",
        "---\nRapat selesai.\n",
        "\n\n# Rapat Koordinasi Pangan\n\nPara camat hadir.\n",
        "---\ncatatan: [belum, selesai\n---\nPara camat hadir.\n",
    ],
)
def test_without_front_matter_the_whole_file_is_the_text(tmp_path: Path, content: str):
    """Line ends, blanks at the edges and rules of dashes stay as they are."""
    assert read(tmp_path / "a.txt", content).text == content


@pytest.mark.parametrize(
    "front",
    ["title: Rakor: pangan: daerah", "title: 'tidak ditutup", "id: !!bool barangkali"],
)
def test_broken_front_matter_is_said(tmp_path: Path, front: str):
    """A colon in a title is the usual mistake: the reason says how to mend it."""
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}\n---\n{BODY}", encoding="utf-8")
    assert list(read_sources([str(path)])) == [
        Failure(str(path), "Bagian di antara garis --- bukan YAML; apit nilai yang memuat titik dua dengan tanda kutip")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_of_a_text_is_told(tmp_path: Path, encoding: str):
    """With a byte order mark or without: the letters are the same, and the mark is no part of the text."""
    text = "“Rapat ini penting bagi seluruh kecamatan,” kata Bupati Seruni – di depan para camat dan kepala desa.\n" * 3
    assert read(tmp_path / "a.txt", text.encode(encoding)).text == text


TITLE = "Bupati Seruni Buka Rakor Pangan"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TITLE}\n{BODY}", Masthead(title=TITLE)),
        (f"# Notulen Rapat\n{BODY}", Masthead(title="Notulen Rapat")),
        (f"Notulen Rapat\n{BODY}", Masthead()),
        (f"\n\n# **{TITLE}**\n\n{BODY}", Masthead(title=TITLE)),
        (BODY, Masthead()),
        ("Kegiatan itu merupakan lanjutan rapat sebelumnya.\nHadir para camat.", Masthead()),
        ("Rapat selesai. Semua pulang ke rumah\nHadir para camat.", Masthead()),
        (TITLE, Masthead()),
        (f"Selasa, 6 Februari 2024\n{TITLE}\n{BODY}", Masthead(title=TITLE, published=at("2024-02-06"))),
        (
            f"{TITLE}\n\nWulan Sari - KABARSERUNI.ID\n\nFeb 6, 2024 - 15:09\n\n{BODY}",
            Masthead(title=TITLE, publisher="KABARSERUNI.ID", published=at("2024-02-06 15:09")),
        ),
        (
            f"{TITLE}\nWulan Sari | Selasa, 6 Feb 2024 15:09 WIB\n{BODY}",
            Masthead(title=TITLE, published=at("2024-02-06 15:09+07:00")),
        ),
        (
            f"{TITLE}\nDiterbitkan pada 06/02/2024 pukul 15.09\n{BODY}",
            Masthead(title=TITLE, published=at("2024-02-06 15:09")),
        ),
        (f"{TITLE}\nRapat 6 Februari 2024 di pendopo\n{BODY}", Masthead(title=TITLE)),
        ("Rakor Pangan Seruni, 6 Februari 2024\n" + BODY, Masthead(title="Rakor Pangan Seruni, 6 Februari 2024")),
        ("BATANGHARI, kabarseruni.com - Bupati membuka rapat.", Masthead(publisher="kabarseruni.com")),
        ("Kabarseruni.co.id, Jambi – Bupati membuka rapat.", Masthead(publisher="Kabarseruni.co.id")),
        ("WARTA, PALANGKA RAYA – Gubernur membuka rapat.", Masthead(publisher="WARTA")),
        ("WARTA – Gubernur membuka rapat.", Masthead(publisher="WARTA")),
        ("PALANGKA RAYA – Gubernur membuka rapat.", Masthead()),
        ("KAB. WONOSOBO – Bupati membuka rapat.", Masthead()),
        ("SENGETI, JAMBI – Bupati membuka rapat.", Masthead()),
        ("Batang Hari, Jambi - Bupati membuka rapat.", Masthead()),
        (
            "Wonosobo, 6 Februari 2024 – Bupati membuka rapat.",
            Masthead(published=at("2024-02-06")),
        ),
        ("Kepala Dinas Pertanian – Wulan Sari – hadir pula.", Masthead()),
        (f"{BODY}Hadir juga para kepala desa.\nSumber: kabarseruni.id", Masthead(publisher="kabarseruni.id")),
        (f"{BODY}Berita ini dikutip dari kabarseruni.id oleh warga.", Masthead()),
    ],
)
def test_a_text_states_title_publisher_and_date_at_its_head(text: str, expected: Masthead):
    """Where the text states them they are read; where it does not, nothing is made up."""
    assert read_masthead(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("6 Februari 2024", at("2024-02-06")),
        ("Jum'at, 9 Pebruari 2024 | 08:05 WITA", at("2024-02-09 08:05+08:00")),
        ("August 10, 2022 3:09 PM", at("2022-08-10 15:09")),
        ("10-08-2022", at("2022-08-10")),
        ("2022/08/10", at("2022-08-10")),
        ("31 Februari 2024", None),
        ("6 Rapat 2024", None),
        ("6 Februari 2024 di pendopo", None),
        ("kemarin", None),
        ("10 Agustus 2022 25:99", None),
    ],
)
def test_a_written_date_is_read_whole_or_not_at_all(value: str, expected: datetime | None):
    """Weekday, time and zone may stand beside the date, and nothing else."""
    assert read_written_date(value) == expected


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("layout: post\ntitle: Rakor\ndate: 2024-02-06 10:00:00 +0700\npublished: true", at("2024-02-06T10:00+07:00")),
        ("title: Rakor\ndate: 2024-02-06T03:00:00.000Z\nslug: rakor\ndraft: false", at("2024-02-06T03:00+00:00")),
        ("title: Rakor\npublished: false\ndate: 06-02-2024 10:00", at("2024-02-06T10:00")),
        ("title: Rakor\npublished_at: 2024-02-06\nstatus: published", at("2024-02-06")),
        ("judul: Rakor\ntanggal: Selasa, 6 Februari 2024", at("2024-02-06")),
        ("title: Rakor\npublished: true", None),
    ],
)
def test_front_matter_of_site_generators_is_understood(tmp_path: Path, front: str, published: datetime | None):
    """A flag is no date, and `date` is one."""
    article = read(tmp_path / "a.md", f"---\n{front}\n---\nPara camat hadir.\n")
    assert (article.title, article.published, article.text) == ("Rakor", published, "Para camat hadir.")


def test_front_matter_may_be_toml(tmp_path: Path):
    """Between lines of plus signs, as Hugo writes it."""
    front = '+++\ntitle = "Rakor: pangan"\ndate = 2024-02-06T10:00:00+07:00\n+++\n'
    article = read(tmp_path / "a.md", front + "Para camat hadir.\n")
    assert (article.title, article.published) == ("Rakor: pangan", at("2024-02-06T10:00+07:00"))
    assert article.text == "Para camat hadir."


def test_the_name_of_a_file_gives_the_day_when_nothing_else_does(tmp_path: Path):
    """Front matter and the text itself are believed before it."""
    name = "2024-02-06-rakor.md"
    assert read(tmp_path / name, BODY).published == at("2024-02-06")
    assert read(tmp_path / name, f"---\ndate: 2024-02-07\n---\n{BODY}").published == at("2024-02-07")
    assert read(tmp_path / name, f"Rakor Pangan Dibuka Bupati\n8 Februari 2024\n{BODY}").published == at("2024-02-08")


def test_an_impossible_date_in_front_matter_is_noted(tmp_path: Path):
    """The article is taken without it."""
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Rakor\npublished: 2024-13-45\n---\nPara camat hadir.\n", encoding="utf-8")
    [item] = read_sources([str(path)])
    assert isinstance(item, Record)
    assert (item.article.title, item.article.published) == ("Rakor", None)
    assert item.note == Note(str(path), "Tanggalnya tidak dapat dibaca dan dikosongkan: 2024-13-45")


@pytest.mark.parametrize(
    "content",
    [
        "---\nlayout: post\ntitle: Rakor: pangan\n---\nPara camat hadir.\n",
        "---\ntags: [rakor\ndate: 2024-02-06\n---\nPara camat hadir.\n",
        "---\nlayout: post\nPemerintah meminta data.\ntitle: Rakor\n---\nPara camat hadir.\n",
        "---\ndate: 2024-02-06\ntitle: Rakor\n\nPara camat hadir.\n",
        "+++\ntitle = Rakor\n+++\nPara camat hadir.\n",
    ],
)
def test_broken_front_matter_is_said_whichever_field_stands_first(tmp_path: Path, content: str):
    """It is never taken for the beginning of the article."""
    path = tmp_path / "a.md"
    path.write_text(content, encoding="utf-8")
    assert [type(item) for item in read_sources([str(path)])] == [Failure]


@pytest.mark.parametrize(
    "content",
    [
        "---\nHadir: para camat: semua.\n---\nRapat selesai.\n",
        "---\nTempat: Aula Melati\nPeserta: para camat\n---\nRapat selesai.\n",
        "---\n\nRapat itu membahas title: tanah.\n\n---\n\nSelesai.\n",
        "+++ Kabar terkini +++\nRapat selesai.\n",
        "----------\nRapat selesai.\n----------\n",
    ],
)
def test_rules_around_ordinary_text_are_text(tmp_path: Path, content: str):
    """Labels that begin with capitals are the text's own."""
    assert read(tmp_path / "a.txt", content).text == content


def test_a_text_with_a_stray_byte_is_read_and_noted(tmp_path: Path):
    """UTF-8 stays UTF-8."""
    path = tmp_path / "a.txt"
    path.write_bytes("“Rapat selesai,” kata Camat.\n".encode() + b"Katanya, \xe2\x80\n")
    [item] = read_sources([str(path)])
    assert isinstance(item, Record)
    assert item.article.text == "“Rapat selesai,” kata Camat.\nKatanya, \ufffd\n"
    assert item.note == Note(str(path), "Ada huruf yang rusak di teksnya, ditandai \ufffd")

"""Reading JSON, Excel workbooks, feeds, WordPress' exports and ZIP archives: many articles each."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from data.article import Article
from data.readers import Failure, Record, archives, read_sources
from data.readers.records import sheets
from data.wording import reading

TEXT = "Camat Seruni membuka rapat koordinasi di aula."
OTHER = "Lurah Melati memimpin musyawarah di balai warga."

at = datetime.fromisoformat


def read(path: Path, content: str | bytes, **options) -> list[Record | Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_sources([str(path)], **options))


def read_articles(path: Path, content: str | bytes, **options) -> list[Article]:
    items = read(path, content, **options)
    assert [item for item in items if isinstance(item, Failure)] == []
    return [item.article for item in items]


def read_reason(path: Path, content: str | bytes, **options) -> str:
    [item] = read(path, content, **options)
    assert isinstance(item, Failure), item
    assert item.source == str(path)
    return item.reason


ONE, TWO = {"judul": "Rakor", "isi": TEXT}, {"judul": "Musyawarah", "isi": OTHER}


@pytest.mark.parametrize(
    "content",
    [
        [ONE, TWO],
        {"data": [ONE, TWO]},
        {"status": "ok", "hasil": {"halaman": 1, "berita": [ONE, TWO]}},
        {"tags": [{"name": "rakor"}], "posts": [ONE, TWO]},
        {"hits": {"hits": [{"_id": "x1", "_source": ONE}, {"_id": "x2", "_source": TWO}]}},
        [[ONE, TWO]],
    ],
)
def test_an_array_of_records_is_found_in_json(tmp_path: Path, content: object):
    """Bare, or inside objects, however they are called."""
    articles = read_articles(tmp_path / "arsip.json", json.dumps(content))
    assert [(article.title, article.text) for article in articles] == [("Rakor", TEXT), ("Musyawarah", OTHER)]


def test_a_single_record_is_json_too(tmp_path: Path):
    """Its id follows from file and number, as in every file of many."""
    [article] = read_articles(tmp_path / "rakor.json", json.dumps(ONE))
    assert (article.id, article.title, article.text) == ("rakor.json#1", "Rakor", TEXT)


def test_json_lines_under_the_wrong_name_are_read(tmp_path: Path):
    """The lines keep their numbers."""
    items = read(tmp_path / "arsip.json", f"{json.dumps(ONE)}\n{{putus\n{json.dumps(TWO)}\n")
    assert [item.source[-2:] if isinstance(item, Failure) else item.article.id for item in items] == [
        "arsip.json#1",
        ":2",
        "arsip.json#3",
    ]


def test_a_broken_record_of_an_array_is_named_by_its_number(tmp_path: Path):
    """And skips no other."""
    path = tmp_path / "arsip.json"
    items = read(path, json.dumps([ONE, 5, {"judul": "Kosong"}, TWO]))
    assert items[1:3] == [
        Failure(f"{path}:2", "Isi daftar ini bukan objek JSON"),
        Failure(f"{path}:3", reading.NO_TEXT),
    ]
    assert isinstance(items[3], Record)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[{"isi": "putus', "Isinya bukan JSON yang utuh"),
        ("[" * 100_000, "Isinya bukan JSON yang utuh"),
        ("{}", "JSON ini tidak memuat daftar berita"),
        ("[]", "JSON ini tidak memuat daftar berita"),
        ('{"tags": [{"name": "rakor"}]}', "JSON ini tidak memuat daftar berita"),
        (" \n", "Tidak ada isinya"),
    ],
)
def test_json_without_records_is_said(tmp_path: Path, content: str, reason: str):
    """Broken JSON and JSON of something else have their own sentences."""
    assert read_reason(tmp_path / "a.json", content) == reason


def test_a_mapping_that_no_record_has_is_said_at_the_end(tmp_path: Path):
    """The records are read by the names that are known; one record with the name is enough."""
    path = tmp_path / "arsip.jsonl"
    content = f"{json.dumps(ONE)}\n{json.dumps({**TWO, 'kepala': 'Lain'})}\n"
    *records, failure = read(path, content, mapping={"title": "kepla"})
    assert [item.article.title for item in records if isinstance(item, Record)] == ["Rakor", "Musyawarah"]
    assert failure == Failure(str(path), "Berkas ini tidak memiliki kolom atau isian kepla")
    assert [article.title for article in read_articles(path, content, mapping={"title": "kepala"})] == ["Rakor", "Lain"]


def make_xlsx(**tables: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_the_first_sheet_with_a_column_of_texts_is_read(tmp_path: Path):
    """Titles may stand above its header; dates are those of the cells, and numbers have no ".0"."""
    content = make_xlsx(
        Petunjuk=[["Isi lembar berikutnya"]],
        Berita=[
            ["Berita"],
            [],
            ["Kode", "Judul", "Tanggal", "Isi Berita"],
            [7.0, "Rakor", datetime(2024, 3, 5, 9, 30), TEXT],  # noqa: DTZ001 - cells know no zones
            [],
            [8.0, "Musyawarah", "6 Maret 2024", OTHER],
        ],
        Lain=[["isi"], ["Bukan yang ini."]],
    )
    first, second = read_articles(tmp_path / "arsip.xlsx", content, mapping={"id": "Kode"})
    assert first == Article("7", TEXT, title="Rakor", published=at("2024-03-05 09:30"))
    assert second == Article("8", OTHER, title="Musyawarah", published=at("2024-03-06"))


def test_a_row_of_a_sheet_is_named_by_its_number(tmp_path: Path):
    """As Excel shows it; the id without a given one as well."""
    path = tmp_path / "arsip.xlsx"
    items = read(path, make_xlsx(Berita=[["judul", "isi"], ["Kosong", None], [], ["Rakor", TEXT]]))
    assert items[0] == Failure(f"{path}:2", reading.NO_TEXT)
    assert isinstance(items[1], Record)
    assert items[1].article.id == "arsip.xlsx#4"


@pytest.mark.parametrize(
    ("content", "mapping", "reason"),
    [
        (make_xlsx(A=[["no", "nama"], [1, "Wulan"]]), {}, "Tabel ini tidak memiliki kolom text"),
        (
            make_xlsx(A=[["no", "isi"], [1, TEXT]]),
            {"title": "kepala"},
            "Berkas ini tidak memiliki kolom atau isian kepala",
        ),
        (make_xlsx(A=[]), {}, "Tidak ada isinya"),
        (b"PK\x03\x04 bukan arsip", {}, "Buku kerja Excel ini rusak"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), {}, reading.OLD_WORKBOOK),
    ],
)
def test_a_workbook_without_articles_is_said(tmp_path: Path, content: bytes, mapping: dict, reason: str):
    """No such column, nothing at all, broken, or of the old format."""
    assert read_reason(tmp_path / "a.xlsx", content, mapping=mapping) == reason


def test_a_workbook_that_claims_endless_rows_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What a sheet says about its size is not believed."""
    monkeypatch.setattr(sheets, "_MOST_ROWS", 1000)
    content = make_xlsx(A=[["isi"], [TEXT]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    sheet = entries["xl/worksheets/sheet1.xml"]
    entries["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="2"', b'r="999999999"').replace(b"A2", b"A999999999")
    assert read(tmp_path / "a.xlsx", pack(entries)) == [Failure(str(tmp_path / "a.xlsx"), reading.EMPTY)]


def pack(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Kabar Seruni</title><link>https://seruni.example</link>
<item><title>Rakor &amp;amp; Musyawarah</title><link>https://www.seruni.example/berita/1?utm_source=rss</link>
<pubDate>Mon, 04 Mar 2024 23:30:00 +0000</pubDate><description>Ringkasnya saja.</description>
<content:encoded><![CDATA[<p>Camat &ldquo;membuka&rdquo; rapat.</p><p>Selesai.</p>]]></content:encoded></item>
<item><title>Tanpa isi penuh</title><link>https://seruni.example/berita/2</link>
<description>&lt;p&gt;Hanya ringkasan.&lt;/p&gt;</description></item>
</channel></rss>"""


def test_a_feed_gives_its_entries(tmp_path: Path):
    """The whole content where there is one, else the summary; the address is the id, as if the page were fetched.

    No mapping is for it.
    """
    first, second = read_articles(tmp_path / "umpan.xml", RSS, mapping={"text": "isi"})
    assert first == Article(
        "seruni.example/berita/1",
        "Camat “membuka” rapat.\nSelesai.",
        title="Rakor & Musyawarah",
        publisher="Kabar Seruni",
        url="https://www.seruni.example/berita/1?utm_source=rss",
        published=at("2024-03-04T23:30+00:00"),
    )
    assert (second.text, second.published) == ("Hanya ringkasan.", None)


def test_an_atom_feed_is_read(tmp_path: Path):
    """Its dates are ISO 8601."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><title>Rakor</title><id>urn:1</id>'
        '<link href="https://seruni.example/1"/><published>2024-03-05T09:30:00+07:00</published>'
        f'<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>'
    )
    [article] = read_articles(tmp_path / "umpan.xml", atom)
    assert (article.text, article.published) == (TEXT, at("2024-03-05T09:30+07:00"))


def wordpress(*, status: str = "publish", kind: str = "post", password: str = "") -> str:
    return (
        f"<item><title>{status} {kind}</title><link>https://seruni.example/{status}-{kind}{password}</link>"
        "<pubDate>Mon, 04 Mar 2024 23:30:00 +0000</pubDate>"
        "<content:encoded><![CDATA[Paragraf <b>satu</b>.\n\nParagraf dua.]]></content:encoded>"
        "<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_date>2024-03-05 06:30:00</wp:post_date>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
        f"<wp:post_password>{password}</wp:post_password></item>"
    )


def test_of_a_wordpress_export_published_posts_are_read(tmp_path: Path):
    """No drafts, pages, pictures or posts behind a password; the date is the site's own, not that in UTC."""
    export = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><title>Kabar Seruni</title><wp:wxr_version>1.2</wp:wxr_version>"
        f"{wordpress()}{wordpress(status='draft')}{wordpress(kind='page')}{wordpress(kind='wp_template')}"
        f"{wordpress(status='inherit', kind='attachment')}{wordpress(password='x')}{wordpress(kind='berita')}"
        "</channel></rss>"
    )
    articles = read_articles(tmp_path / "ekspor.xml", export)
    assert [article.title for article in articles] == ["publish post", "publish berita"]
    assert (articles[0].text, articles[0].published) == ("Paragraf satu.\nParagraf dua.", at("2024-03-05 06:30"))


def test_a_feed_that_breaks_off_says_so(tmp_path: Path):
    """What stands before the break is read."""
    path = tmp_path / "umpan.xml"
    items = read(path, RSS[: RSS.index("<item><title>Tanpa")])
    assert [type(item) for item in items] == [Record, Failure]
    assert items[1] == Failure(f"{path}:2", reading.BROKEN_XML)


@pytest.mark.parametrize("content", ["<catatan><isi>Rapat</isi></catatan>", "bukan XML", "https://seruni.example/rss"])
def test_other_xml_is_said(tmp_path: Path, content: str):
    """Also a lone address: what a file holds is never fetched."""
    assert read_reason(tmp_path / "a.xml", content) == reading.NOT_A_FEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_feed_are_not_unfolded(tmp_path: Path, encoding: str):
    """No feed defines its own: one that does is a bomb, or wants to see other files."""
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "rapat">{steps}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<rss version="2.0"><channel><title>x</title><item><title>x</title><description>&a9;&f;</description></item>'
        "</channel></rss>"
    )
    assert read_reason(tmp_path / "a.xml", bomb.encode(encoding)) == reading.NOT_A_FEED


def test_a_zip_gives_the_articles_of_its_files(tmp_path: Path):
    """Sorted by name, hidden ones passed over; the ids are those of the archive and the file."""
    content = pack(
        {
            "berita.txt": TEXT.encode(),
            "2024/arsip.csv": f"judul,isi\nRakor,{OTHER}\nKosong,\n".encode(),
            "2024/arsip.jsonl": json.dumps({"text": OTHER}).encode(),
            "2024/": b"",
            "__MACOSX/._berita.txt": b"\x00\x05",
            ".DS_Store": b"\x00",
            "aneh\n.txt": TEXT.encode(),
        }
    )
    path = tmp_path / "arsip.zip"
    items = read(path, content)
    assert [(item.article.id, item.origin) for item in items if isinstance(item, Record)] == [
        ("arsip.zip/2024/arsip.csv#2", f"{path}/2024/arsip.csv"),
        ("arsip.zip/2024/arsip.jsonl#1", f"{path}/2024/arsip.jsonl"),
        ("arsip.zip/aneh?.txt", f"{path}/aneh?.txt"),
        ("arsip.zip/berita.txt", f"{path}/berita.txt"),
    ]
    assert [item for item in items if isinstance(item, Failure)] == [
        Failure(f"{path}/2024/arsip.csv:3", reading.NO_TEXT)
    ]


def test_documents_inside_a_zip_are_read(tmp_path: Path):
    """A workbook is an archive as well, and no nested one."""
    content = pack({"a.xlsx": make_xlsx(A=[["isi"], [TEXT]]), "b.json": json.dumps([ONE]).encode()})
    assert [article.id for article in read_articles(tmp_path / "x.zip", content)] == [
        "x.zip/a.xlsx#2",
        "x.zip/b.json#1",
    ]


def test_what_is_wrong_with_one_entry_skips_no_other(tmp_path: Path):
    """A nested archive, a format that is not read, an empty and a broken file."""
    path = tmp_path / "arsip.zip"
    content = pack(
        {"a.zip": pack({"x.txt": b"x"}), "b.jpg": b"x", "c.txt": b"", "d.docx": b"x", "e.txt": TEXT.encode()}
    )
    *failures, record = read(path, content)
    assert isinstance(record, Record)
    assert [(failure.source, failure.reason) for failure in failures] == [
        (f"{path}/a.zip", "Arsip di dalam arsip tidak dibuka; keluarkan dahulu isinya"),
        (f"{path}/b.jpg", next(item.reason for item in failures if item.source.endswith(".jpg"))),
        (f"{path}/c.txt", "Tidak ada isinya"),
        (f"{path}/d.docx", "Dokumen Word ini rusak"),
    ]


def test_the_same_name_in_two_archives_is_two_articles(tmp_path: Path):
    """As with files: the second gets a hash of its path."""
    for folder, text in (("a", TEXT), ("b", OTHER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "arsip.zip").write_bytes(pack({"x.txt": text.encode()}))
    first, second = read_sources([str(tmp_path / "a"), str(tmp_path / "b")])
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.article.id == "arsip.zip/x.txt"
    assert second.article.id.startswith("arsip.zip/x.txt~")


def test_a_locked_entry_is_said(tmp_path: Path):
    """Its flag is read, no password is tried."""
    content = bytearray(pack({"a.txt": TEXT.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    [item] = read(tmp_path / "a.zip", bytes(content))
    assert item == Failure(str(tmp_path / "a.zip/a.txt"), "Isi arsip ini terkunci sandi")


def test_a_damaged_entry_is_said(tmp_path: Path):
    """Its checksum does not fit."""
    content = pack({"a.txt": TEXT.encode()})
    broken = content[:50] + bytes(8) + content[58:]
    [item] = read(tmp_path / "a.zip", broken)
    assert item == Failure(str(tmp_path / "a.zip/a.txt"), "Arsip ZIP ini rusak")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"bukan arsip", "Arsip ZIP ini rusak"),
        (pack({}), "Arsip ini tidak berisi berkas"),
        (pack({".rahasia": b"x"}), "Arsip ini tidak berisi berkas"),
        (pack({"a.txt": b" " * 20_000_000}), "Arsip ini mengembang terlalu besar saat dibuka"),
    ],
    ids=["broken", "empty", "hidden", "bomb"],
)
def test_an_archive_without_articles_is_said(tmp_path: Path, content: bytes, reason: str):
    """Before anything is unpacked."""
    assert read_reason(tmp_path / "a.zip", content) == reason


def test_an_archive_of_too_many_or_too_big_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """By what it declares."""
    content = pack({"a.txt": b"x" * 100, "b.txt": b"y" * 100})
    monkeypatch.setattr(archives, "MAX_ENTRIES", 1)
    assert read_reason(tmp_path / "a.zip", content) == reading.SWOLLEN_ARCHIVE
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 199)
    assert read_reason(tmp_path / "a.zip", content) == reading.SWOLLEN_ARCHIVE

"""Reading PDF, Word documents and HTML pages, whole, broken and hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from fpdf import FPDF

from data.readers import Failure, Record, read_sources
from data.readers.documents.layout import part_lines
from data.readers.documents.paragraphs import join_lines
from data.readers.web.pages import parse_page
from data.wording import reading

TITLE = "Bupati Seruni Buka Rakor Pangan"
FIRST = (
    "Bupati Seruni Rahmat Basuki membuka rapat koordinasi pangan di Pendopo Kabupaten, Selasa (6/2/2024), "
    "dan meminta masing-masing kecamatan menghitung sendiri cadangan berasnya sebelum musim tanam berikutnya tiba."
)
SECOND = "Rapat itu dihadiri Kepala Dinas Pertanian Wulan Sari dan para camat."


def read(path: Path, content: bytes, **options) -> Record | Failure:
    path.write_bytes(content)
    [item] = read_sources([str(path)], **options)
    return item


def read_article(path: Path, content: bytes):
    item = read(path, content)
    assert isinstance(item, Record), item
    return item.article


def read_reason(path: Path, content: bytes, **options) -> str:
    item = read(path, content, **options)
    assert isinstance(item, Failure), item
    return item.reason


def make_pdf(*paragraphs: str, title: str = "", pages: int = 1, owner: str = "", user: str = "") -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    if title:
        document.set_title(title)
    if owner:
        document.set_encryption(owner_password=owner, user_password=user or None)
    for _ in range(pages):
        document.add_page()
        for paragraph in paragraphs:
            document.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(document.output())


def make_docx(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return save(document)


def save(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_pdf_gives_whole_paragraphs(tmp_path: Path):
    """Lines of the page are joined, so that a sentence is one again; the title is the first line."""
    article = read_article(tmp_path / "rakor.pdf", make_pdf(TITLE, FIRST, SECOND, title="Laporan"))
    assert article.text == f"{TITLE}\n{FIRST}\n{SECOND}"
    assert (article.id, article.title) == ("rakor.pdf", TITLE)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Laporan Rakor Pangan", "Laporan Rakor Pangan"),
        ("Microsoft Word - Laporan.docx", ""),
        ("Dokumen.pdf", ""),
        ("Untitled", ""),
    ],
)
def test_the_title_of_the_metadata_counts_unless_it_is_a_file_name(tmp_path: Path, title: str, expected: str):
    """Where the text has no title of its own, the metadata's may be one."""
    assert read_article(tmp_path / "a.pdf", make_pdf(FIRST, SECOND, title=title)).title == expected
    assert read_article(tmp_path / "a.docx", make_docx(FIRST, SECOND, title=title)).title == expected


def test_a_pdf_that_only_forbids_copying_is_read(tmp_path: Path):
    """Without a password for opening, nothing is locked to a reader."""
    assert FIRST in read_article(tmp_path / "a.pdf", make_pdf(FIRST, owner="rahasia")).text


def test_a_locked_pdf_is_said(tmp_path: Path):
    """A password for opening is one that we do not have."""
    content = make_pdf(FIRST, owner="rahasia", user="sandi")
    assert read_reason(tmp_path / "a.pdf", content) == "PDF ini terkunci sandi"


def test_a_pdf_locked_with_strong_encryption_is_said(tmp_path: Path):
    """The newer kind of encryption is told as well."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(FIRST)))
    writer.encrypt("sandi", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read_reason(tmp_path / "a.pdf", buffer.getvalue()) == "PDF ini terkunci sandi"


def test_a_scanned_pdf_is_said(tmp_path: Path):
    """Pages without text are most likely pictures."""
    assert read_reason(tmp_path / "a.pdf", make_pdf()) == "PDF ini tidak memuat teks, mungkin hasil pindaian"


def test_a_pdf_cut_off_is_said(tmp_path: Path):
    """Half a file is broken."""
    content = make_pdf(FIRST)
    assert read_reason(tmp_path / "a.pdf", content[: len(content) // 3]) == "PDF ini rusak"


def test_a_document_over_the_limit_is_not_read_to_its_end(tmp_path: Path):
    """Of a book no more than the limit is read."""
    expected = "Teksnya melebihi batas 1.000 karakter"
    assert read_reason(tmp_path / "a.pdf", make_pdf(FIRST, SECOND, pages=9), max_characters=1000) == expected
    assert read_reason(tmp_path / "a.docx", make_docx(*[FIRST] * 9), max_characters=1000) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (
            ["Rapat dibuka\nBupati Seruni di pendopo kabupaten\nhari Selasa."],
            ["Rapat dibuka", "Bupati Seruni di pendopo kabupaten hari Selasa."],
        ),
        (["tiap kecamatan dan masing-\nmasing desa ikut serta"], ["tiap kecamatan dan masing-masing desa ikut serta"]),
        (
            ["Hadir pula di rapat itu:\n1. Joko Wibowo, camat\n2. Rini Astuti, camat"],
            ["Hadir pula di rapat itu:", "1. Joko Wibowo, camat", "2. Rini Astuti, camat"],
        ),
        (
            ["Kalimat ini terus dari halaman satu\n1", "ke halaman dua tanpa terputus\n- 2 -"],
            ["Kalimat ini terus dari halaman satu ke halaman dua tanpa terputus"],
        ),
        (
            ["Paragraf pertama yang panjang\n\nParagraf kedua yang panjang"],
            ["Paragraf pertama yang panjang", "Paragraf kedua yang panjang"],
        ),
        ([], []),
        (["\n \n"], []),
    ],
)
def test_lines_of_a_page_become_paragraphs(pages: list[str], expected: list[str]):
    """Short last lines, blank lines and list marks part paragraphs; page numbers are dropped."""
    assert join_lines(pages) == expected


LINES = ["Rakor Pangan", "Camat membuka", "rapat di aula", "dan pulang", "bersama Rini"]


def test_room_between_lines_is_a_blank_line():
    """Where it is half a line more than between most."""
    heights = [780.0, 752.0, 738.0, 724.0, 710.0]
    text = part_lines([(f"{line}\n", height) for line, height in zip(LINES, heights, strict=True)])
    assert text == "Rakor Pangan\n\nCamat membuka\nrapat di aula\ndan pulang\nbersama Rini\n"


@pytest.mark.parametrize(
    "portions",
    [
        [(f"{line}\n", 780.0 - 14 * number) for number, line in enumerate(LINES)],
        [("Rakor\n", 780.0), ("Camat\n", 752.0), ("pulang\n", 738.0)],
        [("Rakor\n", 780.0), ("Camat ", 766.0), ("2", 770.0), (" pulang\n", 766.0), ("Rini\n", 752.0)] * 3,
        [("kiri\n", 780.0), ("kiri\n", 100.0), ("kanan\n", 780.0), ("kanan\n", 100.0)],
        [("Satu\ndua\ntiga\n", 780.0), *((f"{line}\n", 738.0 - 14 * number) for number, line in enumerate(LINES))],
    ],
    ids=["even", "few", "raised", "columns", "several at once"],
)
def test_without_room_the_text_of_a_page_stays_as_it_is(portions: list[tuple[str, float]]):
    """Nothing is parted where lines lie evenly, or nobody can tell."""
    assert part_lines(portions) == "".join(text for text, _ in portions)


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path):
    """A table's row is one paragraph, a merged cell comes once, blank paragraphs are left out."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Nama", "Jabatan", "Mewakili"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "Wulan Sari"
    table.rows[1].cells[1].merge(table.rows[1].cells[2]).text = "Kepala Dinas\nPertanian"
    document.add_paragraph(FIRST)
    article = read_article(tmp_path / "rakor.docx", save(document))
    assert article.text == f"{TITLE}\nNama | Jabatan | Mewakili\nWulan Sari | Kepala Dinas Pertanian\n{FIRST}"
    assert article.title == TITLE


def test_an_empty_word_document_is_said(tmp_path: Path):
    """A document without a word gives no article."""
    assert read_reason(tmp_path / "a.docx", make_docx("", " ")) == "Tidak ada teks beritanya"


def test_an_archive_that_is_no_word_document_is_said(tmp_path: Path):
    """Any ZIP may be named .docx."""
    assert read_reason(tmp_path / "a.docx", pack({"isi.txt": b"rapat"})) == "Dokumen Word ini rusak"


def test_a_damaged_word_document_is_said(tmp_path: Path):
    """One that is cut off, and one whose XML is broken."""
    content = make_docx(FIRST)
    assert read_reason(tmp_path / "a.docx", content[: len(content) // 2]) == "Dokumen Word ini rusak"
    assert read_reason(tmp_path / "a.docx", replace(content, b"<w:document")) == "Dokumen Word ini rusak"


@pytest.mark.parametrize(
    "entries",
    [
        {"word/document.xml": b"<a>" + b" " * 20_000_000},
        {f"word/{number}.xml": b"x" for number in range(2001)},
        {f"word/{number}.xml": bytes(range(256)) * 4096 * 9 for number in range(12)},
    ],
    ids=["ratio", "entries", "size"],
)
def test_an_archive_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, entries: dict[str, bytes]):
    """An entry that swells, too many entries, too much in all: each is told from what the archive declares."""
    limit = "Dokumen Word ini mengembang terlalu besar saat dibuka"
    assert read_reason(tmp_path / "bom.docx", pack(entries)) == limit


def test_an_archive_that_declares_less_than_it_holds_is_not_unpacked_further(tmp_path: Path):
    """A lie about the size ends the reading where the declared size ends."""
    content = bytearray(replace(make_docx(FIRST), b"<w:document>" + b" " * 5_000_000))
    honest, lie = (5_000_012).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    assert content.count(honest) == 2
    assert read_reason(tmp_path / "a.docx", bytes(content.replace(honest, lie))) == reading.BROKEN_DOCX


def test_an_entity_bomb_is_not_unfolded(tmp_path: Path):
    """XML may define words of words of words; they are not spelt out."""
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "rapat">{steps}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read_reason(tmp_path / "a.docx", replace(make_docx(FIRST), xml.encode())) in {
        reading.BROKEN_DOCX,
        reading.NO_TEXT,
    }


def pack(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def replace(document: bytes, body: bytes) -> bytes:
    """A Word document with another body."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return pack({**entries, "word/document.xml": body})


def page(*, head: str = "", charset: str = "utf-8") -> bytes:
    return (
        f"<!doctype html><html lang=id><head>{head}</head><body><nav><a href=/>Beranda</a> <a href=/k>Kontak</a></nav>"
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>“Stok cukup,” katanya. {SECOND}</p></article>"
        "<footer>Hak cipta 2019</footer></body></html>"
    ).encode(charset)


def test_a_page_gives_the_article_without_menus():
    """Headings and paragraphs are kept in order; navigation and footer are not."""
    fields = parse_page(page())
    assert fields["text"] == f"{TITLE}\n{FIRST}\n“Stok cukup,” katanya. {SECOND}"
    assert fields["title"] == TITLE


def test_a_date_is_not_guessed_from_the_text():
    """The event's date and the footer's year are not when the page was published."""
    assert parse_page(page())["published"] is None


def test_metadata_of_a_page_are_read():
    """Publisher, date and address come from the markup."""
    head = (
        '<meta property="og:site_name" content="Kabar Seruni">'
        '<meta property="article:published_time" content="2024-02-06T09:30:00+07:00">'
        '<link rel="canonical" href="https://seruni.example/berita/1">'
    )
    fields = parse_page(page(head=head))
    assert (fields["publisher"], fields["published"]) == ("Kabar Seruni", "2024-02-06")
    assert fields["url"] == "https://seruni.example/berita/1"


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.seruni.example/berita/1", "https://www.seruni.example/berita/1"),
        ("https://jahat.example/berita/1", "https://seruni.example/berita/1?page=2"),
    ],
)
def test_a_canonical_link_counts_only_on_its_own_site(canonical: str, expected: str):
    """A page cannot pass for another site's."""
    content = page(head=f'<link rel="canonical" href="{canonical}">')
    assert parse_page(content, url="https://seruni.example/berita/1?page=2")["url"] == expected


@pytest.mark.parametrize(
    ("head", "charset", "served"),
    [
        ("", "utf-8", None),
        ("", "utf-8", "windows-1252"),
        ("<meta charset=windows-1252>", "cp1252", None),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", None),
        ("", "cp1252", "windows-1252"),
        ("", "cp1252", None),
        ("", "cp1252", "unicode_escape"),
        ("", "utf-16", None),
    ],
)
def test_the_charset_of_a_page_is_told(head: str, charset: str, served: str | None):
    """What the bytes show, what the server says, what the page says, in this order."""
    assert "“Stok cukup,” katanya." in str(parse_page(page(head=head, charset=charset), charset=served)["text"])


def test_a_page_of_endless_tags_is_refused(tmp_path: Path):
    """Reading such a page would take minutes."""
    content = f"<article>{f'<p>{SECOND}</p>' * 20_000}</article>".encode()
    assert read_reason(tmp_path / "a.html", content) == "Halaman ini memuat lebih dari 30.000 tanda HTML"


def test_deep_nesting_does_not_stop_the_reading(tmp_path: Path):
    """A page of ten thousand nested boxes is an article or a failure, never an exception."""
    content = b"<div>" * 10_000 + f"<p>{FIRST}</p>".encode() + b"</div>" * 10_000
    item = read(tmp_path / "dalam.html", content)
    assert item == Failure(str(tmp_path / "dalam.html"), reading.NO_ARTICLE_ON_PAGE) or isinstance(item, Record)

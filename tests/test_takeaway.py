"""What an office takes home: rows of three values, and files that another program reads cell by cell."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from inline_snapshot import snapshot
from openpyxl import load_workbook
from pypdf import PdfReader
from store_builders import NOW, a_meeting, a_reading, an_article, put

from data.errors import SelectionError
from data.facts import Capacity, Fact, FactKind
from data.store import open_store
from retrieval.takeaway.choices import Form, What, choose_form
from retrieval.takeaway.document import Frame
from retrieval.takeaway.selection import Selection, read_selection, select_events
from retrieval.takeaway.writing import Order, write_order

JEPARA, DEMAK = "3320", "3321"
TEXT = (
    "Rakor Banjir dibuka Bupati Demak Rahmawati Lestari.\nDandim diwakili Wibisono Hartadi.\nHadir =SUM(A1) dan camat."
)


def attended(value, capacity=Capacity.PRESENT, **fields):
    start = TEXT.index(value) if value in TEXT else 0
    return Fact(FactKind.ATTENDANCE, value, start, start + len(value), "hadir", 0, capacity=capacity, **fields)


FACTS = (
    attended("Rahmawati Lestari", Capacity.OPENED, person="Rahmawati Lestari", role="Bupati Demak"),
    attended("Wibisono Hartadi", person="Wibisono Hartadi", represents="Dandim"),
    attended("Dandim", Capacity.ABSENT, role="Dandim"),
    attended("=SUM(A1)", person="=SUM(A1)"),
    attended("camat", Capacity.INVITED),
)


@pytest.fixture
def store():
    """Two outlets on one event of Demak in 2024, one meeting of Jepara in the month before, one without a day."""
    store = open_store("sqlite://")
    published = datetime(2024, 2, 7, tzinfo=UTC)
    put(
        store,
        an_article("demak", text=TEXT, title="Rakor Banjir", publisher="Warta Demak", url="https://warta.example/1"),
        an_article("demak-lain", text=TEXT.replace("Hadir", "Ada"), publisher="Kabar Kota", published=published),
        an_article("jepara", text="Rakor Pangan Jepara.", publisher="Kabar Kota"),
        an_article("kapan", text="Rakor Pasar.", publisher="Kabar Kota", published=published),
    )
    flood = a_meeting(
        name="Rakor Banjir", date=date(2024, 2, 6), place="Pendopo\nDemak", regions=(DEMAK,), theme="banjir"
    )
    store.readings.put(
        [
            a_reading("demak", meetings=(flood,), facts=FACTS),
            a_reading("demak-lain", meetings=(flood,), facts=FACTS[:1]),
            a_reading("jepara", meetings=(a_meeting(date=date(2024, 1, 9), regions=(JEPARA,)),)),
            a_reading("kapan", meetings=(a_meeting(name="Rakor Pasar", regions=(JEPARA,)),)),
        ],
        now=NOW,
    )
    yield store
    store.close()


def taken(store, tmp_path, form, what=What.ATTENDANCE, **typed):
    file = tmp_path / f"hasil.{form}"
    write_order(store, Order(what, form, read_selection(**typed)), file)
    return file


def test_everybody_is_told_once_with_three_values(store, tmp_path):
    """Who was there, who was represented and by whom; who was only invited is nobody's row, two outlets one event."""
    rows = json.loads(taken(store, tmp_path, Form.JSON, region="Demak").read_text())
    assert [(row["office"], row["name"], row["presence"], row["capacity"]) for row in rows] == [
        ("Bupati Demak", "Rahmawati Lestari", "present", "opened"),
        ("", "Wibisono Hartadi", "present", "present"),
        ("Dandim", "", "represented", None),
        ("", "=SUM(A1)", "present", "present"),
    ]
    assert rows[1]["represents"] == "Dandim"
    assert rows[2]["deputies"] == "Wibisono Hartadi"
    assert (rows[0]["day"], rows[0]["place"], rows[0]["link"]) == (
        "2024-02-06",
        "Pendopo Demak",
        "https://warta.example/1#:~:text=Rahmawati%20Lestari",
    )
    assert rows[0]["id"] == "demak:0"


def test_who_is_asked_for_is_present_or_not_mentioned(store, tmp_path):
    """Never absent for not being mentioned; a person goes by a short name too."""
    of_office = json.loads(taken(store, tmp_path, Form.JSON, office="bupati Demak", since="2024").read_text())
    assert [(row["id"], row["presence"]) for row in of_office] == [
        ("jepara:0", "not_mentioned"),
        ("demak:0", "present"),
        ("kapan:0", "not_mentioned"),
    ]
    of_person = json.loads(taken(store, tmp_path, Form.JSON, person="Wibisono", region=DEMAK).read_text())
    assert [row["name"] for row in of_person] == ["Wibisono Hartadi"]


def test_a_workbook_is_read_by_another_program(store, tmp_path):
    """A sheet a month, a summary of plain counts, days as days, and nothing that is a formula."""
    book = load_workbook(taken(store, tmp_path, Form.XLSX))
    assert book.sheetnames == ["Ringkasan", "Februari 2024"]
    sheet = book["Februari 2024"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:6] == ["Tanggal", "Kegiatan", "Tempat", "Jabatan atau unsur", "Nama", "Kehadiran"]
    assert cells[1][0].date() == date(2024, 2, 6)
    assert [row[5] for row in cells[1:]] == ["hadir, membuka acara", "hadir", "diwakili", "hadir"]
    assert (cells[4][4], sheet["E5"].data_type) == ("=SUM(A1)", "s")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:L5")
    summary = [[cell.value for cell in row] for row in book["Ringkasan"].iter_rows(max_row=3)]
    assert summary[1] == ["Bupati Demak", 1, 0, 0, 0]


def test_a_csv_starts_no_formula(store, tmp_path):
    """A quote before what a program for sheets would compute; the mark of UTF-8 is there."""
    file = taken(store, tmp_path, Form.CSV)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[4][4] == "'=SUM(A1)"
    assert len(rows) == 5


def test_meetings_name_each_outlet(store, tmp_path):
    """One row an event, oldest first; who reports it in one cell."""
    rows = json.loads(taken(store, tmp_path, Form.JSON, What.MEETINGS, since="Februari 2024").read_text())
    assert [(row["meeting"], row["day"], row["region"], row["publishers"]) for row in rows] == [
        ("Rakor Banjir", "2024-02-06", "Demak", ["Warta Demak", "Kabar Kota"]),
        ("Rakor Pasar", None, "Jepara", ["Kabar Kota"]),
    ]
    book = load_workbook(taken(store, tmp_path, Form.XLSX, What.MEETINGS))
    assert book.sheetnames == ["Januari 2024", "Februari 2024", "Tanpa tanggal"]


def test_a_publisher_narrows(store):
    """Events that a publisher of these words reports, with every account."""
    found = list(select_events(store, read_selection(publisher="warta")))
    assert [[telling.article.id for telling in event.tellings] for event in found] == [["demak", "demak-lain"]]


def test_strange_characters_are_written(store, tmp_path):
    """Control characters, right-to-left letters, and a text longer than a cell."""
    name = "Budi\x07 مدير " + "x" * 40_000
    store.readings.put(
        [a_reading("jepara", meetings=(a_meeting(regions=(JEPARA,)),), facts=(attended(name, person=name),))], now=NOW
    )
    for form in (Form.XLSX, Form.CSV, Form.JSON):
        assert taken(store, tmp_path, form, region=JEPARA).stat().st_size
    assert "مدير" in load_workbook(tmp_path / "hasil.xlsx").worksheets[1]["E2"].value


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"region": "wonsobo"}, "Daerah “wonsobo” tidak dikenal; mungkin wonosobo?"),
        ({"region": "Atlantis"}, "Daerah “Atlantis” tidak dikenal. Tulis satu provinsi, kabupaten, atau kota."),
        (
            {"since": "entah"},
            "Waktu “entah” tidak terbaca; tulis misalnya 2024-02-06, Februari 2024, atau 2024.",
        ),
        ({"since": "2024", "until": "2023"}, "Hari terakhir (--to) lebih awal daripada hari pertama (--from)."),
        (
            {"kind": "piknik"},
            "Jenis kegiatan “piknik” tidak dikenal; tulis misalnya rakor, paripurna, atau musrenbang.",
        ),
        (
            {"office": "juragan"},
            "Jabatan “juragan” tidak dikenal; tulis misalnya bupati, kapolres, atau kepala bappeda.",
        ),
    ],
)
def test_what_is_not_understood_is_said(typed, sentence):
    """In one sentence that names it."""
    with pytest.raises(SelectionError) as caught:
        read_selection(**typed)
    assert str(caught.value) == sentence


def test_periods_are_read_to_their_last_day():
    """A month and a year, in words or figures."""
    assert read_selection(since="Februari 2024", until="2024") == Selection(
        since=date(2024, 2, 1), until=date(2024, 12, 31)
    )


def test_nothing_makes_no_file(store, tmp_path):
    """An empty period is said, and what was there stays."""
    file = tmp_path / "hasil.csv"
    file.write_text("lama")
    with pytest.raises(SelectionError, match="tidak ada berkas yang dibuat"):
        taken(store, tmp_path, Form.CSV, since="1999", until="1999")
    assert file.read_text() == "lama"
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.csv"]


@pytest.mark.parametrize(
    ("what", "form"),
    [(What.MEETINGS, Form.CSV), (What.MEETINGS, Form.XLSX), (What.CLIPPING, Form.DOCX), (What.CLIPPING, Form.PDF)],
)
def test_a_folder_that_is_not_there_is_said(store, tmp_path, what, form):
    """In one sentence, whichever library writes."""
    with pytest.raises(SelectionError, match="tidak dapat ditulis"):
        write_order(store, Order(what, form), tmp_path / "mana" / f"a.{form}")


def test_an_ending_names_the_form(tmp_path):
    """In capitals too; one that is none, or not made of this, is refused."""
    assert choose_form(What.ATTENDANCE, tmp_path / "Rekap.XLSX", None) is Form.XLSX
    assert choose_form(What.REPORT, tmp_path / "laporan", Form.PDF) is Form.PDF
    with pytest.raises(SelectionError, match=r"pakai \.xlsx, \.csv, \.json"):
        choose_form(What.ATTENDANCE, tmp_path / "rekap.exe", None)
    with pytest.raises(SelectionError, match="yang ada: docx, pdf, json"):
        choose_form(What.CLIPPING, tmp_path / "kliping.xlsx", None)


EVENT = "demak:0"
SAID = "Tanggul harus selesai, kata Rahmawati Lestari."


@pytest.fixture
def told(store):
    """The event of Demak with a statement, an aim and a second day."""
    text = (
        f"{TEXT}\nRapat bertujuan menutup tanggul jebol.\n“Tanggul harus selesai,” kata Rahmawati Lestari.\nLain-lain."
    )
    put(
        store,
        an_article("demak", text=text, title="Rakor Banjir", publisher="Warta Demak", url="https://warta.example/1"),
    )

    def fact(kind, value, **fields):
        return Fact(
            kind, value, text.index(value), text.index(value) + len(value), fields.pop("rule", "x"), 0, **fields
        )

    reading = store.readings.get_many(["demak"])["demak"]
    more = (
        fact(FactKind.PURPOSE, "menutup tanggul jebol"),
        fact(
            FactKind.STATEMENT, "Tanggul harus selesai", person="Rahmawati Lestari", rule="statement.quote.attributed"
        ),
        fact(FactKind.STATEMENT, "Lain-lain", person="Rahmawati Lestari", certain=False),
    )
    store.readings.put([replace(reading, facts=(*FACTS, *more))], now=NOW)
    return store


FRAME = Frame(("PEMERINTAH KABUPATEN DEMAK", "Bagian Protokol"), ("Demak, ……", "(……………)"))


def made(store, tmp_path, what, form, place="", **typed):
    file = tmp_path / f"hasil.{form}"
    write_order(store, Order(what, form, read_selection(**typed), place, FRAME), file)
    return file


def lines_of(word) -> list[str]:
    return [text for paragraph in docx.Document(word).paragraphs if (text := paragraph.text.strip())]


def test_a_report_names_its_sources_and_what_is_open(told, tmp_path):
    """Each line has the numbers of the articles that say so; what none says is said to be open."""
    assert lines_of(made(told, tmp_path, What.REPORT, Form.DOCX, EVENT)) == snapshot(
        [
            "PEMERINTAH KABUPATEN DEMAK",
            "Bagian Protokol",
            "Laporan Kegiatan",
            "Rakor Banjir",
            "Dasar",
            "Diisi oleh pembuat laporan; berita tidak menyebut surat atau perintahnya.",
            "Maksud dan tujuan",
            "menutup tanggul jebol[1]",
            "Waktu",
            "6 Februari 2024[1][2]",
            "Tempat",
            "Pendopo Demak[1][2]",
            "Penyelenggara",
            "Tidak disebut dalam berita.",
            "Peserta",
            "Bupati Demak Rahmawati Lestari (membuka acara)[1]",
            "Wibisono Hartadi (mewakili Dandim)[1]",
            "Dandim (diwakili)[1]",
            "=SUM(A1)[1]",
            "Pokok bahasan",
            "banjir[1][2]",
            "Pernyataan",
            "Rahmawati Lestari: “Tanggul harus selesai”[1]",
            "Tindak lanjut",
            "Tidak disebut dalam berita.",
            "Sumber",
            "[1] Rakor Banjir, Warta Demak",
            "[2] (tanpa judul) Rakor Banjir dibuka Bupati Demak Rahmawati …, Kabar Kota, Rabu, 7 Februari 2024",
            "Demak, ……",
            "(……………)",
        ]
    )


def test_a_report_reads_the_same_as_pdf(told, tmp_path):
    """Text for text, letters that the usual fonts lack included."""
    pages = PdfReader(made(told, tmp_path, What.REPORT, Form.PDF, EVENT)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for line in lines_of(made(told, tmp_path, What.REPORT, Form.DOCX, EVENT)):
        assert line.replace("[", " [").split("[")[0].strip() in text


def test_a_clipping_has_each_article_once(told, tmp_path):
    """With the paragraphs that were read, its day and link; the outlets are counted before them."""
    file = made(told, tmp_path, What.CLIPPING, Form.DOCX)
    assert lines_of(file) == snapshot(
        [
            "PEMERINTAH KABUPATEN DEMAK",
            "Bagian Protokol",
            "Kliping Berita",
            "4 berita dari 2 media.",
            "Berita menurut media",
            "Daftar isi",
            "Rakor Banjir",
            "(tanpa judul) Rakor Pangan Jepara.",
            "(tanpa judul) Rakor Banjir dibuka Bupati Demak Rahmawati …",
            "(tanpa judul) Rakor Pasar.",
            "Rakor Banjir",
            "Warta Demak",
            "Rakor Banjir dibuka Bupati Demak Rahmawati Lestari.",
            "Dandim diwakili Wibisono Hartadi.",
            "Hadir =SUM(A1) dan camat.",
            "Rapat bertujuan menutup tanggul jebol.",
            "“Tanggul harus selesai,” kata Rahmawati Lestari.",
            "https://warta.example/1",
            "(tanpa judul) Rakor Pangan Jepara.",
            "Kabar Kota",
            "Rakor Pangan Jepara.",
            "(tanpa judul) Rakor Banjir dibuka Bupati Demak Rahmawati …",
            "Kabar Kota · Rabu, 7 Februari 2024",
            "Rakor Banjir dibuka Bupati Demak Rahmawati Lestari.",
            "(tanpa judul) Rakor Pasar.",
            "Kabar Kota · Rabu, 7 Februari 2024",
            "Rakor Pasar.",
            "Demak, ……",
            "(……………)",
        ]
    )
    assert [[cell.text for cell in row.cells] for row in docx.Document(file).tables[0].rows] == [
        ["Media", "Jumlah berita"],
        ["Kabar Kota", "3"],
        ["Warta Demak", "1"],
    ]


def test_the_contents_of_a_clipping_lead_to_its_entries(told, tmp_path):
    """In Word by bookmarks, in PDF by the outline and with page numbers."""
    word = docx.Document(made(told, tmp_path, What.CLIPPING, Form.DOCX)).element.xml
    assert [f'w:anchor="bagian_{number}"' in word and f'w:name="bagian_{number}"' in word for number in (1, 4, 5)] == [
        True,
        True,
        False,
    ]
    pdf = PdfReader(made(told, tmp_path, What.CLIPPING, Form.PDF))
    assert [entry.title for entry in pdf.outline] == [
        "Rakor Banjir",
        "(tanpa judul) Rakor Pangan Jepara.",
        "(tanpa judul) Rakor Banjir dibuka Bupati Demak Rahmawati …",
        "(tanpa judul) Rakor Pasar.",
    ]


def test_a_report_wants_a_meeting_that_is_there(store, tmp_path):
    """One sentence for a number that is none."""
    for place in ("demak:7", "tidak-ada:0", "demak"):
        with pytest.raises(SelectionError, match="Tidak ada kegiatan bernomor"):
            made(store, tmp_path, What.REPORT, Form.DOCX, place)


@pytest.mark.parametrize("form", [Form.DOCX, Form.PDF])
@pytest.mark.parametrize(("what", "place"), [(What.CLIPPING, ""), (What.REPORT, "aneh:0")])
def test_strange_characters_are_left_out_of_documents(store, tmp_path, what, place, form):
    """Control characters in title, publisher, text and link, letters of another direction, a word without an end."""
    strange = "Rakor\x07 مدير " + "x" * 500
    put(store, an_article("aneh", text=strange, title=strange, publisher="\x01", url="https://warta.example/\x07a"))
    store.readings.put([a_reading("aneh", meetings=(a_meeting(name=strange),))], now=NOW)
    assert made(store, tmp_path, what, form, place).stat().st_size


def test_documents_are_json_too(told, tmp_path):
    """Blocks with styles and notes, sources behind them."""
    report = json.loads(made(told, tmp_path, What.REPORT, Form.JSON, EVENT).read_text())
    assert {"text": "menutup tanggul jebol", "style": "text", "notes": [1], "link": ""} in report["blocks"]
    assert report["sources"][0] == {
        "text": "Rakor Banjir, Warta Demak",
        "link": "https://warta.example/1#:~:text=Rakor%20Banjir",
    }
    clipping = json.loads(made(told, tmp_path, What.CLIPPING, Form.JSON).read_text())
    assert [block["link"] for block in clipping["blocks"] if block.get("link")] == [
        "https://warta.example/1#:~:text=Rakor%20Banjir%20dibuka%20Bupati%20Demak%20Rahmawati%20Lestari."
    ]

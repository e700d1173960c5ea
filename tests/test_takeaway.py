"""What an office takes home: rows of three values, and files that another program reads cell by cell."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from store_builders import NOW, a_meeting, a_reading, an_article, put

from data.errors import SelectionError
from data.facts import Capacity, Fact, FactKind
from data.store import open_store
from retrieval.takeaway.choices import Form, What, form_of
from retrieval.takeaway.selection import Selection, read_selection, select_events
from retrieval.takeaway.writing import write_selection

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
    write_selection(store, what, read_selection(**typed), file=file, form=form)
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
        "https://warta.example/1",
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
    for form in Form:
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
        write_selection(store, What.ATTENDANCE, read_selection(since="1999", until="1999"), file=file, form=Form.CSV)
    assert file.read_text() == "lama"
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.csv"]


def test_a_folder_that_is_not_there_is_said(store, tmp_path):
    """In one sentence."""
    with pytest.raises(SelectionError, match="tidak dapat ditulis"):
        write_selection(store, What.MEETINGS, Selection(), file=tmp_path / "mana" / "a.csv", form=Form.CSV)


def test_an_ending_names_the_form(tmp_path):
    """In capitals too; one that is none is refused."""
    assert form_of(tmp_path / "Rekap.XLSX") is Form.XLSX
    with pytest.raises(SelectionError, match=r"pakai \.xlsx, \.csv, \.json"):
        form_of(tmp_path / "rekap.exe")

"""Exports opened by other libraries and compared with the facts: of a small archive, and of hostile texts."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from store_builders import NOW, a_meeting, a_reading, an_article, put

from data.facts import Capacity, Fact, FactKind
from data.store import open_store
from data.wording import takeaway as wording
from retrieval.takeaway.attendance import AttendanceRow, Presence
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.document import Document, Table, printable
from retrieval.takeaway.pdf import write_pdf
from retrieval.takeaway.selection import read_selection
from retrieval.takeaway.tables import write_csv
from retrieval.takeaway.word import write_word
from retrieval.takeaway.workbook import write_workbook
from retrieval.takeaway.writing import Order, write_order
from tests.takeaway_checking.__main__ import check, check_clippings
from tests.takeaway_checking.tables import check_csv, check_workbook

JEPARA = "3320"
TEXT = (
    "Rapat penanganan abrasi dibuka Bupati Jepara Siti Ma'rifah.\n"
    "Kapolres Jepara diwakili Kompol Hasan Basri, sedangkan Ketua PCNU tidak hadir.\n"
    "“Bibit mangrove ditanam Maret,” kata Siti Ma'rifah. Rapat bertujuan menahan abrasi."
)


def fact(kind, value, text=TEXT, **fields):
    start = text.index(value)
    return Fact(kind, value, start, start + len(value), fields.pop("rule", "x"), 0, **fields)


def attended(value, capacity=Capacity.PRESENT, **fields):
    return fact(FactKind.ATTENDANCE, value, capacity=capacity, **fields)


FACTS = (
    attended("Siti Ma'rifah", Capacity.OPENED, person="Siti Ma'rifah", role="Bupati Jepara"),
    attended("Kapolres Jepara", Capacity.ABSENT, role="Kapolres Jepara"),
    attended("Kompol Hasan Basri", person="Hasan Basri", represents="Kapolres Jepara"),
    attended("Ketua PCNU", Capacity.ABSENT, role="Ketua PCNU"),
    fact(FactKind.STATEMENT, "Bibit mangrove ditanam Maret", person="Siti Ma'rifah", rule="statement.quote.attributed"),
    fact(FactKind.PURPOSE, "menahan abrasi"),
)


@pytest.fixture
def store():
    store = open_store("sqlite://")
    yield store
    store.close()


def keep(store, article_id, *facts, text=TEXT, meeting=None, **fields):
    put(store, an_article(article_id, text=text, **fields))
    meeting = meeting or a_meeting(name="Rapat penanganan abrasi", date=date(2024, 2, 6), regions=(JEPARA,))
    store.readings.put([a_reading(article_id, meetings=(meeting,), facts=facts)], now=NOW)


def taken(store, tmp_path, what=What.ATTENDANCE, **typed):
    file = tmp_path / "hasil.json"
    write_order(store, Order(what, Form.JSON, read_selection(**typed)), file)
    return json.loads(file.read_text())


def test_every_export_says_what_the_facts_say(store, tmp_path):
    """Cell by cell and line by line: two outlets on one event, months, an article without day, title and outlet."""
    published = datetime(2024, 2, 7, tzinfo=UTC)
    keep(store, "abrasi", *FACTS, title="Abrasi Dibahas", publisher="Warta Pesisir", url="https://warta.example/1#isi")
    keep(store, "abrasi-lain", FACTS[0], publisher="Kabar Kota", url="https://kabar.example/2", published=published)
    keep(store, "pangan", text="Rakor Pangan.", meeting=a_meeting(name="Rakor Pangan", date=date(2024, 3, 1)))
    keep(store, "kapan", text="Rakor Pasar.\nHadir camat.", meeting=a_meeting(name="Rakor Pasar"))
    assert [*check(store, tmp_path)] == []


def test_a_long_clipping_sends_to_the_right_pages(store, tmp_path):
    """Fifty entries: contents of several pages, in front of pages that are numbered behind them."""
    for number in range(50):
        keep(store, f"b{number:03}", text=f"Isi berita {number:03}. " * 20, title=f"Berita {'panjang ' * 9}{number:03}")
    assert [*check_clippings(store, tmp_path)] == []


def test_a_deputy_holds_not_the_office_stood_in_for(store, tmp_path):
    """Nor does a deputy regent, of whose title a word was read, the regent's."""
    text = "Wakil Bupati Jepara hadir.\nHadir perwakilan Bupati Jepara."
    keep(
        store,
        "abrasi",
        fact(FactKind.ATTENDANCE, "Bupati", text, role="Wakil Bupati Jepara", capacity=Capacity.PRESENT),
        fact(
            FactKind.ATTENDANCE,
            "perwakilan Bupati Jepara",
            text,
            role="perwakilan Bupati Jepara",
            represents="Bupati Jepara",
            capacity=Capacity.PRESENT,
        ),
        text=text,
    )
    assert [row["presence"] for row in taken(store, tmp_path, office="bupati")] == ["not_mentioned"]
    assert [row["office"] for row in taken(store, tmp_path, office="wakil bupati")] == ["Wakil Bupati Jepara"]


@pytest.mark.parametrize(
    ("represents", "presence"),
    [
        ("Kapolres Jepara", "represented"),
        ("Kapolres", "represented"),
        ("Kapolres Jepara AKBP Wahyu", "represented"),
        ("Bupati Jepara", "absent"),
        ("Kapolres Demak", "absent"),
    ],
)
def test_a_deputy_is_of_whom_one_is_called_by_all_words_of_the_other(store, tmp_path, represents, presence):
    """Whoever stood in for somebody else, or for the same office elsewhere, represents nobody here."""
    deputy = attended("Kompol Hasan Basri", person="Hasan Basri", represents=represents)
    keep(store, "abrasi", FACTS[1], deputy)
    rows = taken(store, tmp_path)
    assert [(row["office"], row["presence"], row["deputies"]) for row in rows if not row["name"]] == [
        ("Kapolres Jepara", presence, "Kompol Hasan Basri" if presence == "represented" else "")
    ]


SIGNS = st.sampled_from(["=", "+", "-", "@", "\t=", " =", "＝", "'", "'=", '"', "\n"])
PECULIAR = ["مدير", "👩‍👩‍👧 🎉", "\u202eterbalik", "Nu'man Ja'far", "x" * 300, "\ufffe", "=HYPERLINK(A1)"]
HOSTILE = st.one_of(
    st.text(max_size=40), st.builds(str.__add__, SIGNS, st.text(max_size=9)), st.sampled_from(PECULIAR)
).map(printable)
FIELDS = ("meeting", "place", "office", "name", "quotation")


@settings(max_examples=10, deadline=None, derandomize=True)
@given(texts=st.lists(st.tuples(*[HOSTILE] * len(FIELDS)), min_size=1, max_size=8))
def test_whatever_a_text_holds_is_a_text(tmp_path_factory, texts):
    """Nothing computes and nothing is lost in a sheet: what stands in one file stands in the other."""
    rows = [
        AttendanceRow(day=date(2024, 2, 6), presence=Presence.PRESENT, **dict(zip(FIELDS, cells, strict=True)))
        for cells in texts
    ]
    folder = tmp_path_factory.mktemp("aneh")
    write_csv(rows, wording.ATTENDANCE, folder / "a.csv")
    write_workbook(rows, wording.ATTENDANCE, folder / "a.xlsx")
    shown = [asdict(row) | {"day": "2024-02-06", "capacity": "present"} for row in rows]
    assert [*check_csv(folder / "a.csv", shown, wording.ATTENDANCE)] == []
    assert [*check_workbook(folder / "a.xlsx", shown, wording.ATTENDANCE)] == []


def test_a_long_table_repeats_its_heading_on_each_page(tmp_path):
    """On paper and in Word; a picture for which there is no letter leaves the words around it."""
    rows = (("Media 🎉", "Jumlah berita"), *((f"Kabar {number}", "1") for number in range(80)))
    document = Document("Kliping", (Table(rows),))
    write_pdf(document, tmp_path / "a.pdf")
    write_word(document, tmp_path / "a.docx")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    assert [page.count("Jumlah berita") for page in pages] == [1, 1]
    assert ["🎉" in page for page in pages] == [False, False]
    assert docx.Document(str(tmp_path / "a.docx")).element.xml.count("<w:tblHeader/>") == 1

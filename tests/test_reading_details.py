"""A detail that the tables do not read: the surest stretch, whole, and no more than the article says."""

import pytest
from tagged import tag

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.page import open_page
from retrieval.reading.details import read_details

TEXT = (
    "Rapat Koordinasi Dinas Pangan Seruni berlangsung di Pendopo Melati. Dinas Pangan Seruni membicarakan "
    "cadangan beras daerah supaya harga tetap terjaga (lumbung desa."
)
MAIN = Meeting(0, "Rapat Koordinasi Dinas Pangan Seruni", "rakor", 0, 36)


def read(marks, told=(), chance=0.95):
    page = open_page(TEXT)
    return read_details(page, tag(TEXT, {"detail": marks}, chance=chance), told, MAIN)


def test_what_is_found_is_quoted_to_the_letter():
    """A place may be one word or more; what readers call a theme is what was dealt with."""
    marks = {"Pendopo Melati": "PLACE", "cadangan beras daerah": "THEME", "harga tetap terjaga": "PURPOSE"}
    facts = read(marks)
    assert {fact.kind: fact.value for fact in facts} == {
        FactKind.PLACE: "Pendopo Melati",
        FactKind.AGENDA: "cadangan beras daerah",
        FactKind.PURPOSE: "harga tetap terjaga",
    }
    for fact in facts:
        assert TEXT[fact.value_start : fact.value_end] == fact.value
        assert fact.start <= fact.value_start < fact.value_end <= fact.end


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("beras", "THEME"),  # a piece of something longer
        ("harga tetap terjaga (lumbung", "PURPOSE"),  # what a bracket cuts
        ("Dinas Pangan Seruni", "ORGANISER"),  # a piece of the meeting's own name
    ],
)
def test_pieces_are_nothing(phrase, kind):
    """No detail is better than half of one."""
    assert read({phrase: kind}) == []


def test_a_doubtful_stretch_is_not_told():
    """Below the chance of its kind nothing is read."""
    assert read({"cadangan beras daerah": "THEME"}, chance=0.045) == []


@pytest.mark.parametrize("known", [FactKind.AGENDA, FactKind.THEME])
def test_what_the_tables_read_stays(known):
    """A theme or an agenda that is known needs no other."""
    told = Fact(known, "stok pangan", 0, 10, "agenda.soal", meeting=0)
    assert read({"cadangan beras daerah": "THEME"}, [told]) == []

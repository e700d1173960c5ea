"""Articles on an event of a kind that no table knows."""

from __future__ import annotations

import pytest

from data.article import Article
from data.errors import ModelError
from data.facts import FactKind
from retrieval.facts.page import open_page
from retrieval.reading.reader import read_article
from retrieval.reading.reporting import Reporting, opening_event, opening_stems, read_reporting, shipped_reporting
from retrieval.training.reporting import fit_reporting, open_texts, shares_above

HANDED_OVER = (
    "MELATI - Bupati Melati Ratna Wulandari menyerahkan bantuan bagi korban kebakaran di Desa Sumber Rejo, "
    "Kamis (14/3/2024). Turut hadir Kepala Dinas Sosial Darmawan Hadi, camat dan kepala desa setempat.\n"
    "“Kami akan bantu sampai rumah warga berdiri lagi,” kata Ratna."
)
WEATHER = (
    "Harga cabai naik lagi pekan ini karena hujan turun terus di daerah penghasil. Pedagang berharap pasokan "
    "segera pulih sehingga pembeli tidak berpindah ke bumbu lain."
)


def test_an_official_act_is_an_event():
    """It is named by what was done, and those who were there took part in it."""
    reading = read_article(Article("a1", title="Bantuan Kebakaran", publisher="Kabar Melati", text=HANDED_OVER))
    (meeting,) = reading.meetings
    assert meeting.name.startswith("menyerahkan bantuan")
    assert HANDED_OVER[meeting.start : meeting.end] == meeting.name
    present = {fact.person for fact in reading.facts if fact.kind is FactKind.ATTENDANCE}
    assert "Darmawan Hadi" in present


def test_other_news_reports_none():
    """Its opening tells of no act."""
    assert not shipped_reporting().reports(WEATHER)
    assert not read_article(Article("a2", title="Cabai Naik", publisher="Kabar Melati", text=WEATHER)).meetings


def test_names_tell_nothing():
    """Only words in small letters do, and only the first of them."""
    assert "ratna" not in opening_stems(HANDED_OVER)
    assert "bantu" in opening_stems(HANDED_OVER)
    assert opening_stems("kata " * 80 + "bantuan") == {"kata"}


def test_the_verb_that_speaks_most_for_an_event_names_it():
    """A verb of speaking does not, nor one with nothing behind it, nor one in a quotation."""
    text = "Camat Melati mengatakan bantuan lama ditunggu, lalu ia melihat gudang dan membagikan beras kepada warga."
    event = opening_event(open_page(text), Reporting({"bagi": 2.0, "lihat": 0.5}, 0.0, 0.5))
    assert event is not None
    assert text[event.start : event.end].startswith("membagikan beras")
    assert opening_event(open_page("Hujan."), Reporting({}, 0.0, 0.5)) is None


def test_damaged_weights_are_said_to_be(tmp_path):
    """In one sentence."""
    (tmp_path / "reporting.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError):
        read_reporting(tmp_path / "reporting.json")


def test_fitted_weights_tell_acts_from_other_news():
    """Texts without annotation count as other news where no kind of meeting is named in them."""
    places = [f"desa {letter * 3}" for letter in "abcdefghijklmnopqrst"]
    annotated = [(f"bupati menyerahkan bantuan kepada warga {place}", True) for place in places]
    annotated += [(f"harga cabai di pasar {place} naik terus", False) for place in places]
    others = [f"harga beras di pasar {place} naik terus" for place in places] + [
        "camat membuka rapat koordinasi banjir"
    ]
    openings = open_texts(annotated, others)
    assert len(openings) == 60
    fitted, chances = fit_reporting(openings, least=0.5)
    assert fitted.reports("camat menyerahkan bantuan")
    assert not fitted.reports("harga telur naik terus")
    assert shares_above(openings, chances, least=0.5) == (1.0, 0.0, 0.0)

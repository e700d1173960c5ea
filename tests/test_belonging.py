"""Tests of retrieval/facts/belonging: what a cue tells of another event is nothing of this meeting."""

from __future__ import annotations

from data.article import Article
from data.facts import FactKind
from retrieval.facts.reader import read_article


def attending(text: str) -> list[tuple[str, str]]:
    """Who takes part in what a text reports: the rule without its family, and the value."""
    facts = read_article(Article("w1", text, title="Rakor Linmas Wakatobi", publisher="Kabar Kita")).facts
    return [(fact.rule.partition(".")[2], fact.value) for fact in facts if fact.kind is FactKind.ATTENDANCE]


MEETING = "WANGI-WANGI - Rapat Koordinasi Linmas digelar di Aula Bappeda Wakatobi, Rabu (16/8/2023).\n"
INSTALLING = "WANGI-WANGI - Pelantikan pengurus Linmas digelar di Aula Bappeda Wakatobi, Rabu (16/8/2023).\n"
INSTALLED = ("tagged", "pengurus Linmas")


def test_who_once_installed_others_led_no_other_meeting() -> None:
    """ "Dilantik oleh" counts where the meeting is an installing; in other news it is history."""
    installed = "Pengurus dilantik oleh Wakil Bupati Wakatobi, La Ode Muhsin."
    assert attending(INSTALLING + installed) == [INSTALLED, ("dilantik_oleh", "La Ode Muhsin")]
    assert attending(MEETING + installed) == []


def test_who_was_met_at_another_event_is_not_at_this_one() -> None:
    """ "Ditemui di sela rapat koordinasi" places somebody here, "ditemui di sela pengajian" does not."""
    met = "Kapolres Wakatobi, Darma Wirawan, ketika ditemui di sela {}, mengatakan warga tertib."
    assert attending(MEETING + met.format("Rapat Koordinasi Linmas")) == [("ketika_ditemui", "Darma Wirawan")]
    assert attending(MEETING + met.format("pengajian rutin di masjid")) == []


def test_who_is_installed_was_at_the_installing() -> None:
    """ "Dilantik menjadi" counts where the meeting is an installing; in other news it is history."""
    inducted = "Siti Rahma dilantik menjadi Camat Binongko."
    assert attending(INSTALLING + inducted) == [INSTALLED, ("dilantik_menjadi", "Siti Rahma")]
    assert attending(MEETING + inducted) == []

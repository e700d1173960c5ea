"""Lists by recency and by time relative to today; what is asked of the latest meeting is asked of it alone."""

from __future__ import annotations

from datetime import date

import pytest
from builders import KnownWords, ask, open_archive, talk
from inline_snapshot import snapshot

from retrieval.answering.answer import Status
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.recency import find_latest
from retrieval.answering.asking.understanding import understand
from retrieval.answering.engine import Engine
from retrieval.index.generation import Generations
from retrieval.index.live import LiveIndex
from retrieval.index.models import load_encoder


def query(question, *history):
    return understand(question, vocabulary=KnownWords("rakor banjir pangan demak"), history=history)


def ask_on(day, question):
    """The answer on another day than today."""
    app = open_archive()
    live = LiveIndex(Generations(app.settings.home), load_encoder(app.settings.model))
    return Engine(app.store, live, today=lambda: day).ask(question)


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("rapat terbaru apa", "terbaru"),
        ("siapa yang hadir di rakor banjir Demak terakhir", "terakhir"),
        ("kapan terakhir kali ada musrenbang", "terakhir kali"),
        ("kapan hari terakhir bimtek", ""),
        ("bimtek Demak hari terakhir membahas apa", ""),
        ("berita terbaru di Demak", "berita terbaru"),
        ("minyak goreng terbaru", ""),
        ("rapat banjir", ""),
    ],
)
def test_what_says_that_the_latest_is_meant(formal, expected):
    """A kind of meeting has to be named before, and no part of one."""
    assert formal[slice(*find_latest(parse(formal)))] == expected


def test_a_list_of_the_latest():
    """Newest first, an event that two articles report once."""
    answer = ask("rapat terbaru di Demak apa aja?")
    assert (answer.status, answer.kind) == (Status.ANSWERED, Kind.LIST)
    assert answer.text == snapshot("""\
2 kegiatan terbaru di arsip:
1. Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo
2. Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja\
""")


def test_latest_meetings_stand_alone():
    """They lean on no earlier question, except where they say so."""
    assert query("rapat terbaru apa?", "kapan rakor banjir Demak?").regions == ()
    assert query("rapat terbaru di sana apa?", "kapan rakor banjir Demak?").regions == ("3321",)


def test_what_is_asked_of_the_latest_meeting():
    """Its date; and what is asked next is about it as well."""
    assert talk("musrenbang terakhir di Demak kapan?").startswith("answered: 15 Maret 2023.")
    assert talk("rapat terbaru di Demak apa?", "di mana?").startswith("answered: Pendopo")
    assert ask("rakor gempa terbaru di Jepara kapan?").status is Status.NOT_COVERED


@pytest.mark.parametrize(
    ("day", "question"),
    [
        (date(2024, 2, 15), "minggu ini ada rapat apa di Demak?"),
        (date(2024, 2, 20), "minggu lalu ada acara apa saja di Demak"),
        (date(2024, 3, 5), "bulan lalu ada rapat apa di demak?"),
        (date(2024, 2, 13), "kemarin ada rakor apa?"),
        (date(2024, 4, 1), "rapat 3 bulan terakhir di Demak apa aja?"),
        (date(2024, 12, 31), "setahun terakhir ada rapat apa di Demak"),
        (date(2024, 2, 15), "jadwal rapat minggu ini di Demak"),
    ],
)
def test_by_a_time_relative_to_today(day, question):
    """The one event of that time, reported by two articles."""
    answer = ask_on(day, question)
    assert answer.text.splitlines()[0] == "1 kegiatan di arsip:"
    assert {source.article_id for source in answer.sources} == {"rakor-banjir-demak", "demak-siaga-banjir"}


def test_a_time_without_meetings():
    """Refused, with the latest there is."""
    answer = ask_on(date(2026, 1, 5), "minggu ini ada rapat apa di Demak?")
    assert (answer.status, answer.text.splitlines()[1:]) == (
        Status.NOT_COVERED,
        ["Yang terbaru di arsip: Rapat Koordinasi Penanggulangan Banjir (12 Februari 2024)."],
    )

"""Meetings: their names, dates and places, which one is the main one, and which articles report none."""

import json
from datetime import date

import pytest

from data.facts import FactKind
from retrieval.facts.events import find_candidates
from retrieval.facts.meetings import read_meetings
from retrieval.facts.page import open_page

PUBLISHED = date(2023, 8, 18)


def read(text, *, title="", published=PUBLISHED):
    page = open_page(text)
    _, meetings, facts = read_meetings(page, find_candidates(page, title=title), published=published)
    return meetings, facts


def main_meeting(text, **given):
    return read(text, **given)[0][0]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "Bupati membuka Rapat Koordinasi Daerah (Rakorda) Linmas se-Provinsi Maluku Tahun 2023 di Aula Bappeda.",
            "rakorda",
            "Rapat Koordinasi Daerah (Rakorda) Linmas se-Provinsi Maluku Tahun 2023",
        ),
        (
            "Polres Buru menggelar Focus Group Discussion (FGD) untuk Tambang yang Aman di Aula Polres, Rabu (16/8).",
            "fgd",
            "Focus Group Discussion (FGD) untuk Tambang yang Aman",
        ),
        (
            "Gubernur Maluku mengunjungi Pulau Buru, Rabu (16/8/2023). Ia disambut Bupati di dermaga.",
            "kunjungan",
            "mengunjungi Pulau Buru",
        ),
        (
            "Pemkab menggelar upacara dalam rangka memperingati Hari Pramuka di Lapangan Namlea, Senin (14/8).",
            "upacara",
            "upacara dalam rangka memperingati Hari Pramuka",
        ),
        (
            "Dinas Pariwisata menggelar Namlea Coffee Festival di Alun-alun Namlea, Sabtu (12/8).",
            "festival",
            "Namlea Coffee Festival",
        ),
        (
            "Ketua panitia membuka acara Jelajah Rempah Buru di Lapangan Namlea, Sabtu (12/8/2023).",
            "kegiatan",
            "acara Jelajah Rempah Buru",
        ),
    ],
)
def test_the_name_is_read_to_the_letter(text, kind, name):
    """The name is the noun phrase with its brackets, scope and year, and `text[start:end]` is the name."""
    meeting = main_meeting(text)
    assert (meeting.kind, meeting.name, text[meeting.start : meeting.end]) == (kind, name, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rakor pangan digelar di Aula Bappeda, Rabu (16/8/2023).", date(2023, 8, 16)),
        ("Rakor pangan dibuka bupati. Bertempat di Aula Bappeda, Selasa (15/8).", date(2023, 8, 15)),
        (
            "Rakor pangan digelar di Aula Bappeda, Rabu (16/8/2023). Pasar murah menyusul pada 2 September 2023.",
            date(2023, 8, 16),
        ),
        (
            "Koperasi yang berdiri sejak 3 Mei 1998 itu menggelar rapat anggota di Aula Bappeda, Rabu (16/8/2023).",
            date(2023, 8, 16),
        ),
        (
            "Rakor pangan di Aula Bappeda, Rabu (16/8), dipuji. Camat, ditemui di kantornya, Kamis (17/8), setuju.",
            date(2023, 8, 16),
        ),
        ("Rakor pangan digelar di Aula Bappeda dan dihadiri para camat.", None),
    ],
)
def test_the_date_is_the_meeting_s_own(text, expected):
    """Plans, history and interviews have dates too; where the article states none, there is none."""
    assert main_meeting(text, title="Rakor Pangan").date == expected


def test_a_range_gives_first_and_last_day():
    """A meeting of several days begins on the first."""
    meeting = main_meeting("Bimtek arsip desa digelar di Hotel Mutiara pada 8-10 Agustus 2023.")
    assert (meeting.date, meeting.date_end) == (date(2023, 8, 8), date(2023, 8, 10))


def test_a_weekday_that_contradicts_its_date_is_reported():
    """The written date stays, and the fact carries the clash."""
    _, facts = read("Rakor linmas digelar di Aula Bappeda, Rabu (10/08/2023).")
    (fact,) = [fact for fact in facts if fact.kind is FactKind.DATE]
    assert fact.value == "2023-08-10"
    assert json.loads(fact.detail)["weekday"] == "Rabu"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rakor dibuka di Aula Bappeda. Camat ditemui di Kantor Camat Waplau mengaku puas.", "Aula Bappeda"),
        (
            "Rakor pangan dibuka bupati. Bertempat di Ruang Pola Kantor Bupati, Selasa (15/8).",
            "Ruang Pola Kantor Bupati",
        ),
        ("Rakor pangan digelar secara virtual, Selasa (15/8/2023).", "secara virtual"),
        ("Rakor pangan dibuka Kepala Dinas Pangan, Selasa (15/8/2023).", None),
    ],
)
def test_the_place_is_the_meeting_s_own(text, expected):
    """A place of another sentence, or a post in an office, is not where the meeting was."""
    assert main_meeting(text, title="Rakor Pangan").place == expected


def test_facts_stand_on_their_spans():
    """Evidence holds the value, and both are slices of the text."""
    text = (
        "NAMLEA - Pemkab Buru melalui Dinas Pangan menggelar Rakor Pangan dengan tema “Beras Aman Warga Tenang” "
        "di Aula Bappeda, Rabu (16/8/2023). Rakor ini bertujuan menekan harga beras. Rakor diikuti 40 orang peserta."
    )
    _, facts = read(text)
    found = {fact.kind: fact.value for fact in facts}
    assert found == {
        FactKind.DATE: "2023-08-16",
        FactKind.PLACE: "Aula Bappeda",
        FactKind.ORGANISER: "Pemkab Buru melalui Dinas Pangan",
        FactKind.THEME: "Beras Aman Warga Tenang",
        FactKind.PURPOSE: "menekan harga beras",
        FactKind.PARTICIPANTS: "40 orang peserta",
    }
    for fact in facts:
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
        assert fact.kind is FactKind.DATE or text[fact.value_start : fact.value_end] == fact.value


def test_a_preparing_meeting_is_told_apart_from_the_announced_one():
    """Two meetings with dates of their own are two; the one that took place keeps its date and place."""
    text = (
        "Rapat koordinasi persiapan festival digelar di Aula Bappeda, Rabu (16/8/2023).\n"
        "Bupati hadir memberi arahan.\n"
        "Festival Minyak Kayu Putih akan digelar pada 2 September 2023 di Alun-alun Namlea."
    )
    meetings, _ = read(text, title="Pemkab Matangkan Festival")
    assert [(meeting.ordinal, meeting.kind, meeting.date) for meeting in meetings] == [
        (0, "rakor", date(2023, 8, 16)),
        (1, "festival", date(2023, 9, 2)),
    ]


def test_repeated_mentions_are_one_meeting():
    """ "rakor", "rapat tersebut" and the full name are the same meeting."""
    text = (
        "Pemkab Buru menggelar Rapat Koordinasi Pangan di Aula Bappeda, Rabu (16/8/2023). "
        "Rakor dibuka bupati. Dalam rapat tersebut dibahas harga beras."
    )
    assert len(read(text)[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Harga cengkih di Namlea naik dua kali lipat sejak panen raya bulan lalu.",
        "Sebuah perahu nelayan terbalik di Teluk Kayeli, Rabu (16/8/2023). Dua orang selamat.",
        "“Nanti kita akan rapat lagi untuk membahas itu di kantor bersama warga,” kata Camat.",
        "Sesuai hasil evaluasi, lomba desa tahun lalu tidak lagi diadakan.",
    ],
)
def test_news_without_a_meeting_reports_none(text):
    """Prices, accidents, and a word in passing make no meeting."""
    assert read(text)[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat yang berlangsung dari pukul 09.00 hingga 12.30 WIT itu ramai.", "pukul 09.00–12.30 WIT"),
        ("Rapat dimulai pukul 08.30 WIT.", "pukul 08.30 WIT"),
        ("Rapat berakhir pukul 14.00 WIT.", None),
        ("Kantor melayani warga sampai jam 15.00.", None),
    ],
)
def test_the_hour_may_stand_apart_from_the_date(text, expected):
    """A sentence that says when the meeting began gives the hour; when it ended, or an office closes, does not."""
    lead = "Pemkab Buru menggelar Rapat Koordinasi Pangan Daerah di Aula Kantor Bupati, Rabu (16/8/2023). "
    assert main_meeting(lead + text).time == expected


def test_the_theme_of_an_announced_meeting_is_its_own():
    """The sentence behind the announcement that speaks of "even tersebut" is not about the preparing rapat."""
    _, facts = read(
        "Festival Bahari Kabupaten Buru akan digelar pada Sabtu (2/9/2023). Even tahunan tersebut mengusung tema "
        "“Laut Kita Rumah Kita”.\nBupati membuka Rapat Koordinasi Panitia Festival Bahari di Aula Bappeda, "
        "Rabu (16/8/2023). Rapat Koordinasi Panitia itu dihadiri para camat.",
    )
    dates = {fact.meeting: fact.value for fact in facts if fact.kind is FactKind.DATE}
    (theme,) = (fact for fact in facts if fact.kind is FactKind.THEME)
    assert dates[theme.meeting] == "2023-09-02"

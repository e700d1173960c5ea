"""Tests of retrieval/language/dates: event dates in articles, contradictions, periods in questions."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.dates import find_dates, find_periods, format_date

PUBLISHED = date(2022, 8, 10)  # a Wednesday


def d(month: int, day: int, year: int = 2022) -> date:
    return date(year, month, day)


WRITTEN = [
    # Weekday and numbers in brackets.
    ("di aula, Rabu (03/08/22).", d(8, 3)),
    ("di aula, Rabu (3/8/2022) lalu", d(8, 3)),
    ("di aula Rabu(3/8/2022)", d(8, 3)),
    ("pada (25/07/2022) pagi", d(7, 25)),
    ("Selasa, (2/8/2022. Kegiatan itu", d(8, 2)),
    ("Jum'at (5/8)", d(8, 5)),
    ("Jum’at, 5 Agustus 2022", d(8, 5)),
    ("Ahad (7/8)", d(8, 7)),
    ("Senin (8/08)", d(8, 8)),
    ("Rabu malam (3/8)", d(8, 3)),
    ("Kamis, (4/8/22)", d(8, 4)),
    # Written out.
    ("Kamis, 4 Agustus 2022 di gedung", d(8, 4)),
    ("Kamis 4 Agustus 2022.", d(8, 4)),
    ("hari Kamis tanggal 4 Agustus 2022", d(8, 4)),
    ("Kamis Pahing, 4 Agustus 2022", d(8, 4)),
    ("pada tanggal 28 Juli", d(7, 28)),
    ("tgl 28 Juli 2022", d(7, 28)),
    ("hari senin pagi ( 1 Agustus 2022 pukul 09.00 WIB )", d(8, 1)),
    ("(Rabu, 27 Juli 2022)", d(7, 27)),
    ("sejak 4 Agustus tahun 2022", d(8, 4)),
    # Months misspelt and abbreviated.
    ("1 Nopember 2021", d(11, 1, 2021)),
    ("3 Pebruari 2022", d(2, 3)),
    ("5 Agst. 2022", d(8, 5)),
    ("6 Sept 2021", d(9, 6, 2021)),
    ("7 Okt 2021", d(10, 7, 2021)),
    ("1 Des 2021", d(12, 1, 2021)),
    # Other orders and marks.
    ("9 July 2022", d(7, 9)),
    ("2022-08-09", d(8, 9)),
    ("09-08-2022", d(8, 9)),
    ("09.08.2022", d(8, 9)),
    ("09/08/2022", d(8, 9)),
    ("tanggal 4/8", d(8, 4)),
    # The year from the publication.
    ("Senin (27/12)", d(12, 27, 2021)),
    ("Senin (15/8) mendatang", d(8, 15)),
    ("pada 9 Desember mendatang", d(12, 9)),
    ("pada 20 Agustus", d(8, 20)),
    ("Sabtu (9/10)", d(10, 9, 2021)),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_one_written_date_is_read(text: str, expected: date):
    """A date is read however it is written; a missing year comes from the publication."""
    assert [(mention.date, mention.date_end) for mention in find_dates(text, PUBLISHED)] == [(expected, None)]


RANGES = [
    ("Selasa-Rabu (2-3/8)", d(8, 2), d(8, 3)),
    ("Selasa-Rabu, 2-3 Agustus 2022", d(8, 2), d(8, 3)),
    ("tanggal 2-5 Juli 2019", d(7, 2, 2019), d(7, 5, 2019)),
    ("28 s/d 30 Mei 2019", d(5, 28, 2019), d(5, 30, 2019)),
    ("28 s.d. 30 Mei 2019", d(5, 28, 2019), d(5, 30, 2019)),
    ("2 sampai 7 Desember 2021", d(12, 2, 2021), d(12, 7, 2021)),
    ("2 sampai dengan 7 Desember 2021", d(12, 2, 2021), d(12, 7, 2021)),
    ("11 dan 12 Juli 2022", d(7, 11), d(7, 12)),
    ("20 September sampai dengan 19 Oktober 2021", d(9, 20, 2021), d(10, 19, 2021)),
    ("28 Desember 2021 hingga 3 Januari 2022", d(12, 28, 2021), d(1, 3)),
    ("28 Desember - 3 Januari 2022", d(12, 28, 2021), d(1, 3)),
    ("hari Senin 1 Agustus-Jumat 5 Agustus 2022", d(8, 1), d(8, 5)),
    ("(29-30/7)", d(7, 29), d(7, 30)),
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_a_stretch_of_days_is_one_date(text: str, first: date, last: date):
    """Several days joined by a dash, "sampai" or "dan" are one mention with its last day."""
    assert [(mention.date, mention.date_end) for mention in find_dates(text, PUBLISHED)] == [(first, last)]


NOT_DATES = [
    "Undang-Undang Nomor 7 Tahun 2017",
    "UU No. 23 Tahun 2014 tentang Pemerintahan Daerah",
    "surat Nomor 121/D.2/11/2018 tanggal 21 November 2018 perihal batas waktu",
    "SK Bupati No. 020/171/2018 tanggal 5 April 2018",
    "Surat Edaran tertanggal 9 Mei 2019",
    "Tahun Anggaran 2019",
    "RKPD Tahun 2022",
    "Rapat Kerja Tahun 2022",
    "periode 2019-2024",
    "2/3 anggota hadir",
    "Kodim 0812/Lamongan",
    "RT 2/3 Dusun Krajan",
    "versi 4.3 dan industri 4.0",
    "pukul 07.30 - 11.00 WIB",
    "usia 4-5 tahun",
    "setiap Jumat",
    "salat Jum'at",
    "Senin hingga Kamis",
    "dua minggu lalu",
    "hingga hari ini",
    "tahun kemarin",
    "31 Februari 2022",
    "1 Ramadan 1443 H",
    "pria yang lahir pada 19 Agustus 1990",
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_event_date_is_left_out(text: str):
    """Laws, letters, plan years, fractions, regular days and history are no dates of events."""
    assert find_dates(text, PUBLISHED) == []


RELATIVE = [
    ("kemarin", d(8, 9)),
    ("hari ini", d(8, 10)),
    ("Besok pagi", d(8, 11)),
    ("lusa", d(8, 12)),
    ("pada Selasa lalu", d(8, 9)),
    ("Rabu lalu", d(8, 3)),
    ("Senin kemarin", d(8, 8)),
    ("Senin mendatang", d(8, 15)),
    ("pada Kamis malam", d(8, 4)),
    ("hari Minggu pagi", d(8, 7)),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_days_told_from_the_publication_are_marked(text: str, expected: date):
    """ "kemarin" and weekdays alone count from the publication, inferred."""
    (mention,) = find_dates(text, PUBLISHED)
    assert (mention.date, mention.inferred) == (expected, True)


def test_a_written_date_swallows_the_word_before_it():
    """ "hari ini, Selasa (9/8)" is one date, not two."""
    assert [mention.date for mention in find_dates("dibuka hari ini, Selasa (9/8).", PUBLISHED)] == [d(8, 9)]


def test_the_mention_spans_weekday_and_brackets():
    """Start and end take in the weekday and the closing bracket."""
    text = "Rapat digelar di aula, Rabu (03/08/2022) pagi."
    (mention,) = find_dates(text, PUBLISHED)
    assert text[mention.start : mention.end] == "Rabu (03/08/2022)"
    assert (mention.weekday, mention.inferred, mention.clash) == ("Rabu", False, None)


TIMES = [
    ("Rabu (3/8) malam", "malam"),
    ("Rabu malam (3/8)", "malam"),
    ("Rabu (3/8) dini hari", "dini hari"),
    ("Rabu (3/8) pukul 09.00 WIB", "pukul 09.00 WIB"),
    ("Rabu (3/8), mulai pukul 13:00 - 15.00 WITA", "pukul 13.00–15.00 WITA"),
    ("Rabu (3/8) di aula. Ia datang pukul 10.00.", None),
    ("Rabu (3/8) di aula", None),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_the_hour_or_part_of_the_day_goes_with_the_date(text: str, expected: str | None):
    """The time of the same sentence belongs to a date, that of the next does not."""
    assert find_dates(text, PUBLISHED)[0].time == expected


CLASHES = [
    # The weekday contradicts the date: month, year or day were mistaken.
    ("Rabu (10/09/2022)", PUBLISHED, d(9, 10), "2022-08-10", "10 September 2022 jatuh pada hari Sabtu"),
    ("Senin (10/1/2021)", d(1, 12), d(1, 10, 2021), "2022-01-10", "10 Januari 2021 jatuh pada hari Minggu"),
    ("Selasa (3/8)", PUBLISHED, d(8, 3), "2022-08-02", "3 Agustus 2022 jatuh pada hari Rabu"),
    ("Kamis, 14 April 2021", PUBLISHED, d(4, 14, 2021), None, "14 April 2021 jatuh pada hari Rabu"),
]


@pytest.mark.parametrize(("text", "published", "written", "likely", "why"), CLASHES)
def test_a_weekday_that_contradicts_its_date_is_reported(
    text: str, published: date, written: date, likely: str | None, why: str
):
    """The written date stays; the clash names the weekday, the likely date and the reason."""
    (mention,) = find_dates(text, published)
    assert mention.date == written
    clash = json.loads(mention.clash or "null")
    assert (clash["likely"], clash["why"], clash["weekday"]) == (likely, why, mention.weekday)
    assert text.startswith(clash["written"])


@pytest.mark.parametrize("text", ["Rabu (03/08/2022)", "Rabu, Kamis dan Jumat (5/8)", "Selasa-Rabu (2-3/8)", "(10/07)"])
def test_agreeing_dates_have_no_clash(text: str):
    """Nothing is reported where weekday and date agree, or of several weekdays one does."""
    assert find_dates(text, PUBLISHED)[0].clash is None


UNPUBLISHED = [
    ("Rapat tahun 2019 digelar Jumat (14/6).", d(6, 14, 2019)),
    ("Rapat digelar Jumat (14/6). Laporan masuk 20 Juni 2019.", d(6, 14, 2019)),
    ("Evaluasi 2018 dan rencana 2019 dibahas Jumat (14/6).", d(6, 14, 2019)),
    ("Rapat digelar Jumat (14/6).", None),
    ("Rapat digelar kemarin.", None),
]


@pytest.mark.parametrize(("text", "expected"), UNPUBLISHED)
def test_without_a_publication_the_text_gives_the_year(text: str, expected: date | None):
    """A full date, or the mentioned year in which the weekday is right, gives the year; else there is none."""
    mention = find_dates(text)[0]
    assert (mention.date, mention.inferred) == (expected, True)


@given(
    st.text(alphabet="0123456789/-.,() SeninRabuMeiJuli\n", max_size=60), st.dates(date(2000, 1, 1), date(2040, 1, 1))
)
def test_dates_never_overlap_and_never_raise(text: str, published: date):
    """Mentions are slices in order without overlap, and a range does not run backwards."""
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.date_end is None or mention.date is None or mention.date < mention.date_end
        end = mention.end


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_a_formatted_date_is_read_again(day: date):
    """What readers are shown is what would be read from it."""
    assert [mention.date for mention in find_dates(format_date(day), day)] == [day]


FORMATTED = [
    (d(4, 27, 2021), None, "27 April 2021"),
    (d(7, 2, 2019), d(7, 5, 2019), "2–5 Juli 2019"),
    (d(7, 30, 2019), d(8, 2, 2019), "30 Juli – 2 Agustus 2019"),
    (d(12, 30, 2019), d(1, 2, 2020), "30 Desember 2019 – 2 Januari 2020"),
    (d(4, 27, 2021), d(4, 27, 2021), "27 April 2021"),
]


@pytest.mark.parametrize(("first", "last", "expected"), FORMATTED)
def test_dates_are_written_as_indonesian_readers_do(first: date, last: date | None, expected: str):
    """Days of one month share it, months of one year share it."""
    assert format_date(first, last) == expected


# (question, [(year, month, day, day_end)])
PERIODS = [
    ("rakor mei 2019", [(2019, 5, None, None)]),
    ("rakor bln mei", [(None, 5, None, None)]),
    ("rapat selama agustus", [(None, 8, None, None)]),
    ("rakor agt 2021", [(2021, 8, None, None)]),
    ("rakor des 2020", [(2020, 12, None, None)]),
    ("rakor 05/2019", [(2019, 5, None, None)]),
    ("in May 2019", [(2019, 5, None, None)]),
    ("rakor thn 2020", [(2020, None, None, None)]),
    ("rakor th 2021", [(2021, None, None, None)]),
    ("rakor taun 2021", [(2021, None, None, None)]),
    ("rakor tahun '19", [(2019, None, None, None)]),
    ("rakor thn 19", [(2019, None, None, None)]),
    ("kalau yang 2020?", [(2020, None, None, None)]),
    ("akhir 2019", [(2019, None, None, None)]),
    ("rakor kesiapan Pemilu 2019", [(2019, None, None, None)]),
    ("paripurna APBD-P 2016", [(2016, None, None, None)]),
    ("rakor 2019 dan 2020", [(2019, None, None, None), (2020, None, None, None)]),
    ("jelang nataru 2019/2020", [(2019, None, None, None), (2020, None, None, None)]),
    ("dari 2018 sampai 2020", [(year, None, None, None) for year in (2018, 2019, 2020)]),
    ("tgl 28 mei itu", [(None, 5, 28, 28)]),
    ("28 Mei", [(None, 5, 28, 28)]),
    ("17 juli 2019", [(2019, 7, 17, 17)]),
    ("17/7/2019", [(2019, 7, 17, 17)]),
    ("2019-07-17", [(2019, 7, 17, 17)]),
    ("28 s/d 30 mei 2019", [(2019, 5, 28, 30)]),
    ("2-5 Juli 2019", [(2019, 7, 2, 5)]),
    ("28 april - 2 mei 2019", [(2019, 4, 28, 28), (2019, 5, 2, 2)]),
    ("april-mei 2019", [(2019, 4, None, None), (2019, 5, None, None)]),
    ("januari sampai maret 2020", [(2020, month, None, None) for month in (1, 2, 3)]),
    ("rapat tanggal 5", [(None, None, 5, 5)]),
    ("tahun lalu", [(2021, None, None, None)]),
    ("thn ini", [(2022, None, None, None)]),
    ("dua tahun lalu", [(2020, None, None, None)]),
    ("sebulan yang lalu", [(2022, 7, None, None)]),
    ("tadi pagi", [(2022, 8, 10, 10)]),
    ("last year", [(2021, None, None, None)]),
    ("bulan lalu", [(2022, 7, None, None)]),
    ("mei tahun lalu", [(2021, 5, None, None)]),
    ("maret lalu", [(2022, 3, None, None)]),
    ("desember kemarin", [(2021, 12, None, None)]),
    ("minggu lalu", [(2022, 8, 1, 7)]),
    ("pekan ini", [(2022, 8, 8, 14)]),
    ("kmrn", [(2022, 8, 9, 9)]),
    ("hari ini", [(2022, 8, 10, 10)]),
    ("lusa", [(2022, 8, 12, 12)]),
    ("rakor jelang Ramadan 1441 H", []),
    ("HUT ke-76", []),
    ("UU Nomor 23 Tahun 2014", []),
    ("permendagri 42 tahun 2015", []),
    ("dihadiri 2019 orang", []),
    ("rapat jam 10", []),
    ("dandim 0812 hadir", []),
    ("des siapa", []),
]


@pytest.mark.parametrize(("question", "expected"), PERIODS)
def test_periods_of_a_question_are_read(question: str, expected: list[tuple[int | None, ...]]):
    """Days, months and years are read in formal, informal and abbreviated form; laws and counts are none."""
    found = find_periods(question, PUBLISHED)
    assert [(period.year, period.month, period.day, period.day_end) for period in found] == expected


def test_a_week_across_two_months_is_two_periods():
    """A period stays within one month."""
    found = find_periods("minggu ini", date(2022, 9, 1))
    assert [(period.month, period.day, period.day_end) for period in found] == [(8, 29, 31), (9, 1, 4)]


def test_without_today_nothing_is_relative():
    """ "tahun lalu" is not guessed."""
    assert find_periods("rakor tahun lalu") == []


def test_a_period_spans_its_words():
    """Start and end take in "thn" and the number."""
    question = "rakor thn 2020 di mana"
    (period,) = find_periods(question)
    assert question[period.start : period.end] == "thn 2020"


@given(st.text(max_size=80))
def test_periods_never_raise(question: str):
    """Any text is a question."""
    for period in find_periods(question, PUBLISHED):
        assert 0 <= period.start < period.end <= len(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("okt 2025 warga audiensi ke dewan", [(2025, 10)]),
        ("tahun 2024 siswa ikut apel apa saja", [(2024, None)]),
        ("rapat yang dihadiri 2024 siswa", []),
    ],
)
def test_a_year_behind_its_month_counts_nobody(question, expected):
    """Whatever follows it; a number alone before people is how many they were."""
    assert [(period.year, period.month) for period in find_periods(question)] == expected

"""Statistics: what is counted in which column, what free words ask for, and how it is said."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from store_builders import NOW, a_meeting, a_reading, an_article, an_attendance, put

from data.errors import SelectionError
from data.facts import Capacity, Fact, FactKind
from retrieval.statistics.asking import read_asked
from retrieval.statistics.charts import caption_of, chart_of
from retrieval.statistics.counting import Statistics, count_statistics
from retrieval.statistics.saying import say_office, say_regions, sentence_for_nothing
from retrieval.statistics.spread import OTHERS, Counted, Step, spread_events
from retrieval.takeaway.attendance import Presence
from retrieval.takeaway.selection import Selection, read_selection

DEMAK, JEPARA = "3321", "3320"
TODAY = date(2024, 6, 1)
ABSENT = Fact(FactKind.ATTENDANCE, "Bupati Demak", 0, 12, "diwakili", role="Bupati Demak", capacity=Capacity.ABSENT)
DEPUTY = an_attendance("Wira Sastra", role="Sekda Demak", represents="Bupati Demak", capacity=Capacity.PRESENT)
REGENT = an_attendance("Surya Mahendra", role="Bupati Demak", capacity=Capacity.OPENED)
INVITED = an_attendance("Surya Mahendra", role="Bupati Demak", capacity=Capacity.INVITED)


def on(year, month=1, day=1, kind="rakor", **fields):
    return Counted(date(year, month, day), kind, **fields)


def heights(spread):
    return [(column.first.isoformat()[:7], column.total) for column in spread.columns]


def report(store, name, *, kind="rakor", day=None, facts=(), regions=(DEMAK,), publisher="Kabar Demak", **fields):
    """An article on one meeting, as it is in the archive once it was read."""
    put(store, an_article(name, publisher=publisher, **fields))
    meeting = a_meeting(name=f"Rapat {name}", kind=kind, date=day, regions=regions)
    store.readings.put([a_reading(name, meetings=(meeting,), facts=tuple(facts))], now=NOW)


@pytest.fixture
def archive(store):
    """Demak in 2024: the regent was there once, was represented once, was said to be absent once, was invited once."""
    report(store, "banjir", day=date(2024, 2, 6), facts=[REGENT])
    put(store, an_article("lagi", publisher="Suara Pantura"))
    again = a_meeting(name="Rapat banjir", date=date(2024, 2, 7), regions=(DEMAK,))
    store.readings.put([a_reading("lagi", meetings=(again,))], now=NOW)
    report(store, "anggaran", kind="paripurna", day=date(2024, 2, 20), facts=[ABSENT, DEPUTY])
    report(store, "panen", day=date(2024, 5, 2), facts=[ABSENT], publisher="KABAR DEMAK")
    report(store, "pasar", facts=[INVITED], published=datetime(2024, 5, 9, tzinfo=UTC))
    report(store, "pangan", day=date(2024, 5, 3), regions=(JEPARA,), publisher="")
    return store


# Columns


def test_a_year_is_twelve_months():
    """Those without meetings too: nothing there is a number as well."""
    spread = spread_events([on(2023, 3), on(2023, 3, 31)], since=date(2023, 1, 1), until=date(2023, 12, 31))
    assert spread.step is Step.MONTH
    assert [total for _, total in heights(spread)] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_more_than_twelve_months_are_years():
    """Up to a year by month, whatever month it begins in."""
    months = spread_events([on(2022, 10), on(2023, 9, 30)], since=None, until=None)
    years = spread_events([on(2022, 10), on(2023, 10)], since=None, until=None)
    assert (months.step, len(months.columns)) == (Step.MONTH, 12)
    assert (years.step, heights(years)) == (Step.YEAR, [("2022-01", 1), ("2023-01", 1)])


def test_what_is_too_early_stands_in_the_first_column():
    """Nothing is left out: of many years the earlier ones are one."""
    spread = spread_events([on(1995), *(on(year) for year in range(2010, 2025))], since=None, until=None)
    assert heights(spread)[0] == ("2013-01", 5)
    assert [column.holds_earlier for column in spread.columns] == [True, *[False] * 11]
    assert spread.total == 16


def test_a_long_period_shows_the_years_that_have_meetings():
    """Else all would stand in the first of twelve empty columns."""
    spread = spread_events([on(2001), on(2003)], since=date(1950, 1, 1), until=date(2049, 12, 31))
    assert heights(spread) == [("2001-01", 1), ("2002-01", 0), ("2003-01", 1)]


def test_a_meeting_that_began_before_the_period_counts_for_its_beginning():
    """It lasted into it."""
    spread = spread_events([on(2023, 12, 30)], since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert heights(spread)[0] == ("2024-01", 1)


def test_few_kinds_have_a_colour_of_their_own():
    """The five with most meetings; rarer ones and events of no known kind are together."""
    kinds = ["rakor", "rakor", "rakor", "sidang", "sidang", "fgd", "munas", "raker", "apel", "kegiatan", "kegiatan"]
    spread = spread_events([on(2024, kind=kind) for kind in kinds], since=None, until=None)
    assert spread.kinds == ("rakor", "sidang", "apel", "fgd", "munas", OTHERS)
    assert [spread.of_kind(kind) for kind in spread.kinds] == [3, 2, 1, 1, 1, 3]


def test_what_has_no_day_is_told_apart():
    """Counted by publication, or in no column at all."""
    events = [on(2024, is_dated=False), Counted(None, "rakor", is_dated=False), on(2024)]
    spread = spread_events(events, since=None, until=None)
    assert (spread.total, spread.undated, spread.unplaced) == (2, 1, 1)


def test_nothing_has_no_columns():
    """Of an open period; of a given one they are there, and empty."""
    assert spread_events([], since=None, until=None).columns == ()
    assert len(spread_events([], since=date(2024, 1, 1), until=date(2024, 3, 31)).columns) == 3


# Counting


def test_an_event_counts_once(archive):
    """However many outlets report it; what was counted are all their articles."""
    counted = count_statistics(archive, Selection(regions=(DEMAK,)))
    assert [total for _, total in heights(counted.spread)] == [0, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    assert (counted.articles, counted.publishers, counted.spread.undated) == (5, 2, 1)


def test_attendance_has_three_values_and_silence(archive):
    """An invitation says nothing of who came, and nobody is absent for not being mentioned."""
    spread = count_statistics(archive, read_selection(region="Demak", office="bupati Demak")).spread
    assert {presence: spread.of_presence(presence) for presence in Presence} == {
        Presence.PRESENT: 1,
        Presence.REPRESENTED: 1,
        Presence.ABSENT: 1,
        Presence.NOT_MENTIONED: 1,
    }
    assert dict(spread.columns[1].presences) == {Presence.PRESENT: 1, Presence.REPRESENTED: 1}


def test_kinds_and_period_narrow(archive):
    """As in every list of meetings."""
    counted = count_statistics(archive, read_asked("rakor demak mei 2024", TODAY))
    assert heights(counted.spread) == [("2024-05", 2)]


def test_facts_of_one_kind_alone_are_read(archive):
    """Of the articles asked for; those without any are not in it."""
    facts = archive.readings.facts_of(["banjir", "lagi", "panen"], FactKind.ATTENDANCE)
    assert facts == {"banjir": (REGENT,), "panen": (ABSENT,)}
    assert archive.readings.facts_of(["banjir"], FactKind.THEME) == {}


# Free words


@pytest.mark.parametrize(
    ("text", "regions", "years", "kinds", "office"),
    [
        ("batang hari 2021", ("1504",), (2021, 2021), 0, ""),
        ("statistik bupati tebo 2020", ("1508",), (2020, 2020), 0, "bupati tebo"),
        ("bupati 2020 tebo", ("1508",), (2020, 2020), 0, "bupati tebo"),
        (
            "Kehadiran Kepala Dinas Kesehatan Demak tahun lalu",
            (DEMAK,),
            (2023, 2023),
            0,
            "Kepala Dinas Kesehatan Demak",
        ),
        ("rapat jambi 2019-2021", ("15",), (2019, 2021), 0, ""),
        ("paripurna", (), (None, None), 1, ""),
        ("grafik kegiatan per bulan", (), (None, None), 0, ""),
        ("", (), (None, None), 0, ""),
    ],
)
def test_free_words_are_understood(text, regions, years, kinds, office):
    """Regions, periods, kinds of meetings and an office, in any order; "rapat" is any meeting."""
    found = read_asked(text, TODAY)
    assert found.regions == regions
    assert (found.since and found.since.year, found.until and found.until.year) == years
    assert (len(found.kinds), found.office) == (kinds, office)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "rimba entah 2021",
            snapshot("Bagian “rimba” tidak saya pahami. Tulis misalnya: batang hari 2021, atau bupati tebo 2020."),
        ),
        (
            "demak maret",
            snapshot("Bagian “maret” tidak saya pahami. Tulis misalnya: batang hari 2021, atau bupati tebo 2020."),
        ),
        ("rakor wonsobo 2021", snapshot("Bagian “wonsobo” tidak saya pahami; mungkin wonosobo?")),
    ],
)
def test_words_that_are_nothing_known_are_not_passed_over(text, sentence):
    """Else the numbers would be of something else than was asked for."""
    with pytest.raises(SelectionError) as refused:
        read_asked(text, TODAY)
    assert str(refused.value) == sentence


# Saying


def test_a_caption_has_every_number(archive):
    """Titles, kinds, months, and what the numbers are not."""
    chart = chart_of(count_statistics(archive, read_asked("bupati demak 2024", TODAY)))
    assert "\n".join(caption_of(chart)) == snapshot("""\
Kehadiran Bupati Demak: 2024
disebut di 3 dari 4 kegiatan
hadir 1 · diwakili 1 · disebut tidak hadir 1
Feb 2 · Mei 1
Kegiatan di Kabupaten Demak: 4 kegiatan, per bulan dan jenis
rakor 3 · paripurna 1
Feb 2 · Mei 2
Di 1 kegiatan lain tidak disebut; bukan berarti tidak hadir.
1 kegiatan tanpa tanggal dihitung menurut terbitnya berita.
Dari 5 artikel, 2 penerbit.\
""")


def test_whoever_is_never_mentioned_has_no_columns(archive):
    """A sentence instead of an empty chart."""
    chart = chart_of(count_statistics(archive, read_asked("kapolres demak 2024", TODAY)))
    assert [panel.title for panel in chart.panels] == ["Kegiatan di Kabupaten Demak"]
    assert chart.notes[0] == snapshot("Kapolres Demak tidak disebut di semua kegiatan itu; bukan berarti tidak hadir.")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("demak 2024", "2024"),
        ("demak", "2024"),
        ("demak 2022-2024", "2022–2024"),
        ("demak mei 2024", "Mei 2024"),
        ("demak januari-maret 2024", "Januari 2024 – Maret 2024"),
        ("demak 6 februari 2024", "6 Februari 2024"),
    ],
)
def test_a_period_is_said_as_people_say_it(archive, text, period):
    """By its years, months or days; an open one by what there is."""
    assert chart_of(count_statistics(archive, read_asked(text, TODAY))).period == period


def test_months_of_two_years_show_which():
    """The year stands once below its first month."""
    spread = spread_events([], since=date(2023, 11, 1), until=date(2024, 2, 29))
    chart = chart_of(Statistics(Selection(), spread, 0, 0))
    assert chart.labels[1:3] == (("Des", "Desember 2023"), ("Jan", "Januari 2024"))
    assert chart.unders == ("2023", "", "2024", "")


def test_a_title_names_the_kinds_that_were_asked_for(archive):
    """Not those that are cases of them; else the numbers would seem to be of all meetings."""
    chart = chart_of(count_statistics(archive, read_asked("rakor dan paripurna demak 2024", TODAY)))
    assert chart.title == "Rakor dan paripurna di Kabupaten Demak"


def test_an_empty_period_gets_one_sentence(archive):
    """With region and period, since either may be what was meant otherwise."""
    nothing = count_statistics(archive, read_asked("demak 2019", TODAY))
    assert sentence_for_nothing(nothing) == snapshot(
        "Arsip belum memuat kegiatan di Kabupaten Demak (2019), jadi belum ada yang dapat digambar."
    )


def test_names_are_said_in_full():
    """Regions by their level, offices with capitals; of many regions how many."""
    assert say_regions(("15", "1571", "1504")) == "Jambi, Kota Jambi dan Kabupaten Batang Hari"
    assert say_regions(("15", "16", "17", "18")) == "4 daerah"
    assert say_office("ketua dprd\n kota jambi") == "Ketua DPRD Kota Jambi"
    assert say_office("Kepala Badan Kesatuan Bangsa dan politik " * 3) == snapshot(
        "Kepala Badan Kesatuan Bangsa dan Politik Kepala Badan Kesatuan Bangsa dan …"
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "bupati",
                "demak",
                "tebo",
                "2021",
                "rakor",
                "maret",
                "31",
                "februari",
                "kota",
                "-",
                "2019",
                "lalu",
                "tahun",
                "di",
                "ß",
            ]
        )
        | st.text()
    )
)
def test_whatever_is_written_is_understood_or_refused(words):
    """No words make anything but a selection or one sentence."""
    with suppress(SelectionError):
        assert isinstance(read_asked(" ".join(words), TODAY), Selection)

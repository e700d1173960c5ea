"""What pages show of the archive: its numbers say the same as its lists, whatever is wanted, on every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put

from data.store import How, MeetingFilter, Mention, Part, PersonLink, Tally
from data.store.browsing import MONTH, YEAR, HeldNumbers, Spot

DEMAK, JEPARA, BANTUL = ("3321010", "3321", "33"), ("3320", "33"), ("3402", "34")


def tell(store, article_id, *meetings, publisher="Kabar Demak", now=NOW, **fields):
    """Store an article with the meetings that it reports."""
    put(store, an_article(article_id, publisher=publisher, **fields), now=now)
    store.readings.put([a_reading(article_id, meetings=meetings)], now=now)


def attend(store, article_id, *people, meeting=0, part=Part.PRESENT, offset=0):
    """Have people, by the names of their own, attend a meeting."""
    tallies = [Tally(article_id, offset + n, part, meeting, folded=name) for n, name in enumerate(people)]
    store.tallies.put(tallies, article_ids=[article_id], version="1")


@pytest.fixture
def archive(store):
    """Nine accounts of meetings by three publishers; c is a version of a, d one of z, which reports no meeting."""
    tell(store, "a", a_meeting(0, date=date(2024, 5, 3), regions=DEMAK))
    tell(
        store,
        "b",
        a_meeting(0, kind="fgd", date=date(2023, 12, 30), date_end=date(2024, 2, 1), regions=JEPARA),
        a_meeting(1, kind="paripurna", date=date(2024, 5, 3), regions=BANTUL),
        publisher="Suara Muria",
    )
    tell(store, "c", a_meeting(0, date=date(2024, 5, 4), regions=DEMAK), publisher="Suara Muria")
    tell(store, "z")
    tell(store, "d", a_meeting(0, date=date(2024, 5, 3), regions=JEPARA), publisher="")
    tell(store, "e", a_meeting(0, kind="fgd"), publisher="Pos Bantul")
    tell(store, "f", a_meeting(0, date=date(2022, 1, 9), regions=BANTUL), publisher="Pos Bantul", now=LATER)
    tell(store, "g", a_meeting(0, date=date(2024, 5, 3), regions=DEMAK))
    store.versions.put(dict.fromkeys("aczdg", ()), comparison="1")
    store.versions.link("a", ["c", "g"])
    store.versions.link("z", ["d"])
    attend(store, "a", "surya", "ratih")
    attend(store, "b", "surya", meeting=1)
    attend(store, "f", "ratih", part=Part.ABSENT)
    names = [("a", "surya", -1), ("a", "ratih", -2), ("b", "surya", -1), ("f", "ratih", -2)]
    links = [
        PersonLink(None, person, Mention(one, name, name, "", "", "", None, 0, 5), How.READ)
        for one, name, person in names
    ]
    store.people.put(links, words={})
    return store


def keys(found):
    return [f"{one.article_id}{one.meeting.ordinal}" for one in found]


def listed(store, wanted, size=9):
    """All meetings that fit, page by page."""
    shelf = store.browsing.shelves.first(wanted, size=size)
    found = keys(shelf.meetings)
    while shelf.older:
        shelf = store.browsing.shelves.after(wanted, shelf.older, size=size)
        found += keys(shelf.meetings)
    return found


def some_filters(store):
    """Each part of a filter alone, and with the next ones."""
    surya = next(link.person for link in store.people.of_articles("b"))
    parts = [
        {"regions": ("33",)},
        {"regions": ("3320", "34")},
        {"kinds": ("fgd",)},
        {"publishers": ("Suara Muria",)},
        {"people": (surya,)},
        {"since": date(2024, 1, 1), "until": date(2024, 12, 31)},
        {"since": date(2024, 5, 1), "until": date(2024, 5, 31)},
        {"until": date(2023, 12, 31)},
    ]
    yield MeetingFilter()
    yield from (MeetingFilter(**one) for one in parts)
    yield from (
        MeetingFilter(**one | other | third) for one, other, third in zip(parts, parts[2:], parts[5:], strict=False)
    )


def test_versions_of_a_text_count_once(archive):
    """Those of an article that reports any go; where it reports none, or another publisher is asked for, they stay."""
    assert listed(archive, MeetingFilter()) == ["a0", "b1", "d0", "b0", "f0", "e0"]
    assert listed(archive, MeetingFilter(publishers=("Suara Muria",))) == ["c0", "b1", "b0"]
    assert listed(archive, MeetingFilter(publishers=("Kabar Demak",))) == ["a0"]


def test_a_number_is_how_many_are_listed(archive):
    """Of every filter, and of every value that may be added to it."""
    facets = archive.browsing.facets
    for wanted in some_filters(archive):
        assert facets.count(wanted) == len(listed(archive, wanted))
        shown = [
            *(("kinds", kind, count) for kind, count in facets.count_kinds(replace(wanted, kinds=())).items()),
            *(
                ("publishers", name, count)
                for name, count in facets.count_publishers(replace(wanted, publishers=()), limit=9).items()
            ),
            *(
                ("people", one, count)
                for one, count in facets.count_people(replace(wanted, people=()), limit=9).items()
            ),
            *(
                ("regions", code, count)
                for within, codes in [("", ["33", "34", "35"]), ("33", ["3320", "3321"])]
                for code, count in facets.count_regions(
                    replace(wanted, regions=(within,) if within else ()), codes
                ).items()
            ),
        ]
        for name, value, count in shown:
            assert (name, value, len(listed(archive, replace(wanted, **{name: (value,)})))) == (name, value, count)


def test_a_meeting_of_several_days_is_in_each_of_its_months_and_years(archive):
    facets, in_jepara = archive.browsing.facets, MeetingFilter(regions=("3320",))
    assert facets.count_periods(in_jepara, width=YEAR) == {"2024": 2, "2023": 1}
    assert facets.count_periods(in_jepara, width=MONTH) == {"2024-05": 1, "2024-02": 1, "2024-01": 1, "2023-12": 1}
    in_2024 = replace(in_jepara, since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert facets.count_periods(in_2024, width=MONTH) == {"2024-05": 1, "2024-02": 1, "2024-01": 1}


def test_most_comes_first(archive):
    facets = archive.browsing.facets
    assert list(facets.count_kinds(MeetingFilter()).items()) == [("rakor", 3), ("fgd", 2), ("paripurna", 1)]
    assert list(facets.count_publishers(MeetingFilter(), limit=2).items()) == [("Suara Muria", 3), ("Pos Bantul", 2)]
    assert list(facets.count_regions(MeetingFilter(), ["34", "33"]).items()) == [("33", 3), ("34", 2)]


def test_pages_lead_on_and_back(archive):
    """From a place on either side of which meetings may have come and gone; too few for a page are the first one."""
    shelves, wanted = archive.browsing.shelves, MeetingFilter()
    first = shelves.first(wanted, size=2)
    second = shelves.after(wanted, first.older, size=2)
    third = shelves.after(wanted, second.older, size=2)
    assert [keys(page.meetings) for page in (first, second, third)] == [["a0", "b1"], ["d0", "b0"], ["f0", "e0"]]
    assert (first.newer, third.older) == (None, None)
    assert third.newer == Spot(date(2022, 1, 9), "f", 0)

    back = shelves.before(wanted, third.newer, size=2)
    assert keys(back.meetings) == ["d0", "b0"]
    assert shelves.before(wanted, back.newer, size=2) == first
    assert keys(shelves.before(wanted, Spot(None, "e", 0), size=2).meetings) == ["b0", "f0"]

    archive.articles.remove(["d"])
    assert keys(shelves.after(wanted, first.older, size=2).meetings) == ["b0", "f0"]


def test_each_day_has_its_meetings(archive):
    """Those that began earlier come last; no more than asked for are shown, all are counted."""
    january = MeetingFilter(since=date(2024, 1, 1), until=date(2024, 1, 31))
    assert [(day.day, day.count) for day in archive.browsing.days.on(january, most=3)] == [
        (date(2024, 1, 1) + timedelta(n), 1) for n in range(31)
    ]
    may = MeetingFilter(since=date(2024, 5, 1), until=date(2024, 5, 31))
    (day,) = archive.browsing.days.on(may, most=2)
    assert (day.day, day.count, keys(day.meetings)) == (date(2024, 5, 3), 3, ["a0", "b1"])
    assert archive.browsing.days.on(replace(may, regions=("99",)), most=2) == []


def test_what_there_is(archive):
    """Articles, also those on no meeting; each publisher with the days of its first and last one."""
    holdings = archive.browsing.holdings
    assert holdings.numbers() == HeldNumbers(8, 6, 3, 3, date(2022, 1, 9), date(2024, 5, 4), LATER)
    assert [(one.name, one.articles, one.arrived) for one in holdings.publishers()] == [
        ("Kabar Demak", 3, NOW),
        ("Pos Bantul", 2, LATER),
        ("Suara Muria", 2, NOW),
        ("", 1, NOW),
    ]
    assert [one.article_id for one in holdings.arrivals(limit=2)] == ["f", "a"]


def test_an_empty_archive_has_nothing(store):
    assert store.browsing.holdings.numbers() == HeldNumbers(0, 0, 0, 0, None, None, None)
    assert store.browsing.shelves.first(MeetingFilter(), size=2).meetings == []
    assert store.browsing.facets.count_periods(MeetingFilter(), width=YEAR) == {}


def test_a_long_name_of_a_publisher_is_cut(store):
    """As far as databases put it into an index; asked for whole or so it is found."""
    name = "Kab🌾r " * 100
    tell(store, "a", a_meeting(0), publisher=name)
    (cut,) = store.browsing.facets.count_publishers(MeetingFilter(), limit=2)
    assert (len(cut), name.startswith(cut)) == (149, True)
    assert listed(store, MeetingFilter(publishers=(name,))) == listed(store, MeetingFilter(publishers=(cut,))) == ["a0"]


def test_what_was_a_version_counts_when_its_leader_goes(archive):
    """The leading article is removed, or the texts are compared anew."""
    archive.articles.remove(["a"])
    assert listed(archive, MeetingFilter(regions=("3321",))) == ["c0", "g0"]
    archive.versions.link("c", ["g"])
    assert listed(archive, MeetingFilter(regions=("3321",))) == ["c0"]
    archive.versions.put({"g": ()}, comparison="1")
    assert listed(archive, MeetingFilter(regions=("3321",))) == ["c0", "g0"]


def test_what_is_read_again_is_still_a_version(archive):
    archive.readings.put([a_reading("c", meetings=(a_meeting(0, kind="fgd", regions=DEMAK),))], now=LATER)
    assert listed(archive, MeetingFilter(regions=("3321",))) == ["a0"]

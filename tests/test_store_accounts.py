"""Accounts: since when articles tell of their meetings, and what counts as a change of what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put

from data.store import MeetingFilter
from retrieval.ingest.versions import remove_articles

DAY = date(2024, 5, 2)
SECOND = timedelta(seconds=1)


def read(store, article_id, *meetings, now=NOW):
    store.readings.put([a_reading(article_id, meetings=meetings)], now=now)


@pytest.fixture
def archive(store):
    """Two articles, each on a meeting of one kind on days next to each other."""
    put(store, an_article("a"), an_article("b"))
    read(store, "a", a_meeting(date=DAY, regions=("3321",)))
    read(store, "b", a_meeting(date=DAY + timedelta(days=1), regions=("3321",)), now=LATER)
    return store


def account(store, article_id, ordinal=0):
    return store.accounts.get_many([article_id])[article_id, ordinal]


def moments(store, article_id, ordinal=0):
    found = account(store, article_id, ordinal)
    return found.told_at, found.changed_at


def test_reading_again_what_says_the_same_is_no_change(archive):
    read(archive, "a", a_meeting(date=DAY, regions=("3321",), theme="Pangan"), now=LATER)
    assert moments(archive, "a") == (NOW, NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"date": DAY + timedelta(days=9)},
        {"time": "pukul 09.00 WIB"},
        {"place": "Pendopo"},
        {"name": "Rakor"},
        {"regions": ()},
    ],
)
def test_another_day_hour_place_name_or_region_is_one(archive, fields):
    read(archive, "a", a_meeting(**{"date": DAY, "regions": ("3321",), **fields}), now=LATER)
    assert moments(archive, "a") == (NOW, LATER)


def test_changes_at_one_moment_are_told_apart(archive):
    read(archive, "a", a_meeting(date=DAY, place="Pendopo"))
    read(archive, "a", a_meeting(date=DAY, place="Aula"))
    assert moments(archive, "a") == (NOW, NOW + 2 * SECOND)


def test_a_meeting_is_known_again_whatever_number_it_has_in_its_article(archive):
    """A reader that finds another meeting before it does not make it a new one."""
    found = a_meeting(0, name="Rapat Panitia", kind="rapat", date=DAY)
    read(archive, "a", found, a_meeting(1, date=DAY, regions=("3321",)), now=LATER)
    assert (account(archive, "a", 1).number, *moments(archive, "a", 1)) == (0, NOW, NOW)
    assert (account(archive, "a", 0).number, *moments(archive, "a", 0)) == (1, LATER, LATER)


def test_two_meetings_of_one_name_stay_apart(archive):
    first, second = a_meeting(0, date=DAY), a_meeting(1, date=DAY + timedelta(days=30))
    read(archive, "a", first, second)
    read(archive, "a", replace(second, ordinal=0), now=LATER)
    assert (account(archive, "a").number, *moments(archive, "a")) == (1, NOW, NOW)


def test_what_was_beside_it_is_touched_when_an_account_changes_or_goes(archive):
    """Whoever took a part of an event from it must tell something else now."""
    read(archive, "b", a_meeting(date=DAY + timedelta(days=1), place="Aula"), now=LATER + SECOND)
    assert moments(archive, "a") == (NOW, LATER + SECOND)
    remove_articles(archive, ["b"], now=LATER + 5 * SECOND)
    assert moments(archive, "a") == (NOW, LATER + 5 * SECOND)
    assert archive.accounts.get_many(["b"]) == {}


@pytest.mark.parametrize("fields", [{"kind": "fgd", "date": DAY}, {"date": DAY + timedelta(days=4)}, {"date": None}])
def test_what_was_not_beside_it_is_left_alone(archive, fields):
    read(archive, "a", a_meeting(**fields), now=LATER)
    read(archive, "b", a_meeting(date=DAY + timedelta(days=1), place="Aula"), now=LATER + 9 * SECOND)
    assert moments(archive, "a")[1] == LATER


def test_versions_of_a_text_are_beside_each_other_whatever_their_days(archive):
    put(archive, an_article("c"))
    read(archive, "c", a_meeting(date=None))
    archive.versions.put({"a": [], "c": []}, comparison="1")
    archive.versions.link("a", ["c"])
    found = archive.accounts.latest(MeetingFilter(articles=["c"]), limit=9)
    assert [one.article_id for one in archive.accounts.beside(found)] == ["a", "c"]
    remove_articles(archive, ["c"], now=LATER)
    assert moments(archive, "a") == (NOW, LATER)


def test_the_latest_are_those_told_of_last(archive):
    wanted = MeetingFilter(["33"])
    assert [one.article_id for one in archive.accounts.latest(wanted, limit=9)] == ["b", "a"]
    assert [one.article_id for one in archive.accounts.latest(MeetingFilter(), limit=1)] == ["b"]


def test_what_may_be_of_the_same_event_is_found_beside_it(archive):
    found = archive.accounts.latest(MeetingFilter(), limit=1)
    assert [one.article_id for one in archive.accounts.beside(found)] == ["b", "a"]


def test_accounts_are_listed_by_stretches(archive):
    assert archive.accounts.count() == 2
    assert [one.article_id for one in archive.accounts.stretch(1, 5)] == ["b"]

"""People who may be one: who is suspected, what is decided, that it stays, and that it can be taken back."""

from __future__ import annotations

import pytest
from test_people_links import keep, links_of, news, people

from retrieval.people.suspects import (
    is_nearly,
    join_suspects,
    keep_suspects_apart,
    next_suspects,
    undo_joining,
    undo_parting,
)

ARTICLES = [
    news(1, "Bupati Demak", "M. Fadhil Arief"),
    news(2, "Bupati Demak", "Fadil Arif", month=4),
]


@pytest.fixture
def suspects(store):
    """A store with two people who may be one, and one who is neither."""
    keep(store, *ARTICLES, news(3, "Kapolres Demak", "Larasati Wening"))
    return store


def all_links(store):
    return [link for person in (1, 2) for link in store.people.all_links(person)]


@pytest.mark.parametrize(
    ("name", "other", "is_near"),
    [
        ("m fadhil arief", "fadil arif", True),
        ("fadhil arief", "arief", True),
        ("suharno", "suharto", True),
        ("surya mahendra", "surya wicaksana", False),
        ("eko", "edo", False),
        ("m", "muhammad", False),
    ],
)
def test_names_that_nearly_agree(name, other, is_near):
    """A slip for each four letters of a word."""
    assert is_nearly(name, other) is is_near


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        (("Kapolres Demak", "AKBP Fadil Arif"), {}),
        (("Bupati Rembang", "Fadil Arif"), {"region": "Rembang"}),
        (("Bupati Demak", "Surya Mahendra"), {}),
    ],
)
def test_others_are_not_suspected(store, other, fields):
    """Another office, region or name."""
    keep(store, ARTICLES[0], news(2, *other, **fields))
    assert next_suspects(store) is None


def test_pairs_come_one_after_the_other(suspects):
    """Each once, by their numbers."""
    keep(suspects, news(4, "Bupati Demak", "Fadel Arip", month=6))
    pair = next_suspects(suspects)
    seen = []
    while pair:
        seen.append(pair)
        pair = next_suspects(suspects, after=pair)
    assert seen == [(1, 2), (2, 4)]


@pytest.mark.parametrize("anew", [False, True])
def test_two_are_joined_and_parted_again(suspects, anew):
    """Joined they stay one after reading again; taken back, each has what was theirs, and they are suspected again."""
    before = links_of(suspects, "a2")
    join_suspects(suspects, 1, 2)
    assert next_suspects(suspects) is None
    keep(suspects, *ARTICLES, anew=anew)
    assert people(suspects) == [["a1", "a2"], ["a3"]]

    undo_joining(suspects, 1, 2)
    assert links_of(suspects, "a2") == before
    assert next_suspects(suspects) == (1, 2)
    keep(suspects, *ARTICLES)
    assert people(suspects) == [["a1"], ["a2"], ["a3"]]


@pytest.mark.parametrize("anew", [False, True])
def test_two_are_kept_apart_until_it_is_taken_back(suspects, anew):
    """Remembered after reading again, and with further articles of theirs."""
    keep_suspects_apart(suspects, 1, 2)
    keep(suspects, *ARTICLES, news(4, "Bupati Demak", "Fadil Arif", month=7), anew=anew)
    assert people(suspects) == [["a1"], ["a2", "a4"], ["a3"]]
    assert next_suspects(suspects) is None

    undo_parting(suspects, 1, 2)
    assert next_suspects(suspects) == (1, 2)
    assert all(link.active for link in all_links(suspects))


def test_what_cannot_be_decided_any_more_is_said(suspects):
    """And nothing changes."""
    before = all_links(suspects)
    for attempt in (
        lambda: join_suspects(suspects, 1, 99),
        lambda: keep_suspects_apart(suspects, 99, 2),
        lambda: join_suspects(suspects, 1, 1),
        lambda: undo_joining(suspects, 1, 2),
        lambda: undo_parting(suspects, 1, 2),
    ):
        assert not attempt()
    assert all_links(suspects) == before
    assert join_suspects(suspects, 1, 2)
    assert not join_suspects(suspects, 1, 2)

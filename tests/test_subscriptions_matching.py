"""Which meetings are news to whom: by region, kind, person, and office, whoever holds it."""

from __future__ import annotations

import pytest
from builders import a_fact, a_meeting, a_reading, an_article, present

from data.facts import Capacity, FactKind
from data.subscription import Aim, Rhythm, Subscription, Target
from retrieval.subscriptions.digest import say
from retrieval.subscriptions.matching import match_news
from retrieval.takeaway.selection import Telling

TEBO, KERINCI, JAMBI = "1509", "1501", "15"
BUPATI_TEBO = Target(Aim.OFFICE, "bupati tebo", (TEBO,))


def a_telling(*facts, region=TEBO, **fields):
    meeting = a_meeting(regions=(region,), **fields)
    article = an_article()
    return Telling(meeting, article, a_reading(*facts, meetings=(meeting,)))


def is_news(target, telling, *, since=1, added=2):
    one = Subscription(4, 7, 0, 7, target, Rhythm.DAILY, since)
    return match_news([one], [telling], added={telling.article.id: added}, asking=lambda words, ids: set()) == [
        (4, telling.article.id, 0)
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(Aim.REGION, "tebo", (TEBO,)), True),
        (Target(Aim.REGION, "jambi", (JAMBI,)), True),
        (Target(Aim.REGION, "kerinci", (KERINCI,)), False),
        (Target(Aim.KIND, "rakor", (), ("rakor",)), True),
        (Target(Aim.KIND, "rakor kerinci", (KERINCI,), ("rakor",)), False),
        (Target(Aim.KIND, "musrenbang", (), ("musrenbang",)), False),
        (Target(Aim.PERSON, "wira kusuma"), True),
        (Target(Aim.PERSON, "Seno Aji"), False),
        (BUPATI_TEBO, True),
        (Target(Aim.OFFICE, "bupati kerinci", (KERINCI,)), False),
        (Target(Aim.QUESTION, "apa hasil rakor?"), False),
    ],
)
def test_a_meeting_is_news(target, expected):
    """To those who follow its region or what that lies in, its kind, or somebody who took part."""
    assert is_news(target, a_telling(present("Wira Kusuma", role="Bupati Tebo"))) == expected


def test_an_office_without_its_region_is_that_of_the_meeting():
    """A "Bupati" elsewhere is another one; one who is called by his region is himself anywhere."""
    assert is_news(BUPATI_TEBO, a_telling(present("Wira Kusuma", role="Bupati")))
    assert not is_news(BUPATI_TEBO, a_telling(present("Wira Kusuma", role="Bupati"), region=KERINCI))
    assert is_news(BUPATI_TEBO, a_telling(present("Wira Kusuma", role="Bupati Tebo"), region="31"))


def test_what_came_before_it_was_followed_is_no_news():
    """By the archive's own order."""
    telling = a_telling(present("Wira Kusuma", role="Bupati Tebo"))
    assert [is_news(BUPATI_TEBO, telling, since=since) for since in (1, 2, 3)] == [True, False, False]


def test_being_represented_is_said():
    """Whoever holds the office: who stood in, and that this is no attendance."""
    absent = a_fact(FactKind.ATTENDANCE, "Bupati Tebo", capacity=Capacity.ABSENT)
    deputy = present("Raka Pratama", role="Sekda Tebo", represents="Bupati Tebo")
    line = say(a_telling(absent, deputy), BUPATI_TEBO)
    assert line == "Rakor Pangan · Bupati Tebo: diwakili (Raka Pratama)"

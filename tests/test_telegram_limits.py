"""Limits: what Telegram takes in a stretch of time, and what one person may ask."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.delivery.limits import Admission, SendLimits, Verdict, Window


@given(st.lists(st.floats(min_value=0, max_value=5), max_size=60), st.integers(min_value=1, max_value=5))
def test_no_stretch_holds_more_than_allowed(pauses, count):
    """However calls come, at most `count` places lie in any stretch of the window."""
    window, now, places = Window(count, 3.0), 0.0, []
    for pause in pauses:
        now += pause
        places.append(now + window.reserve(now))

    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(places))
    assert all(later - earlier >= 3.0 - 1e-6 for earlier, later in zip(places, places[count:], strict=False))


def test_pause_holds_back_and_ends():
    """After Telegram asked to wait, nothing is sent until then, and then at the usual pace."""
    window = Window(2, 1.0)
    window.reserve(0.0)
    window.pause(10.0)

    assert [window.reserve(0.5), window.reserve(0.5), window.reserve(0.5)] == [9.5, 9.5, 10.5]


def test_group_hears_less_than_a_person():
    """A group gets at most 20 messages a minute, a person about one a second."""
    limits = SendLimits()
    group = [limits.reserve_chat(-5, 0.0) for _ in range(25)]
    person = [limits.reserve_chat(5, 0.0) for _ in range(25)]

    assert sum(wait < 60 for wait in group) <= 20
    assert sum(wait < 60 for wait in person) == 25


def test_flood_is_told_once_then_met_with_silence():
    """Within the limit one is answered; beyond it there is one notice, then silence; later it starts anew."""
    admission = Admission()
    verdicts = [admission.admit(7, now, 3) for now in (0, 1, 2, 3, 4, 5)]

    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.NOTICE, Verdict.SILENCE, Verdict.SILENCE]
    assert admission.admit(8, 6, 3) is Verdict.ANSWER
    assert admission.admit(7, 61, 3) is Verdict.ANSWER

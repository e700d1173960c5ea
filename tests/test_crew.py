"""Processes side by side: one that is ended is replaced, one that fails or never begins ends all in one sentence."""

from __future__ import annotations

from contextlib import closing
from functools import partial

import pytest
from bulk_targets import end_once, fail, never_be_ready

from data.errors import NotulaError
from data.wording import archive as wording
from retrieval.ingest.bulk.crew import Crew
from tests.waiting import LONGEST


def work_off(target):
    with closing(Crew(1, target)) as crew:
        while crew.look(LONGEST):
            pass


def test_a_process_that_is_ended_is_replaced(tmp_path):
    """The crew is done when the second one is."""
    work_off(partial(end_once, tmp_path / "ended"))
    assert (tmp_path / "ended").exists()


def test_a_process_that_fails_says_why():
    with pytest.raises(NotulaError, match=r"^Basis data hilang\.$"):
        work_off(fail)


def test_a_process_that_never_was_ready_is_not_replaced():
    """Another one would fare alike."""
    with pytest.raises(NotulaError) as told:
        work_off(never_be_ready)
    assert str(told.value) == wording.WORKER_ENDS

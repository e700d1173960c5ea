"""Questions as JSON lines in, answers as JSON lines out, in the same order."""

from __future__ import annotations

import json
import logging

import pytest
from builders import open_archive

from bot.batch import answer_batch
from data.wording.answers import FAILED


def batch(*lines):
    """The answers to some lines, each a record or a raw text."""
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(answer_batch(open_archive(), texts))


def test_answers_come_in_the_order_of_the_questions():
    """Each with the id that its question had, of whatever type; other fields are passed over."""
    answers = batch(
        {"id": "b", "question": "di mana Musrenbang Demak?", "gold": "x"},
        {"id": 7, "question": "halo"},
        {"question": "kapan rakor kesbangpol Kalteng?"},
    )
    assert [(answer["id"], answer["status"], answer["kind"]) for answer in answers] == [
        ("b", "answered", "where"),
        (7, "unclear", "passage"),
        (None, "answered", "when"),
    ]


def test_history_is_leaned_on():
    """Oldest first; without it, the same question is unclear."""
    follow_up = {"question": "kapan?", "history": ["siapa yang hadir di Musrenbang Demak?"]}
    alone, leaning = batch({"question": "kapan?"}, follow_up)
    assert (alone["status"], leaning["status"], leaning["kind"]) == ("unclear", "answered", "when")


@pytest.mark.parametrize("history", [None, "kapan?", 7, {}, [], [None, 7, ["x"]]])
def test_a_history_that_is_none_is_passed_over(history):
    """Only texts in a list are earlier questions."""
    (answer,) = batch({"question": "di mana Musrenbang Demak?", "history": history})
    assert answer["status"] == "answered"


@pytest.mark.parametrize(
    ("line", "given_id"),
    [
        ("bukan json", None),
        ('{"id": 1, "question": ', None),
        ("[" * 100_000, None),
        ("[1, 2]", None),
        ('"siapa"', None),
        ('{"id": 3}', 3),
        ('{"id": 4, "question": null}', 4),
        ('{"id": 5, "question": ["siapa"]}', 5),
    ],
)
def test_a_line_that_is_no_question_gets_an_answer_of_its_own(line, given_id):
    """It names the line, and the others are answered."""
    before, broken, after = batch({"question": "halo"}, line, {"question": "halo"})
    assert (broken["id"], broken["status"]) == (given_id, "error")
    assert broken["text"] == "Baris 2 bukan objek JSON dengan bidang question."
    assert before["status"] == after["status"] == "unclear"


def test_blank_lines_have_no_answer():
    """They are counted, so that a line's number is that of the file."""
    answers = batch("", "  \n", "x")
    assert [answer["text"] for answer in answers] == ["Baris 3 bukan objek JSON dengan bidang question."]


class Broken:
    """An archive on which every question fails."""

    def ask(self, question, **_):
        raise RuntimeError(question)


def test_a_failing_question_is_said_to_have_failed(caplog):
    """Without its cause, which is logged."""
    with caplog.at_level(logging.ERROR):
        (answer,) = answer_batch(Broken(), ['{"id": 1, "question": "siapa"}'])
    assert (answer["id"], answer["question"], answer["status"], answer["text"]) == (1, "siapa", "error", FAILED)
    assert "RuntimeError" in caplog.text


def test_every_question_is_logged_with_its_answer():
    """The log is what feedback and statistics stand on."""
    batch({"question": "di mana Musrenbang di Demak"})
    (newest,) = open_archive().store.questions.recent(limit=1)
    asked = newest.asked
    assert (asked.question, asked.status, asked.conversation) == ("di mana Musrenbang di Demak", "answered", "batch")

"""Receipts without an archive: codes, what was understood, two answers compared."""

from __future__ import annotations

import json
from datetime import date

import pytest
from builders import KnownWords

from data.receipts import make_code, read_code
from retrieval.answering.asking.understanding import understand
from retrieval.receipts.comparing import Comparison, Verdict, compare
from retrieval.receipts.understanding import Understood, note_understood, read_understood


def test_codes_are_by_chance_and_of_letters_that_are_told_apart():
    """Each other, of eight letters and digits, none of which is easily taken for another."""
    codes = {make_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("OILSZBGU")


@pytest.mark.parametrize(
    "typed", ["K0125786", "k0125786", " K012-5786 ", "ko1 25 786", "KOI25786", "KOLZS7B6", "k0125786.", "KO12S78G"]
)
def test_mistyped_codes_are_forgiven(typed):
    """Case, blanks and dashes, and letters that look like a digit."""
    assert read_code(typed) == "K0125786"


@pytest.mark.parametrize(
    "typed", ["", "K012578", "K01257866", "K012578É", "K012578٣", "bukti", "\ud800" * 8, "\x00" * 8]
)
def test_what_can_be_no_code(typed):
    """Too short, too long, or of other letters."""
    assert read_code(typed) is None


def understood(question, *history):
    """How the parts of a question are told, having gone through the question log."""
    query = understand(question, vocabulary=KnownWords("panen raya"), history=history, today=date(2024, 5, 6))
    (part,) = read_understood(json.loads(json.dumps(note_understood([query]))))
    return part


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "siapa yang buka rakor panen di Demak tahun lalu?",
            Understood(("opener_or_leader",), ("panen",), ("Kabupaten Demak",), ("2023",), ("rakor",)),
        ),
        (
            "apa kata Bupati Demak di rapat 12 Maret 2024?",
            Understood(("statement",), (), ("Kabupaten Demak",), ("12 Maret 2024",), ("rapat",), ("Bupati Demak",)),
        ),
        ("rapat apa saja di Kota Semarang Mei?", Understood(("list",), (), ("Semarang",), ("Mei",), ("rapat",))),
        (
            "rapat apa saja di Jambi 3-5 Mei 2024?",
            Understood(("list",), (), ("Jambi",), ("3–5 Mei 2024",), ("rapat",)),
        ),
    ],
)
def test_what_was_understood_is_told_in_words(question, told):
    """What was asked, the words, regions, times, kinds and offices; relative times by the day of asking."""
    assert understood(question) == told


def test_a_follow_up_is_told_with_what_it_took_from_before():
    """And that it leaned on it."""
    told = understood("kapan?", "siapa yang hadir di rakor panen Demak?")
    assert told == Understood(("when",), ("panen",), ("Kabupaten Demak",), (), ("rakor",), (), leans=True)


def an_answer(
    text="Hadir: Camat.", *claims, status="answered", kind="attendees", meeting=("Rakor Panen", "2024-05-06")
):
    """An object of the answer format, with claims given as value, or as value, role and whom it stands for."""
    facts = [{"value": value, "role": role, "represents": whom} for value, role, whom in map(_filled, claims)]
    name, day = meeting or ("", None)
    found = {"name": name, "date": day, "place": None, "region": None} if meeting else None
    return {"status": status, "kind": kind, "text": text, "facts": facts, "meeting": found}


def _filled(claim):
    return (claim, None, None) if isinstance(claim, str) else claim


def test_the_same_answer():
    """Text, facts and meeting; in whatever order the facts come."""
    assert compare(an_answer("A", "Budi", "Ani"), an_answer("A", "Ani", "Budi")) == Comparison(Verdict.SAME)


def test_the_same_facts_in_other_words():
    """Blanks and case of a fact aside."""
    then = an_answer("Hadir Budi.", ("Budi  Hartono", "Camat", None))
    assert compare(then, an_answer("Yang hadir: Budi.", ("budi hartono", "camat", None))).verdict is Verdict.SAME_FACTS


@pytest.mark.parametrize("status", ["not_stated", "not_covered", "unclear"])
def test_a_refusal_in_other_words(status):
    """What is offered beside it may change."""
    then, now = (an_answer(text, status=status, meeting=None) for text in ("Tidak ada.", "Tidak ada. Terdekat: X."))
    assert compare(then, now).verdict is Verdict.SAME_FACTS


def test_what_differs_is_told():
    """Claims that only one of them makes, each with its role."""
    then = an_answer("x", ("Budi", "Camat", None), "Ani")
    now = an_answer("y", ("Budi", "Camat", "Bupati"), "Ani", ("Ketua Umi", "Ketua", None))

    assert compare(then, now) == Comparison(Verdict.DIFFERENT, lost=("Camat Budi",), new=("Camat Budi", "Ketua Umi"))


def test_another_status_or_meeting_is_another_answer():
    """Even where the words are the same."""
    answer = an_answer("x", "Budi")
    assert compare(answer, an_answer("x", "Budi", status="conflicting")) == Comparison(Verdict.DIFFERENT, status=True)
    other = an_answer("x", "Budi", meeting=("Rakor Panen", "2024-05-07"))
    assert compare(answer, other) == Comparison(Verdict.DIFFERENT, meeting=True)


@pytest.mark.parametrize("kind", ["list", "count", "person"])
def test_what_ranges_over_the_archive_is_compared_by_its_text(kind):
    """A count has no fact for each thing that it counts."""
    then, now = (an_answer(text, "Rakor", kind=kind) for text in ("2 rapat", "3 rapat"))
    assert compare(then, now).verdict is Verdict.DIFFERENT


def test_a_gone_article_explains_another_answer_only():
    """Where another article says the same, nothing has changed."""
    then, denied = an_answer("x", "Budi"), an_answer("Tidak ada.", status="not_covered", meeting=None)
    assert compare(then, denied, gone=["a"]).verdict is Verdict.GONE
    assert compare(then, then, gone=["a"]).verdict is Verdict.SAME

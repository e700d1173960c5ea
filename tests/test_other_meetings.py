"""The other meetings that fit a question are offered beside the one that answers it."""

from __future__ import annotations

from datetime import date

from builders import a_candidate, a_meeting, an_article, ask

from retrieval.answering.answers.composing import card, others

PANGAN, BANJIR = (
    a_candidate(article=an_article(id=name), meeting=a_meeting(name=name, date=date(2024, month, 1)))
    for month, name in ((2, "Rakor Pangan"), (3, "Rakor Banjir"))
)


def test_the_one_that_answers_is_not_offered_again():
    """Whichever of them fits best."""
    assert others([PANGAN, BANJIR], card(PANGAN)) == (card(BANJIR),)
    assert others([PANGAN, BANJIR], card(BANJIR)) == (card(PANGAN),)


def test_where_none_answers_the_best_counts_as_told():
    assert others([PANGAN, BANJIR], None) == (card(BANJIR),)


def test_an_answer_from_the_second_best_offers_the_best():
    answer = ask("apa pesan pak sekda soal pemilu?")
    assert answer.meeting not in answer.others

"""What holders of offices said, and who stood in for them, where no meeting is named."""

from __future__ import annotations

import pytest
from builders import a_candidate, a_concept, a_fact, a_query, an_article, ask, present, talk

from data.facts import FactKind
from retrieval.answering.answer import Status
from retrieval.answering.answers.anywhere import answer_anywhere
from retrieval.answering.asking.query import Kind
from retrieval.language.offices import find_offices


def asking(formal, kind, *topic, **fields):
    """A question about the offices that it names, on a topic."""
    offices = tuple(find_offices(formal))
    words = tuple(formal[office.start : office.end] for office in offices)
    concepts = tuple(a_concept(word) for word in topic)
    return a_query(formal, kind=kind, asked_offices=offices, office_words=words, concepts=concepts, **fields)


def said(value, role, person=None):
    return a_fact(FactKind.STATEMENT, value, role=role, person=person)


PESAN = asking("apa pesan sekda Demak soal gudang", Kind.STATEMENT, "gudang")


# What was said


@pytest.mark.parametrize(
    ("value", "role", "is_answer"),
    [
        ("Gudang harus siap sebelum musim hujan.", "Sekda Demak", True),
        ("Gudang harus siap sebelum musim hujan.", "Sekretaris Daerah", True),
        ("Jalan harus siap sebelum musim hujan.", "Sekda Demak", False),
        ("Gudang harus siap sebelum musim hujan.", "Bupati Demak", False),
        ("Gudang harus siap sebelum musim hujan.", "Sekda Jepara", False),
    ],
)
def test_by_the_office_and_on_the_topic(value, role, is_answer):
    """Another topic, office or region is no answer."""
    answer = answer_anywhere(PESAN, [a_candidate(said(value, role))])
    assert (answer is not None) is is_answer


def test_every_word_of_the_topic_has_to_be_said():
    """In one statement or in several of the same article, not in several articles."""
    both = asking("apa pesan sekda Demak soal gudang beras", Kind.STATEMENT, "gudang", "beras")
    gudang, beras = said("Gudang harus siap.", "Sekda"), said("Beras harus cukup.", "Sekda")
    assert answer_anywhere(both, [a_candidate(gudang, beras)]) is not None
    assert answer_anywhere(both, [a_candidate(gudang), a_candidate(beras)]) is None


@pytest.mark.parametrize("fit", [{"region": 0.0}, {"period": 0.0}])
def test_another_region_or_time_is_none(fit):
    """An article that lies elsewhere says nothing of it."""
    assert answer_anywhere(PESAN, [a_candidate(said("Gudang harus siap.", "Sekda"), **fit)]) is None


def test_a_question_that_names_a_meeting_is_about_it():
    """Statements elsewhere do not answer it."""
    query = asking("apa pesan sekda soal gudang di rakor", Kind.STATEMENT, "gudang", kinds=("rakor",))
    assert answer_anywhere(query, [a_candidate(said("Gudang harus siap.", "Sekda"))]) is None


def test_statements_of_the_archive():
    """The article that speaks of the topic best is not that of the office; who said nothing is refused."""
    answer = ask("apa pesan pak sekda soal pemilu?")
    assert (answer.status, answer.text.splitlines()[0]) == (Status.ANSWERED, "Sekretaris Daerah Muhamad Azan:")
    assert ask("apa pesan kajari soal pemilu?").status is Status.NOT_COVERED
    assert ask("apa pesan sekda soal gempa?").status is Status.NOT_COVERED


# Who stood in


def test_the_article_that_says_it_answers():
    """Where no meeting is named, the best article may not say it."""
    query = asking("bupati Demak diwakili siapa", Kind.REPRESENTING)
    silent = a_candidate(article=an_article(id="a"))
    telling = a_candidate(
        present("Galih Prakosa", represents="Bupati Demak"), article=an_article("Galih Prakosa hadir.", id="b")
    )
    answer = answer_anywhere(query, [silent, telling])
    assert answer is not None
    assert [source.article_id for source in answer.sources] == ["b"]
    other = a_candidate(present("Galih Prakosa", represents="Bupati Jepara"))
    assert answer_anywhere(query, [other]) is None


def test_representations_of_the_archive():
    """By facts, and by none of a region that the archive has not."""
    assert talk("bupati Demak diwakili siapa?").startswith("answered: Bupati Demak diwakili Sekretaris Daerah Demak")
    assert ask("bupati Jepara diwakili siapa?").status is Status.NOT_COVERED

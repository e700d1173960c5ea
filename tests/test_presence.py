"""Whether the words of a question stand in an article, and how much each of them tells."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_concept, a_query, an_article

from retrieval.answering.ranking.presence import (
    HEAD_CHARACTERS,
    Words,
    article_words,
    concept_presence,
    concept_weights,
    sure_stems,
    weigh_question,
)


def words(head, body=""):
    return Words(frozenset(head.split()), frozenset(f"{head} {body}".split()))


def test_an_article_has_the_stems_of_its_head_and_of_everything():
    """Title, publisher and opening identify a meeting; the rest is only told about it."""
    article = an_article("Rapat membahas panen. ".ljust(HEAD_CHARACTERS) + "Pupuk dibagikan.", publisher="Kabar Tani")
    found = article_words(article)
    assert found.head == {"rakor", "pangan", "kabar", "tani", "rapat", "bahas", "panen"}
    assert found.all - found.head == {"pupuk", "bagi"}


@pytest.mark.parametrize(
    ("concept", "expected"),
    [("banjir", 1.0), ("perahu", 0.75), ("stunting", 0.7), ("gempa", 0.0), ("lembaga swadaya masyarakat", 1.0)],
)
def test_where_a_concept_stands(concept, expected):
    """In the head, in the body, one slip away, nowhere; any wording will do."""
    assert concept_presence(a_concept(concept), words("banjir lsm", "ahu perahu stuntin")) == expected


def test_a_wording_needs_all_its_words():
    """Half a wording is none."""
    assert concept_presence(a_concept("bantuan hukum"), words("bantu")) == 0.0


def test_rare_words_weigh_more():
    """The commonest wording of a concept says how common it is."""
    frequency = {"camat": 90, "beras": 9, "banjir": 3, "genang": 30}
    common, rare, synonym = concept_weights(
        [a_concept("camat"), a_concept("beras"), a_concept("banjir")], lambda part: frequency.get(part, 0), chunks=99
    )
    assert rare > synonym > common > 0


@pytest.mark.parametrize(("acronym", "expected"), [("dpupr", True), ("dpupx", False), ("upr", False)])
def test_an_acronym_is_known_by_the_initials_of_the_opening(acronym, expected):
    """Of five letters or more: shorter runs of initials are met by chance."""
    found = article_words(an_article("Dinas Pekerjaan Umum dan Penataan Ruang menggelar rapat."))
    assert (concept_presence(a_concept(acronym), found) > 0) is expected


@pytest.mark.parametrize(
    ("word", "archive", "expected"),
    [
        ("piala", "piala piala piala", True),
        ("piala", "piala", False),
        ("kesbangpol", "kesbangpol kesbangpol kesbangpol", False),
        ("puspaga", "", False),
    ],
)
def test_a_word_well_known_is_no_misspelt_other(word, archive, expected):
    """Short ones that the archive has more than once or twice are spelt as meant."""
    concept = a_concept(word)
    sure = sure_stems([concept], KnownWords(archive).stem_frequency)
    assert (concept.forms[0][0] in sure) is expected


def test_a_word_that_is_sure_has_to_stand_to_the_letter():
    """ "Banjir" is no "banjar" then."""
    concept = a_concept("banjir")
    assert concept_presence(concept, words("banjar")) == 0.7
    assert concept_presence(concept, words("banjar"), sure={"banjir"}) == 0.0


def test_what_a_question_is_worth():
    """Its concepts but for kinds, each with its weight and whether the archive knows it."""
    query = a_query(concepts=(a_concept("rakor", is_kind=True), a_concept("banjir"), a_concept("gempa")))
    worth = weigh_question(query, lambda part: int(part == "banjir"), chunks=9)
    assert [concept.text for concept in worth.concepts] == ["banjir", "gempa"]
    assert worth.known == [True, False]
    assert worth.weights[0] < worth.weights[1]

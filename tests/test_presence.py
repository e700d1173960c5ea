"""Whether the words of a question stand in an article, and how much each of them tells."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_concept, a_query, an_article

from retrieval.answering.ranking.presence import (
    HEAD_CHARACTERS,
    Words,
    Worth,
    article_words,
    concept_presence,
    concept_weights,
    coverage,
    find_telling,
    sure_stems,
    weigh_question,
)
from retrieval.language.dates import Period


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


def test_coverage_is_the_weighted_share():
    """The missing concepts are named."""
    concepts = [a_concept("banjir"), a_concept("gempa")]
    assert coverage(concepts, Worth([3.0, 1.0]), words("banjir")) == (0.75, ("gempa",))


def test_kinds_of_meetings_do_not_count_as_words():
    """They are compared by the table of kinds."""
    assert coverage([a_concept("rakor", is_kind=True)], Worth([1.0]), words("banjir")) == (1.0, ())


def test_a_question_without_concepts_is_covered():
    """Nothing asked, nothing missing."""
    assert coverage([], Worth([]), words("")) == (1.0, ())


@pytest.mark.parametrize(("acronym", "expected"), [("dpupr", True), ("dpupx", False), ("upr", False)])
def test_an_acronym_is_known_by_the_initials_of_the_opening(acronym, expected):
    """Of five letters or more: shorter runs of initials are met by chance."""
    found = article_words(an_article("Dinas Pekerjaan Umum dan Penataan Ruang menggelar rapat."))
    assert (concept_presence(a_concept(acronym), found) > 0) is expected


@pytest.mark.parametrize(
    ("word", "archive", "expected"),
    [
        ("perahu", "", True),
        ("piala", "piala piala piala", True),
        ("piala", "piala", False),
        ("pengukuhan", "kukuh kukuh kukuh", True),
        ("kesbangpol", "kesbangpol kesbangpol kesbangpol", False),
        ("puspaga", "", False),
    ],
)
def test_a_word_well_known_is_no_misspelt_other(word, archive, expected):
    """Everyday words are spelt as meant, and short ones that the archive has more than once or twice."""
    concept = a_concept(word)
    sure = sure_stems([concept], KnownWords(archive).stem_frequency)
    assert (concept.forms[0][0] in sure) is expected


def test_a_word_that_is_sure_has_to_stand_to_the_letter():
    """ "Banjir" is no "banjar" then."""
    concept = a_concept("banjir")
    assert concept_presence(concept, words("banjar")) == 0.7
    assert concept_presence(concept, words("banjar"), sure={"banjir"}) == 0.0


YEAR = Period(0, 4, year=2024, month=None, day=None, day_end=None)


@pytest.mark.parametrize(
    ("said", "everyday", "other"),
    [
        ({"kinds": ("rakor",), "regions": ("3321",)}, 0.5, 0.5),
        ({"kinds": ("rakor",), "periods": (YEAR,)}, 0.5, 0.5),
        ({"kinds": ("rakor",)}, 1.0, 0.5),
        ({"regions": ("3321",)}, 1.0, 0.5),
        ({}, 1.0, 1.0),
    ],
)
def test_an_unknown_word_counts_the_more_the_less_else_is_said(said, everyday, other):
    """A kind with its region or year is enough; otherwise an everyday word that the archive lacks counts in full."""
    query = a_query(concepts=(a_concept("langit"), a_concept("gojek"), a_concept("banjir")), **said)
    sky, ride, flood = weigh_question(query, lambda part: int(part == "banjir"), chunks=9).weights
    full, known = concept_weights([a_concept("langit"), a_concept("banjir")], lambda part: 0, chunks=9, doubt=1.0)
    assert (sky / full, ride / full) == pytest.approx((everyday, other))
    assert 0 < flood < known


def test_what_an_article_tells_of_a_question():
    """The weights of what it has, less in its body; kinds of meetings tell nothing."""
    concepts = [a_concept("banjir"), a_concept("beras"), a_concept("gempa"), a_concept("rakor", is_kind=True)]
    assert find_telling(concepts, Worth([3.0, 2.0, 5.0, 4.0], 9.0), words("banjir rakor", "beras")) == 0.5

"""What a question is about: words with their equivalent wordings, without words of asking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asking.concepts import expand, find_concepts
from retrieval.answering.asking.parsed import parse
from retrieval.language.stems import stem


def texts(formal, taken=()):
    return [concept.text for concept in find_concepts(parse(formal), taken=taken)]


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("siapa yang hadir di rakor banjir", ["hadir", "rakor", "banjir"]),
        ("tolong carikan info acara itu", []),
        ("rapat bantuan sosial", ["rapat", "bantuan sosial"]),
        ("banjir dan banjir", ["banjir"]),
        ("rakor di Demak", ["rakor"]),
        ("", []),
    ],
)
def test_fillers_regions_and_repetitions_are_no_concepts(formal, expected):
    """A phrase of the table of synonyms is one concept; regions are compared by their own table."""
    assert texts(formal) == expected


def test_taken_words_are_no_concepts():
    """What already means something else, such as the word of asking, is passed over."""
    assert texts("siapa yang hadir di rakor banjir", taken=[(11, 16)]) == ["rakor", "banjir"]


def test_an_institution_is_one_concept_under_all_its_names():
    """Who asks for a "dinas kominfo" finds a "Diskominfo"."""
    (office,) = find_concepts(parse("dinas kominfo"))
    assert {("dinas", "kominfo"), (stem("diskominfo"),)} <= set(office.forms)


def test_an_office_is_one_concept_under_all_its_names():
    """Shortened or spelled out."""
    (concept,) = find_concepts(parse("wabup"))
    assert ("wakil", stem("bupati")) in concept.forms


def test_kinds_of_meetings_are_marked():
    """They are compared by the table of kinds, and each is one concept with all names of the kind."""
    kind, other = find_concepts(parse("rapat koordinasi banjir"))
    assert [(kind.text, kind.is_kind), (other.text, other.is_kind)] == [("rapat koordinasi", True), ("banjir", False)]
    assert ("rakor",) in kind.forms


@pytest.mark.parametrize(
    ("words", "wording"),
    [
        ("lsm", ("lembaga", "swadaya", "masyarakat")),
        ("lembaga swadaya masyarakat", ("lsm",)),
        ("corona", ("covid",)),
    ],
)
def test_synonyms_are_further_wordings(words, wording):
    """Each wording is stems that all have to occur."""
    assert wording in expand(words.split())


@pytest.mark.parametrize(
    ("word", "stems"), [("banjir", ("banjir",)), ("undangan", ("undang",)), ("lsm", ("lsm",)), ("yang", ("yang",))]
)
def test_a_word_comes_first_among_its_wordings(word, stems):
    """Its own stem leads, a stop word's too where there is nothing else; there is no wording twice."""
    forms = expand([word])
    assert forms[0] == stems
    assert len(forms) == len(set(forms))


@given(st.text())
def test_any_text_has_concepts_with_wordings(text):
    """No text is too strange; every concept has a text and at least one wording that is not empty."""
    concepts = find_concepts(parse(text))
    assert all(concept.text and concept.forms and all(concept.forms) for concept in concepts)

"""How each word of an article is called: the tagger's chances weighed with the rest of the article and with tables."""

import json

import numpy as np
import pytest
from tagged import tag, tag_known

from data.errors import ModelError
from retrieval.reading.mentions import OFFICE as AS_OFFICE
from retrieval.reading.mentions import PERSON, find_mentions
from retrieval.reading.tagging.calling import (
    CLASSES,
    FEATURES,
    Calling,
    call,
    measure_words,
    read_calling,
    shipped_calling,
)
from retrieval.reading.tagging.labels import CALLED, NAME, OFFICE
from retrieval.reading.tagging.spans import read_words_of
from retrieval.training.calling import write_calling

TEXT = "Camat Melati Sekar Lestari membuka rapat. Sekar pulang lebih awal."


def likely(text, tags, word, kind, calling=None):
    """How likely a word is of a kind where it stands first."""
    at = next(at for at, (start, end, _) in enumerate(read_words_of(text, tags)) if text[start:end] == word)
    return float(call(text, tags, calling or shipped_calling())[at, CALLED.index(kind)])


def test_every_word_has_a_chance_of_every_kind():
    """What is left is the chance of no kind."""
    tags = tag_known(TEXT)
    chances = call(TEXT, tags, shipped_calling())
    assert chances.shape == (len(read_words_of(TEXT, tags)), len(CALLED))
    assert ((chances >= 0) & (chances.sum(axis=1, keepdims=True) <= 1.000001)).all()
    assert call("", tag("", {}), shipped_calling()).shape == (0, len(CALLED))


def test_the_same_word_elsewhere_counts():
    """A doubtful word is a name where it is one in another sentence."""
    alone = "Tampak Kurnia sejak pagi."
    twice = f"{alone} Kurnia Lestari pulang."
    doubtful = tag(alone, {"called": {"Kurnia": NAME}}, chance=0.4)
    both = tag(twice, {"called": {"Kurnia Lestari": NAME}})
    measured = [measure_words(text, tags)[1] for text, tags in ((alone, doubtful), (twice, both))]
    elsewhere = slice(CLASSES, 2 * CLASSES + 1)
    assert not measured[0][elsewhere].any()
    assert measured[1][elsewhere][-1] == 1.0
    assert likely(twice, both, "Kurnia", NAME) > likely(alone, tag(alone, {}), "Kurnia", NAME)


def test_tables_are_evidence():
    """What tables take for an office is likelier one than a word that they do not know."""
    known, unknown = "Tampak Camat Melati sejak pagi.", "Tampak Xilor Melati sejak pagi."
    assert likely(known, tag(known, {}), "Camat", OFFICE) > likely(unknown, tag(unknown, {}), "Xilor", OFFICE)


def test_what_tables_know_is_named_where_nothing_else_is():
    """An office, and a name behind a rank."""
    text = "Rapat dibuka Kapolres Demak AKBP Wibisono Hartadi."
    found = [(text[one.start : one.end], one.kind) for one in find_mentions(text, tag(text, {}))]
    assert found == [("Kapolres Demak", AS_OFFICE), ("Wibisono Hartadi", PERSON)]


def test_a_name_is_told_without_what_stands_around_it():
    """Titles, ranks, brackets, degrees behind a blank."""
    name = "Wibisono Hartadi"
    for written in (f"H. {name}", f"Ren Kompol {name}", f"{name} (Bono)", f"{name} SE"):
        text = f"Tampak {written} sejak pagi."
        found = [text[one.start : one.end] for one in find_mentions(text, tag(text, {"called": {written: NAME}}))]
        assert found[0] == name


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", json.dumps({"weights": [["satu"]], "bias": []}), '{"weights": [[1]]}']
)
def test_damaged_weights_are_told(tmp_path, content):
    """In one sentence, whatever is wrong with the file."""
    (tmp_path / "calling.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        read_calling(tmp_path / "calling.json")


def test_weights_are_read_as_they_were_kept(tmp_path):
    """Each feature has a weight for each class; too few are damage."""
    weights = np.arange(FEATURES * CLASSES, dtype=float).reshape(FEATURES, CLASSES)
    write_calling(Calling(weights, np.zeros(CLASSES)), tmp_path / "calling.json")
    assert np.array_equal(read_calling(tmp_path / "calling.json").weights, weights)
    assert shipped_calling().weights.shape == (FEATURES, CLASSES)
    write_calling(Calling(weights[1:], np.zeros(CLASSES)), tmp_path / "calling.json")
    with pytest.raises(ModelError):
        read_calling(tmp_path / "calling.json")

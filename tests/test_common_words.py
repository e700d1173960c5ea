"""Tests of retrieval/training/common_words: which words no name is read from."""

from __future__ import annotations

from retrieval.training.common_words import choose_words, count_words


def test_words_in_small_letters_are_common() -> None:
    """A word seldom capitalised inside a sentence is kept, a name and a rare word are not."""
    passages = [
        "Warga menanam padi. Padi itu milik warga.",
        "Para warga dan Mahkota memanen padi.",
        "warga, padi",
    ]
    small, capital = count_words(passages)
    assert (small["padi"], capital["padi"], capital["mahkota"]) == (3, 0, 1)
    assert choose_words(small, capital) == ["padi", "warga"]


def test_given_names_are_left_out() -> None:
    """ "budi" is in the table of given names, however often it stands in small letters."""
    small, capital = count_words(["akal budi, akal budi, akal budi"])
    assert choose_words(small, capital) == ["akal"]

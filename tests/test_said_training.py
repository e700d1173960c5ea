"""Tests of retrieval/training/roles: which verb of speaking an annotated quote gives to whom."""

from __future__ import annotations

from tagged import tag_known

from retrieval.reading.tagging.tagger import Tags
from retrieval.training.annotations import Annotated
from retrieval.training.roles import SaidCase, collect_said

SPOKE = {"person": "Siti Rahma", "office": None, "represents": None, "capacity": "spoke"}
PRESENT = {"person": "Darius Wera", "office": None, "represents": None, "capacity": "present"}


class Plain:
    """A tagger that sees whom tables know, and says nothing of them."""

    def tag(self, *, title: str, text: str) -> Tags:
        return tag_known(text)


def collect(text: str, quote: str) -> list[SaidCase]:
    people = [SPOKE | {"quote": quote}, PRESENT | {"quote": "Darius Wera"}]
    return list(collect_said([Annotated("", text, [{"people": people, "groups": []}])], Plain()))


def test_a_verb_in_the_quote_is_the_speakers_alone() -> None:
    """Of two people beside a verb that the quote holds, one is its speaker and the other is not."""
    text = "Camat Palolo, Siti Rahma, mengatakan Camat Dolo, Darius Wera, sudah datang."
    cases = collect(text, "Siti Rahma, mengatakan")
    assert sorted((case.is_speaker, case.is_told) for case in cases) == [(False, True), (True, True)]


def test_a_verb_outside_says_nothing_of_annotated_people() -> None:
    """What an annotated person said elsewhere is not taken for somebody else's."""
    assert collect("Camat Dolo, Darius Wera, mengatakan jalan rusak.", "jalan rusak") == []

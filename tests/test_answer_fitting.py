"""What an answer is worth in fitting that names people: less for others than those asked for."""

from __future__ import annotations

import json

import pytest

from retrieval.evaluation.answering.gold import Gold, read_gold
from retrieval.evaluation.answering.rankers import keeps_to

ASKED, OTHER = "Camat Surya Mahendra", "Lurah Larasati Wening"


def asked(**fields):
    return Gold("siapa?", fields.pop("type", "attendees"), (), frozenset({"a"}), **fields)


def of_names(must=(), any_of=(), **fields):
    return asked(must=must, any_of=any_of, day=None, **fields)


def test_others_take_from_an_answer():
    """The more of them, the more."""
    gold = of_names(must=("Surya Mahendra",))
    alone, beside = (keeps_to(gold, f"Hadir {names}.") for names in (ASKED, f"{ASKED} dan {OTHER}"))
    assert alone == 1.0
    assert 0 < beside < alone
    assert keeps_to(of_names(), f"Hadir {ASKED} dan {OTHER}.") == 1.0


@pytest.mark.parametrize(("kind", "expected"), [("opener_or_leader", True), ("statement", False)])
def test_who_did_something_is_asked_for_by_name_too(kind, expected):
    """Of words that somebody said a name among others takes nothing."""
    gold = of_names(any_of=("Surya Mahendra",), type=kind)
    assert (keeps_to(gold, f"Dibuka {ASKED} bersama {OTHER}.") < 1.0) is expected


def test_somebody_known_to_be_wrong_takes_all():
    """Whatever else is told."""
    gold = of_names(must=("Surya Mahendra",), must_not=("Larasati Wening",))
    assert keeps_to(gold, f"Hadir {ASKED} dan {OTHER}.") == 0.0
    assert keeps_to(gold, f"Hadir {ASKED}.") == 1.0


def test_those_known_to_be_wrong_are_read_with_a_question(tmp_path):
    """Where the file has them."""
    answer = {"must": ["X"], "must_not": ["Y"]}
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({"question": "siapa?", "type": "attendees", "article_ids": ["a"], "answer": answer}),
        encoding="utf-8",
    )
    assert [gold.must_not for gold in read_gold(path)] == [("Y",)]

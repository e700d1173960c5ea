"""Two answers to the same question, at different times: the same, the same in other words, or different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Stored = Mapping[str, Any]
Claim = tuple[str, str, str]

# What ranges over the archive: its text counts and names what no fact of the answer does.
_IN_TEXT = frozenset({"list", "count", "person"})
_DENIED = frozenset({"not_stated", "not_covered", "unclear"})


class Verdict(StrEnum):
    """How today's answer stands to the one that was given."""

    SAME = "same"
    SAME_FACTS = "same_facts"
    DIFFERENT = "different"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What today's answer says otherwise.

    status, meeting: whether that is another one; lost, new: claims that only the old or only the new answer makes, as
    the answer words them.
    """

    verdict: Verdict
    status: bool = False
    meeting: bool = False
    lost: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def compare(then: Stored, now: Stored, *, gone: Collection[str] = ()) -> Comparison:
    """Two objects of the answer format; `gone`: articles of the old one that the archive has no more."""
    before, after = _claims(then), _claims(now)
    found = Comparison(
        verdict=Verdict.SAME,
        status=then["status"] != now["status"],
        meeting=_meeting(then) != _meeting(now),
        lost=tuple(said for claim, said in before.items() if claim not in after),
        new=tuple(said for claim, said in after.items() if claim not in before),
    )
    return Comparison(_judge(then, now, found, gone=gone), found.status, found.meeting, found.lost, found.new)


def _judge(then: Stored, now: Stored, found: Comparison, *, gone: Collection[str]) -> Verdict:
    is_other = found.status or found.meeting or found.lost or found.new
    if not is_other and then["text"] == now["text"]:
        return Verdict.SAME
    says_facts = bool(then["facts"]) and then["kind"] not in _IN_TEXT
    if not is_other and (says_facts or then["status"] in _DENIED):
        return Verdict.SAME_FACTS
    return Verdict.GONE if gone else Verdict.DIFFERENT


def _claims(answer: Stored) -> dict[Claim, str]:
    """What an answer claims, each with how it is said: whom or what, in which role, for whom."""
    return {_claim(fact): _say(fact) for fact in answer["facts"]}


def _claim(fact: Stored) -> Claim:
    value, role, represents = (_fold(fact[name] or "") for name in ("value", "role", "represents"))
    return value, role, represents


def _say(fact: Stored) -> str:
    value, role = " ".join(fact["value"].split()), " ".join((fact["role"] or "").split())
    return f"{role} {value}" if role and _fold(role) not in _fold(value) else value


def _meeting(answer: Stored) -> tuple[str, str | None] | None:
    meeting = answer["meeting"]
    return (_fold(meeting["name"]), meeting["date"]) if meeting else None


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()

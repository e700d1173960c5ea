"""Which read facts a report may be about. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from data.facts import Fact, FactKind, Reading

MOST = 6
"""Facts that are offered to be corrected."""

_NAMED = (FactKind.ATTENDANCE, FactKind.STATEMENT)
KINDS: Mapping[str, tuple[FactKind, ...]] = {
    "person": _NAMED,
    "office": _NAMED,
    "date": (FactKind.DATE,),
    "place": (FactKind.PLACE,),
    "source": (),
    "other": tuple(FactKind),
}
"""For what may be wrong, the kinds of facts that say it."""


def find_targets(what: str, fact: Mapping[str, Any], reading: Reading) -> list[Fact]:
    """The facts that are likeliest meant, those of the answer's value first, then those of its sentence.

    fact: as the answer has it; where none is named, every fact of the kind.
    """
    fitting = [one for one in reading.facts if one.kind in KINDS.get(what, ())]
    if fact:
        same = [one for one in fitting if fact["value"] in {one.value, one.person}]
        near = [one for one in fitting if one.start < fact["end"] and fact["start"] < one.end]
        fitting = same or near or (fitting if what in {"date", "place"} else [])
    claims = {(one.kind, one.value, one.person, one.role): one for one in reversed(fitting)}
    return [*claims.values()][::-1][:MOST]


def mark_of(fact: Fact) -> str:
    """Eight letters that tell a fact from others of its article as long as it says the same."""
    told = (fact.kind.value, fact.value, fact.person, fact.role, fact.start, fact.end)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:8]

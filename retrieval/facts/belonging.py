"""Which facts of attendance belong to the meeting that the article reports: some cues tell of any event."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data.facts import Fact, Meeting
from retrieval.facts.occasions import Occasion
from retrieval.facts.page import Page
from retrieval.language.tables import read_table

_MENTIONED = "mentioned"


def is_of_its_meeting(page: Page, fact: Fact, *, occasions: Sequence[Occasion], meetings: Sequence[Meeting]) -> bool:
    """Whether a fact tells of the meeting it was given to.

    Who installed others led an installing and no other meeting; who was met at an event, or held one with others, is
    at this one only where the sentence mentions it.
    """
    kinds, meeting = _bound().get(fact.rule.removeprefix("attendance.")), fact.meeting or 0
    if kinds is None:
        return True
    if _MENTIONED in kinds:
        return page.sentence_at(fact.start) in occasions[meeting].sentences
    return meetings[meeting].kind in kinds


@cache
def _bound() -> dict[str, frozenset[str]]:
    """The kinds of meetings of which a rule tells, or that its sentence must mention the meeting."""
    return {row["phrase"].replace(" ", "_"): frozenset(row["kinds"].split("|")) for row in read_table("bound_cues")}

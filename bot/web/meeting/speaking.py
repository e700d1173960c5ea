"""Who said what at a meeting, or about it; what may be another's words is left out. Pure."""

from __future__ import annotations

from bot.web.meeting.details import Told, show_facts
from bot.web.models import Fact, Part
from bot.web.people import People
from data.facts import FactKind
from retrieval.answering.slots.people import is_same_speaker
from retrieval.language.text import fold
from retrieval.takeaway.selection import Event


class Statement(Part):
    """What was said; to the letter, or as an article reports it."""

    value: str
    is_quote: bool
    facts: list[Fact]


class Speaker(Part):
    """Somebody with what they said, in the order of the articles."""

    name: str | None
    role: str | None
    person: int | None
    statements: list[Statement]


def speakers_of(event: Event, people: People) -> list[Speaker]:
    """Everybody who said something, each with what they said once."""
    groups: list[list[Told]] = []
    told = [(telling, fact) for telling in event.tellings for fact in telling.facts(FactKind.STATEMENT) if fact.certain]
    for one in told:
        group = next((group for group in groups if is_same_speaker(group[0][1], one[1])), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [_speaker(group, people) for group in groups]


def _speaker(told: list[Told], people: People) -> Speaker:
    same: dict[str, list[Told]] = {}
    for telling, fact in told:
        same.setdefault(fold(fact.value), []).append((telling, fact))
    found = (people.find(telling.article.id, fact.person) for telling, fact in told)
    return Speaker(
        name=max((fact.person for _, fact in told if fact.person), key=len, default=None),
        role=max((fact.role for _, fact in told if fact.role), key=len, default=None),
        person=next((person for person in found if person), None),
        statements=[_statement(own) for own in same.values()],
    )


def _statement(told: list[Told]) -> Statement:
    _, fact = told[0]
    return Statement(
        value=" ".join(fact.value.split()),
        is_quote=fact.rule.startswith("statement.quote"),
        facts=show_facts(told),
    )

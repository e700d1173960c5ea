"""What an article says of its meetings themselves: name, kind, date, place, organiser, theme, purpose, outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.aims import choose_purposes, choose_stated
from retrieval.facts.counts import CountMention, find_counts
from retrieval.facts.events import Event
from retrieval.facts.hosts import choose_counts, choose_organisers
from retrieval.facts.occasions import Occasion, gather_occasions, owner
from retrieval.facts.organisers import OrganiserMention, find_organisers
from retrieval.facts.page import Page
from retrieval.facts.places import PlaceMention, find_places
from retrieval.facts.purposes import AGENDA, OUTCOME, ClauseMention, find_clauses
from retrieval.facts.schedule import choose_date, choose_time
from retrieval.facts.themes import ThemeMention, find_themes
from retrieval.facts.venues import choose_places
from retrieval.language.dates import DateMention, find_dates

_MOST_THEMES = 2


class Mention(Protocol):
    """Anything found in a text: `text[start:end]`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=Mention)


@dataclass(frozen=True, slots=True)
class Findings:
    """All mentions of an article that facts about its meetings are chosen from."""

    dates: list[DateMention]
    places: list[PlaceMention]
    organisers: list[OrganiserMention]
    themes: list[ThemeMention]
    clauses: list[ClauseMention]
    counts: list[CountMention]


def read_meetings(
    page: Page, events: Sequence[Event], *, published: date | None
) -> tuple[list[Occasion], list[Meeting], list[Fact]]:
    """The meetings of an article, main one first, with the facts about them; regions and people are read elsewhere."""
    dates, places, organisers = find_dates(page.text, published), find_places(page), list(find_organisers(page))
    themes, clauses, counts = list(find_themes(page)), list(find_clauses(page)), list(find_counts(page))
    occasions = gather_occasions(page, events, dates=dates, places=places)
    meetings, facts = [], []
    for ordinal, occasion in enumerate(occasions):

        def mine(found: Iterable[_Found], ordinal: int = ordinal) -> list[_Found]:
            numbers = ((mention, page.sentence_at(mention.start)) for mention in found)
            return [mention for mention, number in numbers if owner(page, number, occasions=occasions) == ordinal]

        findings = Findings(mine(dates), mine(places), mine(organisers), mine(themes), mine(clauses), mine(counts))
        when = choose_date(page, occasion, dates=findings.dates, places=findings.places, published=published)
        own = [
            *_read_facts(page, occasion, findings=findings, when=when, ordinal=ordinal),
            *_read_contents(page, occasion, findings=findings, ordinal=ordinal),
        ]
        meetings.append(_make_meeting(page, occasion, ordinal=ordinal, when=when, facts=own))
        facts += own
    return occasions, meetings, facts


def _read_facts(
    page: Page, occasion: Occasion, *, findings: Findings, when: DateMention | None, ordinal: int
) -> Iterator[Fact]:
    if when is not None and when.date is not None:
        rule = "date:inferred" if when.inferred else "date:written"
        fact = _fact(page, FactKind.DATE, when, rule=rule, ordinal=ordinal, certain=not when.inferred)
        yield replace(fact, value=when.date.isoformat(), detail=when.clash)
    for rank, place in enumerate(choose_places(page, occasion, places=findings.places, when=when)):
        yield _fact(page, FactKind.PLACE, place, rule=f"place:{place.sort}", ordinal=ordinal, certain=rank == 0)
    for host in choose_organisers(page, occasion, organisers=findings.organisers):
        rule = "organiser:passive" if host.passive else "organiser:active"
        yield _fact(page, FactKind.ORGANISER, host, rule=rule, ordinal=ordinal)


def _read_contents(page: Page, occasion: Occasion, *, findings: Findings, ordinal: int) -> Iterator[Fact]:
    """Theme, purpose, agenda, outcome and numbers."""
    for theme in findings.themes[:_MOST_THEMES]:
        yield _fact(page, FactKind.THEME, theme, rule="theme", ordinal=ordinal)
    spans = [range(theme.start, theme.end) for theme in findings.themes]
    clauses = [clause for clause in findings.clauses if not any(clause.start in span for span in spans)]
    for clause in choose_purposes(page, occasion, clauses=clauses, organisers=findings.organisers):
        yield _fact(page, FactKind.PURPOSE, clause, rule=f"purpose:{clause.role}", ordinal=ordinal)
    for kind, role in ((FactKind.AGENDA, AGENDA), (FactKind.OUTCOME, OUTCOME)):
        for clause in choose_stated(page, occasion, clauses=clauses, role=role):
            yield _fact(page, kind, clause, rule=role, ordinal=ordinal)
    for count in choose_counts(page, occasion, counts=findings.counts):
        yield _fact(page, FactKind.PARTICIPANTS, count, rule="participants", ordinal=ordinal, certain=count.exact)


def _fact(page: Page, kind: FactKind, mention: Mention, *, rule: str, ordinal: int, certain: bool = True) -> Fact:
    sentence = page.sentences[page.sentence_at(mention.start)]
    return Fact(
        kind=kind,
        value=page.text[mention.start : mention.end],
        start=min(sentence.start, mention.start),
        end=max(sentence.end, mention.end),
        rule=rule,
        meeting=ordinal,
        value_start=mention.start,
        value_end=mention.end,
        certain=certain,
    )


def _make_meeting(
    page: Page, occasion: Occasion, *, ordinal: int, when: DateMention | None, facts: Sequence[Fact]
) -> Meeting:
    first = {fact.kind: fact.value for fact in reversed(facts)}
    return Meeting(
        ordinal=ordinal,
        name=page.text[occasion.name.start : occasion.name.end],
        kind=occasion.event.kind,
        start=occasion.name.start,
        end=occasion.name.end,
        date=when.date if when else None,
        date_end=when.date_end if when else None,
        time=choose_time(page, occasion, when=when),
        place=first.get(FactKind.PLACE),
        organiser=first.get(FactKind.ORGANISER),
        theme=first.get(FactKind.THEME),
    )

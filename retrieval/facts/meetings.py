"""What an article says of its meetings themselves: name, kind, date, place, organiser, theme, purpose, outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.aims import choose_purposes, choose_stated
from retrieval.facts.counts import find_counts
from retrieval.facts.events import Event
from retrieval.facts.hosts import choose_counts, choose_organisers
from retrieval.facts.occasions import Occasion, gather_occasions
from retrieval.facts.organisers import OrganiserMention, find_organisers
from retrieval.facts.page import Page
from retrieval.facts.places import PlaceMention, find_places
from retrieval.facts.purposes import AGENDA, OUTCOME, WEAK, ClauseMention, find_clauses
from retrieval.facts.schedule import choose_date
from retrieval.facts.themes import ThemeMention, find_themes
from retrieval.facts.venues import choose_places
from retrieval.language.dates import DateMention, find_dates


class Mention(Protocol):
    """Anything found in a text: `text[start:end]`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Findings:
    """All mentions of an article that facts about its meetings are chosen from."""

    dates: list[DateMention]
    places: list[PlaceMention]
    organisers: list[OrganiserMention]
    themes: list[ThemeMention]
    clauses: list[ClauseMention]


def read_meetings(
    page: Page, events: Sequence[Event], *, published: date | None
) -> tuple[list[Occasion], list[Meeting], list[Fact]]:
    """The meetings of an article, main one first, with the facts about them; regions and people are read elsewhere."""
    findings = Findings(
        dates=find_dates(page.text, published),
        places=find_places(page),
        organisers=find_organisers(page),
        themes=find_themes(page),
        clauses=list(find_clauses(page)),
    )
    occasions = gather_occasions(page, events, dates=findings.dates, places=findings.places, published=published)
    meetings, facts = [], []
    for ordinal, occasion in enumerate(occasions):
        when = choose_date(page, occasion, dates=findings.dates, places=findings.places, published=published)
        own = list(_read_facts(page, occasion, findings=findings, when=when, ordinal=ordinal))
        meetings.append(_make_meeting(page, occasion, ordinal=ordinal, when=when, facts=own))
        facts += own
    return occasions, meetings, facts


def _read_facts(
    page: Page, occasion: Occasion, *, findings: Findings, when: DateMention | None, ordinal: int
) -> Iterator[Fact]:
    if when is not None and when.date is not None:
        yield _date_fact(page, when, ordinal=ordinal)
    for rank, place in enumerate(choose_places(page, occasion, places=findings.places, when=when)):
        yield _fact(page, FactKind.PLACE, place, rule=f"place:{place.sort}", ordinal=ordinal, certain=rank == 0)
    for host in choose_organisers(page, occasion, organisers=findings.organisers):
        rule = "organiser:passive" if host.passive else "organiser:active"
        yield _fact(page, FactKind.ORGANISER, host, rule=rule, ordinal=ordinal)
    if ordinal == 0:
        yield from _read_contents(page, occasion, findings=findings)


def _read_contents(page: Page, occasion: Occasion, *, findings: Findings) -> Iterator[Fact]:
    """Theme, purpose, agenda, outcome and numbers: articles give them for their main meeting."""
    for theme in findings.themes[:2]:
        rule = "theme:quoted" if theme.quoted else "theme:unquoted"
        yield _fact(page, FactKind.THEME, theme, rule=rule, ordinal=0)
    clauses = [
        clause for clause in findings.clauses if not any(t.start <= clause.start < t.end for t in findings.themes)
    ]
    for clause in choose_purposes(page, occasion, clauses=clauses, organisers=findings.organisers):
        yield _fact(
            page, FactKind.PURPOSE, clause, rule=f"purpose:{clause.role}", ordinal=0, certain=clause.role != WEAK
        )
    for clause in choose_stated(page, occasion, clauses=findings.clauses, role=AGENDA):
        yield _fact(page, FactKind.AGENDA, clause, rule="agenda", ordinal=0)
    for clause in choose_stated(page, occasion, clauses=findings.clauses, role=OUTCOME):
        yield _fact(page, FactKind.OUTCOME, clause, rule="outcome", ordinal=0)
    for count in choose_counts(page, occasion, counts=find_counts(page)):
        yield _fact(page, FactKind.PARTICIPANTS, count, rule="participants", ordinal=0, certain=count.exact)


def _fact(
    page: Page,
    kind: FactKind,
    mention: Mention,
    *,
    rule: str,
    ordinal: int,
    certain: bool = True,
) -> Fact:
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


def _date_fact(page: Page, when: DateMention, *, ordinal: int) -> Fact:
    sentence = page.sentences[page.sentence_at(when.start)]
    return Fact(
        kind=FactKind.DATE,
        value=when.date.isoformat() if when.date else "",
        start=sentence.start,
        end=sentence.end,
        rule="date:inferred" if when.inferred else "date:written",
        meeting=ordinal,
        value_start=when.start,
        value_end=when.end,
        certain=not when.inferred,
        detail=when.clash,
    )


def _make_meeting(
    page: Page, occasion: Occasion, *, ordinal: int, when: DateMention | None, facts: Sequence[Fact]
) -> Meeting:
    first: dict[FactKind, str] = {}
    for fact in facts:
        first.setdefault(fact.kind, fact.value)
    return Meeting(
        ordinal=ordinal,
        name=page.text[occasion.name.start : occasion.name.end],
        kind=occasion.event.kind,
        start=occasion.name.start,
        end=occasion.name.end,
        date=when.date if when else None,
        date_end=when.date_end if when else None,
        time=when.time if when else None,
        place=first.get(FactKind.PLACE),
        organiser=first.get(FactKind.ORGANISER),
        theme=first.get(FactKind.THEME),
    )

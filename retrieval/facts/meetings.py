"""What an article says of its meetings themselves: name, kind, date, place, organiser, theme, purpose, outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.aims import choose_purposes, choose_stated
from retrieval.facts.counts import CountMention, find_counts
from retrieval.facts.events import Event
from retrieval.facts.hosts import choose_counts, choose_organisers
from retrieval.facts.occasions import Occasion, gather_occasions, owner
from retrieval.facts.organisers import OrganiserMention, find_organisers
from retrieval.facts.page import Page
from retrieval.facts.places import PlaceMention, find_places
from retrieval.facts.purposes import AGENDA, OUTCOME, WEAK, ClauseMention, find_clauses
from retrieval.facts.schedule import choose_date, choose_time, last_day
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
    counts: list[CountMention]


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
        counts=find_counts(page),
    )
    occasions = gather_occasions(page, events, dates=findings.dates, places=findings.places, published=published)
    meetings, facts = [], []
    for ordinal, occasion in enumerate(occasions):
        mine = _restrict(page, findings, occasions=occasions, ordinal=ordinal)
        when = choose_date(page, occasion, dates=mine.dates, places=mine.places, published=published)
        own = list(_read_facts(page, occasion, findings=mine, when=when, ordinal=ordinal))
        own += _read_contents(page, occasion, findings=mine, ordinal=ordinal)
        meetings.append(_make_meeting(page, occasion, ordinal=ordinal, when=when, facts=own))
        facts += own
    return occasions, meetings, facts


def _restrict(page: Page, findings: Findings, *, occasions: Sequence[Occasion], ordinal: int) -> Findings:
    """The findings of which an article with several meetings says that they are this one's."""
    if len(occasions) == 1:
        return findings

    def is_mine(mention: Mention) -> bool:
        return owner(page, page.sentence_at(mention.start), occasions=occasions) == ordinal

    local = {
        "dates": [mention for mention in findings.dates if is_mine(mention)],
        "places": [place for place in findings.places if is_mine(place)],
        "organisers": [host for host in findings.organisers if is_mine(host)],
    }
    return replace(
        findings,
        **(local if ordinal else {}),  # type: ignore[arg-type]
        themes=[theme for theme in findings.themes if is_mine(theme)],
        clauses=[clause for clause in findings.clauses if is_mine(clause)],
        counts=[count for count in findings.counts if is_mine(count)],
    )


def _read_facts(
    page: Page, occasion: Occasion, *, findings: Findings, when: DateMention | None, ordinal: int
) -> Iterator[Fact]:
    if when is not None and when.date is not None:
        yield _date_fact(page, when, ordinal=ordinal)
    for rank, place in enumerate(choose_places(page, occasion, places=findings.places, when=when)):
        yield _fact(page, FactKind.PLACE, place, rule=f"place:{place.sort}", ordinal=ordinal, certain=rank == 0)
    for host in choose_organisers(page, occasion, organisers=findings.organisers):
        rule = "organiser:passive" if host.passive else "organiser:active"
        yield _fact(page, FactKind.ORGANISER, host, rule=rule, ordinal=ordinal, certain=not host.personal)


def _read_contents(page: Page, occasion: Occasion, *, findings: Findings, ordinal: int) -> Iterator[Fact]:
    """Theme, purpose, agenda, outcome and numbers."""
    for theme in findings.themes[:2]:
        rule = "theme:quoted" if theme.quoted else "theme:unquoted"
        yield _fact(page, FactKind.THEME, theme, rule=rule, ordinal=ordinal)
    spans = [(theme.start, theme.end) for theme in findings.themes]
    clauses = [clause for clause in findings.clauses if not any(start <= clause.start < end for start, end in spans)]
    for clause in choose_purposes(page, occasion, clauses=clauses, organisers=findings.organisers):
        rule, certain = f"purpose:{clause.role}", clause.role != WEAK
        yield _fact(page, FactKind.PURPOSE, clause, rule=rule, ordinal=ordinal, certain=certain)
    for kind, role in ((FactKind.AGENDA, AGENDA), (FactKind.OUTCOME, OUTCOME)):
        for clause in choose_stated(page, occasion, clauses=clauses, role=role):
            yield _fact(page, kind, clause, rule=role, ordinal=ordinal)
    for count in choose_counts(page, occasion, counts=findings.counts):
        yield _fact(page, FactKind.PARTICIPANTS, count, rule="participants", ordinal=ordinal, certain=count.exact)


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
        date_end=last_day(page, when) if when else None,
        time=choose_time(page, occasion, when=when),
        place=first.get(FactKind.PLACE),
        organiser=first.get(FactKind.ORGANISER),
        theme=first.get(FactKind.THEME),
    )

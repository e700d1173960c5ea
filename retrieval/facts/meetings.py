"""What an article says of its meetings themselves: name, kind, date, place, organiser, theme, purpose, outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeAlias, TypeVar

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.counts import EXACT, choose_counts, find_counts
from retrieval.facts.events import Event
from retrieval.facts.gathering import gather_occasions
from retrieval.facts.occasions import Occasion, owner
from retrieval.facts.organisers import choose_organisers, find_organisers
from retrieval.facts.page import Mention, Page
from retrieval.facts.places import choose_places, find_places
from retrieval.facts.purposes import AGENDA, OUTCOME, choose_purposes, choose_stated, find_clauses
from retrieval.facts.schedule import choose_date, choose_time
from retrieval.facts.themes import find_themes
from retrieval.language.dates import DateMention, find_dates

_MOST_THEMES = 2
_FINDERS: Mapping[FactKind, Callable[[Page], Iterable[Mention]]] = {
    FactKind.PLACE: find_places,
    FactKind.ORGANISER: find_organisers,
    FactKind.THEME: find_themes,
    FactKind.PURPOSE: find_clauses,
    FactKind.PARTICIPANTS: find_counts,
}
_Found: TypeAlias = Mapping[FactKind, Sequence[Mention]]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Any = TypeVar("_Any", bound=_Placed)


def read_meetings(
    page: Page, events: Sequence[Event], *, published: date | None
) -> tuple[list[Occasion], list[Meeting], list[Fact]]:
    """The meetings of an article, main one first, with the facts about them; regions and people are read elsewhere."""
    dates = find_dates(page.text, published)
    found = {kind: list(find(page)) for kind, find in _FINDERS.items()}
    occasions = gather_occasions(page, events, dates=dates, places=found[FactKind.PLACE])

    def of(ordinal: int, mentions: Sequence[_Any]) -> list[_Any]:
        numbers = ((mention, page.sentence_at(mention.start)) for mention in mentions)
        return [mention for mention, number in numbers if owner(page, number, occasions=occasions) == ordinal]

    meetings, facts = [], []
    for ordinal, occasion in enumerate(occasions):
        mine = {kind: of(ordinal, mentions) for kind, mentions in found.items()}
        when = choose_date(page, occasion, dates=of(ordinal, dates), places=mine[FactKind.PLACE], published=published)
        own = [replace(fact, meeting=ordinal) for fact in _read_facts(page, occasion, found=mine, when=when)]
        meetings.append(_make_meeting(page, occasion, ordinal=ordinal, when=when, facts=own))
        facts += own
    return occasions, meetings, facts


def _read_facts(page: Page, occasion: Occasion, *, found: _Found, when: DateMention | None) -> Iterator[Fact]:
    if when is not None and when.date is not None:
        fact = _fact(page, FactKind.DATE, when, sort="inferred" if when.inferred else "written")
        yield replace(fact, value=when.date.isoformat(), detail=when.clash, certain=not when.inferred)
    for rank, place in enumerate(choose_places(page, occasion, places=found[FactKind.PLACE], when=when)):
        yield replace(_fact(page, FactKind.PLACE, place, sort=place.sort), certain=rank == 0)
    for host in choose_organisers(page, occasion, organisers=found[FactKind.ORGANISER]):
        yield _fact(page, FactKind.ORGANISER, host, sort=host.sort)
    for theme in found[FactKind.THEME][:_MOST_THEMES]:
        yield _fact(page, FactKind.THEME, theme)
    yield from _read_clauses(page, occasion, found=found)
    for count in choose_counts(page, occasion, counts=found[FactKind.PARTICIPANTS]):
        yield replace(_fact(page, FactKind.PARTICIPANTS, count), certain=count.sort == EXACT)


def _read_clauses(page: Page, occasion: Occasion, *, found: _Found) -> Iterator[Fact]:
    """Purpose, agenda and outcome, outside the words of a theme."""
    spans = [range(theme.start, theme.end) for theme in found[FactKind.THEME]]
    clauses = [clause for clause in found[FactKind.PURPOSE] if not any(clause.start in span for span in spans)]
    for clause in choose_purposes(page, occasion, clauses=clauses, organisers=found[FactKind.ORGANISER]):
        yield _fact(page, FactKind.PURPOSE, clause, sort=clause.sort)
    for sort in (AGENDA, OUTCOME):
        for clause in choose_stated(page, occasion, clauses=clauses, sort=sort):
            yield _fact(page, FactKind(sort), clause)


def _fact(page: Page, kind: FactKind, mention: _Placed, *, sort: str = "") -> Fact:
    """A fact with the sentence that says it; its rule tells the kind, and what sort of mention it stands on."""
    sentence = page.sentences[page.sentence_at(mention.start)]
    return Fact(
        kind=kind,
        value=page.text[mention.start : mention.end],
        start=min(sentence.start, mention.start),
        end=max(sentence.end, mention.end),
        rule=f"{kind}:{sort}".rstrip(":"),
        value_start=mention.start,
        value_end=mention.end,
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

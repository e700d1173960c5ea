"""What may be chosen beside what is chosen, how many meetings there are of it, and what takes a choice away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.web.addresses import address
from bot.web.filtering import (
    Choice,
    month_bounds,
    name_people,
    read_month,
    say_kind,
    say_period,
    say_region,
    year_bounds,
)
from bot.web.page import Result
from bot.web.rendering import format_month
from bot.web.visits import Visit
from data.store.browsing import MONTH, YEAR
from retrieval.language.regions import Region, parts, region

MOST_FOR_PEOPLE = 1000
"""Meetings whose people are counted: of more it would take long, and tell of those who are everywhere."""

_MOST_PUBLISHERS, _MOST_PEOPLE = 20, 12


class Option(Result):
    """Something to choose, `value` as addresses have it: `count` meetings are left then; `address` leads there."""

    value: str
    name: str
    count: int
    address: str
    is_chosen: bool


class Facet(Result):
    """Things of one sort: region, period, kind, publisher or person."""

    name: str
    options: tuple[Option, ...]


class Chip(Result):
    """A choice that was made; `address` leads to what it would be without it."""

    facet: str
    name: str
    address: str


def find_facets(visit: Visit, choice: Choice) -> tuple[int, list[Facet]]:
    """How many meetings there are of what is chosen, and everything that can be chosen under the other choices."""
    kinds = list(_kinds(visit, choice))
    # Each meeting is of one kind.
    total = sum(one.count for one in kinds if choice.kind in {"", one.value})
    facets = {
        "region": _regions(visit, choice),
        "period": _periods(visit, choice),
        "kind": kinds,
        "publisher": _publishers(visit, choice),
        "person": _people(visit, choice, total),
    }
    found = [Facet(name=name, options=tuple(options)) for name, options in facets.items()]
    return total, [facet for facet in found if facet.options]


def find_chips(visit: Visit, choice: Choice, *, page: str = "meetings") -> list[Chip]:
    """What was chosen, in words; without it the same page shows more."""
    named = (
        ("region", say_region(choice.region, visit.language) if choice.region else "", replace(choice, region=None)),
        ("period", say_period(choice, visit.language), choice.without_period()),
        ("kind", say_kind(choice.kind), replace(choice, kind="")),
        ("publisher", choice.publisher, replace(choice, publisher="")),
        ("person", _name_person(visit, choice), replace(choice, person=None)),
    )
    chosen = [(facet, name, without) for facet, name, without in named if name]
    return [Chip(facet=facet, name=name, address=_lead(visit, without, page)) for facet, name, without in chosen]


def _regions(visit: Visit, choice: Choice) -> Iterator[Option]:
    """The provinces; where a region is chosen, the regencies and cities of its province."""
    province = _province(choice.region) if choice.region else None
    places = {place.code: place for place in parts(province.code if province else "")}
    counts = visit.app.store.browsing.facets.count_regions(replace(choice, region=province).wanted, list(places))
    for code, number in counts.items():
        said = say_region(places[code], visit.language)
        yield _option(visit, choice, (code, said), number, region=places[code])


def _province(place: Region) -> Region:
    wider = region(place.parent) if place.parent else None
    return _province(wider) if wider else place


def _periods(visit: Visit, choice: Choice) -> Iterator[Option]:
    """The years; where one is chosen, or a month of it, its months."""
    count = visit.app.store.browsing.facets.count_periods
    if choice.year is None:
        for name, number in count(choice.without_period().wanted, width=YEAR).items():
            yield _option(visit, choice, (name, name), number, **_bounds(year_bounds(int(name))))
        return
    in_year = replace(choice, **_bounds(year_bounds(choice.year)))
    for name, number in count(in_year.wanted, width=MONTH).items():
        month = read_month(name)
        said = format_month(visit.language, month)
        yield _option(visit, choice, (name, said), number, **_bounds(month_bounds(month)))


def _bounds(days: tuple[date, date]) -> dict[str, Any]:
    return {"since": days[0], "until": days[1]}


def _kinds(visit: Visit, choice: Choice) -> Iterator[Option]:
    counts = visit.app.store.browsing.facets.count_kinds(replace(choice, kind="").wanted)
    return (_option(visit, choice, (kind, say_kind(kind)), number, kind=kind) for kind, number in counts.items())


def _publishers(visit: Visit, choice: Choice) -> Iterator[Option]:
    wanted = replace(choice, publisher="").wanted
    counts = visit.app.store.browsing.facets.count_publishers(wanted, limit=_MOST_PUBLISHERS)
    return (_option(visit, choice, (name, name), number, publisher=name) for name, number in counts.items())


def _people(visit: Visit, choice: Choice, total: int) -> Iterator[Option]:
    wanted, facets = replace(choice, person=None).wanted, visit.app.store.browsing.facets
    others = total if choice.person is None else facets.count(wanted)
    if not visit.app.settings.web_people or others > MOST_FOR_PEOPLE:
        return
    counts = facets.count_people(wanted, limit=_MOST_PEOPLE)
    names = name_people(visit, list(counts))
    for person, number in counts.items():
        if person in names:
            yield _option(visit, choice, (str(person), names[person]), number, person=person)


def _name_person(visit: Visit, choice: Choice) -> str:
    return "" if choice.person is None else name_people(visit, [choice.person]).get(choice.person, "")


def _option(visit: Visit, choice: Choice, named: tuple[str, str], count: int, **changed: Any) -> Option:  # noqa: ANN401
    chosen, (value, name) = replace(choice, **changed), named
    return Option(value=value, name=name, count=count, address=_lead(visit, chosen), is_chosen=chosen == choice)


def _lead(visit: Visit, choice: Choice, page: str = "meetings") -> str:
    return address(page, visit.language, **choice.values)

"""How a question was understood, in words that a person reads and that stay as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from retrieval.answering.asking.query import Query
from retrieval.language.dates import Period, format_date, format_month
from retrieval.language.regions import region

# A city's name says that it is one.
_LEVELS = {"regency": "Kabupaten ", "district": "Kecamatan "}


@dataclass(frozen=True, slots=True)
class Understood:
    """One part of a question. `wanted` holds kinds as the answer format names them, all else Indonesian words.

    about: the words that name the meeting; leans: whether earlier questions said some of it.
    """

    wanted: tuple[str, ...]
    about: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    leans: bool = False


def understood_as(query: Query) -> Understood:
    """What is told of an understood question."""
    return Understood(
        wanted=tuple(kind.value for kind in query.wanted),
        about=tuple(concept.text for concept in query.telling),
        regions=tuple(dict.fromkeys(filter(None, map(_name_region, query.regions)))),
        periods=tuple(dict.fromkeys(map(_name_period, query.periods))),
        kinds=tuple(kind.replace("_", " ") for kind in query.kinds),
        offices=query.office_words,
        leans=query.inherited,
    )


def note_understood(queries: Iterable[Query]) -> list[dict[str, Any]]:
    """The parts of a question as the question log keeps them."""
    return [asdict(understood_as(query)) for query in queries]


def read_understood(noted: Sequence[Mapping[str, Any]]) -> tuple[Understood, ...]:
    """What the question log kept."""
    return tuple(Understood(**{name: _read(value) for name, value in part.items()}) for part in noted)


def _read(value: Any) -> Any:  # noqa: ANN401 - a field of what is understood
    return tuple(value) if isinstance(value, list) else value


def _name_region(code: str) -> str | None:
    place = region(code)
    return f"{_LEVELS.get(place.level, '')}{place.name}" if place else None


def _name_period(period: Period) -> str:
    year, month, day = period.year, period.month, period.day
    if not (year and month):
        return str(year) if year else _without_year(period)
    if not day:
        return format_month(date(year, month, 1))
    return format_date(date(year, month, day), date(year, month, period.day_end) if period.day_end else None)


def _without_year(period: Period) -> str:
    month = format_month(date(2000, period.month, 1)).removesuffix(" 2000") if period.month else ""
    days = f"{period.day}–{period.day_end}" if period.day_end else str(period.day or "")
    return f"{days} {month}".strip()

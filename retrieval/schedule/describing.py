"""What is known of an event in lines, for who sees no page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.wording.web import machines as wording
from retrieval.schedule.appointments import Appointment, Report

MOST_PEOPLE = 15
"""People who are named; of more it says how many."""


def describe(appointment: Appointment, language: str) -> list[str]:
    """The lines on an event that its name, day and place do not say yet, the articles that say so last."""
    return [*_describe(appointment, language), *(_source(one, language) for one in appointment.reports)]


def _describe(appointment: Appointment, language: str) -> Iterator[str]:
    row = appointment.row
    if appointment.hours is None and row.time:
        yield wording.WHEN.say(language, what=row.time)
    for phrase, what in ((wording.REGION, row.region), (wording.THEME, row.theme), (wording.ORGANISER, row.organiser)):
        if what:
            yield phrase.say(language, what=what)
    if appointment.people:
        yield _say_people(appointment.people, language)


def _say_people(people: Sequence[str], language: str) -> str:
    who, more = "; ".join(people[:MOST_PEOPLE]), len(people) - MOST_PEOPLE
    return (wording.MORE_PEOPLE if more > 0 else wording.PEOPLE).say(language, who=who, more=more)


def _source(report: Report, language: str) -> str:
    parts = (report.publisher, report.title, report.url)
    return wording.SOURCE.say(language, what=", ".join(filter(None, parts)))

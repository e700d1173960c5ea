"""What links to pages are shown by: cards with the facts of a meeting, of an article, or of the archive."""

from __future__ import annotations

from starlette.requests import Request

from bot.web.machines.calendars import find_one
from bot.web.machines.drawing import Card, draw
from bot.web.machines.saying import say_outlets, say_when
from bot.web.rendering import format_day, format_number
from bot.web.visits import Visit
from data.article import Article
from data.wording.web import machines as wording
from retrieval.schedule.appointments import Appointment

PNG = "image/png"
ARCHIVE = "notula"
"""Stands in the place of an id for the archive's card."""


def write_card(visit: Visit, request: Request) -> bytes:
    """The card of a meeting or an article by its id, or of the archive; PageError where there is none."""
    return draw(find_card(visit, request.path_params["id"]))


def find_card(visit: Visit, place: str) -> Card:
    """What stands on the card."""
    if place == ARCHIVE:
        return _of_archive(visit)
    hidden = visit.app.store.corrections.hidden([place])
    article = visit.app.store.articles.get(place)
    if article and not hidden:
        return _of_article(article, visit.language)
    return _of_meeting(find_one(visit, place), visit.language)


def _of_archive(visit: Visit) -> Card:
    held = visit.app.store.articles.coverage(None)
    numbers = (format_number(visit.language, number) for number in (held.meetings, held.articles))
    meetings, articles = numbers
    line = wording.HELD.say(visit.language, meetings=meetings, articles=articles)
    return Card(wording.ARCHIVE.say(visit.language), (line,), "")


def _of_article(article: Article, language: str) -> Card:
    day = article.published_on
    return Card(article.title or article.id, (format_day(language, day) if day else "",), article.publisher)


def _of_meeting(appointment: Appointment, language: str) -> Card:
    row = appointment.row
    people = wording.COUNTED_PEOPLE.say(language, number=row.people) if row.people else ""
    where = " · ".join(filter(None, (row.region, people)))
    return Card(
        appointment.title, (say_when(appointment, language), row.place, where), say_outlets(appointment, language)
    )

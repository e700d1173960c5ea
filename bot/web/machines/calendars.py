"""Meetings for calendars: all that fit what is asked for, and each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from starlette.requests import Request

from bot.web.addresses import address
from bot.web.endpoints import read_query
from bot.web.filtering import FilterQuery, read_choice
from bot.web.machines.naming import name_choice
from bot.web.page import PageError
from bot.web.visits import Visit
from data.errors import SelectionError
from data.wording.web import errors, machines
from retrieval.schedule.appointments import Appointment
from retrieval.schedule.calendar import END, begin_calendar, write_event, zones_of
from retrieval.schedule.finding import find_appointment, find_appointments
from retrieval.subscriptions.timing import zones

CALENDAR = "text/calendar"
_AT_ONCE = 50
"""Events of one part."""


def write_schedule(visit: Visit, request: Request) -> Iterator[bytes]:
    """The calendar of all meetings that a request asks for, some events at a time."""
    choice = read_choice(visit, read_query(request, FilterQuery))
    name = name_choice(visit, choice)
    url = visit.origin + address("meetings", visit.language, **choice.values)
    found = find_appointments(visit.app.store, choice.wanted)
    part = begin_calendar(name, url=url, named_zones=tuple(zones()))
    while events := list(islice(found, _AT_ONCE)):
        yield part + b"".join(_write(one, visit) for one in events)
        part = b""
    yield part + END


def write_one(visit: Visit, request: Request) -> bytes:
    """The calendar of one meeting; PageError where there is none, or no day of it is known."""
    found = find_one(visit, request.path_params["id"])
    if found.day is None:
        raise PageError(404, machines.NO_DAY)
    begin = begin_calendar(found.title, url=_url(found, visit), named_zones=zones_of(found))
    return begin + _write(found, visit) + END


def find_one(visit: Visit, place: str) -> Appointment:
    """The meeting with this id; PageError where there is none."""
    try:
        return find_appointment(visit.app.store, place)
    except SelectionError as error:
        raise PageError(404, errors.NO_PAGE) from error


def _write(appointment: Appointment, visit: Visit) -> bytes:
    return write_event(appointment, url=_url(appointment, visit), language=visit.language)


def _url(appointment: Appointment, visit: Visit) -> str:
    return visit.origin + address("meeting", visit.language, id=appointment.id)

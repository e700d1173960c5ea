"""When and where an event was and who tells of it, in words. Pure."""

from __future__ import annotations

from bot.web.rendering import format_day
from data.wording.web import machines as wording
from retrieval.schedule.appointments import Appointment

_MOST_OUTLETS = 3


def say_when_and_where(appointment: Appointment, language: str) -> str:
    """Day, hour and place in one line, as far as they are known."""
    return ", ".join(filter(None, (say_when(appointment, language), appointment.row.place)))


def say_when(appointment: Appointment, language: str) -> str:
    """Day and hour, as far as they are known."""
    return ", ".join(filter(None, (say_days(appointment, language), say_hours(appointment))))


def say_outlets(appointment: Appointment, language: str) -> str:
    """Who tells of an event: a few names, and how many more."""
    outlets = list(dict.fromkeys(one.publisher for one in appointment.reports if one.publisher))
    names, more = ", ".join(outlets[:_MOST_OUTLETS]), len(outlets) - _MOST_OUTLETS
    return wording.MORE_OUTLETS.say(language, names=names, more=more) if more > 0 else names


def say_days(appointment: Appointment, language: str) -> str:
    """The day of an event, or its first and last; empty where none is known."""
    days = filter(None, (appointment.day, appointment.last_day))
    return " – ".join(format_day(language, day) for day in days)


def say_hours(appointment: Appointment) -> str:
    """When an event begins and ends by the clock, with the zone; empty where no hour is known."""
    hours = appointment.hours
    if hours is None:
        return ""
    span = "–".join(clock.strftime("%H.%M") for clock in (hours.start, hours.end) if clock)
    return f"{span} {appointment.zone}"

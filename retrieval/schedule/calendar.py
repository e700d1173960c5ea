"""Appointments as iCalendar (RFC 5545), a part at a time, so that a long calendar never stands in memory. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, vDuration

from retrieval.schedule.appointments import Appointment
from retrieval.schedule.describing import describe
from retrieval.subscriptions.timing import zones

REFRESHED = timedelta(hours=6)
"""How often who subscribed looks again."""

END = b"END:VCALENDAR\r\n"

LOOKS_LIKE_BACKSLASH = "⧵"


def begin_calendar(name: str, *, url: str, named_zones: Collection[str]) -> bytes:
    """What comes before the events: what the calendar is called, its address, and the zones that are used in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Notula//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Each program knows one of these.
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("url", url)
    calendar.add("refresh-interval", vDuration(REFRESHED, params={"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESHED))
    for zone in named_zones:
        calendar.add_component(_zone(zones()[zone].key))
    return bytes(calendar.to_ical()).removesuffix(END)


def write_event(appointment: Appointment, *, url: str, language: str) -> bytes:
    """An event that has a day, with the address that tells more of it."""
    event, row = Event(), appointment.row
    event.add("uid", appointment.uid)
    event.add("dtstamp", appointment.changed_at)
    event.add("created", appointment.told_at)
    event.add("last-modified", appointment.changed_at)
    event.add("sequence", appointment.sequence)
    for name, moment in _span(appointment).items():
        event.add(name, moment)
    event.add("summary", _told(appointment.title))
    if where := ", ".join(filter(None, (row.place, row.region))):
        event.add("location", _told(where))
    event.add("description", _told("\n".join(describe(appointment, language))))
    event.add("url", url)
    if row.kind:
        event.add("categories", [row.kind])
    # Nobody who looks on is busy then.
    event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())


def zones_of(appointment: Appointment) -> tuple[str, ...]:
    """The zones that an event is told in: none where it has no hour."""
    return (appointment.zone,) if appointment.hours else ()


def _span(appointment: Appointment) -> Mapping[str, date | datetime]:
    """Beginning and, where it is known, end: of days the one after the last, since an end is no part of an event."""
    day, hours = appointment.day, appointment.hours
    if day is None:
        raise ValueError("an event without a day is in no calendar")
    if hours is None:
        last = appointment.last_day or day
        return {"dtstart": day} | ({"dtend": last + timedelta(days=1)} if last < date.max else {})
    zone = zones()[appointment.zone]
    span = {"dtstart": datetime.combine(day, hours.start, zone)}
    return span | ({"dtend": datetime.combine(day, hours.end, zone)} if hours.end else {})


@cache
def _zone(area: str) -> Timezone:
    return Timezone.from_tzid(area)


def _told(text: str) -> str:
    """A text whose backslashes look the same and mean nothing: programs take one before an n for the end of a line."""
    return text.replace("\\", LOOKS_LIKE_BACKSLASH)

"""A meeting as schema.org's Event, for search engines: only what was surely read. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.web.meeting.attending import Attendee
from bot.web.meeting.details import Detail, When
from bot.web.models import Region
from retrieval.schedule.hours import read_hours, zone_of
from retrieval.subscriptions.timing import zones


def mark_up(
    name: str,
    url: str,
    *,
    when: Sequence[When],
    details: Mapping[str, Sequence[Detail]],
    regions: Sequence[Region],
    people: Sequence[Attendee],
) -> dict[str, Any]:
    """The event; where accounts differ on the day, without one."""
    sure = [one for one in when if one.date and not one.inferred and not one.clash]
    day = sure[0] if len(sure) == len(when) == 1 else None
    place = _sure(details["place"])
    address = ", ".join(region.name for region in regions[:1])
    location = {"@type": "Place", "name": place or address, "address": address}
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "url": url,
        "startDate": _start(day, regions) if day else None,
        "endDate": day.date_end.isoformat() if day and day.date_end else None,
        "location": _told(location) if place or address else None,
        "organizer": _organisation(_sure(details["organiser"])),
        "about": _sure(details["theme"]),
        "attendee": [_person(one) for one in people if one.name and one.section in _THERE and _is_sure(one)],
    }
    return _told(found)


_THERE = frozenset({"opened", "led", "closed", "spoke", "present", "accompanied"})


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _start(when: When, regions: Sequence[Region]) -> str:
    """The day, with its hour where a clock shows it: in the zone that is written, else in that of the place."""
    assert when.date
    hours = read_hours(when.time)
    if hours is None:
        return when.date.isoformat()
    is_known = bool(hours.zone or regions)
    zone = zones()[zone_of(hours.zone, [region.code for region in regions[:1]])] if is_known else None
    return datetime.combine(when.date, hours.start, zone).isoformat(timespec="minutes")


def _sure(details: Sequence[Detail]) -> str | None:
    """What is said, where it is sure and no other is said."""
    return details[0].value if len(details) == 1 and all(fact.certain for fact in details[0].facts) else None


def _is_sure(person: Attendee) -> bool:
    return any(fact.certain for fact in person.facts)


def _organisation(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _person(person: Attendee) -> dict[str, Any]:
    return _told({"@type": "Person", "name": person.name, "jobTitle": person.role})

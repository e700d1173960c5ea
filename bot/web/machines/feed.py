"""Meetings as an Atom feed (RFC 4287), those that arrived last first."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker
from starlette.requests import Request

from bot.web.addresses import address
from bot.web.endpoints import read_query
from bot.web.filtering import FilterQuery, read_choice
from bot.web.machines.naming import name_choice
from bot.web.machines.saying import say_when_and_where
from bot.web.visits import Visit
from data.wording.web import layout
from retrieval.schedule.appointments import Appointment
from retrieval.schedule.describing import describe
from retrieval.schedule.finding import find_latest

ATOM = "application/atom+xml"
MOST_ENTRIES = 50

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed."""

_make = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})


def write_feed(visit: Visit, request: Request) -> bytes:
    """The feed of the meetings that a request asks for."""
    choice = read_choice(visit, read_query(request, FilterQuery))
    found = find_latest(visit.app.store, choice.wanted, limit=MOST_ENTRIES)
    own, page = (address(name, visit.language, **choice.values) for name in ("feed", "meetings"))
    feed = _make.feed(
        {_LANGUAGE: visit.language},
        _make.id(_name(own)),
        _make.title(name_choice(visit, choice)),
        _make.updated(_moment(max((one.changed_at for one in found), default=_NEVER))),
        _make.author(_make.name(layout.NAME.say(visit.language))),
        _make.link(rel="self", type=ATOM, href=visit.origin + own),
        _make.link(rel="alternate", type="text/html", href=visit.origin + page),
        *(_entry(one, visit) for one in found),
    )
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _entry(appointment: Appointment, visit: Visit) -> etree._Element:
    url = visit.origin + address("meeting", visit.language, id=appointment.id)
    row = appointment.row
    lines = [say_when_and_where(appointment, visit.language), *describe(appointment, visit.language)]
    outlets = list(dict.fromkeys(filter(None, row.publishers)))
    return _make.entry(
        _make.id(_name(appointment.uid)),
        _make.title(appointment.title),
        _make.updated(_moment(appointment.changed_at)),
        _make.published(_moment(appointment.told_at)),
        _make.link(rel="alternate", type="text/html", href=url),
        *(_make.link(rel="via", href=one.url, title=one.publisher) for one in appointment.reports if one.url),
        *(_make.author(_make.name(outlet)) for outlet in outlets),
        *([_make.category(term=row.kind)] if row.kind else []),
        _make.summary("\n".join(filter(None, lines))),
    )


def _name(text: str) -> str:
    """A name for what another name stands for, whatever host it is served by."""
    return uuid5(NAMESPACE_URL, text).urn


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

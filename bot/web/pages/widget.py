"""The latest meetings for other sites, to stand in a frame of theirs."""

from __future__ import annotations

from datetime import date
from itertools import islice

from pydantic import BaseModel, ConfigDict, Field

from bot.web.filtering import FilterQuery, read_choice
from bot.web.machines.naming import name_choice
from bot.web.machines.saying import say_hours
from bot.web.page import Page, Result
from bot.web.visits import Visit
from retrieval.schedule.appointments import Appointment
from retrieval.schedule.finding import find_appointments

_MOST, _LOOKED_AT = 20, 80


class WidgetQuery(FilterQuery):
    """Which meetings, and how many."""

    jumlah: int = Field(default=5, ge=1, le=_MOST)


class Shown(BaseModel):
    """A meeting in two lines; `id` leads to its page, hours and texts are empty where they are not known."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    day: date | None
    last_day: date | None
    hours: str
    place: str
    region: str


class Widget(Result):
    """The meetings on the newest days; asked: by what they were chosen, as in addresses."""

    title: str
    asked: dict[str, str]
    meetings: list[Shown]


def read_widget(visit: Visit, query: WidgetQuery) -> Widget:
    """Find them."""
    choice = read_choice(visit, query)
    found = islice(find_appointments(visit.app.store, choice.wanted, limit=_LOOKED_AT), query.jumlah)
    title = name_choice(visit, choice)
    return Widget(title=title, asked=choice.values, meetings=[_show(one) for one in found])


def _show(appointment: Appointment) -> Shown:
    row = appointment.row
    return Shown(
        id=appointment.id,
        name=appointment.title,
        day=appointment.day,
        last_day=appointment.last_day,
        hours=say_hours(appointment),
        place=row.place,
        region=row.region,
    )


WIDGET = Page("widget", WidgetQuery, Widget, read_widget, is_indexed=False, is_embedded=True)

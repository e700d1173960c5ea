"""Which meetings machines ask for: what may be asked of the list of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from bot.web.page import PageError, Query
from bot.web.visits import Visit
from data.errors import SelectionError
from data.store import MeetingFilter
from data.wording.telegram import Phrase
from data.wording.web import errors
from data.wording.web import machines as wording
from retrieval.statistics.saying import say_kinds, say_regions
from retrieval.takeaway.selection import read_selection

Asked = TypeVar("Asked", bound=Query)


class FilterQuery(Query):
    """Which meetings."""

    daerah: str = ""
    jenis: str = ""
    dari: str = ""
    sampai: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for, understood; and as addresses have it."""

    wanted: MeetingFilter
    values: dict[str, str]


def read_choice(visit: Visit, query: FilterQuery) -> Choice:
    """The filter that a query means; PageError where a part of it is not known."""
    try:
        found = read_selection(region=query.daerah, kind=query.jenis, since=query.dari, until=query.sampai)
    except SelectionError as error:
        raise PageError(400, Phrase("{sentence}", "{sentence}"), sentence=error) from error
    return Choice(
        MeetingFilter(found.regions, found.since, found.until, found.kinds),
        query.model_dump(include=set(FilterQuery.model_fields)),
    )


def read_query(request: Request, model: type[Asked]) -> Asked:
    """What a request asks; PageError names the part that cannot be read."""
    asked = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    try:
        return model.model_validate({**asked, **request.path_params})
    except ValidationError as error:
        name = str(error.errors(include_url=False, include_input=False)[0]["loc"][0])
        raise PageError(400, errors.WRONG_QUERY, name=name) from error


def name_choice(choice: Choice, language: str) -> str:
    """What a calendar or feed of these meetings is called."""
    kinds = say_kinds(tuple(choice.wanted.kinds)) if choice.wanted.kinds else ""
    where = say_regions(tuple(choice.wanted.regions)) if choice.wanted.regions else ""
    what = ", ".join(filter(None, (kinds, where)))
    return wording.CALENDAR_OF.say(language, what=what) if what else wording.CALENDAR.say(language)

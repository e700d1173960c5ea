"""What a page is: a path, what may be asked of it, what it shows, and how that is read.

One result serves people and machines alike: a template of the page's name shows it, as JSON it is written out, and the
OpenAPI description is made of its fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.web.visits import Visit
from data.wording.telegram import Phrase

LONGEST_VALUE = 500
"""Characters of one part of a query; ids may be as long."""


class Query(BaseModel):
    """What is asked of a page: parts of its path and of its query string. What it does not know is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=LONGEST_VALUE)


class Result(BaseModel):
    """What a page shows."""

    model_config = ConfigDict(frozen=True)


class PageError(Exception):
    """A page cannot be shown; the sentence says why. `status` is HTTP's."""

    def __init__(self, status: int, phrase: Phrase, **values: object) -> None:
        super().__init__(phrase.say("en", **values))
        self.status = status
        self.phrase = phrase
        self.values = values


Q = TypeVar("Q", bound=Query)
R = TypeVar("R", bound=Result)


@dataclass(frozen=True, slots=True)
class Page(Generic[Q, R]):
    """One page; `name` is a key of `addresses.PATHS`, and the name of its template.

    read: from a visit and a query to the result, or PageError; it runs in a thread. is_indexed: whether search engines
    may keep it, where the settings let them; is_embedded: whether other sites may show it inside theirs.
    """

    name: str
    query: type[Q]
    result: type[R]
    read: Callable[[Visit, Q], R]
    is_indexed: bool = True
    is_embedded: bool = False

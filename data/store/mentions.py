"""Mentions of people, and what is known of a person by them: what passes between the store and the linking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class How(StrEnum):
    """Why a mention is taken for a person's: name and office say so, a succession of offices suggests it, or an
    administrator decided it."""

    READ = "read"
    INFERRED = "inferred"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in an office, as one article has it.

    name, office: as written ("" where no office is given); folded, office_key: for comparing; region: code of the
    office's regency or province, "ID" for national offices, "" unknown; start:end: the evidence in the article's text,
    both 0 once the reader does not find the mention any more.
    """

    article_id: str
    name: str
    folded: str
    office: str
    office_key: str
    region: str
    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonLink:
    """That a mention is a person's (or, not `active`, is not); id None: not stored yet; person < 0: a new one."""

    id: int | None
    person: int
    mention: Mention
    how: How
    active: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """A name and office of a person in a region, from the first to the last dated mention."""

    folded: str
    office_key: str
    region: str
    first: date | None
    last: date | None
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A name and office of a person as written, with its region, and the day it was last mentioned with."""

    name: str
    office: str
    region: str
    last: date | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as far as new mentions are compared with them."""

    id: int
    is_apart: bool
    held: tuple[Held, ...]

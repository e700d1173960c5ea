"""Which meetings are counted and shown: each article's account of one, unless it only repeats another's text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased

from data.store.meetings import MeetingFilter, narrow_meetings
from data.store.tables.archive import MeetingRow

# Made once: taking a table a second time costs more than many a query.
_LEADING = aliased(MeetingRow)
_TOLD = exists().where(_LEADING.article_id == MeetingRow.version_of)
_TOLD_BY_OUTLET = _TOLD.where(_LEADING.outlet == MeetingRow.outlet)


def narrow_accounts(query: Select[Any], wanted: MeetingFilter, *, by_outlet: bool = False) -> Select[Any]:
    """The meetings that fit, without those of versions of a text whose leading article reports any.

    Where publishers are asked for, or counted (`by_outlet`), a version is left out only if its publisher published the
    leading article, too. So it never depends on what else is asked for whether an account counts.
    """
    told = _TOLD_BY_OUTLET if by_outlet or wanted.publishers else _TOLD
    return narrow_meetings(query, wanted).where(or_(MeetingRow.version_of.is_(None), ~told))


def find_retelling() -> Select[Any]:
    """The articles whose meetings are left out where nobody asks for publishers."""
    return select(MeetingRow.article_id).where(MeetingRow.version_of.is_not(None), _TOLD)

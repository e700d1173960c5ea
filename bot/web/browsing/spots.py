"""Places in a list of meetings, as addresses write them: "2024-05-03~ARTICLE_ID:ORDINAL", without a day "~…"."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from bot.web.page import PageError
from data.store.browsing import Spot
from data.wording.web import meetings as wording


def write_spot(spot: Spot) -> str:
    """A place, to be read again."""
    return f"{spot.day.isoformat() if spot.day else ''}~{spot.article_id}:{spot.ordinal}"


def read_spot(given: str) -> Spot:
    """A place that was written; PageError (400) where it was not."""
    day, _, place = given.partition("~")
    article_id, _, ordinal = place.rpartition(":")
    with suppress(ValueError):
        if (
            article_id
            and "\x00" not in article_id
            and ordinal.isascii()
            and ordinal.isdecimal()
            and len(ordinal) < len("10000")
        ):
            return Spot(date.fromisoformat(day) if day else None, article_id, int(ordinal))
    raise PageError(400, wording.NO_SPOT)

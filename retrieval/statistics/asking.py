"""What people write behind a command for statistics: regions, a period, a kind of meeting, an office, in any order."""

from __future__ import annotations

from datetime import date

from data.errors import SelectionError
from data.wording import statistics as wording
from retrieval.language.regions import correct_region
from retrieval.takeaway.request import read_request
from retrieval.takeaway.selection import Selection


def read_asked(text: str, today: date) -> Selection:
    """Which meetings, and whose attendance, free words ask for; SelectionError names what of them is nothing known."""
    request = read_request(text, today=today)
    if request.rest:
        likely = next(filter(None, map(correct_region, request.rest.split())), None)
        raise SelectionError(wording.not_understood(request.rest[:60], likely))
    return request.selection

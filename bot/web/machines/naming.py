"""What calendars and feeds of chosen meetings are called."""

from __future__ import annotations

from bot.web.browsing.facets import find_chips
from bot.web.filtering import Choice
from bot.web.visits import Visit
from data.wording.web import machines as wording
from retrieval.takeaway.document import printable


def name_choice(visit: Visit, choice: Choice) -> str:
    """The meetings that were chosen, in words."""
    what = printable(", ".join(chip.name for chip in find_chips(visit, choice)))
    return wording.CALENDAR_OF.say(visit.language, what=what) if what else wording.CALENDAR.say(visit.language)

"""A module for each page."""

from typing import Any

from bot.web.page import Page
from bot.web.pages.home import HOME
from bot.web.pages.meeting import MEETING
from bot.web.pages.people import PEOPLE
from bot.web.pages.person import PERSON

PAGES: tuple[Page[Any, Any], ...] = (HOME, MEETING, PEOPLE, PERSON)
"""Those that are served; the first whose path fits answers."""

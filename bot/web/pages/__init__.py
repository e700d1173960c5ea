"""A module for each page."""

from typing import Any

from bot.web.page import Page
from bot.web.pages.article import ARTICLE
from bot.web.pages.calendar import CALENDAR
from bot.web.pages.embedding import EMBEDDING
from bot.web.pages.home import HOME
from bot.web.pages.meeting import MEETING
from bot.web.pages.meetings import MEETINGS
from bot.web.pages.people import PEOPLE
from bot.web.pages.person import PERSON
from bot.web.pages.receipt import RECEIPT
from bot.web.pages.search import SEARCH
from bot.web.pages.sources import SOURCES
from bot.web.pages.widget import WIDGET

PAGES: tuple[Page[Any, Any], ...] = (
    HOME,
    ARTICLE,
    MEETING,
    SEARCH,
    RECEIPT,
    PEOPLE,
    PERSON,
    MEETINGS,
    CALENDAR,
    SOURCES,
    WIDGET,
    EMBEDDING,
)
"""Those that are served; the first whose path fits answers."""

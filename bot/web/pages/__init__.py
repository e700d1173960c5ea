"""A module for each page."""

from typing import Any

from bot.web.page import Page
from bot.web.pages.home import HOME
from bot.web.pages.meeting import MEETING

PAGES: tuple[Page[Any, Any], ...] = (HOME, MEETING)
"""Those that are served; the first whose path fits answers."""

"""A module for each page."""

from typing import Any

from bot.web.page import Page
from bot.web.pages.home import HOME

PAGES: tuple[Page[Any, Any], ...] = (HOME,)
"""Those that are served; the first whose path fits answers."""

"""A module for each page."""

from typing import Any

from bot.web.page import Page
from bot.web.pages.embedding import EMBEDDING
from bot.web.pages.home import HOME
from bot.web.pages.widget import WIDGET

PAGES: tuple[Page[Any, Any], ...] = (HOME, EMBEDDING, WIDGET)
"""Those that are served; the first whose path fits answers."""

"""The first page: what the archive covers, and the question box."""

from __future__ import annotations

from bot.web.page import Page, Query, Result
from bot.web.visits import Visit


class HomeQuery(Query):
    """Nothing can be asked of it."""


class Home(Result):
    """How much the archive holds."""

    articles: int
    meetings: int


def read_home(visit: Visit, query: HomeQuery) -> Home:
    """Count what is there."""
    coverage = visit.app.store.articles.coverage(None)
    return Home(articles=coverage.articles, meetings=coverage.meetings)


HOME = Page("home", HomeQuery, Home, read_home)

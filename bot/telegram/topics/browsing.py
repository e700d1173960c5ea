"""Browsing: meetings by region and month, and what an article holds."""

from __future__ import annotations

from bot.telegram.calls import Call, answer_press, edit
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.details import expired
from bot.telegram.views.answers import Page
from bot.telegram.views.meetings import Shelf, read_shelf_data, show_article, show_meetings, show_months, show_regions
from data.article import Article
from data.store import FoundMeeting, MeetingFilter
from data.wording import telegram as wording
from retrieval.answering.ranking.events import leave_out_versions
from retrieval.language.dates import find_periods
from retrieval.language.regions import find_regions

_MOST_MEETINGS = 2000


def browse_meetings(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/rapat [region] [month]`: the list asked for, or the regions to choose from."""
    language = desk.language(incoming)
    shelf = read_shelf(incoming.text)
    if not incoming.text:
        return send_pages(incoming, [show_regions(_find(desk, Shelf()), language)])
    if shelf == Shelf():
        return desk.say(incoming, wording.REGION_UNKNOWN, name=incoming.text[:80])
    return send_pages(incoming, [show_meetings(_find(desk, shelf), shelf, 0, language, site=desk.site)])


def read_shelf(text: str) -> Shelf:
    """The region and the year or month that a person wrote."""
    mentions, periods = find_regions(text) or find_regions(text.title()), find_periods(text)
    year = periods[0].year if periods else None
    month = periods[0].month if periods else None
    when = f"{year:04d}{month:02d}" if year and month else f"{year:04d}" if year else ""
    return Shelf(mentions[0].codes[0] if mentions else "", when)


def turn_meetings(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Show another page, region or month where the list stands: `region:month:page`."""
    shelf = read_shelf_data(data)
    if shelf is None:
        return expired(desk, incoming)
    page = show_meetings(
        _find(desk, shelf), shelf, int(data.rpartition(":")[2]), desk.language(incoming), site=desk.site
    )
    return show_here(desk, incoming, page)


def turn_months(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Show a region's months where the list stands: `region:month:page`."""
    found = read_shelf_data(data)
    if found is None:
        return expired(desk, incoming)
    shelf = Shelf(found.region)
    return show_here(desk, incoming, show_months(_find(desk, shelf), shelf, desk.language(incoming)))


def turn_regions(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Show the regions to choose from where the list stands."""
    return show_here(desk, incoming, show_regions(_find(desk, Shelf()), desk.language(incoming)))


def describe_article(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/artikel ID`: its source and facts; the beginning of an id is enough where it is the only one."""
    if not incoming.text:
        return desk.say(incoming, wording.ARTICLE_WHICH)
    found = find_articles(desk, incoming.text)
    if not found:
        return desk.say(incoming, wording.ARTICLE_UNKNOWN)
    if len(found) > 1:
        return desk.reply(incoming, wording.ARTICLES_SEVERAL.say(desk.language(incoming)), *found)
    return send_pages(incoming, [_page(desk, incoming, found[0], 0)])


def open_article(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Show an article of a list, below the list so that others can be opened too."""
    found = find_articles(desk, data) if data else []
    if not found:
        return expired(desk, incoming)
    return [answer_press(incoming.press), *send_pages(incoming, [_page(desk, incoming, found[0], 0)])]


def turn_article(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Turn the pages of an article where it stands: `page:id`."""
    page, _, article_id = data.partition(":")
    found = find_articles(desk, article_id) if page.isdecimal() and article_id else []
    if not found:
        return expired(desk, incoming)
    shown = _page(desk, incoming, found[0], int(page))
    return show_here(desk, incoming, shown)


def find_articles(desk: Desk, text: str) -> list[str]:
    """The ids that a text names: that very id, else those that begin so."""
    article_id = text.strip()[:500]
    if desk.app.store.articles.record(article_id):
        return [article_id]
    return desk.app.store.articles.find_prefix(article_id)


def show_here(desk: Desk, incoming: Incoming, page: Page) -> list[Call]:
    """Put a page where the pressed button's message stands."""
    if incoming.message is None:
        return expired(desk, incoming)
    return [answer_press(incoming.press), edit(incoming.chat, incoming.message, page.html, keyboard=page.rows)]


def _page(desk: Desk, incoming: Incoming, article_id: str, page: int) -> Page:
    article = desk.app.store.articles.get(article_id) or Article(article_id, "")
    reading = desk.app.store.readings.get_many([article_id]).get(article_id)
    return show_article(article, reading, page, desk.language(incoming), site=desk.site)


def _find(desk: Desk, shelf: Shelf) -> list[FoundMeeting]:
    since, until = shelf.days
    wanted = MeetingFilter([shelf.region] if shelf.region else (), since, until)
    return leave_out_versions(desk.app.store.readings.find_meetings(wanted, limit=_MOST_MEETINGS))

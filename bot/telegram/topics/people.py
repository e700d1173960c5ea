"""`/orang`: who somebody is and what they did, or whom some words may mean."""

from __future__ import annotations

import re

from bot.telegram.calls import Call
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import show_here
from bot.telegram.topics.details import expired
from bot.telegram.views.answers import Page
from bot.telegram.views.people import show_choice, show_person
from data.wording import telegram_people as wording
from retrieval.answering.answers.lookup import Meant, look_up
from retrieval.people.deeds import find_deeds
from retrieval.people.finding import describe_all

_LONGEST_NAME = 80
_PLACE = re.compile(r"(?P<person>\d{1,15}):(?P<page>\d{1,4})", re.ASCII)
_HEADINGS = {Meant.NAMED: wording.NAMESAKES, Meant.HOLDERS: wording.HOLDERS, Meant.RESEMBLING: wording.MEANT}


def describe_person(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/orang NAME or OFFICE`: the one person meant, or those to choose from."""
    name = " ".join(incoming.text.split())[:_LONGEST_NAME]
    if not name:
        return desk.say(incoming, wording.WHO)
    found = look_up(name, desk.app.engine.understand, desk.app.store)
    if not found.people:
        return desk.say(incoming, wording.NOBODY, name=name)
    if len(found.people) == 1 and found.meant is not Meant.RESEMBLING:
        page = make_page(desk, incoming, found.people[0].person, 0)
        return send_pages(incoming, [page]) if page else desk.say(incoming, wording.NOBODY, name=name)
    heading = _HEADINGS[found.meant].say(desk.language(incoming), count=len(found.people), name=name)
    return send_pages(incoming, [show_choice(heading, found.people)])


def turn_person(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Show a page of a person where a button was pressed: `person:page`."""
    found = _PLACE.fullmatch(data)
    page = make_page(desk, incoming, int(found["person"]), int(found["page"])) if found else None
    return show_here(desk, incoming, page) if page else expired(desk, incoming)


def make_page(desk: Desk, incoming: Incoming, person: int, number: int) -> Page | None:
    """A page of a person; None where nothing is known of them any more."""
    store = desk.app.store
    links = [link for link in store.people.of_people([person]).get(person, []) if link.mention.end]
    if not links:
        return None
    profile = describe_all(store, {person: links})[0]
    articles = store.articles.get_many({tenure.shown.article_id for tenure in profile.tenures})
    settings, deeds = desk.app.settings, find_deeds(store, links)
    return show_person(
        profile,
        deeds,
        number,
        desk.language(incoming),
        articles=articles,
        archive=settings.web_archive,
        site=desk.site if settings.web_people else "",
    )

"""One person: offices over time, meetings, who stood in for whom, statements; each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a field is named date
from itertools import groupby

from pydantic import Field

from bot.web.models import Evidence, Part, Region, Source, evidence_of, region_of, source_of
from bot.web.page import Page, PageError, Query, Result
from bot.web.pages.people import check_open
from bot.web.person import Done, tell_deeds
from bot.web.visits import Visit
from data.article import Article
from data.wording.web import errors
from data.wording.web import person as wording
from retrieval.people.deeds import find_deeds
from retrieval.people.finding import describe_all
from retrieval.people.profile import Doubt, Tenure

_PER_PAGE = 20
"""Articles of which it is told at once what somebody did."""

_NUMBER = re.compile(r"[1-9]\d{0,14}", re.ASCII)


class PersonQuery(Query):
    """id: a person's number; halaman: which articles' deeds, from the newest on."""

    id: str
    halaman: int = Field(1, ge=1, le=100_000)


class Office(Part):
    """An office as told, from the first to the last day it is mentioned; None for mentions without one.

    doubt: inferred where the program linked it by its dates, contradicted where further dates speak against that.
    """

    office: str | None
    region: Region | None
    first: Day | None
    last: Day | None
    doubt: Doubt
    facts: list[Evidence]


class Person(Result):
    """Somebody, with what they did by the articles of one page; articles: how many mention them."""

    id: int
    name: str
    aliases: list[str]
    region: Region | None
    articles: int
    offices: list[Office]
    meetings: list[Done]
    stood_in: list[Done]
    deputies: list[Done]
    statements: list[Done]
    page: int
    pages: int
    sources: list[Source]

    @property
    def outlets(self) -> dict[str, str]:
        """What each source is called."""
        return {one.article_id: one.publisher or one.title or one.article_id for one in self.sources}

    @property
    def occasions(self) -> list[list[Done]]:
        """The statements, those of one meeting and day together."""
        by_occasion = groupby(self.statements, key=lambda deed: (deed.date, deed.meeting and deed.meeting.id))
        return [list(own) for _, own in by_occasion]

    @property
    def is_inferred(self) -> bool:
        """Whether anything that is told was linked by offices and dates."""
        deeds = [*self.meetings, *self.stood_in, *self.deputies, *self.statements]
        return any(deed.is_inferred for deed in deeds) or any(one.doubt != Doubt.NONE for one in self.offices)


def read_person(visit: Visit, query: PersonQuery) -> Person:
    """What is known of a person; PageError where they are not known, or not any more."""
    check_open(visit)
    store = visit.app.store
    number = int(query.id) if _NUMBER.fullmatch(query.id) else 0
    links = [link for link in store.people.of_people([number]).get(number, []) if link.mention.end]
    if not links:
        raise PageError(404, wording.UNKNOWN)
    profile = describe_all(store, {number: links})[0]
    pages = -(-profile.articles // _PER_PAGE)
    if query.halaman > pages:
        raise PageError(404, errors.NO_PAGE)
    articles = store.articles.get_many({tenure.shown.article_id for tenure in profile.tenures})
    deeds = find_deeds(store, links, skip=(query.halaman - 1) * _PER_PAGE, take=_PER_PAGE)
    shown = articles | {deed.article.id: deed.article for deed in deeds}
    return Person(
        id=number,
        name=profile.name,
        aliases=list(profile.aliases),
        region=region_of(profile.region),
        articles=profile.articles,
        offices=[_office(tenure, articles) for tenure in profile.tenures],
        **tell_deeds(deeds),
        page=query.halaman,
        pages=pages,
        sources=[source_of(article) for article in shown.values()],
    )


def _office(tenure: Tenure, articles: Mapping[str, Article]) -> Office:
    mention = tenure.shown
    article = articles.get(mention.article_id)
    first, last = tenure.days or (None, None)
    return Office(
        office=tenure.office or None,
        region=region_of(tenure.region),
        first=first,
        last=last,
        doubt=tenure.doubt,
        facts=[evidence_of(article, mention.start, mention.end)] if article else [],
    )


PERSON = Page("person", PersonQuery, Person, read_person)

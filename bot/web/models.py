"""Parts that the results of several pages are made of: a region, a source, words that say something, a meeting.

Fields that an answer has too have the names they have there. Whatever is text is as the articles write it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - a field is named date

from pydantic import BaseModel, ConfigDict

from data import facts
from data.article import Article
from data.quoting import is_web_page, link_to_span
from data.wording.web import regions as wording
from retrieval.language.regions import region
from retrieval.people.candidates import NATIONAL


class Part(BaseModel):
    """A part of what a page shows."""

    model_config = ConfigDict(frozen=True)


class Region(Part):
    """A province, regency, city or district, by the statistics office's code."""

    code: str
    name: str


class Source(Part):
    """An article, as in an answer, and the day of its publication; `url` is None where no browser opens it."""

    article_id: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    published_on: Day | None


class Evidence(Part):
    """Words of an article, its text's characters from `start` to `end`; `link` opens the publisher's page at them."""

    article_id: str
    quote: str
    start: int
    end: int
    link: str | None


class Fact(Evidence):
    """What is said by the words, as in an answer.

    certain: False where it is a likely reading; corrected: the day on which those who keep the archive corrected it:
    the words then say otherwise.
    """

    value: str
    role: str | None = None
    represents: str | None = None
    certain: bool = True
    corrected: Day | None = None


class MeetingCard(Part):
    """A meeting in a line; `id` leads to its page, `date` to `date_end` are its days."""

    id: str
    name: str
    kind: str
    date: Day | None
    date_end: Day | None
    time: str | None
    place: str | None
    regions: list[Region]


def meeting_id(article_id: str, ordinal: int) -> str:
    """By what a meeting is found: "ARTICLE_ID:ORDINAL"."""
    return f"{article_id}:{ordinal}"


def region_of(code: str) -> Region | None:
    """The region with a code, the whole country included; None for an unknown one."""
    if code == NATIONAL:
        return Region(code=code, name=wording.COUNTRY)
    found = region(code)
    return Region(code=code, name=wording.city(found.name) if found.level == "city" else found.name) if found else None


def regions_of(codes: Iterable[str]) -> list[Region]:
    """The regions of some codes, each once; unknown codes are left out."""
    return [one for code in dict.fromkeys(codes) if (one := region_of(code))]


def source_of(article: Article) -> Source:
    """An article as a source."""
    return Source(
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url if article.url and is_web_page(article.url) else None,
        published=article.published.isoformat() if article.published else None,
        published_on=article.published_on,
    )


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """A stretch of an article."""
    link = link_to_span(article.url, article.text, start, end)
    return Evidence(article_id=article.id, quote=article.text[start:end], start=start, end=end, link=link)


def fact_of(article: Article, fact: facts.Fact) -> Fact:
    """A fact that was read from an article, with the words that say so."""
    return Fact(
        **evidence_of(article, fact.start, fact.end).model_dump(),
        value=fact.value,
        role=fact.role,
        represents=fact.represents,
        certain=fact.certain,
        corrected=fact.corrected,
    )


def card_of(article_id: str, meeting: facts.Meeting) -> MeetingCard:
    """A meeting that an article reports."""
    return MeetingCard(
        id=meeting_id(article_id, meeting.ordinal),
        name=meeting.name,
        kind=meeting.kind,
        date=meeting.date,
        date_end=meeting.date_end,
        time=meeting.time,
        place=meeting.place,
        regions=regions_of(meeting.regions),
    )


class Name(Part):
    """Somebody's name; `person` leads to their page where they have one."""

    name: str
    person: int | None

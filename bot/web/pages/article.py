"""An article: where it is from, what was read of it, and the sentences that this stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from bot.web.addresses import span_id
from bot.web.excerpts import Block, cut, find_sentences, limit_span
from bot.web.page import Page, PageError, Query, Result
from bot.web.visits import Visit
from data.article import Article
from data.facts import Reading
from data.quoting import is_web_page, link_to_copy, link_to_spans
from data.store import Store
from data.wording.web import article as wording
from retrieval.language.text import Span


class ArticleQuery(Query):
    """Which article; `bukti` names a span of its text that shall be marked too: "120-188"."""

    id: str
    bukti: Annotated[str, Field(pattern=r"^([0-9]{1,9}-[0-9]{1,9})?$")] = ""


@dataclass(frozen=True, slots=True)
class MeetingHere:
    """A meeting that was read from the article; `id` as its page has it, "ARTICLE_ID:ORDINAL"."""

    id: str
    name: str
    day: date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """Another article with nearly the same text."""

    id: str
    title: str
    publisher: str
    day: date | None


class ArticleResult(Result):
    """An article as far as it is shown.

    url: the publisher's page, where that is one of the web; archived: its copy in a web archive; is_whole: whether all
    of the text is shown; blocks: the text, with offsets in characters; quoted: for each sentence with evidence its
    place at the publisher, by the name of its span.
    """

    id: str
    title: str
    publisher: str
    day: date | None
    url: str | None
    archived: str | None
    meetings: tuple[MeetingHere, ...]
    versions: tuple[Version, ...]
    is_whole: bool
    blocks: tuple[Block, ...]
    quoted: dict[str, str]


def read_article(visit: Visit, query: ArticleQuery) -> ArticleResult:
    """The article with its evidence; PageError where it is not there, or its keepers hid it."""
    store, settings = visit.app.store, visit.app.settings
    article = store.articles.get(query.id)
    if article is None or store.corrections.hidden([query.id]):
        raise PageError(404, wording.NO_ARTICLE)
    reading = store.readings.get_many([query.id]).get(query.id) or Reading(query.id, "")
    spans = {**_asked_span(article.text, query.bukti), **_find_spans(reading)}
    blocks = cut(article.text, spans, find_sentences(article.text, spans.values()), is_whole=settings.web_texts)
    return ArticleResult(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        day=article.published_on,
        url=article.url if article.url and is_web_page(article.url) else None,
        archived=link_to_copy(settings.web_archive, article.url, article.published_on),
        meetings=tuple(_meetings(reading)),
        versions=_find_versions(store, article),
        is_whole=settings.web_texts,
        blocks=blocks,
        quoted=_link_sentences(article, blocks),
    )


def _find_spans(reading: Reading) -> dict[str, Span]:
    """What pages link to: the evidence of every fact, and where meetings are named."""
    spans = [Span(fact.start, fact.end) for fact in reading.facts]
    spans += [Span(meeting.start, meeting.end) for meeting in reading.meetings]
    return {span_id(span.start, span.end): span for span in spans}


def _asked_span(text: str, asked: str) -> Mapping[str, Span]:
    """The span of an answer's quote that is no fact; empty where the text has nothing there."""
    start, _, end = asked.partition("-")
    span = limit_span(text, Span(int(start), int(end))) if asked else None
    return {span_id(int(start), int(end)): span} if span else {}


def _meetings(reading: Reading) -> list[MeetingHere]:
    return [
        MeetingHere(f"{reading.article_id}:{one.ordinal}", one.name, one.date, one.place) for one in reading.meetings
    ]


def _find_versions(store: Store, article: Article) -> tuple[Version, ...]:
    beside = store.versions.beside([article.id]).get(article.id, [])
    there = store.articles.get_many(set(beside) - store.corrections.hidden(beside))
    found = [there[one] for one in beside if one in there]
    return tuple(Version(one.id, one.title, one.publisher, one.published_on) for one in found)


def _link_sentences(article: Article, blocks: tuple[Block, ...]) -> dict[str, str]:
    sentences = [piece.sentence for block in blocks for piece in block.pieces if piece.sentence]
    links = link_to_spans(article.url, article.text, [(one.start, one.end) for one in sentences])
    return {span_id(one.start, one.end): link for one, link in zip(sentences, links, strict=True) if link}


ARTICLE = Page("article", ArticleQuery, ArticleResult, read_article)

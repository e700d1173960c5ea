"""A clipping: each article on the events once, with the paragraphs that say what was read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten

from data.article import Article
from data.quoting import link_to_span
from data.wording import takeaway as wording
from retrieval.language.dates import format_date
from retrieval.language.dates.names import weekday_name
from retrieval.takeaway.document import Block, Contents, Document, Frame, Line, Style, Table, printable
from retrieval.takeaway.selection import Event, Telling

MOST_PARAGRAPHS = 5
"""Paragraphs of an article that are quoted."""

_BEGINNING = 50
"""Characters by which an article without a title is called."""


def clip(events: Sequence[Event], *, frame: Frame) -> Document:
    """The articles on some events, the earliest published first."""
    tellings: dict[str, list[Telling]] = {}
    for telling in (telling for event in events for telling in event.tellings):
        tellings.setdefault(telling.article.id, []).append(telling)
    own = sorted(tellings.values(), key=lambda told: (str(told[0].article.published_on or ""), told[0].article.id))
    blocks = [block for told in own for block in _entry(told)]
    outlets = Counter(printable(told[0].article.publisher) or wording.NO_OUTLET for told in own)
    rows = ((wording.OUTLET, wording.COUNT), *((outlet, str(count)) for outlet, count in outlets.most_common()))
    heading = (
        Line(wording.CLIPPING, Style.TITLE),
        Line(wording.collected(len(own), len(outlets))),
        Line(wording.BY_OUTLET, Style.HEADING),
        Table(rows),
        Line(wording.CONTENTS, Style.HEADING),
        Contents(),
    )
    return Document(wording.CLIPPING, (*heading, *blocks), frame=frame)


def _entry(told: Sequence[Telling]) -> Iterator[Block]:
    article = told[0].article
    yield Line(call(article), Style.ENTRY)
    outlet = printable(article.publisher) or wording.NO_OUTLET
    yield Line(wording.clipped(outlet, say_day(article)), Style.SMALL)
    spans = _paragraphs(told)
    for start, end in spans:
        yield Line(printable(article.text[start:end]), Style.QUOTE)
    if article.url:
        link = link_to_span(article.url, article.text, *spans[0]) or article.url
        yield Line(printable(article.url), Style.SMALL, link=printable(link))


def call(article: Article) -> str:
    """An article's title; where it has none, how it begins."""
    beginning = shorten(printable(article.text[: 2 * _BEGINNING]), _BEGINNING, placeholder=" …")
    return printable(article.title) or wording.untitled(beginning)


def say_day(article: Article) -> str:
    """The day an article was published, with its weekday; empty where it is not known."""
    day = article.published_on
    return f"{weekday_name(day.isoweekday())}, {format_date(day)}" if day else ""


def _paragraphs(told: Sequence[Telling]) -> list[tuple[int, int]]:
    """Where the paragraphs stand that hold what was read of the meetings, in order; the first one where none does."""
    text = told[0].article.text
    spans = [(one.meeting.start, one.meeting.end) for one in told]
    spans += [(fact.start, fact.end) for one in told for fact in one.reading.facts]
    kept: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip() and any(first < end and start < last for first, last in spans):
            kept.append((start, end))
        start = end + 1
    return kept[:MOST_PARAGRAPHS] or [(0, len(text.partition("\n")[0]))]

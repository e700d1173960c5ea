"""Reads an article once: its meetings, who was there, what was said, and the regions it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.article import Article
from data.facts import Fact, Reading
from retrieval.facts.attendance import read_attendance
from retrieval.facts.belonging import is_of_its_meeting
from retrieval.facts.meetings import read_meetings
from retrieval.facts.occasions import Occasion, find_candidates, owner
from retrieval.facts.page import Page, open_page
from retrieval.facts.statements import read_statements
from retrieval.facts.territory import meeting_regions, order_regions, weigh_regions
from retrieval.language.regions import find_regions

READER_VERSION = "3"


def read_article(article: Article) -> Reading:
    """Read meetings, facts and regions out of one article; one that reports no meeting is given its regions only."""
    page = open_page(article.text)
    events = find_candidates(page, title=article.title)
    published = article.published.date() if article.published else None
    occasions, meetings, facts = read_meetings(page, events, published=published) if events else ([], [], [])
    main = occasions[0] if occasions else None
    named = find_regions(article.text)
    weights = weigh_regions(page, named, title=article.title, publisher=article.publisher, occasion=main)
    regions = order_regions(weights)
    placed = [
        replace(
            meeting, regions=meeting_regions(page, named, occasion=occasion, place=meeting.place, of_article=regions)
        )
        for occasion, meeting in zip(occasions, meetings, strict=True)
    ]
    facts += [
        fact
        for fact in (_read_people(page, occasions) if occasions else [])
        if is_of_its_meeting(page, fact, occasions=occasions, meetings=placed)
    ]
    return Reading(
        article_id=article.id,
        version=READER_VERSION,
        meetings=tuple(placed),
        facts=tuple(facts),
        regions=regions,
    )


def _read_people(page: Page, occasions: Sequence[Occasion]) -> list[Fact]:
    attendance = read_attendance(page.text, sentences=page.sentences)
    statements = read_statements(page.text, sentences=page.sentences)
    return [
        replace(fact, meeting=owner(page, page.sentence_at(fact.start), occasions=occasions))
        for fact in (*attendance, *statements)
    ]

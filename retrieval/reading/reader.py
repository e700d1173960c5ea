"""Reads an article once: its meetings, who was there, what was said, and the regions it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.article import Article
from data.facts import Fact, Meeting, Reading
from retrieval.facts.events import find_candidates
from retrieval.facts.meetings import read_meetings
from retrieval.facts.occasions import Occasion, owner
from retrieval.facts.page import Page, open_page
from retrieval.facts.territory import meeting_regions, order_regions, weigh_regions
from retrieval.language.offices import find_offices
from retrieval.language.regions import find_regions
from retrieval.reading.attendance import gather_company, read_attendance
from retrieval.reading.deeds.roles import shipped_roles
from retrieval.reading.details import read_details
from retrieval.reading.judge import shipped_judge
from retrieval.reading.minutes import find_labels, minutes_event, read_minutes
from retrieval.reading.reporting import opening_event, shipped_reporting
from retrieval.reading.statements import read_statements
from retrieval.reading.tagging.tagger import shipped_tagger

READER_VERSION = "16"


def read_article(article: Article) -> Reading:
    """Read meetings, facts and regions out of one article; one that reports no meeting is given its regions only."""
    page = open_page(article.text)
    events = find_candidates(page, title=article.title)
    published = article.published_on
    occasions, meetings, facts = read_meetings(page, events, published=published) if events else ([], [], [])
    reporting = shipped_reporting()
    if not occasions and reporting.reports(article.text) and (event := opening_event(page, reporting)):
        occasions, meetings, facts = read_meetings(page, [event], published=published)
    labels = find_labels(article.text)
    if labels:
        event = minutes_event(page, labels, title=article.title)
        occasions, meetings, facts = read_meetings(page, [event], published=published)
    tags = shipped_tagger().tag(title=article.title, text=article.text) if occasions else None
    if tags:
        details = read_details(page, tags, facts, meetings[0])
        facts += [replace(fact, meeting=0) for fact in details]
        meetings = [_with_details(meetings[0], details), *meetings[1:]]
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
    if tags:
        company = gather_company(page, tags, shipped_roles())
        statements = read_statements(company)
        present = [fact for fact in read_attendance(company, shipped_judge()) if not _is_of_name(fact, occasions)]
        attendance = sorted(_belonging(page, present, occasions), key=_place)
        facts += [*attendance, *_belonging(page, statements, occasions)]
    if labels and placed:
        placed[0], facts = read_minutes(page, labels, placed[0], facts, published=published)
    return Reading(
        article_id=article.id,
        version=READER_VERSION,
        meetings=tuple(placed),
        facts=tuple(facts),
        regions=regions,
    )


def _with_details(meeting: Meeting, details: Sequence[Fact]) -> Meeting:
    """A meeting with the details that were found besides."""
    found = {str(fact.kind): fact.value for fact in details}
    return replace(
        meeting,
        place=meeting.place or found.get("place"),
        organiser=meeting.organiser or found.get("organiser"),
    )


def _is_of_name(fact: Fact, occasions: Sequence[Occasion]) -> bool:
    """Whether what is told as an office is none, but words of a meeting's name: "Pangan Kabupaten Anu" of its "Rakor
    Pangan"."""
    start, end = fact.value_start, fact.value_end
    if fact.role is None or fact.person or start is None or end is None or find_offices(fact.value):
        return False
    return any(event.start < start and end <= event.end for one in occasions for event in one.events)


def _place(fact: Fact) -> int:
    return fact.start if fact.value_start is None else fact.value_start


def _belonging(page: Page, facts: Sequence[Fact], occasions: Sequence[Occasion]) -> list[Fact]:
    """Facts with the number of the meeting that their sentence is about."""
    return [replace(fact, meeting=owner(page, page.sentence_at(fact.start), occasions=occasions)) for fact in facts]

"""Lists of meetings by region and month, and an article with its facts, as pages that are turned in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.telegram.calls import button
from bot.telegram.markup import Block, Run, bold, linked, plain, split
from bot.telegram.views.answers import PAGE_UNITS, Page, Rows, day_of
from bot.telegram.views.site import link_to_page, page_block, page_runs
from data.article import Article
from data.facts import Capacity, Fact, FactKind, Reading
from data.store import FoundMeeting
from data.wording import telegram as wording
from data.wording import telegram_correcting as correcting_wording
from data.wording import telegram_office as office_wording
from retrieval.language.dates import format_date
from retrieval.language.regions import region

PER_PAGE = 5
_MOST_CHOICES = 24
_PER_ROW = 2
_SHELF = re.compile(r"(?P<region>\d{0,10}):(?P<month>(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])?)?):(?P<page>\d{1,4})", re.ASCII)
ID_BYTES = 56  # of 64 bytes a button holds


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which meetings are looked at: a region's code (empty: all) and a year or month ("2023", "202305", empty: all)."""

    region: str = ""
    month: str = ""

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day, None where they are open."""
        if not self.month:
            return None, None
        year = int(self.month[:4])
        if len(self.month) == 4:
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, int(self.month[4:]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def asked(self) -> dict[str, str]:
        """What the site is asked for these meetings with."""
        year, month = self.month[:4], self.month[4:]
        return {"daerah": self.region, "bulan": f"{year}-{month}" if month else "", "tahun": "" if month else year}

    def data(self, view: str, page: int = 0) -> str:
        """What a button that leads here holds."""
        return f"{view}:{self.region}:{self.month}:{page}"

    def name(self, language: str) -> str:
        """Region and month in words."""
        place = region(self.region)
        first, _ = self.days
        when = "" if first is None else self.month if len(self.month) == 4 else _month(first)
        return " ".join(filter(None, [place.name if place else wording.ANYWHERE.say(language), when]))


def read_shelf_data(data: str) -> Shelf | None:
    """What a button leads to, `region:month:page`; None where it is no such thing."""
    found = _SHELF.fullmatch(data)
    return Shelf(found["region"], found["month"]) if found else None


def show_regions(found: Sequence[FoundMeeting], language: str) -> Page:
    """The provinces that have meetings, the most first."""
    provinces = Counter(code for item in found for code in {code[:2] for code in item.meeting.regions})
    choices = [button(wording.EVERYWHERE.say(language), Shelf().data("m"))]
    for code, count in provinces.most_common(_MOST_CHOICES):
        place = region(code)
        if place:
            choices.append(button(f"{place.name} ({count})", Shelf(code).data("m")))
    return Page(_html([plain(wording.CHOOSE_REGION.say(language))]), _in_rows(choices))


def show_months(found: Sequence[FoundMeeting], shelf: Shelf, language: str) -> Page:
    """The months in which the region has meetings, the last first."""
    months = Counter(day.strftime("%Y%m") for item in found if (day := _day_of(item)))
    choices = [button(wording.ALL_MONTHS.say(language), Shelf(shelf.region).data("m"))]
    for month in sorted(months, reverse=True)[:_MOST_CHOICES]:
        there = Shelf(shelf.region, month)
        choices.append(button(f"{_month(there.days[0])} ({months[month]})", there.data("m")))
    heading = f"{wording.MONTHS.say(language)}: {Shelf(shelf.region).name(language)}"
    return Page(_html([(bold(heading),)]), _in_rows(choices))


def show_meetings(found: Sequence[FoundMeeting], shelf: Shelf, page: int, language: str, *, site: str = "") -> Page:
    """One page of meetings, each with a button to its article; site: where the pages are that have them too."""
    if not found:
        return Page(_html([plain(wording.NO_MEETINGS.say(language))]), [[_to_regions(language)]])
    pages = -(-len(found) // PER_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(found, start=1))[page * PER_PAGE : (page + 1) * PER_PAGE]
    heading = wording.MEETINGS_IN.say(language, count=len(found), region=shelf.name(language))
    blocks: list[Block] = [(bold(heading),)]
    for number, item in shown:
        details = [item.meeting.name, day_of(item.meeting.date), item.meeting.place]
        blocks += [plain(""), plain(f"{number}. " + " · ".join(" ".join(part.split()) for part in details if part))]
    there = link_to_page(site, "meetings", language, **shelf.asked)
    blocks += [plain(""), *page_block(there, language)] if there else []
    articles = [button(str(number), f"e:{_short(item.article_id)}") for number, item in shown]
    turns = _turns(page, pages, lambda there: shelf.data("m", there))
    more = [button(wording.MONTHS.say(language), shelf.data("n")), _to_regions(language)]
    take = [(office_wording.RECAP, "k:a"), (office_wording.CLIPPING, "k:c")]
    files = [button(f"⬇ {phrase.say(language)}", shelf.data(view)) for phrase, view in take]
    return Page(_html(blocks), [row for row in (articles, turns, more, files) if row])


def show_article(article: Article, reading: Reading | None, page: int, language: str, *, site: str = "") -> Page:
    """An article's title and source, then its meetings with their facts; site: where its page is."""
    when = day_of(article.published_on) or wording.UNDATED.say(language)
    title = article.title or wording.NO_TITLE.say(language)
    source = linked(article.publisher or article.id, article.url)
    there = page_runs(link_to_page(site, "article", language, id=article.id), language)
    blocks: list[Block] = [(bold(title),), (source, Run(f", {when}"), *there), plain(f"id: {article.id}")]
    blocks += _facts(reading, language)
    parts = split(blocks, limit=PAGE_UNITS)
    page = min(max(page, 0), len(parts) - 1)
    turns = _turns(page, len(parts), lambda there: f"a:{there}:{_short(article.id)}")
    return Page(parts[page], [row for row in (turns, [_to_regions(language)]) if row])


def _facts(reading: Reading | None, language: str) -> list[Block]:
    if reading is None:
        return [plain(""), plain(wording.ARTICLE_UNREAD.say(language))]
    if not reading.meetings:
        return [plain(""), plain(wording.ARTICLE_NO_FACTS.say(language))]
    blocks: list[Block] = []
    for meeting in reading.meetings:
        details = [day_of(meeting.date), meeting.time, meeting.place]
        blocks += [plain(""), (bold(meeting.name),)]
        blocks += [plain(" · ".join(part for part in details if part))] if any(details) else []
        own = [fact for fact in reading.facts if fact.meeting in {meeting.ordinal, None}]
        blocks += [plain(line) for line in dict.fromkeys(_fact_line(fact, language) for fact in own if _is_told(fact))]
    return blocks


def _is_told(fact: Fact) -> bool:
    # Date and place stand in the meeting's own line.
    return fact.corrected is not None or fact.kind not in {FactKind.DATE, FactKind.PLACE, FactKind.STATEMENT}


def _fact_line(fact: Fact, language: str) -> str:
    kind = wording.FACT_KINDS[fact.kind.value].say(language)
    value = " ".join(fact.value.split())
    role = f"{fact.role} " if fact.role and fact.role.casefold() not in value.casefold() else ""
    if fact.capacity is Capacity.ABSENT:
        kind = wording.ABSENT.say(language)
    stands = wording.STANDS_FOR.say(language, whom=fact.represents) if fact.represents else ""
    corrected = correcting_wording.CORRECTED_FACT.say(language, day=day_of(fact.corrected)) if fact.corrected else ""
    notes = "; ".join(filter(None, [stands, corrected]))
    return f"• {kind}: {role}{value}" + (f" ({notes})" if notes else "")


def _turns(page: int, pages: int, data: Callable[[int], str]) -> list[dict[str, Any]]:
    turns = []
    if page > 0:
        turns.append(button("◀", data(page - 1)))
    if page < pages - 1:
        turns.append(button(f"▶ {page + 2}/{pages}", data(page + 1)))
    return turns


def _to_regions(language: str) -> dict[str, Any]:
    return button(wording.REGIONS.say(language), "r:")


def _short(article_id: str) -> str:
    """An id, or the beginning of a long one, that a button can hold."""
    return article_id.encode()[:ID_BYTES].decode(errors="ignore")


def _day_of(item: FoundMeeting) -> date | None:
    return item.meeting.date or item.published_on


def _month(day: date | None) -> str:
    return format_date(day).partition(" ")[2] if day else ""


def _in_rows(choices: list[dict[str, Any]]) -> Rows:
    return [choices[place : place + _PER_ROW] for place in range(0, len(choices), _PER_ROW)]


def _html(blocks: Sequence[Block]) -> str:
    return split(blocks)[0]

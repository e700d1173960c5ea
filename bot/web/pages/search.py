"""A question, answered as any door answers it, and the passages found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from bot.meant import name_meeting
from bot.telegram.views.answers import question_about
from bot.web.answers import Quotation, quote_facts, show_passages
from bot.web.page import LONGEST_VALUE, Page, PageError, Query, Result
from bot.web.visits import Visit
from data.facts import FactKind
from data.store import FoundMeeting, MeetingFilter, Store
from data.wording import answers as answers_wording
from data.wording.telegram import ASK_ABOUT, EXAMPLE_OF_REGION
from data.wording.web import search as wording
from retrieval.answering.answer import (
    Answer,
    Corrected,
    Evidence,
    MeetingCard,
    NearMeeting,
    Passage,
    Source,
    Status,
    source,
)
from retrieval.answering.asking.query import Kind
from retrieval.answering.ranking.events import leave_out_versions
from retrieval.language.regions import region

CONVERSATION = "web"
"""How the question log names what is asked here: nobody's, so that nothing leans on anything."""

_LATEST = 20
_LONGEST_NAME = 80
_REGENCY_DIGITS = 4


class SearchQuery(Query):
    """A question; longer ones are refused with a sentence of their own."""

    model_config = ConfigDict(str_max_length=None)

    q: Annotated[str, Field(json_schema_extra={"maxLength": LONGEST_VALUE})] = ""


class Again(Result):
    """Another meeting that may be meant, and the question that asks the same about it."""

    name: str
    day: str | None
    place: str | None
    question: str


class SearchResult(Result):
    """An object of the answer format; of passages, where texts are not shown whole, the sentences that facts stand on.

    Beside it: meeting_id: the meeting meant as its page has it, "ARTICLE_ID:ORDINAL"; quotes: the sentences behind the
    facts; again: other meetings; found: the articles that the passages are of; examples: questions to try, where
    nothing was asked that could be answered.
    """

    id: None = None
    question: str
    status: Status
    kind: Kind
    text: str
    facts: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    meeting: MeetingCard | None = None
    others: tuple[MeetingCard, ...] = ()
    certainty: float = 0
    doubts: tuple[str, ...] = ()
    nearest: tuple[NearMeeting, ...] = ()
    receipt: str | None = None
    corrections: tuple[Corrected, ...] = ()
    generation: str | None = None
    milliseconds: float = 0
    meeting_id: str | None = None
    quotes: tuple[Quotation, ...] = ()
    again: tuple[Again, ...] = ()
    found: tuple[Source, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The text without the line that says which meeting it was: that stands apart."""
        name = answers_wording.shorten(self.meeting.name) if self.meeting else ""
        return [line for line in self.text.split("\n") if not (name and f"{line} ".startswith(f"{name} · "))]

    @property
    def who_attended(self) -> str | None:
        """The question that asks who was at the meeting; None where that was asked."""
        asked = asdict(self.meeting) if self.meeting and self.kind is not Kind.ATTENDEES else None
        return _short_enough(question_about({"kind": "attendees", "others": [asked]}, 0)) if asked else None


def read_search(visit: Visit, query: SearchQuery) -> SearchResult:
    """The answer, which the question log keeps; PageError where the question is too long."""
    if not query.q:
        return SearchResult(
            question="",
            status=Status.UNCLEAR,
            kind=Kind.PASSAGE,
            text=answers_wording.EMPTY_QUESTION,
            examples=tuple(find_examples(visit.app.store)),
        )
    if len(query.q) > LONGEST_VALUE:
        raise PageError(414, wording.TOO_LONG, most=LONGEST_VALUE)
    answer, _ = visit.app.ask(query.q, conversation=CONVERSATION)
    return _show(visit, answer)


def _show(visit: Visit, answer: Answer) -> SearchResult:
    store, settings, stored = visit.app.store, visit.app.settings, answer.to_json()
    found = dict.fromkeys(passage.article_id for passage in answer.passages)
    articles = store.articles.get_many([*found, *(fact.article_id for fact in answer.facts)])
    readings = {} if settings.web_texts else store.readings.get_many(found)
    passages = answer.passages if settings.web_texts else show_passages(answer.passages, articles, readings)
    return SearchResult.model_validate(
        {
            **stored,
            "passages": passages,
            "meeting_id": name_meeting(store, stored),
            "quotes": quote_facts(answer.facts, articles, archive=settings.web_archive),
            "again": _ask_again(stored),
            "examples": tuple(find_examples(store)) if answer.status is Status.UNCLEAR else (),
            "found": tuple(source(articles[one]) for one in found if one in articles),
        }
    )


def _ask_again(answer: Mapping[str, Any]) -> tuple[Again, ...]:
    """The other meetings that fit and the nearest ones, each question once."""
    near = [{**one, "place": None, "region": None} for one in answer["nearest"]]
    offered = {**answer, "others": [*answer["others"], *near]}
    again: dict[str, Again] = {}
    for place, meeting in enumerate(offered["others"]):
        if question := _short_enough(question_about(offered, place)):
            told = Again(name=meeting["name"], day=meeting["date"], place=meeting["place"], question=question)
            again.setdefault(question, told)
    return tuple(again.values())


def _short_enough(question: str | None) -> str | None:
    return question if question and len(question) <= LONGEST_VALUE else None


def find_examples(store: Store) -> Iterator[str]:
    """Questions that this archive answers: on the region of a late meeting, on the day of one, and who was at one."""
    found = leave_out_versions(store.readings.find_meetings(MeetingFilter(), limit=_LATEST))
    named = [one for one in found if one.meeting.name and len(one.meeting.name) <= _LONGEST_NAME]
    places = (region(code[:_REGENCY_DIGITS]) for one in found for code in one.meeting.regions)
    if place := next(filter(None, places), None):
        yield EXAMPLE_OF_REGION.format(region=place.name)
    if dated := next((one for one in named if one.meeting.date), None):
        yield _ask("when", dated)
    people = store.readings.facts_of({one.article_id for one in named}, FactKind.ATTENDANCE)
    for one in named:
        if any(fact.meeting == one.meeting.ordinal for fact in people.get(one.article_id, ())):
            yield _ask("attendees", one)
            return


def _ask(kind: str, found: FoundMeeting) -> str:
    return f"{ASK_ABOUT[kind].format(meeting=' '.join(found.meeting.name.split()))}?"


SEARCH = Page("search", SearchQuery, SearchResult, read_search, is_indexed=False)

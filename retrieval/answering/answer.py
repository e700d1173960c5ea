"""What Notula answers: a status, a text, and the facts, sources and passages it stands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from data.article import Article
from data.facts import Fact, Meeting
from retrieval.answering.asking.query import Kind


class Status(StrEnum):
    """How a question was met; INTERFACE says what each means."""

    ANSWERED = "answered"
    CONFLICTING = "conflicting"
    NOT_STATED = "not_stated"
    NOT_COVERED = "not_covered"
    UNCLEAR = "unclear"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its quote: `quote == article.text[start:end]`, offsets in characters, half-open."""

    value: str
    quote: str
    article_id: str
    start: int
    end: int
    role: str | None = None
    represents: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As INTERFACE gives a fact."""
        return {
            "value": self.value,
            "role": self.role,
            "represents": self.represents,
            "quote": self.quote,
            "article_id": self.article_id,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the answer rests on."""

    article_id: str
    title: str
    publisher: str
    url: str | None
    published: str | None

    def to_json(self) -> dict[str, Any]:
        """As INTERFACE gives a source."""
        return {
            "article_id": self.article_id,
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "published": self.published,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that retrieval found, with its fused score."""

    article_id: str
    start: int
    end: int
    text: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """As INTERFACE gives a passage."""
        return {
            "article_id": self.article_id,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The meeting an answer is about: name to the letter, ISO date, place to the letter, region by name."""

    name: str
    date: str | None
    place: str | None
    region: str | None

    def to_json(self) -> dict[str, Any]:
        """As INTERFACE gives a meeting."""
        return {"name": self.name, "date": self.date, "place": self.place, "region": self.region}


@dataclass(frozen=True, slots=True)
class NearMeeting:
    """A meeting offered where the answer is no or unsure."""

    article_id: str
    name: str
    date: str | None

    def to_json(self) -> dict[str, Any]:
        """As INTERFACE gives a meeting offered."""
        return {"article_id": self.article_id, "name": self.name, "date": self.date}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `others` are further meetings that fit the question, offered and not mixed in.

    certainty: from 0 to 1, that the meeting is the one meant; doubts: what of the question does not fit it, in words;
    nearest: meetings offered where the answer is no or unsure.
    """

    question: str
    status: Status
    kind: Kind
    text: str
    facts: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    meeting: MeetingCard | None = None
    others: tuple[MeetingCard, ...] = ()
    certainty: float = 0.0
    doubts: tuple[str, ...] = ()
    nearest: tuple[NearMeeting, ...] = ()
    generation: str | None = None
    milliseconds: float = 0.0

    def with_(self, **changes: Any) -> Answer:  # noqa: ANN401 - dataclasses.replace takes any field
        """The same answer with some fields changed."""
        return replace(self, **changes)

    def to_json(self, question_id: object = None) -> dict[str, Any]:
        """As INTERFACE gives an answer."""
        return {
            "id": question_id,
            "question": self.question,
            "status": self.status.value,
            "kind": self.kind.value,
            "text": self.text,
            "facts": [fact.to_json() for fact in self.facts],
            "sources": [source.to_json() for source in self.sources],
            "passages": [passage.to_json() for passage in self.passages],
            "meeting": self.meeting.to_json() if self.meeting else None,
            "others": [other.to_json() for other in self.others],
            "certainty": round(self.certainty, 3),
            "doubts": list(self.doubts),
            "nearest": [near.to_json() for near in self.nearest],
            "generation": self.generation,
            "milliseconds": round(self.milliseconds, 3),
        }


def evidence(article: Article, fact: Fact) -> Evidence:
    """A read fact with its quote cut from the stored text."""
    return Evidence(
        value=fact.value,
        quote=article.text[fact.start : fact.end],
        article_id=article.id,
        start=fact.start,
        end=fact.end,
        role=fact.role,
        represents=fact.represents,
    )


def quote(article: Article, start: int, end: int) -> Evidence:
    """A stretch of an article that is itself the answer."""
    text = article.text[start:end]
    return Evidence(value=text, quote=text, article_id=article.id, start=start, end=end)


def source(article: Article) -> Source:
    """An article as a source."""
    return Source(
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published.isoformat() if article.published else None,
    )


def meeting_card(meeting: Meeting, region: str | None) -> MeetingCard:
    """A meeting as shown beside an answer."""
    return MeetingCard(
        name=meeting.name,
        date=meeting.date.isoformat() if meeting.date else None,
        place=meeting.place,
        region=region,
    )

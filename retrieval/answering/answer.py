"""What Notula answers: a status, a text, and the facts, sources and passages it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from data.article import Article
from data.facts import Fact
from retrieval.answering.asking.query import Kind, Query


class Status(StrEnum):
    """How a question was met; INTERFACE says what each means."""

    ANSWERED = "answered"
    CONFLICTING = "conflicting"
    NOT_STATED = "not_stated"
    NOT_COVERED = "not_covered"
    UNCLEAR = "unclear"
    ERROR = "error"


SAID = frozenset({Status.ANSWERED, Status.CONFLICTING})
"""Where something is told."""


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


@dataclass(frozen=True, slots=True)
class Source:
    """An article that the answer rests on."""

    article_id: str
    title: str
    publisher: str
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that retrieval found, with its fused score."""

    article_id: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The meeting an answer is about: name to the letter, ISO date, place to the letter, region by name."""

    name: str
    date: str | None
    place: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What those who keep the archive corrected of what an answer tells: as people read it, `after` None where a fact
    is wrong altogether; the ISO day of it, and the line of the answer that says so."""

    before: str
    after: str | None
    day: str
    line: str


@dataclass(frozen=True, slots=True)
class NearMeeting:
    """A meeting offered where the answer is no or unsure."""

    article_id: str
    name: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `others` are further meetings that fit the question, offered and not mixed in.

    certainty: from 0 to 1, that the meeting is the one meant; doubts: what of the question does not fit it, in words;
    nearest: meetings offered where the answer is no or unsure. understood: the parts of the question as they were
    understood, which no answer shows; receipt: the code that leads back to the answer, where it was kept.
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
    receipt: str | None = None
    corrections: tuple[Corrected, ...] = ()
    generation: str | None = None
    milliseconds: float = 0.0
    understood: tuple[Query, ...] = ()

    def with_(self, **changes: Any) -> Answer:  # noqa: ANN401 - dataclasses.replace takes any field
        """The same answer with some fields changed."""
        return replace(self, **changes)

    def to_json(self, question_id: object = None) -> dict[str, Any]:
        """As INTERFACE gives an answer."""
        shown = asdict(replace(self, understood=()))
        del shown["understood"]
        fields = {name: list(value) if isinstance(value, tuple) else value for name, value in shown.items()}
        fields["certainty"], fields["milliseconds"] = round(self.certainty, 3), round(self.milliseconds, 3)
        return {"id": question_id, **fields}


def evidence(article: Article, fact: Fact) -> Evidence:
    """A read fact with its quote cut from the stored text."""
    cut = quote(article, fact.start, fact.end)
    return replace(cut, value=fact.value, role=fact.role, represents=fact.represents)


def quote(article: Article, start: int, end: int) -> Evidence:
    """A stretch of an article that is itself the answer."""
    text = article.text[start:end]
    return Evidence(value=text, quote=text, article_id=article.id, start=start, end=end)


def source(article: Article) -> Source:
    """An article as a source."""
    published = article.published.isoformat() if article.published else None
    return Source(article.id, article.title, article.publisher, article.url, published)


def sources(facts: Iterable[Evidence], articles: Mapping[str, Article]) -> tuple[Source, ...]:
    """The articles that facts stand on, each once."""
    return tuple(dict.fromkeys(source(articles[fact.article_id]) for fact in facts))


def stand_on(
    facts: Iterable[Evidence],
    articles: Mapping[str, Article],
    *,
    query: Query,
    text: str,
    status: Status = Status.ANSWERED,
) -> Answer:
    """An answer with the facts that it stands on, each once, and their articles."""
    facts = tuple(dict.fromkeys(facts))
    return Answer(query.text, status, query.kind, text, facts=facts, sources=sources(facts, articles))

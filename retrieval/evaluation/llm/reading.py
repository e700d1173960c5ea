"""Annotated articles read without a language model and with it: whom of those who took part each finds, and how many of
the model's own claims are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.facts import Capacity, Fact, FactKind
from data.settings import Settings
from retrieval.evaluation.questions import read_articles, read_lines
from retrieval.ingest.opening import open_reading
from retrieval.language.names import same_person
from retrieval.language.text import fold
from retrieval.llm.opening import open_model_reader
from retrieval.llm.trusting import Figure
from retrieval.reading.reader import read_article

_AT_ONCE = 16
_NOT_THERE = frozenset({Capacity.ABSENT, Capacity.INVITED})
_TOOK_PART = frozenset({"present", "opened", "closed", "led", "spoke", "accompanied", "received"})

Meetings = Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class ReadTwice:
    """Counts over articles: people and offices annotated as having taken part, and those found; claims, and right
    ones: of the reader, of reader and model together, of the model alone."""

    annotated: int = 0
    found: int = 0
    found_with: int = 0
    claims: int = 0
    right: int = 0
    alone: int = 0
    alone_right: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    failed: int = 0

    def tell(self) -> tuple[dict[str, float], dict[str, float]]:
        """Shares found and right, without the model and with all it claims."""
        claims, right = self.claims + self.alone, self.right + self.alone_right
        without = {"people found": _share(self.found, self.annotated), "people right": _share(self.right, self.claims)}
        return without, {"people found": _share(self.found_with, self.annotated), "people right": _share(right, claims)}

    @property
    def figures(self) -> dict[FactKind, Figure]:
        """What `llm.trusting` keeps."""
        return {FactKind.ATTENDANCE: Figure(self.alone, self.alone_right)}


def read_twice(settings: Settings, folder: Path, *, done: Callable[[], None]) -> ReadTwice:
    """The annotated articles of a folder (`articles.jsonl`, `facts.jsonl`: see retrieval/training/annotations.py)."""
    meetings: dict[str, Meetings] = {one["article_id"]: one["meetings"] for one in read_lines(folder / "facts.jsonl")}
    articles = [article for article in read_articles(folder / "articles.jsonl") if meetings.get(article.id)]
    counts = ReadTwice()
    with open_reading(settings) as store:
        reader = open_model_reader(settings, store)
        if reader is None:
            return counts
        try:
            for at in range(0, len(articles), _AT_ONCE):
                some = articles[at : at + _AT_ONCE]
                plain = {article.id: read_article(article) for article in some}
                for article_id, reading in reader.improve(some, plain).items():
                    own = [*reading.proposed, *reading.facts[len(plain[article_id].facts) :]]
                    _count(counts, meetings[article_id], plain[article_id].facts, own)
                    done()
        finally:
            reader.close()
    counts.dropped = {fault.value: count for fault, count in reader.dropped.items()}
    counts.failed = len(reader.failed)
    return counts


def count_articles(folder: Path) -> int:
    """How many articles of a folder are annotated."""
    return sum(1 for one in read_lines(folder / "facts.jsonl") if one["meetings"])


def _count(counts: ReadTwice, meetings: Meetings, facts: Iterable[Fact], alone: Iterable[Fact]) -> None:
    people = [person for meeting in meetings for person in meeting["people"] if person["capacity"] in _TOOK_PART]
    groups = [group["group"] for meeting in meetings for group in meeting["groups"]]
    told, own = (list(filter(_took_part, some)) for some in (facts, alone))
    counts.annotated += len(people)
    counts.found += sum(any(_is(person, fact) for fact in told) for person in people)
    counts.found_with += sum(any(_is(person, fact) for fact in [*told, *own]) for person in people)
    # Groups are annotated apart: who is told as one is neither right nor wrong here.
    told, own = ([one for one in some if not _is_group(one, groups)] for some in (told, own))
    counts.claims += len(told)
    counts.right += sum(any(_is(person, fact) for person in people) for fact in told)
    counts.alone += len(own)
    counts.alone_right += sum(any(_is(person, fact) for person in people) for fact in own)


def _took_part(fact: Fact) -> bool:
    return fact.kind is FactKind.ATTENDANCE and fact.capacity not in _NOT_THERE


def _is(person: Mapping[str, Any], fact: Fact) -> bool:
    """Whether a fact is about an annotated person, or holder of an office."""
    if person["person"] and fact.person:
        return same_person(person["person"], fact.person)
    office, told = fold(person["office"] or ""), fold(fact.role or fact.value)
    return bool(office and told) and (office in told or told in office)


def _is_group(fact: Fact, groups: Sequence[str]) -> bool:
    told = fold(fact.value)
    return fact.person is None and any(fold(group) in told or told in fold(group) for group in groups)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

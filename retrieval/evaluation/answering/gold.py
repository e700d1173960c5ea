"""Questions with known answers, and how much of an answer a sentence holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.article import Article
from retrieval.evaluation.questions import read_lines
from retrieval.language.dates import find_dates
from retrieval.language.text import fold

UNANSWERABLE = "unanswerable"
# Keys of an answer that give wordings of which one is enough.
_WORDINGS = ("key", "any_of", "names")
# What a day is worth whose year has to be worked out.
_WITHOUT_YEAR = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with its answer.

    history: earlier questions, oldest first. articles: ids of those that answer. meant: of those on the meeting meant,
    which need not answer; None where that is not known. must: what all has to be said, must_not: what none of it may
    be; any_of: wordings of which one is enough; day: the date that answers.
    """

    question: str
    type: str
    history: tuple[str, ...]
    articles: frozenset[str]
    must: tuple[str, ...]
    any_of: tuple[str, ...]
    day: date | None
    meant: frozenset[str] | None = None
    must_not: tuple[str, ...] = ()

    @property
    def is_answerable(self) -> bool:
        """Whether the archive answers it."""
        return self.type != UNANSWERABLE

    @property
    def is_in_sentences(self) -> bool:
        """Whether a sentence may hold the answer; a list of articles stands in none."""
        return bool(self.must or self.any_of or self.day)


def read_gold(path: Path) -> list[Gold]:
    """The questions of a JSON-lines file that a sentence may answer, and those that nothing answers."""
    records = list(read_lines(path))
    # A file that marks the meeting of one unanswerable question marks those of all.
    marks = any(_marked(record) for record in records)
    gold = [_gold(record, marks=marks) for record in records]
    return [asked for asked in gold if not asked.is_answerable or asked.is_in_sentences]


def _marked(record: dict[str, Any]) -> str | None:
    """The article on the meeting that an unanswerable question means."""
    return record["answer"].get("of") if record["type"] == UNANSWERABLE else None


def _gold(record: dict[str, Any], *, marks: bool) -> Gold:
    answer = record["answer"]
    articles = frozenset(record["article_ids"]) or frozenset(filter(None, [_marked(record)]))
    day = answer.get("date")
    return Gold(
        question=record["question"],
        type=record["type"],
        history=tuple(record.get("history") or ()),
        articles=frozenset(record["article_ids"]),
        must=tuple(answer.get("must", ())),
        any_of=tuple(wording for key in _WORDINGS for wording in answer.get(key, ())),
        day=date.fromisoformat(day) if day else None,
        meant=articles if record["article_ids"] or marks else None,
        must_not=tuple(answer.get("must_not") or ()),
    )


def held_by(gold: Gold, sentences: Sequence[str], article: Article) -> list[float]:
    """For each sentence, the share of the answer that it holds, 0 to 1; case and punctuation do not count."""
    published = article.published_on
    return [_held(gold, sentence, published) for sentence in sentences]


def _held(gold: Gold, sentence: str, published: date | None) -> float:
    folded = fold(sentence)
    if gold.must:
        return sum(fold(part) in folded for part in gold.must) / len(gold.must)
    if gold.day:
        is_told = any(mention.date == gold.day for mention in find_dates(sentence, published))
        return is_told * (1.0 if str(gold.day.year) in sentence else _WITHOUT_YEAR)
    return float(any(fold(wording) in folded for wording in gold.any_of))

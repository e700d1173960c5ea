"""Questions on articles of many publishers, with the characters that answer them; the texts are theirs, and not here.

A line an article of `questions.jsonl`: {"id", "sha256" of its text, "questions": [{"question", "type", "answers":
[[start, end], ...], "history"}]}; answers: None where the article does not say, empty where no characters were marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.evaluation.questions import read_lines

KEPT = Path(__file__).with_name("questions.jsonl")
HARDER = Path(__file__).with_name("questions_harder.jsonl")
"""Questions like those, half of them for what the article does not say though something near it stands there, and for
lists that run over several sentences."""

UNSEEN = Path(__file__).with_name("questions_unseen.jsonl")
"""Questions on other articles: the selector does not learn from them, they measure it."""

LISTING = Path(__file__).with_name("questions_listing.jsonl")
"""Questions on no article, {"question", "type"}: for several meetings at once, and for one in words like those. Only
what kind of answer they want is learnt from them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on an article: `sha256` of its text, the type of what is asked, earlier questions, oldest first, and
    the stretches of the text that answer; None where it does not say."""

    sha256: str
    question: str
    type: str
    history: tuple[str, ...]
    answers: tuple[tuple[int, int], ...] | None


def read_listing(path: Path = LISTING) -> Iterator[Asked]:
    """The questions of a file of those that belong to no article, each apart from all others."""
    for number, row in enumerate(read_lines(path)):
        yield Asked(f"{path.name} {number}", row["question"], row["type"], (), ())


def read_asked(path: Path = KEPT) -> Iterator[Asked]:
    """The questions of a file, article by article."""
    for article in read_lines(path):
        for row in article["questions"]:
            marked = row["answers"]
            answers = None if marked is None else tuple((start, end) for start, end in marked)
            yield Asked(article["sha256"], row["question"], row["type"], tuple(row.get("history", ())), answers)

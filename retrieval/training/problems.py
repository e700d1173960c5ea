"""Questions with the stretch of a text that answers them, or none: on articles, and of public collections."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.evaluation.questions import read_lines
from retrieval.training.asked import Asked, read_asked
from retrieval.training.offsets import digest
from retrieval.training.sources import read_facqa

SQUAD_SHARE, FACQA_SHARE = 0.2, 0.25
"""The share of the questions of the public collections that are learnt from beside each time of those on articles."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A question on a text and the characters that answer it, half-open; none where the text does not say."""

    question: str
    title: str
    text: str
    answers: tuple[tuple[int, int], ...]


def read_articles(paths: Sequence[Path]) -> dict[str, tuple[str, str]]:
    """Title and text of the articles of some files, by the digest of the text."""
    return {digest(row["text"]): (row["title"] or "", row["text"]) for path in paths for row in read_lines(path)}


def on_articles(asked: Iterable[Asked], articles: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    """The questions on articles that are given, each behind the one before it; those without marked answers are left
    out."""
    for one in asked:
        if one.sha256 in articles and one.answers != ():
            title, text = articles[one.sha256]
            yield Problem(" ".join([*one.history[-1:], one.question]), title, text, one.answers or ())


def draw(shares: Mapping[Path, float], articles: Mapping[str, tuple[str, str]], *, seed: int = 0) -> list[Problem]:
    """Of each file's questions on articles that are given a share, drawn by the seed."""
    luck, drawn = random.Random(seed), []
    for path, share in shares.items():
        found = list(on_articles(read_asked(path), articles))
        drawn += luck.sample(found, round(len(found) * share))
    return drawn


def of_squad(path: Path) -> Iterator[Problem]:
    """The questions of a SQuAD-like file, those among them that the text does not answer."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        text = entry["context"]
        for item in entry["qas"]:
            answers = [] if item.get("is_impossible") else [answer["text"] for answer in item["answers"][:1]]
            starts = [text.find(answer) for answer in answers]
            if all(start >= 0 for start in starts):
                spans = tuple((start, start + len(answer)) for start, answer in zip(starts, answers, strict=True))
                yield Problem(item["question"], "", text, spans)


def of_facqa(path: Path) -> Iterator[Problem]:
    """The questions of a FacQA file."""
    for pair in read_facqa(path)[0]:
        start = pair.passage.find(pair.answer)
        if pair.answer and start >= 0:
            yield Problem(pair.question, "", pair.passage, ((start, start + len(pair.answer)),))


def gather(own: Sequence[Problem], data: Path, *, times: int, seed: int = 0) -> list[Problem]:
    """All that the selector learns from: questions on articles so many times, and a part of the public ones."""
    luck = random.Random(seed)
    squad, facqa = list(of_squad(data / "qa/idkmrc_train.json")), list(of_facqa(data / "qa/facqa_train.csv"))
    shares = ((squad, SQUAD_SHARE * times), (facqa, FACQA_SHARE * times))
    public = [
        one for all_of, share in shares for one in luck.sample(all_of, min(len(all_of), int(len(all_of) * share)))
    ]
    return [*own] * times + public

"""Varies questions and their articles, so that ranks are fitted to archives that lack one or have a likelier one.

    python -m retrieval.evaluation.answering.variations ARTICLES GOLD FOLDER

Writes to FOLDER, each as NAME.articles.jsonl and NAME.gold.jsonl: `half-0` and `half-1`, the articles parted by chance,
where a question on an article of the other half has no answer; and `next-year`, all articles with shortened copies in
which every year is the next one, and the questions that name a year with theirs.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from data.command_line import run_command_line
from retrieval.evaluation.answering.gold import UNANSWERABLE
from retrieval.evaluation.questions import read_lines
from retrieval.language.text import split_sentences

HALVES = 2
KEPT = 0.6
"""The share of an article's sentences that its copy of the next year has: less of it is told than of the other."""

_YEAR = re.compile(r"\b20[012]\d\b")

Record = dict[str, Any]

app = typer.Typer(add_completion=False, help=__doc__)


@dataclass(frozen=True, slots=True)
class Variation:
    """Articles and the questions that are put to them, as the records of JSON-lines files."""

    name: str
    articles: Sequence[Record]
    gold: Sequence[Record]


@app.command()
def write(
    articles: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Articles, JSON lines.")],
    gold: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Questions with answers, JSON lines.")],
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the variations are written.")],
) -> None:
    """Write the variations, and say how many articles and questions each has."""
    folder.mkdir(parents=True, exist_ok=True)
    texts, questions = list(read_lines(articles)), list(read_lines(gold))
    for one in (*(take_half(texts, questions, half) for half in range(HALVES)), move_years(texts, questions)):
        for kind, records in (("articles", one.articles), ("gold", one.gold)):
            lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (folder / f"{one.name}.{kind}.jsonl").write_text("".join(lines), encoding="utf-8")
        sys.stdout.write(f"{one.name}: {len(one.articles)} articles, {len(one.gold)} questions\n")


def take_half(articles: Sequence[Record], gold: Iterable[Record], half: int) -> Variation:
    """Half of the articles; what only others answer is unanswerable, what these answer in part is left out."""
    kept = [article for article in articles if zlib.crc32(article["id"].encode()) % HALVES == half]
    ids = {article["id"] for article in kept}
    asked = [one for record in gold if (one := _ask_half(record, ids))]
    return Variation(f"half-{half}", kept, asked)


def _ask_half(record: Record, ids: set[str]) -> Record | None:
    right = ids.intersection(record["article_ids"])
    if record["type"] == UNANSWERABLE or len(right) == len(record["article_ids"]):
        return record
    return None if right else record | {"type": UNANSWERABLE, "article_ids": [], "answer": {"why": "left out"}}


def move_years(articles: Sequence[Record], gold: Iterable[Record]) -> Variation:
    """All articles, with a copy a year later of those that a question asks for by a year that they have."""
    by_id = {article["id"]: article for article in articles}
    dated = [record for record in gold if _is_dated(record, by_id)]
    moved = dict.fromkeys(record["article_ids"][0] for record in dated)
    copies = [_copy(by_id[article_id]) for article_id in moved]
    return Variation("next-year", [*articles, *copies], [one for record in dated for one in _ask_both(record)])


def _is_dated(record: Record, by_id: dict[str, Record]) -> bool:
    if record["type"] == UNANSWERABLE or record.get("history") or len(record["article_ids"]) != 1:
        return False
    article = by_id[record["article_ids"][0]]
    told = _YEAR.findall(f"{article['text']} {article.get('published') or ''}")
    return not set(told).isdisjoint(_YEAR.findall(record["question"]))


def _ask_both(record: Record) -> Iterator[Record]:
    yield record
    later = {"id": _later(record["id"]), "article_ids": [_later(record["article_ids"][0])]}
    yield record | later | {"question": _move(record["question"])}


def _copy(article: Record) -> Record:
    sentences = split_sentences(article["text"])
    end = sentences[max(2, int(len(sentences) * KEPT)) - 1].end if len(sentences) > HALVES else len(article["text"])
    moved = {name: _move(article[name]) for name in ("title", "published") if article.get(name)}
    address = {"url": _later(article["url"])} if article.get("url") else {}
    return article | moved | address | {"id": _later(article["id"]), "text": _move(article["text"][:end])}


def _later(name: str) -> str:
    return f"{name}-next"


def _move(text: str) -> str:
    """A text in which every year of this century's first decades is the next one."""
    return _YEAR.sub(lambda year: str(int(year.group()) + 1), text)


if __name__ == "__main__":
    run_command_line(app)

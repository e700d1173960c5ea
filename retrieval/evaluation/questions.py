"""What is asked of retrieval: questions, and the articles that answer them."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from data.article import Article
from retrieval.index.lexical import question_terms
from retrieval.language.stems import stems
from retrieval.training.examples import read_collection
from retrieval.training.sources import Pair

# Passages in the two question sets' pools, as in the earliest measurements of this project.
POOL_SIZES = {"tydi": 1569, "facqa": 1318}
POOL_SEED = 1

# A question of whose words so many are not in its article asks in other words.
PARAPHRASED = 1 / 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the ids of the articles that answer it; one that is `paraphrased` says it in other words.

    `words`, where given, are what BM25 looks for instead of the text: a question's own, and stems of other wordings.
    """

    text: str
    right: frozenset[str]
    paraphrased: bool = False
    words: tuple[str, Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions against a pool of articles."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]
    whole: bool = False
    """Whether an article is one passage, searched whole."""


def read_question_sets(folder: Path) -> list[QuestionSet]:
    """The published test questions of IDK-MRC (`tydi`) and FacQA (`facqa`), never trained on.

    A pool holds the passages of all test questions and others drawn from the validation and training splits;
    `tydi_all` asks the same questions of every IDK-MRC passage.
    """
    collection = read_collection(folder)
    tests, pools = collection.tests, collection.pools
    small = [_passages(name, tests[name], pools[name], size=size) for name, size in POOL_SIZES.items()]
    return [*small, _passages("tydi_all", tests["tydi"], pools["tydi"], size=len(pools["tydi"]))]


def read_validation_sets(folder: Path) -> list[QuestionSet]:
    """The validation questions of the same sets, to choose by: not trained on, and not reported."""
    collection = read_collection(folder)
    return [
        _passages(f"{name} validation", collection.validation[name], collection.pools[name], size=size)
        for name, size in POOL_SIZES.items()
    ]


def _passages(name: str, asked: list[Pair], pool: list[str], *, size: int) -> QuestionSet:
    """Questions against their own passages and enough others of the pool to make `size`."""
    needed = {pair.passage for pair in asked}
    others = sorted(set(pool) - needed)
    passages = [*sorted(needed), *random.Random(POOL_SEED).sample(others, min(size, len(pool)) - len(needed))]
    ids = {passage: f"{name} {number}" for number, passage in enumerate(passages)}
    articles = tuple(Article(id=ids[passage], text=passage) for passage in passages)
    questions = tuple(Asked(pair.question, frozenset({ids[pair.passage]})) for pair in asked)
    return QuestionSet(name, articles, questions, whole=True)


def read_meetings(folders: Sequence[Path], others: Sequence[Path]) -> QuestionSet:
    """Questions about meetings (`gold.jsonl`) against their articles (`articles`, `other.jsonl`) among other news.

    Paraphrased is what its own file calls hard, and a question of whose words a third or more is not in the article.
    """
    pools = [folder / name for folder in folders for name in ("articles.jsonl", "other.jsonl")]
    files = [*(path for path in pools if path.is_file()), *others]
    articles = {article.id: article for path in files for article in read_articles(path)}
    asked = [
        replace(one, paraphrased=one.paraphrased or unshared_words(one, articles) >= PARAPHRASED)
        for folder in folders
        for one in read_gold(folder / "gold.jsonl", articles.values())
    ]
    return QuestionSet("meetings", tuple(articles.values()), tuple(asked))


def unshared_words(asked: Asked, articles: Mapping[str, Article]) -> float:
    """The share of a question's stems, stop words aside, that the right article does not have (the best of several)."""
    wanted = set(question_terms(asked.text, stems))
    texts = (articles[article_id] for article_id in asked.right)
    known = [set(stems(f"{article.title} {article.publisher} {article.text}")) for article in texts]
    return min((len(wanted - words) / max(1, len(wanted)) for words in known), default=0.0)


def read_lines(path: Path) -> Iterable[dict[str, Any]]:
    """The records of a JSON-lines file, which may be packed (.gz)."""
    unpack: Any = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_articles(path: Path) -> list[Article]:
    """Articles of a JSON-lines file in the form that `embed_corpus.py add` takes."""
    return [_article(record) for record in read_lines(path)]


def _article(record: dict[str, Any]) -> Article:
    published = record.get("published")
    return Article(
        id=str(record["id"]),
        text=record["text"],
        title=record.get("title") or "",
        publisher=record.get("publisher") or "",
        url=record.get("url"),
        published=datetime.fromisoformat(published) if published else None,
    )


def read_gold(path: Path, articles: Iterable[Article]) -> list[Asked]:
    """Questions that some of `articles` answer; follow-ups, which need a conversation, are left out."""
    known = {article.id for article in articles}
    return [
        Asked(record["question"], frozenset(record["article_ids"]), bool(record.get("hard")))
        for record in read_lines(path)
        if record.get("article_ids") and not record.get("history") and known.issuperset(record["article_ids"])
    ]

"""Ranks of the right articles for every question of a test set: BM25 alone, dense alone, both fused."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.article import Chunk
from retrieval.answering.engine import search_text
from retrieval.answering.understanding import understand
from retrieval.evaluation.measures import first_right
from retrieval.evaluation.questions import QuestionSet
from retrieval.index.chunker import MAX_WORDS, chunk_article, embedding_text
from retrieval.index.encoder import Encoder
from retrieval.index.fusion import fuse
from retrieval.index.lexical import LexicalIndex, LexicalWriter
from retrieval.index.search import CANDIDATES

Scores = NDArray[np.float64]

# A passage of a question set is searched whole: its questions were asked of the whole.
WHOLE_PASSAGE_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Pool:
    """The chunks of a test set; `owner[i]` is the row of chunk i's article, in article order."""

    question_set: QuestionSet
    chunks: tuple[Chunk, ...]
    owner: NDArray[np.int64]


def cut(question_set: QuestionSet) -> Pool:
    """Cut the articles of a test set as ingestion does."""
    words = WHOLE_PASSAGE_WORDS if question_set.whole else MAX_WORDS
    parts = [chunk_article(article, max_words=words) for article in question_set.articles]
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return Pool(question_set, tuple(chunk for part in parts for chunk in part), owner)


def as_searched(pool: Pool) -> Pool:
    """The pool with each question as Notula searches for it: in formal words, with other wordings and region names."""
    today = datetime.now(UTC).date()
    with lexical_index(pool.chunks) as index:
        questions = tuple(
            replace(asked, text=search_text(understand(asked.text, today=today, vocabulary=index.vocabulary)))
            for asked in pool.question_set.questions
        )
    return replace(pool, question_set=replace(pool.question_set, questions=questions))


@contextmanager
def lexical_index(chunks: Sequence[Chunk]) -> Iterator[LexicalIndex]:
    """The project's own BM25 index over some chunks, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        writer = LexicalWriter(Path(folder) / "lexical")
        for chunk in chunks:
            writer.add(chunk)
        writer.close()
        yield LexicalIndex(Path(folder) / "lexical")


def score_lexically(pool: Pool) -> Scores:
    """(questions, chunks) BM25 scores; NaN where a chunk shares no term with the question."""
    row = {chunk.id: number for number, chunk in enumerate(pool.chunks)}
    scores = np.full((len(pool.question_set.questions), len(pool.chunks)), np.nan)
    with lexical_index(pool.chunks) as index:
        for number, asked in enumerate(pool.question_set.questions):
            ids, found = index.search(asked.text, limit=len(pool.chunks))
            scores[number, [row[int(chunk_id)] for chunk_id in ids]] = found
    return scores


def score_densely(pool: Pool, encoder: Encoder) -> Scores:
    """(questions, chunks) cosines."""
    passages = encoder.encode_passages([embedding_text(chunk) for chunk in pool.chunks])
    questions = np.stack([encoder.encode_query(asked.text) for asked in pool.question_set.questions])
    return np.asarray(questions @ passages.T, dtype=np.float64)


def fuse_all(lexical: Scores, dense: Scores, *, lexical_weight: float) -> Scores:
    """Fused scores over the candidates of each question, as `Index.search` makes them; NaN elsewhere."""
    fused = np.full_like(lexical, np.nan)
    for row, (words, meaning) in enumerate(zip(lexical, dense, strict=True)):
        by_words = np.argsort(-np.nan_to_num(words, nan=-1.0), kind="stable")[:CANDIDATES]
        proposed = np.full_like(words, np.nan)
        proposed[by_words] = words[by_words]
        by_meaning = np.argsort(-meaning, kind="stable")[:CANDIDATES]
        candidates = np.union1d(by_words[~np.isnan(words[by_words])], by_meaning)
        fused[row, candidates] = fuse(proposed[candidates], meaning[candidates], lexical_weight=lexical_weight)
    return fused


def rank(pool: Pool, scores: Scores) -> NDArray[np.int64]:
    """For each question the rank, from 0, of its best right article; an article counts as its best chunk."""
    row = {article.id: number for number, article in enumerate(pool.question_set.articles)}
    best = np.full((len(scores), len(row)), -np.inf)
    np.maximum.at(best.T, pool.owner, np.nan_to_num(scores, nan=-np.inf).T)
    right = [[row[article_id] for article_id in asked.right] for asked in pool.question_set.questions]
    return np.array([first_right(line, rows) for line, rows in zip(best, right, strict=True)])

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
from retrieval.answering.archive import search_words
from retrieval.answering.asking.understanding import understand
from retrieval.evaluation.measures import first_right
from retrieval.evaluation.questions import QuestionSet
from retrieval.index.chunker import MAX_WORDS, chunk_article, embedding_text
from retrieval.index.encoder import Encoder
from retrieval.index.fusion import fuse, join_meaning
from retrieval.index.lexical import LexicalIndex, LexicalWriter
from retrieval.index.search import CANDIDATES
from retrieval.reading.reader import read_article

Scores = NDArray[np.float64]

# A passage of a question set is searched whole: its questions were asked of the whole.
WHOLE_PASSAGE_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Pool:
    """The chunks of a test set, in article order: `owner[i]` is the row of chunk i's article, `embedded[i]` whether it
    gets a vector, `leads` are the first chunks of the articles."""

    question_set: QuestionSet
    chunks: tuple[Chunk, ...]
    owner: NDArray[np.int64]
    embedded: NDArray[np.bool_]

    @property
    def leads(self) -> NDArray[np.int64]:
        """The row of each article's first chunk."""
        return np.searchsorted(self.owner, np.arange(len(self.question_set.articles)))


def cut(question_set: QuestionSet) -> Pool:
    """Cut the articles of a test set as ingestion does, and choose what is embedded as it does."""
    words = WHOLE_PASSAGE_WORDS if question_set.whole else MAX_WORDS
    parts = [chunk_article(article, max_words=words) for article in question_set.articles]
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    reports = np.array(
        [question_set.whole or bool(read_article(article).meetings) for article in question_set.articles]
    )
    is_first = np.append(True, owner[1:] != owner[:-1])
    return Pool(question_set, tuple(chunk for part in parts for chunk in part), owner, reports[owner] | is_first)


def as_searched(pool: Pool) -> Pool:
    """The pool with the words that Notula looks for: formal ones, with other wordings and region names."""
    today = datetime.now(UTC).date()
    with lexical_index(pool.chunks) as index:
        questions = tuple(
            replace(asked, words=search_words(understand(asked.text, today=today, vocabulary=index.vocabulary)))
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
            text, also = asked.words or (asked.text, ())
            ids, found = index.search(text, also=also, limit=len(pool.chunks))
            scores[number, [row[int(chunk_id)] for chunk_id in ids]] = found
    return scores


def score_densely(pool: Pool, encoder: Encoder) -> Scores:
    """(questions, chunks) cosines; NaN where a chunk is not embedded."""
    chosen = np.flatnonzero(pool.embedded)
    passages = encoder.encode_passages([embedding_text(pool.chunks[number]) for number in chosen])
    questions = np.stack([encoder.encode_query(asked.text) for asked in pool.question_set.questions])
    cosines = np.full((len(questions), len(pool.chunks)), np.nan)
    cosines[:, chosen] = questions @ passages.T
    return cosines


def best_of_articles(pool: Pool, scores: Scores) -> Scores:
    """(questions, articles): the score of each article's best chunk; NaN where none has one."""
    best = np.full((len(scores), len(pool.question_set.articles)), np.nan)
    np.fmax.at(best.T, pool.owner, scores.T)
    return best


def meaning_of_articles(pool: Pool, cosines: Scores) -> Scores:
    """(questions, articles): what the dense side says of each article, as `Index.search` takes it."""
    return join_meaning(best_of_articles(pool, cosines), cosines[:, pool.leads])


def fuse_all(pool: Pool, lexical: Scores, dense: Scores, *, dense_weight: float) -> Scores:
    """(questions, articles): fused scores of each question's candidates, as `Index.search` makes them; else NaN."""
    fused = np.full((len(lexical), len(pool.question_set.articles)), np.nan)
    for row, (words, cosines) in enumerate(zip(lexical, dense, strict=True)):
        chunks = np.union1d(_first(words), _first(cosines))
        articles, place = np.unique(pool.owner[chunks], return_inverse=True)
        best_words, best_cosines = np.full((2, len(articles)), np.nan)
        np.fmax.at(best_words, place, words[chunks])
        np.fmax.at(best_cosines, place, cosines[chunks])
        meaning = join_meaning(best_cosines, cosines[pool.leads[articles]])
        fused[row, articles] = fuse(best_words, meaning, dense_weight=dense_weight)
    return fused


def _first(scores: Scores) -> NDArray[np.int64]:
    """The chunks that one side proposes."""
    order = np.argsort(-np.nan_to_num(scores, nan=-np.inf), kind="stable")[:CANDIDATES]
    return np.asarray(order[~np.isnan(scores[order])], dtype=np.int64)


def rank(pool: Pool, scores: Scores) -> NDArray[np.int64]:
    """For each question the rank, from 0, of its best right article, given (questions, articles) scores."""
    row = {article.id: number for number, article in enumerate(pool.question_set.articles)}
    known = np.nan_to_num(scores, nan=-np.inf)
    right = [[row[article_id] for article_id in asked.right] for asked in pool.question_set.questions]
    return np.array([first_right(line, rows) for line, rows in zip(known, right, strict=True)])

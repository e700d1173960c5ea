"""The lexical index: BM25 by tantivy over terms that we make ourselves, alike for chunks and questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from data.article import Chunk
from retrieval.index.vocabulary import Vocabulary
from retrieval.language.stems import analyse, stems
from retrieval.language.tables import read_words


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how a text becomes its terms, and how much a match in it counts."""

    name: str
    terms: Callable[[str], list[str]]
    weight: float


FIELDS = (Field("stems", stems, 1.0), Field("words", analyse, 0.5))
"""Both hold title, publisher, date, region and text as one text: on labelled questions about meetings a field for each
put the right article first less often (0.93 against 0.96), and so did a higher weight for titles. Surface forms beside
stems changed nothing there, and helped on questions about news (MRR@10 0.9009 to 0.9039). Only round weights tried."""

OTHER_WORDINGS = 0.35
"""What a stem counts that only another wording of the question has: where it counted as much as the question's own,
one on the DPRD was one on every kabupaten (docs/experiments.md)."""

MOST_TERMS = 64
"""Distinct terms of a question that are searched: a pasted article costs no more than a long question."""

WRITER_HEAP_BYTES = 64_000_000
_ID = "chunk"
_ANALYSER = "terms"
_POSTINGS = "freq"


class LexicalWriter:
    """Writes a lexical index into a folder: a new one, or more into the one that is there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        index = tantivy.Index(_schema(), path=str(folder))
        _register_analyser(index)
        # One thread makes few, full segments, and the same ones each time.
        self._writer = index.writer(heap_size=WRITER_HEAP_BYTES, num_threads=1)

    def remove(self, chunk_ids: Iterable[int]) -> None:
        """Take these chunks out."""
        for chunk_id in chunk_ids:
            self._writer.delete_documents_by_term(_ID, chunk_id)

    def add(self, chunk: Chunk) -> None:
        """Put a chunk in; it must not be there already."""
        document = tantivy.Document()
        document.add_integer(_ID, chunk.id)
        text = f"{chunk.context}\n{chunk.text}"
        for field in FIELDS:
            document.add_text(field.name, " ".join(field.terms(text)))
        self._writer.add_document(document)

    def close(self) -> None:
        """Write everything, and wait until no thread works on the folder any more."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class LexicalIndex:
    """An open lexical index; it never changes. Safe to share among threads."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        _register_analyser(index)
        # Without this tantivy starts a thread that watches the folder for commits.
        index.config_reader(reload_policy="manual")
        self._schema = index.schema
        self._searcher = index.searcher()
        self.vocabulary = Vocabulary(self._searcher)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, text: str, *, also: Sequence[str] = (), limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Chunk ids and BM25 scores, best first; empty where no term is known. `also` are stems of other wordings."""
        found = self._searcher.search(self._query(text, also), limit, count=False).hits
        ids = self._searcher.fast_field_values(_ID, [address for _, address in found])
        return np.array(ids, dtype=np.int64), np.array([score for score, _ in found], dtype=np.float64)

    def find_all(self, wordings: Sequence[Sequence[str]], *, limit: int) -> NDArray[np.int64]:
        """Ids of the chunks that hold every stem of one of the wordings, `limit` of them at most."""
        either = [
            (tantivy.Occur.Should, tantivy.Query.boolean_query([(tantivy.Occur.Must, self._stem(s)) for s in stems]))
            for stems in wordings
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(either), limit, count=False).hits if either else []
        return np.array(self._searcher.fast_field_values(_ID, [address for _, address in found]), dtype=np.int64)

    def count(self, chunk_id: int) -> int:
        """How often a chunk is in the index: 1 if all is well."""
        return len(self._searcher.search(tantivy.Query.term_query(self._schema, _ID, chunk_id), 2).hits)

    def _query(self, text: str, also: Sequence[str]) -> tantivy.Query:
        """A question as a weighted "any of these"; built, never parsed, so that no character has a meaning."""
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field.name, term), weight))
            for field, term, weight in weigh_terms(text, also)
        ]
        return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.empty_query()

    def _stem(self, stem: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, FIELDS[0].name, stem)

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, index_option=_POSTINGS)


def question_terms(text: str, terms: Callable[[str], Sequence[str]]) -> list[str]:
    """The distinct terms that a question is searched by, in order, without stop words."""
    stop_words = read_words("stopwords")
    return [term for term in dict.fromkeys(terms(text)) if term not in stop_words][:MOST_TERMS]


def weigh_terms(text: str, also: Sequence[str]) -> Iterator[tuple[Field, str, float]]:
    """What is searched for, where, and what it counts: a question's own terms, and the stems of its other wordings."""
    own = {field.name: question_terms(text, field.terms) for field in FIELDS}
    yield from ((field, term, field.weight) for field in FIELDS for term in own[field.name])
    others = [stem for stem in dict.fromkeys(also) if stem not in own[FIELDS[0].name]]
    yield from ((FIELDS[0], stem, OTHER_WORDINGS) for stem in others[:MOST_TERMS])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder().add_integer_field(_ID, indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field.name, tokenizer_name=_ANALYSER, index_option=_POSTINGS)
    return builder.build()


def _register_analyser(index: tantivy.Index) -> None:
    """Terms are joined by spaces, so splitting at them is all that tantivy does: nothing is analysed twice."""
    index.register_tokenizer(_ANALYSER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())

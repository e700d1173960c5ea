"""Haystack, with the pipeline of its tutorial on hybrid retrieval, but the ranker, whose model must be fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from tests.benchmarks.peers.figures import Reply
from tests.benchmarks.peers.material import PASSAGE, QUERY, read_texts


def build(articles: Path, *, folder: Path, model: str) -> None:
    """Cut, embed and write into a store, which is saved."""
    store = InMemoryDocumentStore()
    documents = [Document(content=text, meta={"article_id": article_id}) for article_id, text in read_texts(articles)]
    pipeline = Pipeline()
    pipeline.add_component("splitter", DocumentSplitter())
    pipeline.add_component(
        "embedder", SentenceTransformersDocumentEmbedder(model=model, prefix=PASSAGE, progress_bar=False)
    )
    pipeline.add_component("writer", DocumentWriter(document_store=store))
    pipeline.connect("splitter", "embedder")
    pipeline.connect("embedder", "writer")
    pipeline.run({"splitter": {"documents": documents}})
    store.save_to_disk(str(folder / "index"))


def open_search(folder: Path, *, model: str) -> Callable[[str], Reply]:
    """Open the store with both retrievers."""
    store = InMemoryDocumentStore.load_from_disk(str(folder / "index"))
    pipeline = Pipeline()
    pipeline.add_component("embedder", SentenceTransformersTextEmbedder(model=model, prefix=QUERY, progress_bar=False))
    pipeline.add_component("meaning", InMemoryEmbeddingRetriever(document_store=store))
    pipeline.add_component("words", InMemoryBM25Retriever(document_store=store))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
    pipeline.connect("embedder.embedding", "meaning.query_embedding")
    pipeline.connect("words", "joiner")
    pipeline.connect("meaning", "joiner")

    def search(question: str) -> Reply:
        result = pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        found = [document.meta["article_id"] for document in result["joiner"]["documents"]]
        return Reply(tuple(dict.fromkeys(found)), refused=not found)

    return search

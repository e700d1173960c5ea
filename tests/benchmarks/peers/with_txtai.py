"""txtai, with hybrid search as its documentation sets it up: one index, `hybrid=True`, its own weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from txtai import Embeddings
from txtai.pipeline import Segmentation

from tests.benchmarks.peers.figures import DEEPEST, Reply
from tests.benchmarks.peers.material import PASSAGE, QUERY, read_texts


def build(articles: Path, *, folder: Path, model: str) -> None:
    """Index the paragraphs of all articles."""
    cut = Segmentation(paragraphs=True)
    embeddings = Embeddings(path=model, hybrid=True, instructions={"query": QUERY, "data": PASSAGE})
    embeddings.index(
        (f"{article_id}#{number}", passage)
        for article_id, text in read_texts(articles)
        for number, passage in enumerate(cut(text))
    )
    embeddings.save(str(folder / "index"))


def open_search(folder: Path, *, model: str) -> Callable[[str], Reply]:
    """Open the index."""
    embeddings = Embeddings()
    embeddings.load(str(folder / "index"))

    def search(question: str) -> Reply:
        found = [uid.rpartition("#")[0] for uid, _ in embeddings.search(question, DEEPEST)]
        return Reply(tuple(dict.fromkeys(found)), refused=not found)

    return search

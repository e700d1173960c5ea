"""Notula by its own code: articles added as anybody adds them; found by its index alone, or by its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.app import open_app
from data.settings import Settings
from retrieval.answering.answer import Answer, Status
from retrieval.index.engines import open_index
from retrieval.index.models import load_encoder
from retrieval.ingest import add_sources
from tests.benchmarks.peers.figures import Reply

PASSAGES = 50
TOLD = frozenset({Status.ANSWERED, Status.CONFLICTING})


def build(articles: Path, *, folder: Path, model: str) -> None:
    """Read, cut, embed and index, on one core."""
    add_sources(_settings(folder, model), [str(articles)], workers=1)


def open_search(folder: Path, *, model: str) -> Callable[[str], Reply]:
    """Open the index alone: passages for the words as they were typed."""
    index = open_index(_settings(folder, model)).open_current(load_encoder(model))

    def search(question: str) -> Reply:
        found = [hit.article_id for hit in index.search(question, limit=PASSAGES)]
        return Reply(tuple(dict.fromkeys(found)), refused=not found)

    return search


def open_answers(folder: Path, *, model: str) -> Callable[[str], Reply]:
    """Open what answers: the articles that an answer stands on, then the others that were found for it."""
    app = open_app(_settings(folder, model))
    return lambda question: read_answer(app.engine.ask(question))


def read_answer(answer: Answer) -> Reply:
    """What an answer found: nothing where it names no source, whatever passages it was refused over."""
    sources = [source.article_id for source in answer.sources]
    others = [passage.article_id for passage in answer.passages] if sources else []
    return Reply(tuple(dict.fromkeys(sources + others)), refused=answer.status not in TOLD)


def _settings(folder: Path, model: str) -> Settings:
    return Settings(_env_file=None, home=folder, model=model)

"""Archives that are backed up: made-up articles, a small model, and what is looked at afterwards."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from small_models import WordEncoder

from data.settings import Settings
from data.store import open_store
from retrieval.backup.archive import open_archive
from retrieval.backup.manifest import MANIFEST, BackupManifest
from retrieval.index.engines import open_index
from retrieval.ingest import Pipeline
from retrieval.ingest.checks import check_archive

NOW = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def an_archive(home: Path, **fields) -> Settings:
    """The settings of an archive in SQLite."""
    return Settings(home=home, _env_file=None, **fields)


@contextmanager
def opened(settings: Settings, encoder=None):
    """The pipeline over an archive."""
    with closing(open_store(settings.database)) as store:
        yield Pipeline(store, open_index(settings), "kata", lambda name: encoder or WordEncoder())


def add(settings: Settings, *items) -> None:
    """Put records into an archive."""
    with opened(settings) as pipeline:
        pipeline.add(items)


def look(settings: Settings):
    """The articles of an archive, which ones its index finds, and what does not fit together."""
    with opened(settings) as pipeline:
        hits = pipeline.generations.open_current(pipeline.encoder).search("rapat koordinasi banjir camat", limit=50)
        found = sorted({hit.article_id for hit in hits})
        return pipeline.store.articles.hashes(), found, check_archive(pipeline)


def count(settings: Settings) -> int:
    """How many articles there are."""
    with closing(open_store(settings.database)) as store:
        return store.articles.count()


def rewrite(file: Path, *, manifest: Callable[[BackupManifest], BackupManifest] = lambda it: it, **members: bytes):
    """Change what a backup says of itself, and replace or add members; nothing else is made to fit."""
    with open_archive(file) as (archive, found):
        contents = {name: archive.read(name) for name in found.members}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**contents, **members}.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, manifest(found).to_json())


def changing(**fields):
    """What changes fields of a manifest."""
    return lambda manifest: replace(manifest, **fields)

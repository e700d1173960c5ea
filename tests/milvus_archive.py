"""A small archive for tests of Milvus: articles of our own, a model of a few lines, and a real server on localhost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from milvus_lite.adapter.grpc.server import start_server_in_thread
from small_models import WordEncoder

from data.article import Article
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.index.milvus import open_milvus

TEXTS = {
    "banjir": "Bupati Seruni memimpin rapat koordinasi banjir di aula. Tanggul desa diperkuat sebelum musim hujan.",
    "panen": "Camat Melati membuka panen raya padi bersama warga.\nHasil panen naik dua kali lipat tahun ini.",
    "pemilu": "Ketua KPU Anggrek menjelaskan tahapan pemilu kepada camat. Pendaftaran dibuka pekan depan.",
    "jalan": "\n  Rapat di kantor desa membahas jalan. Camat hadir, bupati hadir, warga hadir semua.",
}
ENCODER = WordEncoder()


class Archive:
    """What the store would give: chunks with stamps and vectors; only chunks that are `embedded` have one."""

    def __init__(self, texts=None, *, embedded=lambda chunk: True, encoder=ENCODER, stamp=""):
        articles = [Article(name, text, title=f"Rakor {name}") for name, text in (texts or TEXTS).items()]
        self.chunks = {chunk.id: chunk for article in articles for chunk in chunk_article(article, max_words=8)}
        self.wanted = dict.fromkeys(self.chunks, stamp)
        self._embedded = embedded
        self._encoder = encoder

    def fetch(self, ids):
        for chunk_id in ids:
            chunk = self.chunks[chunk_id]
            vector = self._encoder.encode_passages([embedding_text(chunk)])[0].astype("float16")
            yield chunk, vector if self._embedded(chunk) else None


def build(generations, archive, *, encoder=ENCODER, **options):
    """Make what the archive holds the generation in use; its name."""
    return generations.build(archive.wanted, archive.fetch, encoder=encoder, **options)


def open_file(folder: Path):
    """The index in a file of a folder, which begins empty."""
    return open_milvus(f"file://{folder / 'index.db'}", home=folder)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[int]:
    """A server on localhost, on any free port or a certain one; its port."""
    server, database, port = start_server_in_thread(str(folder / "server.db"), port=port)
    try:
        yield port
    finally:
        server.stop(grace=0).wait()
        database.close()

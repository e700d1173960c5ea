"""Made-up articles as chunks with vectors, and building generations of them."""

from __future__ import annotations

from datetime import UTC, datetime

from small_models import WordEncoder

from data.article import Article
from retrieval.index.chunker import chunk_article, embedding_text

PLACES = ["Melati", "Anggrek", "Seruni", "Kenanga", "Cempaka", "Dahlia", "Teratai", "Flamboyan", "Mawar", "Kamboja"]
TOPICS = ["banjir", "panen", "jalan", "sekolah", "pasar", "kesehatan", "pemilu", "zakat", "air", "listrik"]
PUBLISHED = datetime(2021, 4, 27, tzinfo=UTC)
ENCODER = WordEncoder()


def article(number):
    place, topic = PLACES[number % 10], TOPICS[number // 10 % 10]
    text = f"Rapat koordinasi {topic} di {place} dihadiri camat ke-{number}.\nBupati {place} membahas {topic}."
    return Article(f"a{number}", text, title=f"Rakor {topic} {place}", publisher="Kominfo", published=PUBLISHED)


class Archive:
    """What the store would give: chunks with stamps and vectors, and a note of what was fetched."""

    def __init__(self, articles, encoder=ENCODER):
        self.chunks = {chunk.id: chunk for article in articles for chunk in chunk_article(article, max_words=8)}
        self.wanted = {chunk_id: chunk.context for chunk_id, chunk in self.chunks.items()}
        self.fetched = 0
        self._encoder = encoder

    def fetch(self, ids):
        for chunk_id in ids:
            self.fetched += 1
            chunk = self.chunks[chunk_id]
            yield chunk, self._encoder.encode_passages([embedding_text(chunk)])[0].astype("float16")


def build(generations, archive, *, encoder=ENCODER, **options):
    return generations.build(archive.wanted, archive.fetch, encoder=encoder, **options)

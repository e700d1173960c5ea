"""Articles, chunks and readings for the store, spelling out only what a test cares about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.article import Article, Chunk, chunk_id
from data.facts import Fact, FactKind, Meeting, Reading
from data.store import CutChunk, Store, hash_text

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


def an_article(article_id="rakor-tani", **fields):
    text = fields.pop("text", f"Rapat {article_id} dibuka Camat Sukamaju.\nHadir para kepala desa.")
    return Article(article_id, text, **fields)


def put(store: Store, *articles: Article, now=NOW):
    store.articles.put(articles, sources={article.id: f"/arsip/{article.id}.txt" for article in articles}, now=now)


def cut(article: Article, *spans: tuple[int, int], context="Judul\n\n\n") -> list[CutChunk]:
    pieces = []
    for start, end in spans:
        text = article.text[start:end]
        chunk = Chunk(chunk_id(article.id, start, end, text), article.id, start, end, text, context)
        pieces.append(CutChunk(chunk, hash_text(text)))
    return pieces


def a_meeting(ordinal=0, **fields):
    return Meeting(ordinal, fields.pop("name", "Rakor Pangan"), fields.pop("kind", "rakor"), 0, 12, **fields)


def an_attendance(person, **fields):
    return Fact(FactKind.ATTENDANCE, person, 0, 20, "hadir", person=person, **fields)


def a_reading(article_id="rakor-tani", **fields):
    return Reading(article_id, fields.pop("version", "1"), **fields)

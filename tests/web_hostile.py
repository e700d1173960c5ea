"""An archive in which every text is markup, script or an address that must not be followed; made once, to be copied."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.readers import Record
from data.settings import Settings
from retrieval.ingest import open_writing
from retrieval.ingest.storing import put_readings

MARKUP = (
    """"'></title></textarea></option></script>-->]]><script>jahat()</script><img src=x onerror=jahat()>{{ 7*7 }}&lt;"""
)
"""Ends whatever it may stand in, runs what it can, and is a template and an entity besides."""

IDS = (
    f"../a//b c?d=1#e%2F{MARKUP}.json",
    "//jahat.example/\\..",
    "javascript:jahat()",
)
URLS = ("javascript:jahat()", f'https://baik.example/?a="><script>jahat()</script>&b={"{{7*7}}"}', "data:text/html,<p>")
_NOW = datetime(2024, 5, 1, tzinfo=UTC)


@cache
def hostile_home() -> Path:
    """A home with one meeting that three outlets report."""
    folder = Path(tempfile.mkdtemp(prefix="notula-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    articles = [_an_article(article_id, url) for article_id, url in zip(IDS, URLS, strict=True)]
    with open_writing(Settings(home=folder, _env_file=None)) as pipeline:
        pipeline.add(Record(article, f"/arsip/{MARKUP}") for article in articles)
        readings = {article.id: _read(article) for article in articles}
        with pipeline.store.transaction():
            put_readings(pipeline.store, articles, readings, now=_NOW)
        pipeline.refresh()
    return folder


def _an_article(article_id: str, url: str) -> Article:
    number = IDS.index(article_id)
    text = (
        f"DEMAK - Rapat Koordinasi Jahat {MARKUP} digelar di Pendopo {MARKUP}, Senin (12/2/2024) pukul 09.00 WIB.\n"
        f"Rapat dibuka Bupati {MARKUP} Wiraguna, dan dihadiri Camat {MARKUP} Larasati mewakili Dandim {MARKUP}.\n"
        f"Wiraguna mengatakan, “Kami siap {MARKUP}.” Tujuannya {MARKUP}, dengan tema {MARKUP} nomor {number}.\n"
    )
    return Article(
        article_id,
        text,
        title=f"Rapat Koordinasi Jahat {MARKUP} {number}",
        publisher=f"Kabar {MARKUP} {number}",
        url=url,
        published=datetime(2024, 2, 13 + number, tzinfo=UTC),
    )


def _read(article: Article) -> Reading:
    """What a reader would have found that let everything through."""
    number = IDS.index(article.id)
    meeting = Meeting(
        0,
        f"Rapat Koordinasi Jahat {MARKUP}",
        "rakor",
        *_span(article, "Rapat Koordinasi Jahat"),
        date=date(2024, 2, 12),
        time="09.00",
        place=f"Pendopo {MARKUP}",
        organiser=f"Badan {MARKUP}",
        theme=f"Tema {MARKUP} {number}",
        regions=("3321", "33"),
    )
    return Reading(article.id, "1", (meeting,), tuple(_facts(article, number)), ("3321", "33"))


def _facts(article: Article, number: int) -> list[Fact]:
    opened, said = _span(article, "Rapat dibuka"), _span(article, "Wiraguna mengatakan")
    named = {"person": f"Larasati {MARKUP}", "role": f"Camat {MARKUP}", "represents": f"Dandim {MARKUP}"}
    texts = {
        FactKind.PLACE: f"Pendopo {MARKUP} {number}",
        FactKind.ORGANISER: f"Badan {MARKUP}",
        FactKind.THEME: f"Tema {MARKUP} {number}",
        FactKind.PURPOSE: f"Tujuan {MARKUP}",
        FactKind.AGENDA: f"Acara {MARKUP}",
        FactKind.OUTCOME: f"Hasil {MARKUP}",
    }
    return [
        *(Fact(kind, value, *said, MARKUP, 0) for kind, value in texts.items()),
        Fact(FactKind.DATE, "2024-02-12", *_span(article, "DEMAK"), MARKUP, 0),
        _who("Wiraguna", opened, capacity=Capacity.OPENED, role=f"Bupati {MARKUP}", person=f"Wiraguna {MARKUP}"),
        _who("Larasati", opened, capacity=Capacity.PRESENT, **named),
        _who("Dandim", opened, capacity=Capacity.ABSENT, role=f"Dandim {MARKUP}"),
        Fact(FactKind.STATEMENT, f"Kami siap {MARKUP}", *said, MARKUP, 0, person=f"Wiraguna {MARKUP}"),
    ]


def _who(value: str, span: tuple[int, int], **fields: object) -> Fact:
    return Fact(FactKind.ATTENDANCE, f"{value} {MARKUP}", *span, MARKUP, 0, **fields)


def _span(article: Article, beginning: str) -> tuple[int, int]:
    """The line that a beginning stands in, from there."""
    start = article.text.index(beginning)
    return start, article.text.index("\n", start)

"""Readings and vectors without a model, for archives that would take hours to read and embed.

Who writes a story knows who attended: the reading says so, with exact spans. Vectors are drawn around real ones. How
fast a search is, and what it holds in memory, does not depend on what vectors mean; what an answer is worth does, so
nothing about quality is measured on such an archive.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from retrieval.index.encoder import PROBES, Encoder, Vectors
from retrieval.ingest.readers import Batch, Begun, Readers
from retrieval.language.tables import read_table
from retrieval.language.text import split_sentences
from retrieval.reading.reader import READER_VERSION
from tests.benchmarks import patterns
from tests.benchmarks.newsroom import Story

REAL_VECTORS = 1_500
_NOISE = 0.6  # a drawn vector has a cosine of 0.86 to the real one it was drawn around
_OFFICES = {
    "bupati": "Bupati",
    "wabup": "Wakil Bupati",
    "sekda": "Sekda",
    "asisten": "Asisten I Setda",
    "kapolres": "Kapolres",
    "pasi": "Kasi Intel",
    "kadis": "Kepala Dinas",
    "ketua": "Ketua DPRD",
}
_OPENERS = frozenset({"bupati", "wabup"})
_HEAD = 1_500  # characters that say who came
_QUOTE = re.compile(r"“([^”]{20,300})[,.]?” (?:kata|ujar) ")
_SURFACES = {surface: row["kind"] for row in read_table("meeting_kinds") for surface in row["surfaces"].split("|")}


def read_story(story: Story) -> Reading:
    """What the reader would find of a story: its meeting, day, place, theme, who came and who said what."""
    gaps, text = story.gaps, story.article.text
    regions = (gaps["code"], gaps["code"][:2])
    if not story.is_meeting:
        return Reading(story.article.id, READER_VERSION, regions=regions)
    start = max(0, text.find(gaps["meeting"]))
    meeting = Meeting(
        0,
        gaps["meeting"],
        _SURFACES.get(gaps["kind"].casefold(), "rapat"),
        start,
        start + len(gaps["meeting"]),
        date=date(int(gaps["year"]), int(gaps["month"]), int(gaps["day"])),
        place=gaps["place"],
        theme=gaps["theme"],
        regions=regions,
    )
    return Reading(story.article.id, READER_VERSION, (meeting,), tuple(_find_facts(text, gaps)), regions)


def _find_facts(text: str, gaps: dict[str, str]) -> Iterator[Fact]:
    sentences = [(span.start, span.end) for span in split_sentences(text[:_HEAD])]
    day = date(int(gaps["year"]), int(gaps["month"]), int(gaps["day"]))
    yield Fact(FactKind.DATE, day.isoformat(), *sentences[0], "drawn", 0)
    for kind, value in ((FactKind.PLACE, gaps["place"]), (FactKind.THEME, gaps["theme"])):
        if found := _find(text, value, sentences):
            yield Fact(kind, value, *found[:2], "drawn", 0, *found[2:])
    for person, office in _OFFICES.items():
        if found := _find(text, gaps[person], sentences):
            capacity = Capacity.OPENED if person in _OPENERS else Capacity.PRESENT
            yield Fact(
                FactKind.ATTENDANCE,
                gaps[person],
                *found[:2],
                "drawn",
                0,
                *found[2:],
                person=_without_titles(gaps[person]),
                role=f"{office} {gaps['region']}",
                capacity=capacity,
            )
    for match in list(_QUOTE.finditer(text))[:5]:
        said = {"person": _without_titles(gaps["speaker_name"]), "role": gaps["speaker"]}
        yield Fact(FactKind.STATEMENT, match[1], *match.span(), "drawn", 0, *match.span(1), **said)


def _find(text: str, value: str, sentences: Sequence[tuple[int, int]]) -> tuple[int, int, int, int] | None:
    place = text.find(value, 0, _HEAD)
    inside = [(start, end) for start, end in sentences if start <= place < end]
    return (*inside[0], place, place + len(value)) if inside else None


def _without_titles(name: str) -> str:
    for title in filter(None, patterns.TITLES):
        name = name.removeprefix(title)
    return name.partition(",")[0]


class KnownReaders(Readers):
    """Gives the reading that belongs to each story, which must have been `told` before."""

    def __init__(self) -> None:
        super().__init__()
        self._readings: dict[str, Reading] = {}

    def tell(self, story: Story) -> Article:
        """Remember what a story says until it is read."""
        self._readings[story.article.id] = read_story(story)
        return story.article

    def begin(self, batches: Iterable[tuple[Batch, Sequence[Article]]]) -> Iterator[tuple[Batch, Begun]]:
        """Each batch; nothing needs beginning."""
        return ((batch, ()) for batch, _ in batches)

    def read(self, articles: Iterable[Article], begun: Begun = ()) -> tuple[dict[str, Reading], dict[str, str]]:
        """What each article says, once."""
        return {article.id: self._readings.pop(article.id) for article in articles}, {}


class DrawnEncoder:
    """The real model for questions and probes; passages get vectors drawn around really embedded ones."""

    def __init__(self, encoder: Encoder, real: Vectors) -> None:
        """`real`: vectors (n, dimension) of passages."""
        self._encoder, self._real = encoder, real
        self.name, self.dimension, self.max_tokens = encoder.name, encoder.dimension, encoder.max_tokens
        self.encode_query, self.fits, self.fingerprint = encoder.encode_query, encoder.fits, encoder.fingerprint

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length; the same text has the same one."""
        if tuple(texts) == PROBES:
            return self._encoder.encode_passages(texts)
        return np.stack([self._draw(zlib.crc32(text.encode())) for text in texts])

    def _draw(self, seed: int) -> Vectors:
        noise = np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32)
        vector = self._real[seed % len(self._real)] + noise * (_NOISE / self.dimension**0.5)
        return vector / np.linalg.norm(vector)


def read_vectors(path: Path, encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """The vectors of a file, or really embedded ones that are then kept there."""
    if not path.exists():
        np.save(path, encoder.encode_passages(texts))
    return np.load(path)

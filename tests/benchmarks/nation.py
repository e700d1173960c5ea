"""Writes the news of a whole country: much about few regions, by few names often, of all lengths; and asks about it.

A region's offices are held by the same people for years, so that people and office holders gather links as they do in
a real archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tests.benchmarks.newsroom import CHARACTERS, Newsroom, Question, Story

# By rank, as Zipf's law has it; the first ranks are flattened: a province's capital has no tenth of all news.
_REGIONS_FLAT, _NAMES_FLAT = 8, 30
# Lengths are log-normal: half between 1,700 and 4,200 characters, one in a hundred beyond 12,000.
_SPREAD, _SHORTEST, _LONGEST = 0.65, 400, 20_000
# Offices that one person holds for a term; the others come and go.
_HELD = frozenset({"bupati", "wabup", "sekda", "kapolres", "ketua"})
_TERM_YEARS = 4

QUESTIONS = {
    "meeting": (
        "Siapa saja yang hadir di {meeting} {region}?",
        "Kapan {meeting} {region} dilaksanakan?",
        "Di mana {meeting} {region} {year} digelar?",
        "Apa tujuan {meeting} {region}?",
        "Apa yang disampaikan Wakil Bupati di {meeting} {region}?",
    ),
    "list by month": ("Rapat apa saja bulan {month_name} {year}?", "{kind} apa saja pada {month_name} {year}?"),
    "list by year": ("{kind} apa saja tahun {year}?",),
    "list of region": ("Rapat apa saja di {region}?", "{kind} apa saja di {region} tahun {year}?"),
    "list by words": ("Kegiatan tentang {topic_low} apa saja?", "Rapat apa saja tentang {topic_low} tahun {year}?"),
    "count": ("Berapa kali {kind} digelar di {region} tahun {year}?", "Berapa kali {kind} digelar tahun {year}?"),
    "person": ("Siapa itu {kapolres}?", "Siapa {bupati}?"),
    "office holder": ("Siapa Bupati {region}?", "Siapa Kapolres {region} tahun {year}?"),
    "nothing": ("Siapa yang hadir di {meeting} {region} tahun 2009?", "Siapa yang membuka seminar kedokteran hewan?"),
}
"""By what they ask; all but the last are answered by the archive."""


class Nation(Newsroom):
    """Writes stories of a whole country, and asks about them."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._random.shuffle(self._regions)
        self._random.shuffle(self._names)
        self._by_region = np.cumsum(1 / np.arange(_REGIONS_FLAT, len(self._regions) + _REGIONS_FLAT)).tolist()
        self._by_name = np.cumsum(1 / np.arange(_NAMES_FLAT, len(self._names) + _NAMES_FLAT)).tolist()
        self._holders: dict[tuple[str, str, int], str] = {}

    def ask_of(self, stories: Sequence[Story], count: int) -> Iterator[Question]:
        """Questions of each kind in turn, `count` of each."""
        for _ in range(count):
            for asks, patterns in QUESTIONS.items():
                story = self._random.choice(stories)
                text = self._random.choice(patterns).format(**story.gaps)
                yield Question(text, asks, None if asks == "nothing" else story.article.id)

    def _choose_region(self) -> dict[str, str]:
        return self._random.choices(self._regions, cum_weights=self._by_region)[0]

    def _choose_length(self) -> int:
        drawn = CHARACTERS * self._random.lognormvariate(0, _SPREAD)
        return int(min(max(drawn, _SHORTEST), _LONGEST))

    def _name_holder(self, person: str, gaps: dict[str, str]) -> str:
        if person not in _HELD:
            return self._name_person()
        office = person, gaps["code"], int(gaps["year"]) // _TERM_YEARS
        if office not in self._holders:
            self._holders[office] = self._name_person()
        return self._holders[office]

    def _draw_names(self, count: int) -> list[str]:
        return list(dict.fromkeys(self._random.choices(self._names, cum_weights=self._by_name, k=count)))

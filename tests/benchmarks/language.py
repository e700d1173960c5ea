"""Makes up words by Zipf's law, and articles and questions of them, alike for every run with the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from data.article import Article
from retrieval.language.tables import read_table, read_words

VOCABULARY = 30_000
SENTENCES = 22
WORDS_PER_SENTENCE = 17
FIRST_DAY = datetime(2017, 1, 1, tzinfo=UTC)
SYLLABLES = [first + last for first in "bdghjklmnprstwy" for last in ("a", "i", "u", "e", "an", "ar")]


class Language:
    """Makes up articles and questions."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        # Sorted before it is shuffled: a set's own order differs from run to run.
        self._words = sorted({self._make_word() for _ in range(VOCABULARY)})
        self._random.shuffle(self._words)
        # Half of running text is stop words; the rest falls off by rank.
        self._weights = np.cumsum(1 / np.arange(3, len(self._words) + 3)).tolist()
        self._stop_words = sorted(read_words("stopwords"))
        self._regions = [row["name"] for row in read_table("regions") if row["level"] in {"regency", "city"}]
        self._kinds = [row["surfaces"].split("|")[0] for row in read_table("meeting_kinds")]

    def write_articles(self, count: int) -> Iterator[Article]:
        """Articles of about 2,700 characters."""
        for number in range(count):
            region, kind = self._random.choice(self._regions), self._random.choice(self._kinds)
            topic = " ".join(self.draw(4))
            paragraphs = [f"{kind.capitalize()} {topic} digelar di {region}.", *self._write_paragraphs()]
            published = FIRST_DAY + timedelta(days=self._random.randrange(2500))
            yield Article(
                f"generated-{number}",
                "\n".join(paragraphs),
                title=f"{region} Gelar {kind.title()} {topic.title()}",
                publisher=f"Diskominfo {region}",
                published=published,
            )

    def ask(self, articles: Sequence[Article], count: int) -> list[str]:
        """Questions about those articles, ten words or so."""
        picked = self._random.choices(articles, k=count)
        return [f"siapa saja yang hadir di {article.title.casefold()} {article.published:%Y}?" for article in picked]

    def _write_paragraphs(self) -> Iterator[str]:
        left = SENTENCES
        while left > 0:
            count = min(left, self._random.randint(1, 5))
            yield " ".join(self._write_sentence() for _ in range(count))
            left -= count

    def _write_sentence(self) -> str:
        words = self.draw(WORDS_PER_SENTENCE // 2 + 1) + self._random.choices(
            self._stop_words, k=WORDS_PER_SENTENCE // 2
        )
        self._random.shuffle(words)
        return " ".join(words).capitalize() + "."

    def draw(self, count: int) -> list[str]:
        """Made-up words, common ones often."""
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def _make_word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))

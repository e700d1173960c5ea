"""Writes an archive of local news: some about meetings of invented people in real regencies, others about other things.

The same seed writes the same archive. Sentences come from `patterns.py`; what fills them up are everyday words and
made-up ones by Zipf's law, so that the vocabulary is as wide as in an archive of this size.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from data.article import Article
from retrieval.language.dates import format_date
from retrieval.language.tables import read_table, read_words
from tests.benchmarks import patterns
from tests.benchmarks.language import FIRST_DAY, Language

CHARACTERS = 2_700
MEETINGS = 0.1
"""One text in ten of a news site is on a meeting."""
EVERYDAY = 0.7
# Two out of five questions are typed carelessly; some have a slip, lean on an earlier one, or have no answer.
INFORMAL, TYPO, FOLLOW_UP, NO_ANSWER = 0.4, 0.1, 0.08, 0.12
PEOPLE = ("bupati", "wabup", "sekda", "asisten", "kapolres", "pasi", "kadis", "ketua")
DAYS = 2_500
HOSTS = ("Pemerintah", "Badan Kesatuan Bangsa dan Politik", "Bappeda", "Dinas Sosial")


@dataclass(frozen=True, slots=True)
class Story:
    """An article with what fills the gaps of its patterns, by the name of the gap."""

    article: Article
    gaps: dict[str, str]
    is_meeting: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A generated question, what it asks for, and the article it was made from; None where nothing answers it."""

    text: str
    asks: str
    article_id: str | None
    history: tuple[str, ...] = ()


class Newsroom:
    """Writes stories, and asks about them."""

    def __init__(self, seed: int, *, meetings: float = MEETINGS) -> None:
        """`meetings`: the share of stories that are about one."""
        self._meetings = meetings
        self._random = random.Random(seed)
        self._language = Language(seed)
        self._everyday = sorted(read_words("common_words"))
        self._random.shuffle(self._everyday)
        self._weights = np.cumsum(1 / np.arange(3, len(self._everyday) + 3)).tolist()
        self._names = sorted(row["word"].title() for row in read_table("given_names") if row["kind"] == "name")
        self._regions = [row for row in read_table("regions") if row["level"] in {"regency", "city"}]

    def write(self, count: int) -> Iterator[Story]:
        """That many stories."""
        return (self._write_story(f"berita-{number}") for number in range(count))

    def ask(self, stories: Sequence[Story], count: int) -> list[Question]:
        """Questions of all kinds in turn, each about a meeting picked by chance."""
        meetings = [story for story in stories if story.is_meeting]
        kinds = list(patterns.QUESTIONS)
        return [self._ask_about(self._random.choice(meetings), kinds[number % len(kinds)]) for number in range(count)]

    def _write_story(self, article_id: str) -> Story:
        is_meeting = self._random.random() < self._meetings
        published = FIRST_DAY + timedelta(days=self._random.randrange(DAYS), hours=self._random.randrange(24))
        gaps = self._fill_gaps(published)
        title = "{meeting} Digelar di {region}" if is_meeting else self._random.choice(patterns.NEWS_TITLES)
        article = Article(
            article_id,
            self._write_text(gaps, is_meeting=is_meeting),
            title=title.format(**gaps),
            publisher=gaps["publisher"],
            url=f"https://contoh.id/{article_id}",
            published=published,
        )
        return Story(article, gaps, is_meeting)

    def _fill_gaps(self, published: datetime) -> dict[str, str]:
        choose, held = self._random.choice, published - timedelta(days=self._random.randrange(3))
        region, topic, kind = self._choose_region(), choose(patterns.TOPICS), choose(patterns.KINDS)
        extra = self._language.draw(1)[0].title()
        gaps = {
            "code": region["code"],
            "region": region["name"],
            "REGION": region["name"].upper(),
            "area": f"{'Kota' if region['level'] == 'city' else 'Kabupaten'} {region['name']}",
            "publisher": f"Diskominfo {region['name']}",
            "topic": topic,
            "topic_low": topic.casefold(),
            "kind": kind,
            "meeting": f"{kind} {topic} {extra}",
            "place": choose(patterns.PLACES),
            "host": choose(HOSTS),
            "unit": choose(patterns.UNITS),
            "thing": choose(patterns.THINGS),
            "speaker": choose(patterns.SPEAKERS),
            "count": str(self._random.randrange(20, 400)),
            "weekday": patterns.WEEKDAYS[held.weekday()],
            "day": str(held.day),
            "month": str(held.month),
            "month_name": format_date(held.date()).split()[1],
            "year": str(held.year),
        }
        gaps |= {person: self._name_holder(person, gaps) for person in PEOPLE}
        gaps["speaker_name"] = gaps[choose(PEOPLE)]
        gaps["purpose"] = choose(patterns.PURPOSES).format(**gaps)
        return gaps | {"theme": choose(patterns.THEMES).format(**gaps)}

    def _write_text(self, gaps: dict[str, str], *, is_meeting: bool) -> str:
        sentences = list(self._write_meeting(gaps) if is_meeting else self._write(patterns.NEWS_LEADS, gaps))
        bodies = (*patterns.STATEMENTS, *patterns.DETAILS) if is_meeting else patterns.NEWS_BODIES
        paragraphs: list[str] = []
        characters = self._choose_length()
        while sum(map(len, paragraphs)) < characters:
            sentences += [*self._write(bodies, gaps), self._fill_up().capitalize() + "."]
            paragraphs.append(" ".join(sentences))
            sentences = []
        return "\n".join(paragraphs)

    def _write_meeting(self, gaps: dict[str, str]) -> Iterator[str]:
        for pool in (patterns.LEADS, patterns.OPENINGS, patterns.ATTENDANCES):
            yield from self._write(pool, gaps)

    def _write(self, pool: Sequence[str], gaps: dict[str, str]) -> list[str]:
        filler = self._fill_up()
        return [self._random.choice(pool).format(**gaps, filler=filler, Filler=filler.capitalize())]

    def _fill_up(self) -> str:
        pattern = self._random.choice(patterns.FILLERS).replace("{count}", str(self._random.randrange(2, 90)))
        return re.sub(r"\{w\}", lambda _: self._draw_word(), pattern)

    def _draw_word(self) -> str:
        if self._random.random() < EVERYDAY:
            return self._random.choices(self._everyday, cum_weights=self._weights)[0]
        return self._language.draw(1)[0]

    def _choose_region(self) -> dict[str, str]:
        return self._random.choice(self._regions)

    def _choose_length(self) -> int:
        return CHARACTERS

    def _name_holder(self, person: str, gaps: dict[str, str]) -> str:
        """The name of a story's person, one of `PEOPLE`."""
        return self._name_person()

    def _name_person(self) -> str:
        name = " ".join(self._draw_names(self._random.choice((2, 2, 3))))
        return f"{self._random.choice(patterns.TITLES)}{name}{self._random.choice(patterns.DEGREES)}"

    def _draw_names(self, count: int) -> list[str]:
        return self._random.sample(self._names, count)

    def _ask_about(self, story: Story, asks: str) -> Question:
        text = self._random.choice(patterns.QUESTIONS[asks]).format(**story.gaps)
        chance = self._random.random()
        if chance < NO_ANSWER:
            return Question(self._random.choice(patterns.UNANSWERABLE).format(**story.gaps), "unanswerable", None)
        if chance < NO_ANSWER + FOLLOW_UP:
            return Question(self._random.choice(patterns.FOLLOW_UPS), "follow-up", story.article.id, (text,))
        return Question(self._type_carelessly(text), asks, story.article.id)

    def _type_carelessly(self, text: str) -> str:
        if self._random.random() < INFORMAL:
            text = text.casefold().rstrip("?")
            for formal, informal in patterns.INFORMAL:
                text = re.sub(rf"\b{formal}\b", informal, text)
        return self._slip(text) if self._random.random() < TYPO else text

    def _slip(self, text: str) -> str:
        """One letter of one long word is lost, or changes places with the next."""
        word = self._random.choice([word for word in text.split() if len(word) > 5] or [text])
        place = self._random.randrange(1, max(2, len(word) - 2))
        swapped = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
        return text.replace(word, self._random.choice((swapped, word[:place] + word[place + 1 :])), 1)

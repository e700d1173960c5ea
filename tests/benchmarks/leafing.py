"""Addresses that readers of an archive ask for, drawn by chance: some of every kind of page."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from bot.web.addresses import address
from bot.web.browsing.spots import write_spot
from data.settings import Settings
from data.store import FoundMeeting, MeetingFilter, Store
from data.store.browsing import Spot
from retrieval.ingest import open_reading
from tests.benchmarks.nation import Nation

OF_EACH_KIND = 40
RECEIPTS = "/bukti"
WHOLE = ("/jadwal.ics of all", "/sitemap.xml")
"""What holds the whole archive, and is sent in parts."""

_ASKED_ABOUT = 1_000  # the first stories, which every archive of a seed has
_MANY_MEETINGS = 100_000

Addresses = Mapping[str, Sequence[str]]
"""By the kind of page, as the table names it."""


def draw_addresses(home: Path, seed: int) -> tuple[Addresses, Addresses]:
    """One address of each kind to warm up with, and the others, none twice."""
    with open_reading(Settings(home=home, _env_file=None)) as store:
        drawing = Drawing.over(store, seed)
        drawn = {kind: list(dict.fromkeys(some)) for kind, some in drawing.draw().items()}
    warm_up = {kind: some[:1] for kind, some in drawn.items()}
    return warm_up, {kind: some[1:] or some for kind, some in drawn.items()}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws addresses from what an archive holds."""

    chance: random.Random
    meetings: Sequence[FoundMeeting]
    publishers: Mapping[str, str]
    articles: Sequence[str]
    people: Sequence[int]
    names: Sequence[str]
    questions: Sequence[str]

    @classmethod
    def over(cls, store: Store, seed: int) -> Drawing:
        """Of a store; publishers: by article; people: those mentioned most come first."""
        chance = random.Random(seed)
        meetings = store.readings.find_meetings(MeetingFilter(), limit=_MANY_MEETINGS)
        chance.shuffle(meetings)
        publishers = store.articles.publishers({one.article_id for one in meetings})
        articles = [article.id for article in store.articles.stretch(0, 20 * OF_EACH_KIND)]
        people = store.people.most_mentioned(limit=_MANY_MEETINGS)
        called = store.people.called(chance.sample(people, OF_EACH_KIND)).values()
        names = [names[0].name for names in called]
        return cls(chance, meetings, publishers, articles, people, names, _draw_questions(seed))

    def draw(self) -> dict[str, Iterable[str]]:
        """Some addresses of each kind of page."""
        return {
            "/": ("/", "/en", "/.json"),
            "/rapat": self._list("meetings"),
            "/rapat, by region": self._list("meetings", "daerah"),
            "/rapat, by year or month": self._list("meetings", "when"),
            "/rapat, by kind": self._list("meetings", "jenis"),
            "/rapat, by publisher": self._list("meetings", "penerbit"),
            "/rapat, by person": self._list("meetings", "orang"),
            "/rapat, by region and time": self._list("meetings", "daerah", "when"),
            "/rapat, by kind and time": self._list("meetings", "jenis", "when"),
            "/rapat, by all": self._list("meetings", "daerah", "jenis", "when", "penerbit"),
            "/rapat/{id}": self._meetings("meeting"),
            "/orang": self._people_found(),
            "/orang/{id}": self._people(self.chance.sample(self.people, OF_EACH_KIND)),
            "/orang/{id}, mentioned most": self._people(self.people[:OF_EACH_KIND]),
            "/artikel/{id}": self._articles(),
            "/kalender": self._calendar(),
            "/kalender, by region": self._calendar("daerah"),
            "/sumber": ("/sumber", "/en/sumber", "/sumber.json"),
            "/cari": (address("search", q=question) for question in self.questions),
            "/jadwal.ics, by region and year": self._list("schedule", "daerah", "year"),
            "/rapat/{id}.ics": self._meetings("meeting_schedule"),
            "/umpan.atom": self._list("feed", "daerah"),
            "/kartu/{id}.png": self._meetings("card"),
            "/sematkan": self._list("widget", "daerah"),
            "/rapat.json, by region": self._as_json(self._list("meetings", "daerah")),
            "/rapat/{id}.json": self._as_json(self._meetings("meeting")),
            "/orang/{id}.json": self._as_json(self._people(self.people[: OF_EACH_KIND // 2])),
            "/artikel/{id}.json": self._as_json(self._articles()),
            "/openapi.json": ("/openapi.json",),
            WHOLE[0]: ("/jadwal.ics",),
            WHOLE[1]: ("/sitemap.xml",),
        }

    def _some_meetings(self) -> Iterator[FoundMeeting]:
        return iter(self.chance.sample(self.meetings, min(OF_EACH_KIND, len(self.meetings))))

    def _list(self, name: str, *choices: str) -> Iterator[str]:
        """Narrowed by what meetings drawn by chance have; half of them from a place within the list on."""
        for number, one in enumerate(self._some_meetings()):
            values = {key: value for choice in choices for key, value in self._choose(one, choice).items()}
            if name == "meetings" and number % 2:
                values["setelah"] = write_spot(Spot(one.meeting.date, one.article_id, one.meeting.ordinal))
            yield address(name, ("id", "id", "id", "en")[number % 4], **values)

    def _choose(self, one: FoundMeeting, choice: str) -> dict[str, object]:
        day = one.meeting.date or date(2020, 1, 1)
        if choice == "when":
            choice = self.chance.choice(("year", "month", "since"))
        return {
            "daerah": {"daerah": self.chance.choice(one.meeting.regions)} if one.meeting.regions else {},
            "year": {"tahun": day.year},
            "month": {"bulan": f"{day:%Y-%m}"},
            "since": {"dari": day},
            "jenis": {"jenis": one.meeting.kind},
            "penerbit": {"penerbit": self.publishers[one.article_id]},
            "orang": {"orang": self.chance.choice(self.people[: 10 * OF_EACH_KIND])},
        }[choice]

    def _meetings(self, name: str) -> Iterator[str]:
        return (address(name, id=f"{one.article_id}:{one.meeting.ordinal}") for one in self._some_meetings())

    def _people(self, people: Sequence[int]) -> Iterator[str]:
        return (address("person", id=one) for one in people)

    def _people_found(self) -> Iterator[str]:
        yield from ("/orang", "/en/orang", "/orang.json")
        yield from (address("people", q=name) for name in self.names)

    def _articles(self) -> Iterator[str]:
        """Half of them on meetings."""
        on_meetings = (one.article_id for one in islice(self._some_meetings(), OF_EACH_KIND // 2))
        others = self.chance.sample(self.articles, OF_EACH_KIND // 2)
        return (address("article", id=one) for one in (*on_meetings, *others))

    def _calendar(self, *choices: str) -> Iterator[str]:
        for one in self._some_meetings():
            values = {key: value for choice in choices for key, value in self._choose(one, choice).items()}
            yield address("calendar", **self._choose(one, "month"), **values)

    def _as_json(self, addresses: Iterator[str]) -> Iterator[str]:
        for one in addresses:
            path, mark, query = one.partition("?")
            yield f"{path}.json{mark}{query}"


def _draw_questions(seed: int) -> list[str]:
    nation = Nation(seed)
    stories = [story for story in nation.write(_ASKED_ABOUT) if story.is_meeting]
    return [question.text for question in nation.ask_of(stories, OF_EACH_KIND // 9)]


def read_codes(store: Store, count: int) -> list[str]:
    """The addresses of the receipts of the questions asked last."""
    return [address("receipt", code=one.asked.receipt) for one in store.questions.recent(limit=count)]

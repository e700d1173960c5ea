"""Statistics drawn and in the terminal: pictures measured pixel by pixel, tables, JSON."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from inline_snapshot import snapshot
from PIL import Image
from rich.console import Console
from store_builders import NOW, a_meeting, a_reading, an_article, an_attendance, put

import bot.__main__ as terminal
from bot.bars import show_chart
from data.facts import Capacity
from data.store import open_store
from data.wording import statistics as wording
from retrieval.statistics.charts import Chart, Panel, Series, chart_of
from retrieval.statistics.counting import Statistics
from retrieval.statistics.drawing import WIDTH, draw
from retrieval.statistics.spread import Counted, spread_events
from retrieval.takeaway.attendance import Presence
from retrieval.takeaway.selection import Selection

BLUE, ORANGE = "#0072B2", "#E69F00"
_BELOW_THE_KEY = 310


def a_chart(*series, labels=("Jan", "Feb"), **fields):
    """A chart of one panel."""
    return Chart(
        title=fields.pop("title", "Kegiatan di Demak"),
        period="2024",
        heading="Bulan",
        labels=tuple((label, label) for label in labels),
        unders=("",) * len(labels),
        panels=fields.pop("panels", (Panel("Kegiatan di Demak", "4 kegiatan", series),)),
        notes=fields.pop("notes", ()),
        source="dari 4 artikel, 2 penerbit",
    )


def picture(chart):
    return Image.open(io.BytesIO(draw(chart))).convert("RGB")


def height_of(image, colour, *, left, right):
    """How many rows of pixels between two sides have a colour, give or take what the palette rounds."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    part = np.asarray(image, dtype=int)[_BELOW_THE_KEY:, left:right]
    is_near = (np.abs(part - wanted) < 12).all(axis=2)
    return int(is_near.sum(axis=0).max())


# Pictures


def test_columns_are_as_high_as_their_numbers():
    """Half as many, half as high; parts stand in their own colours."""
    image = picture(a_chart(Series("rakor", BLUE, (40, 20)), Series("sidang", ORANGE, (0, 20))))
    half = WIDTH // 2
    first, second = (height_of(image, BLUE, left=side, right=side + half) for side in (0, half))
    upper = height_of(image, ORANGE, left=half, right=WIDTH)
    assert first > 400
    assert abs(first - 2 * second) <= 6
    # A number stands in each of two parts of a column.
    assert abs(second - upper) <= 30
    assert height_of(image, ORANGE, left=0, right=half) == 0


def test_a_picture_fits_a_telephone_and_what_telegram_takes():
    """A fixed width, as high as is needed, within ten thousand pixels of both, and light."""
    short = draw(a_chart(Series("rakor", BLUE, (1, 2))))
    long = draw(a_chart(Series("rakor", BLUE, (1, 2)), notes=("Catatan panjang " * 20,)))
    assert Image.open(io.BytesIO(short)).width == WIDTH
    assert Image.open(io.BytesIO(long)).height > Image.open(io.BytesIO(short)).height
    assert len(long) < 200_000


@pytest.mark.parametrize("title", ["A" * 500, "<b>&amp;</b> {0} %s", "حضور 🎉 出席", "\n\t", ""])
def test_any_title_can_be_drawn(title):
    """Words of people are letters, whatever they are."""
    assert draw(a_chart(Series("rakor", BLUE, (1, 2)), title=title)).startswith(b"\x89PNG")


def test_what_is_hardly_there_is_seen():
    """One beside a thousand still has its colour."""
    image = picture(a_chart(Series("rakor", BLUE, (1000, 1))))
    assert 0 < height_of(image, BLUE, left=WIDTH // 2, right=WIDTH) < 6


def test_two_panels_stand_below_each_other():
    """An office's attendance above the meetings of the same months."""
    events = [
        Counted(date(2024, 1, 3), "rakor", presence=Presence.PRESENT),
        Counted(date(2024, 4, 3), "rakor", presence=Presence.ABSENT),
    ]
    spread = spread_events(events, since=date(2024, 1, 1), until=date(2024, 12, 31))
    chart = chart_of(Statistics(Selection(office="bupati demak"), spread, 2, 1))
    assert [panel.totals for panel in chart.panels] == [(1, 0, 0, 1, *[0] * 8)] * 2
    assert picture(chart).height > picture(a_chart(Series("rakor", BLUE, (1, 2)))).height


# The terminal


def shown(chart, width=72):
    printed = io.StringIO()
    show_chart(Console(file=printed, width=width), chart)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def test_the_terminal_shows_numbers_and_bars():
    """A row for each month, its bar beside it; texts are shown as they are."""
    chart = a_chart(Series("rakor", BLUE, (4, 1)), Series("[b]sidang[/b]", ORANGE, (4, 0)))
    assert shown(chart) == snapshot("""\
Kegiatan di Demak: 2024
4 kegiatan

 Bulan   rakor  [b]sidang[/b]  Jumlah
 ──────────────────────────────────────────────────────────────────────
 Jan         4              4       8  ███████████████████████████████
 Feb         1              0       1  ████

 Jumlah      5              4       9

Dari 4 artikel, 2 penerbit.\
""")


@pytest.fixture
def run(monkeypatch, run_entry, migrated_file, tmp_path_factory):
    """Run the command on two articles on one event; its exit status, standard output and standard error."""
    url = f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('arsip') / 'arsip.db')}"
    monkeypatch.setenv("NOTULA_DATABASE_URL", url)
    store = open_store(url)
    put(store, an_article("satu", publisher="Kabar Demak"), an_article("dua", publisher="Suara Pantura"))
    meeting = a_meeting(date=date(2024, 2, 6), regions=("3321",))
    opener = an_attendance("Surya Mahendra", role="Bupati Demak", capacity=Capacity.OPENED)
    store.readings.put([a_reading(name, meetings=(meeting,), facts=(opener,)) for name in ("satu", "dua")], now=NOW)
    store.close()
    return lambda *arguments: run_entry(terminal.entry, "statistics", *arguments)


def test_the_command_prints_a_table(run):
    """By month and kind, with its source."""
    status, out, err = run("--region", "Demak", "--year", "2024")
    assert (status, err) == (0, "")
    assert "Kegiatan di Kabupaten Demak: 2024" in out
    assert "Februari" in out
    assert "Dari 2 artikel, 2 penerbit." in out


def test_the_command_prints_json_for_scripts(run):
    """One object on one line, with what is said of an office."""
    status, out, err = run("--region", "Demak", "--office", "bupati Demak", "--year", "2024", "--json")
    found = json.loads(out)
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert (found["regions"], found["step"], found["meetings"], found["office"]) == (
        ["3321"],
        "month",
        1,
        "bupati Demak",
    )
    assert found["columns"][1] == {
        "first": "2024-02-01",
        "last": "2024-02-29",
        "holds_earlier": False,
        "meetings": 1,
        "kinds": {"rakor": 1},
        "attendance": {"present": 1, "represented": 0, "absent": 0, "not_mentioned": 0},
    }


def test_the_command_draws_into_a_file(run, tmp_path):
    """Which is replaced, with nothing left beside it."""
    file = tmp_path / "demak.PNG"
    file.write_text("lama")
    status, out, _ = run("--region", "Demak", "-o", file)
    assert status == 0
    assert "Kegiatan di Kabupaten Demak" in out
    assert Image.open(io.BytesIO(file.read_bytes())).width == WIDTH
    assert [one.name for one in tmp_path.iterdir()] == ["demak.PNG"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "demak.jpg"], wording.PICTURE_NEEDS_PNG),
        (["-o", "tidak/ada/demak.png"], wording.NOT_WRITABLE),
        (["--year", "1990"], wording.nothing("kegiatan", "semua daerah", "1990")),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(run, tmp_path, monkeypatch, arguments, sentence):
    """On standard error, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert err.strip() == sentence
    assert list(Path().iterdir()) == []


def test_nothing_is_a_number_for_scripts(run):
    """Zero, and no error."""
    status, out, _ = run("--year", "1990", "--json")
    assert (status, json.loads(out)["meetings"]) == (0, 0)

"""Measures the whole system on our own articles: an archive made and questioned by the commands people use."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from data.article import Article
from retrieval.reading.reader import read_article
from tests.quality.scoring import CEILINGS, Claim, Row, list_claims, score, score_claims

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.json"
MATERIAL = ("articles.jsonl", "gold.jsonl", "readings.jsonl")


def load(name: str) -> list[dict[str, Any]]:
    """The records of one of the material's files."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def hash_material() -> str:
    """SHA-256 (hex) over articles, questions and true claims: figures of other material cannot be compared."""
    return hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in MATERIAL)).hexdigest()


def run(*arguments: str, home: Path) -> str:
    """What a command of the project prints, with its state in `home`; CalledProcessError when it fails."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("NOTULA_", "TELEGRAM_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment | {"NOTULA_HOME": str(home)},
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout


def answer_questions(home: Path) -> dict[str, dict[str, Any]]:
    """Answers by question id, from an archive of all articles built in `home`; the gold answers stay behind."""
    # One process reads: for so few articles another one costs more than it saves.
    run("embed_corpus.py", "add", str(HERE / "articles.jsonl"), "--workers", "1", home=home)
    batch = home / "questions.jsonl"
    asked = [{key: q[key] for key in ("id", "question", "history") if key in q} for q in load("gold.jsonl")]
    batch.write_text("".join(json.dumps(question) + "\n" for question in asked), "utf-8")
    answers = (json.loads(line) for line in run("-m", "bot", "ask", "--batch", str(batch), home=home).splitlines())
    return {answer["id"]: answer for answer in answers}


def make_article(record: Mapping[str, Any]) -> Article:
    """The article of a record."""
    published = record["published"] and datetime.fromisoformat(record["published"])
    return Article(**{**record, "published": published or None})


def measure_reading() -> dict[str, float]:
    """Precision and recall of the claims read from the held-out articles."""
    articles = {record["id"]: make_article(record) for record in load("articles.jsonl")}
    given = wanted = right = found = 0
    for reading in load("readings.jsonl"):
        claims = list_claims(read_article(articles[reading["article_id"]]).facts)
        true = [Claim(**claim) for claim in reading["claims"]]
        true_given, true_found = score_claims(claims, true)
        given, right = given + len(claims), right + true_given
        wanted, found = wanted + len(true), found + true_found
    return {
        "reading:precision": round(right / given, 4) if given else 0.0,
        "reading:recall": round(found / wanted, 4),
    }


def measure(home: Path) -> tuple[dict[str, float], list[Row]]:
    """All figures by name, and the rows that those of the answers stand on."""
    articles = {record["id"]: record for record in load("articles.jsonl")}
    figures, rows = score(load("gold.jsonl"), articles, answer_questions(home))
    return figures | measure_reading(), rows


def read_floors() -> dict[str, Any]:
    """The floors as stored: `material` (a hash) and `figures` by name."""
    return json.loads(FLOORS.read_text("utf-8"))  # type: ignore[no-any-return]


def find_shortfalls(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line for each figure below its floor, or above it where less is better."""
    return [
        f"{name} is {figures.get(name, 0.0):.4f}, its floor {floor:.4f}"
        for name, floor in floors.items()
        if is_short(name, figure=figures.get(name, 0.0), floor=floor)
    ]


def is_short(name: str, *, figure: float, floor: float) -> bool:
    """Whether a figure is on the wrong side of its floor."""
    return figure > floor if name in CEILINGS else figure < floor


def print_figures(figures: Mapping[str, float], floors: Mapping[str, float]) -> None:
    """Print the figures beside their floors."""
    table = Table("figure", "measured", "floor", title="Quality on our own articles")
    for name, figure in figures.items():
        style = "red" if name in floors and is_short(name, figure=figure, floor=floors[name]) else ""
        table.add_row(name, f"{figure:.4f}", f"{floors[name]:.4f}" if name in floors else "-", style=style)
    Console().print(table)

"""The whole way from articles to answers, on each kind of database."""

from __future__ import annotations

import json

import pytest

import bot.__main__ as terminal
import embed_corpus
from data.wording import archive as wording

TITLE = "Rakor Panen Kabupaten Demak"
TEXT = (
    "DEMAK - Rapat koordinasi panen digelar di {place}, Rabu (3/5/2023).\n"
    "Rapat koordinasi panen itu dibuka Bupati Demak, Surya Mahendra.\n"
)
QUESTION = "di mana rapat koordinasi panen Demak?"


@pytest.fixture
def archive(tmp_path, monkeypatch, database, run_entry):
    """Run `embed_corpus.py` with --json, or ask a question, on one archive; the object that was printed."""
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path / "rumah"))
    monkeypatch.setenv("NOTULA_DATABASE_URL", database)
    monkeypatch.delenv("NOTULA_MODEL", raising=False)

    def run(entry, *arguments):
        status, out, err = run_entry(entry, *arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return run


@pytest.fixture
def add(archive, tmp_path):
    """Add the article with a place; how many were new, changed and unchanged."""

    def add_article(place):
        file = tmp_path / "arsip.jsonl"
        file.write_text(json.dumps({"id": "panen", "title": TITLE, "text": TEXT.format(place=place)}))
        counts = archive(embed_corpus.entry, "add", file)
        return counts["new"], counts["changed"], counts["unchanged"]

    return add_article


def test_an_archive_lives_on_every_database(archive, add):
    """Added, asked, added again, changed, rebuilt and removed: each step shows in the next answer."""
    ask = "ask", QUESTION
    assert add("Pendopo Kabupaten") == (1, 0, 0)
    assert "Pendopo Kabupaten" in archive(terminal.entry, *ask)["text"]
    assert add("Pendopo Kabupaten") == (0, 0, 1)
    assert add("Aula Bappeda") == (0, 1, 0)
    assert "Aula Bappeda" in archive(terminal.entry, *ask)["text"]
    archive(embed_corpus.entry, "rebuild")
    answer = archive(terminal.entry, *ask)
    assert [source["article_id"] for source in answer["sources"]] == ["panen"]
    assert archive(embed_corpus.entry, "verify")["problems"] == []
    archive(embed_corpus.entry, "remove", "panen")
    assert archive(terminal.entry, *ask)["status"] == "not_covered"
    assert archive(embed_corpus.entry, "status")["questions"] == 4


def test_workers_do_what_was_only_stored(archive, tmp_path, database, run_entry):
    """Told by `status` and `verify` until it is done; SQLite, which has one writer, refuses in one sentence."""
    file = tmp_path / "arsip.jsonl"
    file.write_text(json.dumps({"id": "panen", "title": TITLE, "text": TEXT.format(place="Pendopo Kabupaten")}))
    if database.startswith("sqlite"):
        status, out, err = run_entry(embed_corpus.entry, "add", file, "--later")
        assert (status, out, err.strip()) == (1, "", wording.WORK_NEEDS_SERVER)
        return
    assert archive(embed_corpus.entry, "add", file, "--later")["new"] == 1
    assert archive(embed_corpus.entry, "status")["waiting"] == 1
    assert wording.WAITING in run_entry(embed_corpus.entry, "verify")[1]

    worked = archive(embed_corpus.entry, "work", "--workers", "1")
    assert worked == {"finished": 1, "given_up": {}, "generation": "000001"}
    assert "Pendopo Kabupaten" in archive(terminal.entry, "ask", QUESTION)["text"]
    assert archive(embed_corpus.entry, "status")["waiting"] == 0
    assert archive(embed_corpus.entry, "verify")["problems"] == []


def test_a_source_is_followed_on_every_database(archive, tmp_path):
    """Taken, changed, gone: each update says so, and the archive keeps it."""
    folder = tmp_path / "berita"
    folder.mkdir()
    file = folder / "panen.txt"

    def update(text=None):
        file.write_text(text) if text else file.unlink()
        counts = archive(embed_corpus.entry, "update")
        return [counts[name] for name in ("new", "changed", "unchanged", "gone", "failed")]

    archive(embed_corpus.entry, "follow", folder)
    assert update(TEXT.format(place="Pendopo Kabupaten")) == [1, 0, 0, 0, 0]
    assert update(TEXT.format(place="Aula Bappeda Demak")) == [0, 1, 0, 0, 0]
    assert update() == [0, 0, 0, 1, 0]
    assert archive(embed_corpus.entry, "status")["articles"] == 1
    [source] = archive(embed_corpus.entry, "follow", "--list")["sources"]
    assert (source["taken"], source["gone"]) == (0, 1)

"""An archive goes from SQLite to PostgreSQL and back with all that is kept, and its index goes on fitting."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from postgresql_server import migrated_database
from sqlalchemy import select

import bot.__main__ as terminal
import embed_corpus
from data.store import open_store
from data.store.tables.archive import Table
from tests.telegram_bot import copy_home

QUESTION = "kapan rapat forkopimda batang hari 2022"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The sample archive in SQLite, about which a question was asked."""
    folder = copy_home(tmp_path)
    monkeypatch.setenv("NOTULA_HOME", str(folder))
    monkeypatch.setenv("NOTULA_DATABASE_URL", "")
    return folder


def read_all(url):
    """Every row of every table, by the table's name."""
    with closing(open_store(url)) as store, store._transactions.reading() as connection:
        tables = Table.metadata.sorted_tables
        return {table.name: sorted(connection.execute(select(table)).all(), key=repr) for table in tables}


def test_all_rows_go_to_another_database_and_back(home, run_entry, monkeypatch):
    """Both hold the same rows; answers, the next number and the index are as they were."""
    before, server, back = f"sqlite:///{home / 'notula.db'}", migrated_database(), f"sqlite:///{home / 'lain.db'}"
    assert run_entry(terminal.entry, "ask", QUESTION, "--json")[0] == 0
    rows = read_all(before)
    status, out, _ = run_entry(embed_corpus.entry, "move", server, "--json")

    assert (status, json.loads(out)["articles"]) == (0, 5)
    assert read_all(server) == rows
    monkeypatch.setenv("NOTULA_DATABASE_URL", server)
    assert json.loads(run_entry(embed_corpus.entry, "verify", "--json")[1])["problems"] == []
    assert "10 September 2022" in run_entry(terminal.entry, "ask", QUESTION, "--json")[1]
    (asked,) = rows["questions"]
    assert [row.id for row in read_all(server)["questions"]] == [asked.id, asked.id + 1]

    assert run_entry(embed_corpus.entry, "move", back)[0] == 0
    assert read_all(back) == read_all(server)


def test_a_database_with_articles_is_left_alone(home, run_entry):
    """One sentence, and nothing is changed."""
    other = home / "lain.db"
    with closing(sqlite3.connect(home / "notula.db")) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)
    status, out, err = run_entry(embed_corpus.entry, "move", f"sqlite:///{other}")

    assert (status, out) == (1, "")
    assert "sudah berisi 5 artikel" in err

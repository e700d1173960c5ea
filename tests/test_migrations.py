"""Migrations lead from any earlier database to exactly the tables of the models, each whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from data.errors import StoreError
from data.settings import PROJECT
from data.store import Account, open_store
from data.store.migrations import FOLDER, current_revision, migrate, newest_revision
from data.store.tables.archive import Table
from tests.waiting import LONGEST


@pytest.fixture
def engine(database):
    made = create_engine(database)
    yield made
    made.dispose()


def test_steps_and_models_agree(database, engine):
    """After all steps there is no table, column, index or type that the models do not have, and none is missing."""
    open_store(database).close()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []


def test_steps_form_one_line():
    """Each step follows the one before by number, and its file is named after it."""
    steps = list(ScriptDirectory(str(FOLDER)).walk_revisions())[::-1]
    numbers = [f"{number:04d}" for number in range(1, len(steps) + 1)]

    assert [step.revision for step in steps] == numbers
    assert [step.down_revision for step in steps] == [None, *numbers[:-1]]
    assert newest_revision() == numbers[-1]
    assert all(step.module.__file__.rpartition("/")[2].startswith(f"{step.revision}_") for step in steps)


def test_every_step_can_be_taken_alone(database, engine):
    """From an empty database, one step after the other, ends where all at once does."""
    for number in range(1, int(newest_revision()) + 1):
        migrate(engine, f"{number:04d}")
        with engine.connect() as connection:
            assert current_revision(connection) == f"{number:04d}"
    open_store(database).close()


def test_the_way_back_leaves_nothing(database, engine):
    """Downgrading drops every table that upgrading made."""
    from alembic import command
    from alembic.config import Config

    open_store(database).close()
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER))
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_the_step_to_days_fills_them(database, engine):
    """Meetings that are there get their first and last day, those of the publication where they have none."""
    migrate(engine, ScriptDirectory(str(FOLDER)).get_revision("0009").down_revision)
    article = "'t', 'p', '2021-03-09', 'x', 'h', 'h', 's', '2021-03-09 00:00:00', '2021-03-09 00:00:00'"
    with engine.begin() as connection:
        names = "id, title, publisher, published_on, text, content_hash, text_hash, source, added_at, updated_at"
        connection.execute(text(f"INSERT INTO articles ({names}) VALUES ('a', {article})"))
        names = 'article_id, ordinal, name, kind, start, "end", date, date_end, regions'
        for ordinal, days in enumerate(["NULL, NULL", "'2021-03-01', NULL", "'2021-03-01', '2021-03-04'"]):
            values = f"'a', {ordinal}, 'n', 'rakor', 0, 1, {days}, ''"
            connection.execute(text(f"INSERT INTO meetings ({names}) VALUES ({values})"))
    migrate(engine)

    with engine.connect() as connection:
        days = connection.execute(text("SELECT day, last_day FROM meetings ORDER BY ordinal")).all()
    assert [tuple(map(str, row)) for row in days] == [
        ("2021-03-09", "2021-03-09"),
        ("2021-03-01", "2021-03-01"),
        ("2021-03-01", "2021-03-04"),
    ]


def test_the_step_to_browsing_fills_what_is_counted_by(database, engine):
    """Publishers, as far as indexes take them, versions, and the regions that named ones lie in, each once."""
    migrate(engine, ScriptDirectory(str(FOLDER)).get_revision("0016").down_revision)
    rest = "NULL, 'x', 'h', 'h', 's', '2021-03-09 00:00:00', '2021-03-09 00:00:00'"
    names = "id, title, publisher, published_on, text, content_hash, text_hash, source, added_at, updated_at"
    with engine.begin() as connection:
        for article, publisher in (("a", "Kabar"), ("b", "P" * 200)):
            connection.execute(text(f"INSERT INTO articles ({names}) VALUES ('{article}', 't', '{publisher}', {rest})"))
            columns = 'article_id, ordinal, name, kind, start, "end", regions'
            connection.execute(text(f"INSERT INTO meetings ({columns}) VALUES ('{article}', 0, 'n', 'k', 0, 1, '')"))
        connection.execute(text("INSERT INTO versions (article_id, version_of, comparison) VALUES ('b', 'a', '1')"))
        for code in ("3321010", "33"):
            connection.execute(text(f"INSERT INTO regions (article_id, meeting, code) VALUES ('a', 0, '{code}')"))
    migrate(engine)

    with engine.connect() as connection:
        meetings = connection.execute(text("SELECT outlet, version_of FROM meetings ORDER BY article_id")).all()
        codes = connection.scalars(text("SELECT code FROM regions ORDER BY code")).all()
    assert [tuple(row) for row in meetings] == [("Kabar", None), ("P" * 150, "a")]
    assert codes == ["33", "3321", "3321010"]


def test_the_step_to_accounts_fills_them(database, engine):
    """Meetings that are there are told since their article came in, and have not changed since."""
    migrate(engine, ScriptDirectory(str(FOLDER)).get_revision("0017").down_revision)
    article = "'t', 'p', 'x', 'h', 'h', 's', '2021-03-09 01:02:03', '2021-04-01 00:00:00'"
    with engine.begin() as connection:
        names = "id, title, publisher, text, content_hash, text_hash, source, added_at, updated_at"
        connection.execute(text(f"INSERT INTO articles ({names}) VALUES ('a', {article})"))
        names = 'article_id, ordinal, name, kind, start, "end", regions'
        for ordinal in (0, 1):
            connection.execute(text(f"INSERT INTO meetings ({names}) VALUES ('a', {ordinal}, 'n', 'rakor', 0, 1, '')"))
    store = open_store(database)
    found = store.accounts.get_many(["a"])
    store.close()

    came = datetime(2021, 3, 9, 1, 2, 3, tzinfo=UTC)
    assert found == {("a", number): Account("a", number, number, came, came) for number in (0, 1)}


@pytest.mark.parametrize("revision", ["9999", "abc123def456"])
def test_a_newer_database_is_not_touched(database, engine, revision):
    """A database of a later Notula, or of something else, is refused with what to do."""
    open_store(database).close()
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})

    with pytest.raises(StoreError, match="versi Notula yang lebih baru"):
        open_store(database)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == revision


def test_a_step_that_fails_leaves_the_database_as_it_was(database, engine):
    """A table in the way stops the first step; none of its other tables stays."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE embeddings (x INTEGER)"))

    with pytest.raises(StoreError):
        open_store(database)
    assert inspect(engine).get_table_names() == ["embeddings"]


def test_processes_that_start_together_migrate_once(database):
    """Bot and command line may meet an empty home at the same moment."""
    command = [sys.executable, "-c", "import sys; from data.store import open_store; open_store(sys.argv[1]).close()"]
    started = [subprocess.Popen([*command, database], cwd=PROJECT) for _ in range(3)]

    assert [process.wait(LONGEST) for process in started] == [0, 0, 0]
    open_store(database).close()

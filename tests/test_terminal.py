"""The commands of the terminal: what they print, where, and with which exit status they end."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from builders import open_archive

import bot.__main__ as terminal
from data.command_line import to_json_line
from data.settings import PROJECT
from data.wording import terminal as wording

QUESTION = "di mana Musrenbang Demak?"


@pytest.fixture
def run(monkeypatch, run_entry):
    """Run a command in this process on our archive; its exit status, standard output and standard error."""
    monkeypatch.setenv("NOTULA_HOME", str(open_archive().settings.home))
    for name in ("NOTULA_DATABASE_URL", "NOTULA_MODEL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    def run_command(*arguments, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return run_entry(terminal.entry, *arguments)

    return run_command


def start(*arguments, home, typed="", **environment):
    """Run the real command; its exit status, standard output and standard error."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NOTULA_", "TELEGRAM_"))}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=PROJECT,
        env=clean | {"NOTULA_HOME": str(home)} | environment,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


# ask


def test_ask_shows_answer_quote_and_source(run):
    """For people."""
    status, out, err = run("ask", QUESTION)
    assert (status, err) == (0, "")
    assert "Gedung Grhadika Bina Praja." in out
    assert "[1] Kabar Demak" in out


def test_ask_as_json_prints_one_object(run):
    """For scripts: one line, the fields of the interface, nothing else."""
    status, out, err = run("ask", QUESTION, "--json")
    answer = json.loads(out)
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert (answer["id"], answer["question"], answer["status"], answer["kind"]) == (None, QUESTION, "answered", "where")
    assert {"facts", "sources", "passages", "meeting", "text", "milliseconds"} <= set(answer)


@pytest.mark.parametrize("question", ["kapan rakor gempa Sumatera Barat?", "halo", ""])
def test_a_refusal_is_no_error(run, question):
    """The command did what it should."""
    status, out, err = run("ask", question, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["status"] in {"not_covered", "unclear"}


def test_ask_explains_how_an_answer_came_about(run):
    """The understood question, the candidates and the facts, then the answer."""
    status, out, _ = run("ask", QUESTION, "--explain")
    assert status == 0
    assert all(heading in out for heading in (wording.UNDERSTOOD, wording.CANDIDATES, wording.FACTS_USED))


@pytest.mark.parametrize("arguments", [["ask"], ["ask", QUESTION, "--batch", "x"], ["ask", "--x"], ["tanya"]])
def test_wrong_usage_ends_with_two(run, arguments):
    """Said on standard error."""
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err


# ask --batch


def test_a_batch_from_a_file(run, tmp_path):
    """One line for each question, in the same order."""
    file = tmp_path / "tanya.jsonl"
    file.write_text(f'{{"id": 2, "question": "{QUESTION}"}}\n{{"id": 1, "question": "halo"}}\n', "utf-8")
    status, out, err = run("ask", "--batch", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [(answer["id"], answer["status"]) for answer in answers] == [(2, "answered"), (1, "unclear")]


def test_half_a_character_does_not_end_a_batch(run, tmp_path):
    """A lone surrogate is valid JSON, and no encoding takes it; every line that is printed can be read again."""
    file = tmp_path / "tanya.jsonl"
    file.write_text('{"id": 1, "question": "rakor \\ud800 demak"}\n{"id": 2, "question": "halo"}\n', "utf-8")
    status, out, _ = run("ask", "--batch", str(file))
    assert status == 0
    assert [json.loads(line)["id"] for line in out.encode("utf-8").splitlines()] == [1, 2]


def test_what_is_not_utf8_spoils_only_its_line(run, tmp_path):
    """Nor does a byte order mark spoil the first one."""
    file = tmp_path / "tanya.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "question": "halo"}\n\xff\xfe\xc0\n{"id": 3, "question": "halo"}\n')
    status, out, err = run("ask", "--batch", str(file))
    assert (status, err) == (0, "")
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["unclear", "error", "unclear"]


@pytest.mark.parametrize("name", ["tidak-ada.jsonl", "."])
def test_a_batch_that_cannot_be_read(run, name):
    """One line names the file as it was given."""
    assert run("ask", "--batch", name) == (1, "", f"Berkas {name} tidak dapat dibaca.\n")


def test_the_real_command_answers_a_batch_from_standard_input():
    """Order, ids and a bad line; no output but the answers."""
    lines = [f'{{"id": "a", "question": "{QUESTION}"}}', "bukan json", "", '{"id": "c", "question": "kapan?"}']
    typed = "\n".join(lines)
    status, out, err = start("ask", "--batch", "-", home=open_archive().settings.home, typed=typed)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("a", "answered"),
        (None, "error"),
        ("c", "unclear"),
    ]


# chat


def test_a_conversation_leans_on_its_history(run):
    """Until it is told to forget; an empty line ends it."""
    status, out, err = run("chat", typed="siapa yang hadir di Musrenbang Demak?\nkapan?\n/ulang\nkapan?\n\nhalo\n")
    assert (status, err) == (0, "")
    assert out.count("15 Maret 2023.") == 1
    assert out.count("Saya belum menangkap maksudnya.") == 1
    assert out.index(wording.FORGOTTEN) < out.index("Saya belum menangkap") < out.index(wording.GOODBYE)


def test_a_closed_input_ends_a_conversation(run):
    """With a goodbye and no traceback."""
    status, out, err = run("chat")
    assert (status, err) == (0, "")
    assert out.rstrip().endswith(wording.GOODBYE)


# run, and what cannot be run


def test_the_real_command_prepares_the_sample_archive_and_ends_when_nobody_is_there(tmp_path):
    """With an empty home and closed input: the archive is embedded, and the way on is shown."""
    status, out, _ = start("run", home=tmp_path / "rumah")
    assert status == 0
    assert "Arsip siap." in " ".join(out.split())
    assert (tmp_path / "rumah" / "notula.db").is_file()


def test_without_a_token_telegram_is_not_started(run):
    """One line says which setting is missing."""
    status, out, err = run()
    assert (status, out) == (1, "")
    assert " ".join(err.split()) == wording.NO_TOKEN


@pytest.mark.parametrize(
    ("name", "value"), [("NOTULA_MODEL", "/tidak/ada"), ("NOTULA_DATABASE_URL", "x"), ("NOTULA_RETENTION_DAYS", "x")]
)
def test_a_wrong_setting_is_said_without_a_traceback(run, monkeypatch, name, value):
    """One sentence on standard error, exit status 1."""
    monkeypatch.setenv(name, value)
    status, out, err = run("ask", QUESTION)
    assert (status, out) == (1, "")
    assert err.strip()
    assert "Traceback" not in err


def test_an_archive_that_is_empty_is_said_to_be(run, monkeypatch, tmp_path):
    """Nothing was embedded yet."""
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path))
    status, out, err = run("ask", QUESTION)
    assert (status, out) == (1, "")
    assert "Traceback" not in err
    assert "embed_corpus.py add" in " ".join(err.split())


@pytest.mark.parametrize("text", ["biasa", "x\ud800y", "satu\u2028dua", "satu\x85dua", "é “kutip”"])
def test_a_line_of_json_is_one_line_to_every_reader(text):
    """Nothing in a text ends the line, everything comes back, and what is harmless stays readable."""
    line = to_json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert line.encode()
    assert json.loads(line) == {"text": text}
    assert ("é" in line) == ("é" in text)


def test_a_person_is_shown_with_what_they_did(run):
    """By name or office, as tables or as JSON with the place of each deed; nobody is said to be nobody."""
    status, shown, _ = run("person", "bupati demak")
    assert status == 0
    assert "Surya Mahendra" in shown
    assert "(15 Maret 2023) – Kabar Demak" in shown
    found = json.loads(run("person", "bupati demak", "--json")[1])
    assert found["meant"] == "holders"
    deeds = found["people"][0]["deeds"]
    assert [(deed["kind"], deed["date"]) for deed in deeds] == [("meeting", "2023-03-15"), ("statement", "2023-03-15")]
    for deed in deeds:
        article = open_archive().store.articles.get(deed["article_id"])
        assert deed["quote"] == article.text[deed["start"] : deed["end"]]
    assert run("person", "Gunawan Wibisono") == (0, "Tidak ada orang bernama itu di arsip.\n", "")
    assert "Maksud Anda …?" in run("person", "Surja Mahendro")[1]

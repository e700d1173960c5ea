"""Receipts over an archive that stays or changes; in the terminal, as JSON, and from a backup."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import MUSRENBANG, RAKOR_BANJIR

import bot.__main__ as terminal
from bot.app import open_app
from bot.batch import answer_batch
from bot.receipts import look_up
from data.article import Article
from data.readers import Record
from data.settings import Settings
from data.store import AskedQuestion
from retrieval.backup import make_backup, restore_backup
from retrieval.ingest import open_writing
from retrieval.reading.reader import READER_VERSION
from retrieval.receipts.comparing import Verdict
from retrieval.receipts.receipt import State

OPENER = "siapa yang membuka rapat koordinasi penanggulangan banjir Demak?"
INFLATION = Article(
    "rapat-inflasi-rembang",
    title="Rapat Pengendalian Inflasi di Rembang",
    publisher="Pasar Kita",
    published=datetime(2024, 3, 5, tzinfo=UTC),
    text="REMBANG - Rapat Pengendalian Inflasi Kabupaten Rembang digelar di Aula Bappeda Rembang, Senin (4/3/2024).\n"
    "Rapat dibuka Asisten Perekonomian Rembang Seno Wibisana.\n",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The settings of an archive of two articles, built by the real pipeline. Articles stay as they are."""
    settings = an_archive(tmp_path_factory.mktemp("bukti") / "rumah")
    put(settings, RAKOR_BANJIR, MUSRENBANG)
    return settings


@pytest.fixture(scope="module")
def app(built):
    """The same archive, open."""
    with closing(open_app(built, warm=False)) as opened:
        yield opened


@pytest.fixture
def own(built, tmp_path):
    """A copy, open, whose articles may be changed."""
    shutil.copytree(built.home, tmp_path / "rumah")
    with closing(open_app(an_archive(tmp_path / "rumah"), warm=False)) as opened:
        yield opened


def an_archive(home):
    """Settings by which questions are kept for years."""
    return Settings(home=home, retention_days=7000, _env_file=None)


@pytest.fixture
def run(monkeypatch, run_entry, built):
    """Run a command of the terminal on this archive."""
    monkeypatch.setenv("NOTULA_RETENTION_DAYS", "7000")
    monkeypatch.setenv("NOTULA_HOME", str(built.home))
    for name in ("NOTULA_DATABASE_URL", "NOTULA_MODEL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: run_entry(terminal.entry, *arguments)


def put(settings, *articles):
    """Put articles into an archive."""
    with open_writing(settings) as pipeline:
        pipeline.add([Record(article, "own") for article in articles])


def remove(settings, article_id):
    """Take an article out of an archive."""
    with open_writing(settings) as pipeline:
        pipeline.remove([article_id])


def ask(app, question, *history):
    """The receipt's code of a new answer."""
    return app.ask(question, history=history)[0].receipt


def rewrite(old, new):
    """The article on floods, changed."""
    assert old in RAKOR_BANJIR.text
    return replace(RAKOR_BANJIR, text=RAKOR_BANJIR.text.replace(old, new))


def test_a_receipt_tells_what_the_answer_stood_on(app):
    """The question, how it was understood, when, by what, with which facts and passages."""
    before = datetime.now(UTC)
    answer, number = app.ask(OPENER, conversation="telegram:5:0:5")
    receipt = look_up(app, answer.receipt)

    assert receipt.then == app.store.questions.get(number).asked.answer == answer.to_json()
    assert (receipt.code, receipt.question, receipt.earlier) == (answer.receipt, OPENER, 0)
    assert [part.wanted for part in receipt.understood] == [("opener_or_leader",)]
    assert before <= receipt.asked_at < receipt.answered_at
    assert (receipt.generation, receipt.model, receipt.reader) == ("000001", app.model, READER_VERSION)
    assert receipt.comparison.verdict is Verdict.SAME
    assert {cited.state for cited in receipt.cited.values()} == {State.KEPT}
    assert "telegram" not in json.dumps(receipt.to_json())


def test_an_article_that_says_otherwise_now(own):
    """Shown is what is no longer told and what is told instead."""
    code = ask(own, OPENER)
    put(
        own.settings,
        rewrite("Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si.", "Asisten I Setda Demak Kirana Putri"),
    )
    receipt = look_up(own, code)

    assert receipt.comparison.verdict is Verdict.DIFFERENT
    assert "Wiraguna Sastra" in receipt.comparison.lost[0]
    assert "Kirana Putri" in receipt.comparison.new[0]
    assert "Wiraguna Sastra" in receipt.then["text"]
    assert receipt.cited[RAKOR_BANJIR.id].state is State.CHANGED


def test_an_article_that_changed_and_says_the_same(own):
    """Its quotes stand elsewhere; the answer is the same."""
    code = ask(own, OPENER)
    put(own.settings, rewrite("DEMAK - Badan", "DEMAK -  Badan"))
    receipt = look_up(own, code)

    assert receipt.comparison.verdict is Verdict.SAME
    assert receipt.cited[RAKOR_BANJIR.id].state is State.CHANGED


def test_an_article_that_is_gone(own):
    """The receipt still has what it said."""
    code = ask(own, OPENER)
    remove(own.settings, RAKOR_BANJIR.id)
    receipt = look_up(own, code)

    assert receipt.comparison.verdict is Verdict.GONE
    assert receipt.cited[RAKOR_BANJIR.id].state is State.GONE
    assert receipt.cited[RAKOR_BANJIR.id].source["title"] == RAKOR_BANJIR.title
    assert any("Wiraguna Sastra" in fact["quote"] for fact in receipt.then["facts"])


def test_an_article_that_answers_what_none_did(own):
    """A refusal becomes an answer."""
    answer, _ = own.ask("siapa yang membuka rapat pengendalian inflasi Rembang?")
    put(own.settings, INFLATION)
    receipt = look_up(own, answer.receipt)

    assert (answer.status.value, receipt.now["status"]) == ("not_covered", "answered")
    assert receipt.comparison.verdict is Verdict.DIFFERENT
    assert receipt.comparison.status
    assert "Seno Wibisana" in receipt.now["text"]


def test_a_rebuilt_and_reread_archive_answers_the_same(own):
    """By another generation."""
    code = ask(own, OPENER)
    with open_writing(own.settings) as pipeline:
        pipeline.reread(everything=True)
        pipeline.rebuild()
    receipt = look_up(own, code)

    assert receipt.comparison.verdict is Verdict.SAME
    assert (receipt.generation, receipt.now["generation"] > "000001") == ("000001", True)


def test_a_follow_up_is_asked_again_in_its_conversation(app):
    """As it was understood then."""
    code = ask(app, "kapan?", "siapa yang hadir di Musrenbang Demak?")
    receipt = look_up(app, code)

    assert receipt.then["status"] == "answered"
    assert (receipt.comparison.verdict, receipt.earlier) == (Verdict.SAME, 1)
    assert receipt.understood[0].leans


def test_last_year_is_that_before_the_question(app):
    """Not that before somebody looks at its receipt."""
    asked_at = datetime(2024, 6, 1, 12, tzinfo=UTC)
    meant = app.engine.ask("rapat apa saja di Demak tahun 2023?")
    old = AskedQuestion("rapat apa saja di Demak tahun lalu?", meant.to_json(), "answered", "list", 1.0, asked_at)
    app.store.questions.put(replace(old, receipt="HARE2345"))

    assert "Musrenbang" in meant.text
    assert look_up(app, "hare 2345").comparison.verdict is Verdict.SAME


def test_an_old_question_has_no_receipt_any_more(app):
    """Also before it is purged."""
    asked_at = datetime.now(UTC) - timedelta(days=app.settings.retention_days, minutes=1)
    answer = app.engine.ask(OPENER).to_json()
    app.store.questions.put(AskedQuestion(OPENER, answer, "answered", "", 1.0, asked_at, receipt="TAMAT222"))

    assert look_up(app, "TAMAT222") is None


def test_a_receipt_is_in_a_backup(app, tmp_path):
    """Restored elsewhere, its code leads to the same answer."""
    code = ask(app, OPENER)
    make_backup(app.settings, tmp_path / "cadangan.zip", now=datetime.now(UTC))
    other = an_archive(tmp_path / "lain")
    restore_backup(other, tmp_path / "cadangan.zip")

    with closing(open_app(other, warm=False)) as restored:
        assert look_up(restored, code).to_json() == look_up(app, code).to_json()


def test_every_answer_of_a_batch_has_a_receipt_of_its_own(app):
    """But for a line that is no question."""
    lines = [json.dumps({"question": question}) for question in (OPENER, "halo", OPENER)]
    *answers, broken = answer_batch(app, [*lines, "bukan json"])

    assert len({answer["receipt"] for answer in answers}) == 3
    assert [look_up(app, answer["receipt"]).question for answer in answers] == [OPENER, "halo", OPENER]
    assert broken["receipt"] is None


def test_the_terminal_shows_the_code_and_what_it_leads_to(run):
    """Below the answer; then what was asked, understood, answered, and whether it holds."""
    _, answered, _ = run("ask", OPENER)
    code = answered.rpartition("Kode bukti ")[2].strip()
    status, out, err = run("receipt", code.lower())

    assert (status, err) == (0, "")
    headings = (f"Bukti {code}", OPENER, "siapa yang membuka atau memimpin", "Jawabannya tetap sama.", "Kabar Demak")
    assert all(heading in " ".join(out.split()) for heading in headings)


def test_a_receipt_as_json(run):
    """One object on one line."""
    code = json.loads(run("ask", OPENER, "--json")[1])["receipt"]
    status, out, err = run("receipt", code, "--json")
    receipt = json.loads(out)

    assert (status, err, out.count("\n")) == (0, "", 1)
    assert (receipt["receipt"], receipt["question"], receipt["now"]["verdict"]) == (code, OPENER, "same")
    assert receipt["articles"][0]["state"] == "kept"


@pytest.mark.parametrize("code", ["KDE23456", "bukan kode", ""])
def test_a_wrong_code_is_said_in_one_sentence(run, code):
    """Exit status 1."""
    status, out, err = run("receipt", code)

    assert (status, out) == (1, "")
    assert " ".join(err.split()).startswith("Tidak ada jawaban dengan kode itu:")

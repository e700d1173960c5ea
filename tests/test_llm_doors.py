"""Those who keep the archive see what the language model takes, and switch it off; users are told what is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from prometheus_client import CollectorRegistry
from telegram_bot import ADMIN, copy_home

import embed_corpus
from bot.health.figures import HealthFigures
from bot.health.judging import judge_archive
from bot.health.probing import probe_archive
from data.store import open_store
from data.store.llm import Spent
from tests.telegram_talk import Talk

LLM = {
    "NOTULA_LLM_URL": "http://model.contoh.id:8080/v1?kunci=rahasia",
    "NOTULA_LLM_MODEL": "uji",
    "NOTULA_LLM_USES": "choose,say",
    "NOTULA_LLM_PRICE": "1,2",
}
STATE = (
    "Model bahasa: uji di model.contoh.id, untuk choose, say; {}. Hari ini (UTC): 3 panggilan, 1 gagal, "
    "3000000 token, biaya 4.00; 40 klaim dari artikel, 10 di antaranya ditolak."
)

FIGURES = ("calls", "failures", "prompt_tokens", "reply_tokens", "claims", "dropped", "cost")


def spend(store):
    store.llm.note(datetime.now(UTC).date(), {"say": Spent(3, 1, 2_000_000, 1_000_000, 40, 10)})


@pytest.fixture
def talk(tmp_path):
    given = {name.removeprefix("NOTULA_").lower(): value for name, value in LLM.items()}
    talk = Talk(copy_home(tmp_path), **given)
    yield talk
    talk.close()


def test_an_administrator_sees_and_switches_the_model(talk):
    spend(talk.app.store)
    assert STATE.format("hidup") in talk.write("/status", user=ADMIN)
    assert talk.write("/model mati", user=ADMIN) == STATE.format("dimatikan")
    assert not talk.app.store.llm.is_on()
    assert talk.write("/model hidup", user=ADMIN) == STATE.format("hidup")
    assert talk.write("/model entah", user=ADMIN) == "Tulis /model, /model mati, atau /model hidup."


def test_people_are_told_to_whom_their_questions_go_while_they_do(talk):
    sent = "dikirim ke model bahasa di model.contoh.id, tanpa nama"
    assert sent in talk.write("/privasi")
    talk.app.store.llm.switch(is_on=False)
    assert sent not in talk.write("/privasi")
    assert "Tidak ada yang dikirim ke pihak lain." in talk.write("/privasi")


def test_the_command_line_sees_and_switches_the_model(tmp_path, monkeypatch, run_entry):
    for name, value in {**LLM, "NOTULA_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    store = open_store(f"sqlite:///{tmp_path / 'notula.db'}")
    spend(store)
    status, out, _ = run_entry(embed_corpus.entry, "model", "off", "--json")
    assert (status, json.loads(out)["model"]["cost"], store.llm.is_on()) == (0, 4.0, False)
    _, out, _ = run_entry(embed_corpus.entry, "model", "on")
    assert out == (
        "Model bahasa uji di model.contoh.id, untuk choose, say; hidup. Hari ini: 3 panggilan, 1 gagal, "
        "3000000 token, biaya 4.00; 40 klaim dari artikel, 10 di antaranya ditolak.\n"
    )
    store.close()


def test_without_one_it_is_said_that_none_is_used(tmp_path, monkeypatch, run_entry):
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path))
    monkeypatch.setenv("NOTULA_LLM_USES", "")
    assert run_entry(embed_corpus.entry, "model") == (
        0,
        "Tidak ada model bahasa yang dipakai (NOTULA_LLM_USES kosong).\n",
        "",
    )


def test_prometheus_is_told_what_it_takes(talk):
    spend(talk.app.store)
    registry = CollectorRegistry()
    HealthFigures(registry).take(judge_archive(probe_archive(talk.app, now=1.0), now=1.0))
    taken = [registry.get_sample_value("notula_llm_today", {"what": what}) for what in FIGURES]
    assert taken == [3, 1, 2_000_000, 1_000_000, 40, 10, 4.0]

"""`deploy/compose.yaml`: what it says fits together, and its commands run, against a database of our own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from urllib.parse import urlsplit

import aiohttp
import pytest
import yaml
from postgresql_server import new_database, programs, server

import embed_corpus
from data.settings import PROJECT, Settings, load_settings
from tests.telegram_bot import BotProcess, copy_home, running_server
from tests.telegram_server import TOKEN, person_message

DEPLOY = PROJECT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
BOTS = [name for name in SERVICES if name.startswith("bot-")]
OWN = [*BOTS, "pages", "archive"]
GIVEN = {
    "POSTGRES_PASSWORD": "rahasia",
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "PUBLIC_HOST": "notula.example.org",
    "NOTULA_WEBHOOK_SECRET": "kata-panjang",
    "NOTULA_ADMINS": "77",
}


def fill(text):
    """A value as Compose would fill it in from GIVEN: what must be given is there, the rest has a default."""

    def find(found):
        return GIVEN[found["name"]] if found["rule"] == "?" else GIVEN.get(found["name"], found["rest"])

    return re.sub(r"\$\{(?P<name>\w+):(?P<rule>[?-])-?(?P<rest>[^}]*)\}", find, str(text))


def environment(service):
    """What a service is given, filled in."""
    return {name: fill(value) for name, value in SERVICES[service].get("environment", {}).items()}


def volumes(service):
    """The named volumes of a service, and where they lie in it."""
    pairs = (fill(volume).split(":")[:2] for volume in SERVICES[service].get("volumes", ()))
    return {name: place for name, place in pairs if not name.startswith((".", "/"))}


def test_its_parts_are_those_of_the_compose_specification():
    assert {key for key in COMPOSE if not key.startswith("x-")} == {"name", "services", "configs", "volumes"}
    known = {
        *("image", "build", "init", "environment", "volumes", "command", "entrypoint", "restart", "stop_grace_period"),
        *("mem_limit", "healthcheck", "depends_on", "profiles", "ports", "shm_size", "security_opt", "configs"),
    }
    assert {key for service in SERVICES.values() for key in service} <= known


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_has_an_exact_version(name):
    assert re.fullmatch(r"[\w./-]+:v?\d+(\.\d+){1,2}", SERVICES[name]["image"])


def test_our_own_image_is_built_of_this_version():
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    containerfile = (PROJECT / "Containerfile").read_text("utf-8")
    for name in OWN:
        build = SERVICES[name]["build"]
        assert SERVICES[name]["image"] == f"notula:{version}"
        assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == PROJECT / "Containerfile"
        assert all(f"ARG {argument}=" in containerfile for argument in build["args"])
        assert all(place in containerfile for place in volumes(name).values())


@pytest.mark.parametrize("name", OWN)
def test_every_setting_exists_and_is_taken(name):
    aliases = {f"NOTULA_{field.upper()}" for field in Settings.model_fields} | {"TELEGRAM_BOT_TOKEN"}
    assert set(environment(name)) <= aliases


def test_a_bot_starts_with_what_it_is_given(monkeypatch):
    """All that must be given is enough, and what is left open means what it means everywhere."""
    for key, value in environment("bot-1").items():
        monkeypatch.setenv(key, value)
    settings = load_settings(None)

    assert settings.database == "postgresql+psycopg://notula:rahasia@database/notula"
    assert settings.webhook_url == "https://notula.example.org/telegram"
    assert (settings.index_url, settings.allowed, settings.admins) == (None, frozenset(), {77})


def test_pages_start_with_what_they_are_given(monkeypatch):
    """They are served where the proxy passes on to, and believe it."""
    for key, value in environment("pages").items():
        monkeypatch.setenv(key, value)
    settings = load_settings(None)

    assert SERVICES["pages"]["command"] == ["python", "-m", "bot", "web"]
    assert f"reverse_proxy pages:{settings.web[1]}\n" in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"} < settings.web_proxies
    assert (settings.database, settings.public_url) == ("postgresql+psycopg://notula:rahasia@database/notula", None)


def test_bots_differ_in_nothing():
    assert len(BOTS) == 3
    assert all(SERVICES[name] == SERVICES[BOTS[0]] for name in BOTS)


def test_every_volume_and_file_is_declared():
    used = {name for service in SERVICES for name in volumes(service)}
    assert used == set(COMPOSE["volumes"])
    assert (DEPLOY / "Caddyfile").is_file()
    sources = {part["source"] for service in SERVICES.values() for part in service.get("configs", ())}
    assert sources == set(COMPOSE["configs"])


def test_what_runs_all_the_time_starts_again_and_is_looked_at():
    for service in SERVICES.values():
        is_tool = service.get("profiles") == ["tools"]
        assert is_tool or (service["restart"] == "unless-stopped" and service["healthcheck"]["test"][0] == "CMD")
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_the_proxy_passes_on_to_every_bot_where_it_listens():
    caddyfile = (DEPLOY / "Caddyfile").read_text("utf-8")
    given = environment(BOTS[0])
    port = given["NOTULA_WEBHOOK_LISTEN"].rpartition(":")[2]
    (upstreams,) = re.findall(r"reverse_proxy (.*) \{", caddyfile)

    assert upstreams.split() == [f"{name}:{port}" for name in BOTS]
    assert f"health_port {given['NOTULA_HEALTH_LISTEN'].rpartition(':')[2]}\n" in caddyfile
    assert f"handle {urlsplit(given['NOTULA_WEBHOOK_URL']).path} {{" in caddyfile
    assert "{$PUBLIC_HOST} {" in caddyfile
    assert set(SERVICES["proxy"]["depends_on"]) == set(BOTS)


async def test_its_commands_run(tmp_path, monkeypatch, run_entry, unused_tcp_port_factory):
    """Database looked at, an archive moved into it, a bot asked through its webhook: the file's own commands, here."""
    ports = {"8080": unused_tcp_port_factory(), "9464": unused_tcp_port_factory()}
    home = copy_home(tmp_path)
    with new_database() as url:
        subprocess.run(
            _database_check(), env=os.environ | {"PGHOST": str(server())}, check=True, stdout=subprocess.PIPE
        )
        assert SERVICES["archive"]["entrypoint"] == ["python", "embed_corpus.py"]
        here = {"NOTULA_HOME": str(home), "NOTULA_DATABASE_URL": ""}
        for key, value in {**environment("archive"), **here}.items():
            monkeypatch.setenv(key, value)
        assert run_entry(embed_corpus.entry, "move", url)[0] == 0
        monkeypatch.setenv("NOTULA_DATABASE_URL", url)
        status, out, _ = run_entry(embed_corpus.entry, *SERVICES["archive"]["command"], "--json")
        assert (status, json.loads(out)["articles"]) == (0, 5)
        assert SERVICES["bot-1"]["command"] == ["python", "-m", "bot"]  # what BotProcess starts
        given = {key: _here(value, ports) for key, value in environment("bot-1").items()}
        async with running_server() as telegram:
            process = BotProcess(telegram, home, **{**given, **here, "NOTULA_DATABASE_URL": url})
            await process.start()
            await telegram.wait(lambda: telegram.webhook)
            await _post(ports["8080"], "siapa yang hadir di Rakor Batang Hari?")
            (message,) = await telegram.wait_sent(7)
            _check_health(ports)
            assert await process.stop() == 0
    assert "Muhamad Azan" in message["text"]


def _database_check():
    """The command that looks whether the database is there, with the programs of the tests."""
    _, program, *arguments = SERVICES["database"]["healthcheck"]["test"]
    return [programs() / program, *("--username=postgres" if "user" in part else part for part in arguments)]


def _here(value, ports):
    """An address to listen on, moved to a free port of this machine."""
    host, _, port = value.rpartition(":")
    return f"127.0.0.1:{ports[port]}" if host == "0.0.0.0" else value


def _check_health(ports):
    _, _, *arguments = SERVICES["bot-1"]["healthcheck"]["test"]
    moved = [part.replace(":9464", f":{ports['9464']}") for part in arguments]
    subprocess.run([sys.executable, *moved], check=True)


async def _post(port, text):
    update = {"update_id": 1, "message": person_message(1, 7, text)}
    secret = {"X-Telegram-Bot-Api-Secret-Token": GIVEN["NOTULA_WEBHOOK_SECRET"]}
    async with aiohttp.ClientSession() as session:
        response = await session.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=secret)
        assert response.status == 200

"""Settings: what they default to, what they refuse, and how they say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import SettingError
from data.settings import PROJECT, SHIPPED_MODEL, load_settings

NAMES = [
    "NOTULA_HOME",
    "NOTULA_DATABASE_URL",
    "NOTULA_DATABASE_READ_URL",
    "NOTULA_DATABASE_CONNECTIONS",
    "NOTULA_DATABASE_SECONDS",
    "NOTULA_INDEX_URL",
    "NOTULA_MODEL",
    "NOTULA_RETENTION_DAYS",
    "NOTULA_UPDATE_MINUTES",
    "NOTULA_MAX_ARTICLE_CHARACTERS",
    "NOTULA_BACKUP_FOLDER",
    "NOTULA_BACKUP_KEEP",
    "NOTULA_BACKUP_HOURS",
    "NOTULA_WEB_ARCHIVE",
    "NOTULA_LLM_URL",
    "NOTULA_LLM_MODEL",
    "NOTULA_LLM_KEY",
    "NOTULA_LLM_TIMEOUT",
    "NOTULA_LLM_USES",
    "NOTULA_LLM_PARALLEL",
    "NOTULA_LLM_TOKENS_A_DAY",
    "NOTULA_LLM_PRICE",
    "NOTULA_ADMINS",
    "NOTULA_ALLOWED",
    "NOTULA_MESSAGES_PER_MINUTE",
    "NOTULA_GROUP_MESSAGES_PER_MINUTE",
    "NOTULA_PRESSES_PER_MINUTE",
    "NOTULA_WEBHOOK_URL",
    "NOTULA_WEBHOOK_SECRET",
    "NOTULA_WEBHOOK_LISTEN",
    "NOTULA_WEB_LISTEN",
    "NOTULA_PUBLIC_URL",
    "NOTULA_WEB_TEXTS",
    "NOTULA_WEB_PEOPLE",
    "NOTULA_WEB_INDEXED",
    "NOTULA_WEB_PROXIES",
    "NOTULA_WEB_PER_MINUTE",
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_BASE_URL",
]


PUBLIC_URL = "harus berupa alamat tanpa jalur, misalnya https://notula.contoh.id"
WEB_PROXIES = "harus berupa alamat atau jaringan IP yang dipisahkan koma, misalnya 127.0.0.1,10.0.0.0/8"
INDEX_URL = "harus berupa folder, alamat seperti s3://tempat/notula, atau milvus+http://host:port"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_needs_to_be_set():
    """Without any setting the archive lives in var/ and is answered from with the shipped model."""
    settings = load_settings(None)

    assert settings.home == PROJECT / "var"
    assert settings.database == f"sqlite:///{PROJECT / 'var' / 'notula.db'}"
    assert settings.model == str(SHIPPED_MODEL)
    assert settings.telegram_bot_token is None
    assert settings.admins == settings.allowed == frozenset()
    limits = settings.messages_per_minute, settings.group_messages_per_minute, settings.presses_per_minute
    assert limits == (20, 40, 40)
    assert settings.listen == ("127.0.0.1", 8080)
    assert (settings.web, settings.public_url, settings.web_proxies) == (None, None, frozenset())
    assert (settings.web_texts, settings.web_people, settings.web_indexed) == (False, True, True)


def test_every_variable_is_read(monkeypatch, tmp_path):
    """Each documented variable sets its field."""
    given = {
        "NOTULA_HOME": str(tmp_path),
        "NOTULA_DATABASE_URL": "postgresql://arsip@db/notula",
        "NOTULA_DATABASE_READ_URL": "postgresql+psycopg://arsip@salinan/notula",
        "NOTULA_DATABASE_CONNECTIONS": "12",
        "NOTULA_DATABASE_SECONDS": "0",
        "NOTULA_INDEX_URL": "s3://arsip/notula",
        "NOTULA_MODEL": "contoh/model",
        "NOTULA_RETENTION_DAYS": "30",
        "NOTULA_UPDATE_MINUTES": "15",
        "NOTULA_MAX_ARTICLE_CHARACTERS": "5000",
        "NOTULA_BACKUP_FOLDER": str(tmp_path / "cadangan"),
        "NOTULA_BACKUP_KEEP": "3",
        "NOTULA_BACKUP_HOURS": "24",
        "NOTULA_WEB_ARCHIVE": "https://web.archive.org/web/{day}/{url}",
        "NOTULA_LLM_URL": "http://127.0.0.1:11434/v1",
        "NOTULA_LLM_MODEL": "uji:7b",
        "NOTULA_LLM_KEY": "sk-rahasia",
        "NOTULA_LLM_TIMEOUT": "2.5",
        "NOTULA_LLM_USES": "say, read",
        "NOTULA_LLM_PARALLEL": "2",
        "NOTULA_LLM_TOKENS_A_DAY": "100000",
        "NOTULA_LLM_PRICE": "0.15,0.6",
        "NOTULA_ADMINS": "11, 22,",
        "NOTULA_ALLOWED": "33, -1001234",
        "NOTULA_MESSAGES_PER_MINUTE": "5",
        "NOTULA_GROUP_MESSAGES_PER_MINUTE": "6",
        "NOTULA_PRESSES_PER_MINUTE": "7",
        "NOTULA_WEBHOOK_URL": "https://bot.contoh.id/kait",
        "NOTULA_WEBHOOK_SECRET": "rahasia_1",
        "NOTULA_WEBHOOK_LISTEN": "[::1]:9090",
        "NOTULA_WEB_LISTEN": "0.0.0.0:0",
        "NOTULA_PUBLIC_URL": "https://notula.contoh.id:8443/",
        "NOTULA_WEB_TEXTS": "true",
        "NOTULA_WEB_PEOPLE": "false",
        "NOTULA_WEB_INDEXED": "0",
        "NOTULA_WEB_PROXIES": "127.0.0.1, 10.1.2.3/8, fd00:0::/8,",
        "NOTULA_WEB_PER_MINUTE": "30",
        "TELEGRAM_BOT_TOKEN": "123:abc",
        "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9000/bot",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings(None)

    assert sorted(given) == sorted(NAMES)
    assert settings.home == tmp_path
    assert settings.database == "postgresql://arsip@db/notula"
    assert settings.database_read_url == "postgresql+psycopg://arsip@salinan/notula"
    assert (settings.database_connections, settings.database_seconds) == (12, 0)
    assert settings.index_url == "s3://arsip/notula"
    assert settings.model == "contoh/model"
    assert (settings.llm_url, settings.llm_model) == ("http://127.0.0.1:11434/v1", "uji:7b")
    assert settings.llm_key.get_secret_value() == "sk-rahasia"
    assert (settings.llm_timeout, settings.llm_uses, settings.llm_prices) == (2.5, {"say", "read"}, (0.15, 0.6))
    assert (settings.llm_parallel, settings.llm_tokens_a_day) == (2, 100_000)
    assert (settings.retention_days, settings.max_article_characters) == (30, 5000)
    assert settings.update_minutes == 15
    assert settings.backup_folder == tmp_path / "cadangan"
    assert (settings.backup_keep, settings.backup_hours) == (3, 24)
    assert settings.admins == {11, 22}
    assert settings.allowed == {33, -1001234}
    assert (settings.messages_per_minute, settings.group_messages_per_minute) == (5, 6)
    assert settings.presses_per_minute == 7
    assert settings.webhook_url == "https://bot.contoh.id/kait"
    assert settings.webhook_secret.get_secret_value() == "rahasia_1"
    assert settings.listen == ("::1", 9090)
    assert (settings.web, settings.public_url) == (("0.0.0.0", 0), "https://notula.contoh.id:8443")
    assert (settings.web_texts, settings.web_people, settings.web_indexed) == (True, False, False)
    assert settings.web_proxies == {"127.0.0.1", "10.0.0.0/8", "fd00::/8"}
    assert settings.web_per_minute == 30
    assert settings.telegram_bot_token.get_secret_value() == "123:abc"
    assert settings.telegram_api_base_url == "http://127.0.0.1:9000/bot"


def test_environment_goes_before_env_file(monkeypatch, tmp_path):
    """A variable of the environment wins over the same one in .env; others come from .env."""
    file = tmp_path / ".env"
    file.write_text("NOTULA_MODEL=dari-berkas\nNOTULA_ADMINS=7\nLAIN=1\n")
    monkeypatch.setenv("NOTULA_MODEL", "dari-lingkungan")
    settings = load_settings(file)

    assert (settings.model, settings.admins) == ("dari-lingkungan", {7})


def test_an_empty_variable_is_not_set(monkeypatch):
    """`NOTULA_HOME=` in a copied .env.example means the default."""
    monkeypatch.setenv("NOTULA_HOME", "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")

    assert load_settings(None).home == PROJECT / "var"
    assert load_settings(None).telegram_bot_token is None


def test_home_is_absolute_and_expanded(monkeypatch):
    """A home relative to the working folder or the user's home is told apart from others once and for all."""
    monkeypatch.setenv("NOTULA_HOME", "arsip")
    assert load_settings(None).home == Path.cwd() / "arsip"
    monkeypatch.setenv("NOTULA_HOME", "~/arsip")
    assert load_settings(None).home == Path.home() / "arsip"


def test_a_shared_folder_is_absolute(monkeypatch, tmp_path):
    """A folder of the index is expanded like the home; an address is kept as it is."""
    monkeypatch.setenv("NOTULA_INDEX_URL", "~/indeks")
    assert load_settings(None).index_url == str(Path.home() / "indeks")
    monkeypatch.setenv("NOTULA_INDEX_URL", "milvus+file:///srv/indeks.db")
    assert load_settings(None).index_url == "milvus+file:///srv/indeks.db"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("NOTULA_RETENTION_DAYS", "sebulan", "harus berupa bilangan bulat"),
        ("NOTULA_UPDATE_MINUTES", "-1", "harus berupa bilangan bulat, nol atau lebih"),
        ("NOTULA_LLM_URL", "localhost:8080", "harus berupa alamat yang diawali http:// atau https://"),
        ("NOTULA_LLM_KEY", "dua kata", "hanya boleh berisi huruf, angka, dan tanda baca tanpa spasi"),
        ("NOTULA_LLM_TIMEOUT", "0", "harus berupa bilangan yang lebih besar dari nol"),
        ("NOTULA_LLM_TIMEOUT", "nan", "harus berupa bilangan yang lebih besar dari nol"),
        ("NOTULA_LLM_TIMEOUT", "lama", "harus berupa bilangan yang lebih besar dari nol"),
        ("NOTULA_LLM_USES", "read,sing", "hanya boleh berisi read, choose, dan say, dipisahkan koma"),
        ("NOTULA_LLM_PRICE", "0.15", "harus berupa dua bilangan yang dipisahkan koma, misalnya 0.15,0.60"),
        ("NOTULA_RETENTION_DAYS", "0", "harus berupa bilangan bulat yang lebih besar dari nol"),
        ("NOTULA_MAX_ARTICLE_CHARACTERS", "1.5", "harus berupa bilangan bulat"),
        ("NOTULA_DATABASE_CONNECTIONS", "0", "harus berupa bilangan bulat yang lebih besar dari nol"),
        ("NOTULA_DATABASE_SECONDS", "-1", "harus berupa bilangan bulat, nol atau lebih"),
        ("NOTULA_BACKUP_KEEP", "0", "harus berupa bilangan bulat yang lebih besar dari nol"),
        ("NOTULA_BACKUP_HOURS", "-1", "harus berupa bilangan bulat, nol atau lebih"),
        (
            "NOTULA_WEB_ARCHIVE",
            "https://web.archive.org/web/",
            "harus berupa alamat dengan {url}, misalnya https://web.archive.org/web/{day}/{url}",
        ),
        ("NOTULA_ADMINS", "budi", "harus berupa nomor pengguna Telegram yang dipisahkan koma"),
        ("NOTULA_ADMINS", "-1001234", "harus berupa nomor pengguna Telegram yang dipisahkan koma"),
        ("NOTULA_ALLOWED", "@grup", "harus berupa nomor pengguna atau grup Telegram yang dipisahkan koma"),
        ("NOTULA_MESSAGES_PER_MINUTE", "0", "harus berupa bilangan bulat yang lebih besar dari nol"),
        ("NOTULA_INDEX_URL", "milvus://basis:19530", INDEX_URL),
        ("NOTULA_INDEX_URL", "milvus+file://berkas.db", INDEX_URL),
        ("NOTULA_WEBHOOK_URL", "bot.contoh.id", "harus berupa alamat yang diawali http:// atau https://"),
        ("NOTULA_WEBHOOK_SECRET", "ada spasi", "hanya boleh berisi 1–256 huruf, angka, garis bawah, dan tanda hubung"),
        ("NOTULA_WEBHOOK_LISTEN", "8080", "harus berbentuk host:port, misalnya 127.0.0.1:8080"),
        ("NOTULA_WEBHOOK_LISTEN", "0.0.0.0:70000", "harus berbentuk host:port, misalnya 127.0.0.1:8080"),
        ("NOTULA_WEB_LISTEN", "localhost", "harus berbentuk host:port, misalnya 127.0.0.1:8080"),
        ("NOTULA_PUBLIC_URL", "notula.contoh.id", PUBLIC_URL),
        ("NOTULA_PUBLIC_URL", "https://contoh.id/notula", PUBLIC_URL),
        ("NOTULA_PUBLIC_URL", "https://budi@contoh.id", PUBLIC_URL),
        ("NOTULA_WEB_TEXTS", "mungkin", "harus true atau false"),
        ("NOTULA_WEB_PROXIES", "proksi.contoh.id", WEB_PROXIES),
        ("NOTULA_WEB_PROXIES", "10.0.0.0/33", WEB_PROXIES),
        ("NOTULA_WEB_PER_MINUTE", "0", "harus berupa bilangan bulat yang lebih besar dari nol"),
        ("TELEGRAM_BOT_TOKEN", "rahasia", "harus berbentuk angka:huruf seperti yang diberikan BotFather"),
        ("TELEGRAM_API_BASE_URL", "ftp://x", "harus berupa alamat yang diawali http:// atau https://"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, value, reason):
    """A wrong value is one sentence that names the variable and never shows the value."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingError) as caught:
        load_settings(None)
    assert str(caught.value) == f"Setelan {name} salah: {reason}."


@pytest.mark.parametrize(
    ("url", "read_url"),
    [
        ("postgresql://db/notula", "sqlite:///salinan.db"),
        ("sqlite:///arsip.db", "postgresql://db/notula"),
        ("", "postgresql://db/notula"),
    ],
)
def test_only_a_database_server_has_a_replica(monkeypatch, url, read_url):
    """A replica is PostgreSQL, and so is what it is a replica of."""
    monkeypatch.setenv("NOTULA_DATABASE_URL", url)
    monkeypatch.setenv("NOTULA_DATABASE_READ_URL", read_url)

    with pytest.raises(SettingError, match="NOTULA_DATABASE_READ_URL salah: harus berupa alamat salinan PostgreSQL"):
        load_settings(None)


def test_a_webhook_needs_its_secret(monkeypatch):
    """Without a secret anybody could send updates to the webhook."""
    monkeypatch.setenv("NOTULA_WEBHOOK_URL", "https://bot.contoh.id/kait")

    with pytest.raises(SettingError, match="Setelan NOTULA_WEBHOOK_SECRET belum diisi"):
        load_settings(None)


def test_backups_by_hours_need_a_folder(monkeypatch):
    """Without one there is nowhere to put them."""
    monkeypatch.setenv("NOTULA_BACKUP_HOURS", "24")

    with pytest.raises(SettingError, match="Setelan NOTULA_BACKUP_FOLDER belum diisi"):
        load_settings(None)


def test_secrets_do_not_show_themselves(monkeypatch):
    """Printing the settings tells neither token nor secret."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:sangat-rahasia")
    monkeypatch.setenv("NOTULA_WEBHOOK_SECRET", "sangat-rahasia")

    assert "sangat-rahasia" not in repr(load_settings(None))


@pytest.mark.parametrize("missing", ["NOTULA_LLM_URL", "NOTULA_LLM_MODEL"])
def test_a_language_model_is_wanted_with_its_address_and_its_name(monkeypatch, missing):
    """Uses alone are not enough."""
    given = {"NOTULA_LLM_URL": "http://127.0.0.1:8080/v1", "NOTULA_LLM_MODEL": "uji", "NOTULA_LLM_USES": "say, read"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert load_settings(None).llm_uses == {"read", "say"}
    monkeypatch.delenv(missing)
    with pytest.raises(SettingError, match=f"{missing} .*diperlukan bila NOTULA_LLM_USES diisi"):
        load_settings(None)


def test_prices_are_those_of_a_million_tokens(monkeypatch):
    """Of questions and of replies; none where none is said."""
    assert load_settings(None).llm_prices is None
    monkeypatch.setenv("NOTULA_LLM_PRICE", "0.15,0.60")
    assert load_settings(None).llm_prices == (0.15, 0.6)

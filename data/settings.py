"""Settings from the environment and from `.env`, each checked once, at the start."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from data.errors import SettingError
from data.quoting import is_archive_template
from data.wording.archive import SETTING_REASONS, setting_missing, setting_wrong

PROJECT = Path(__file__).resolve().parent.parent
SHIPPED_MODEL = PROJECT / "data" / "model"
SAMPLE_ARCHIVE = PROJECT / "data" / "articles"
MILVUS = "milvus+"
"""How an `index_url` begins whose rest is the address of a Milvus server or file."""

_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)  # what Telegram's setWebhook takes as secret_token
_PERSON, _PERSON_OR_CHAT = re.compile(r"[0-9]+"), re.compile(r"-?[0-9]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_SECRET_IN_URL = re.compile(r"(?<=://)[^/]*@|[?#].*", re.DOTALL)
_POSTGRESQL = re.compile(r"postgresql(\+\w+)?://\S*")
_INDEX_URL = re.compile(r"(?!milvus)[a-z][a-z0-9+.-]*://\S+|milvus\+(https?://[^\s/]+\S*|file:///\S+)")
_ORIGIN = re.compile(r"https?://[^\s/?#@]+/?")
_LISTEN = re.compile(r"(?P<host>[^\s:]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")


class Settings(BaseSettings):
    """Every setting of Notula; field `x` is read from `NOTULA_X`, Telegram's own from `TELEGRAM_…`."""

    model_config = SettingsConfigDict(
        env_prefix="NOTULA_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    home: Path = PROJECT / "var"
    database_url: str | None = None
    database_read_url: str | None = None
    database_connections: Annotated[int, Field(gt=0)] = 8
    database_seconds: Annotated[int, Field(ge=0)] = 30
    index_url: str | None = None
    model: str = str(SHIPPED_MODEL)
    retention_days: Annotated[int, Field(gt=0)] = 180
    max_article_characters: Annotated[int, Field(gt=0)] = 200_000
    update_minutes: Annotated[int, Field(ge=0)] = 0
    backup_folder: Path | None = None
    backup_keep: Annotated[int, Field(gt=0)] = 7
    backup_hours: Annotated[int, Field(ge=0)] = 0
    letterhead: str = ""
    signature: str = ""
    web_archive: str = ""
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    allowed: Annotated[frozenset[int], NoDecode] = frozenset()
    messages_per_minute: Annotated[int, Field(gt=0)] = 20
    group_messages_per_minute: Annotated[int, Field(gt=0)] = 40
    presses_per_minute: Annotated[int, Field(gt=0)] = 40
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: str = "127.0.0.1:8080"
    health_listen: str = "127.0.0.1:9464"
    web_listen: str | None = None
    public_url: str | None = None
    web_texts: bool = False
    web_people: bool = True
    web_indexed: bool = True
    web_proxies: Annotated[frozenset[str], NoDecode] = frozenset()
    web_per_minute: Annotated[int, Field(gt=0)] = 120
    telegram_bot_token: Annotated[SecretStr | None, Field(validation_alias="TELEGRAM_BOT_TOKEN")] = None
    telegram_api_base_url: Annotated[str, Field(validation_alias="TELEGRAM_API_BASE_URL")] = (
        "https://api.telegram.org/bot"
    )

    @field_validator("home", "backup_folder", mode="after")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value else value

    @field_validator("admins", "allowed", mode="before")
    @classmethod
    def _split_ids(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, str):
            return value
        # Only groups have negative ids, and a group cannot keep the archive.
        pattern = _PERSON if info.field_name == "admins" else _PERSON_OR_CHAT
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(pattern.fullmatch(part) for part in parts):
            raise _wrong(str(info.field_name))
        return frozenset(int(part) for part in parts)

    @field_validator("database_read_url")
    @classmethod
    def _check_replica(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None:
            for url in (value, info.data.get("database_url") or ""):
                _matching(url, _POSTGRESQL, "database_read")
        return value

    @field_validator("webhook_url", "telegram_api_base_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else _matching(value, _URL, "url")

    @field_validator("public_url")
    @classmethod
    def _check_origin(cls, value: str | None) -> str | None:
        return value if value is None else _matching(value, _ORIGIN, "public_url").removesuffix("/")

    @field_validator("web_proxies", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return frozenset(_network(part.strip()) for part in value.split(",") if part.strip())
        except ValueError as error:
            raise _wrong("web_proxies") from error

    @field_validator("index_url")
    @classmethod
    def _check_index_url(cls, value: str | None) -> str | None:
        if value is None or "://" in value:
            return value if value is None else _matching(value, _INDEX_URL, "index_url")
        return str(Path(value).expanduser().absolute())

    @field_validator("web_archive")
    @classmethod
    def _check_web_archive(cls, value: str) -> str:
        if value and not is_archive_template(value):
            raise _wrong("web_archive")
        return value

    @field_validator("webhook_listen", "health_listen", "web_listen")
    @classmethod
    def _check_listen(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return value
        found = _LISTEN.fullmatch(value)
        # Port 0, any free one, only makes sense where nobody outside has to know it beforehand.
        least = 1 if info.field_name == "webhook_listen" else 0
        if not found or not least <= int(found["port"]) < 65536:
            raise _wrong("listen")
        return value

    @field_validator("telegram_bot_token", "webhook_secret")
    @classmethod
    def _check_secrets(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        pattern, reason = (_TOKEN, "token") if info.field_name == "telegram_bot_token" else (_SECRET, "secret")
        if value is not None:
            _matching(value.get_secret_value(), pattern, reason)
        return value

    @model_validator(mode="after")
    def _need_secret(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise PydanticCustomError("missing_setting", "secret_missing", {"name": "NOTULA_WEBHOOK_SECRET"})
        return self

    @model_validator(mode="after")
    def _need_backup_folder(self) -> Self:
        if self.backup_hours and not self.backup_folder:
            raise PydanticCustomError("missing_setting", "backup_folder_missing", {"name": "NOTULA_BACKUP_FOLDER"})
        return self

    def told(self) -> dict[str, str]:
        """Names and values of Notula's own settings that were given, for people to read: no secret is among them."""
        own = sorted(name for name in self.model_fields_set if not type(self).model_fields[name].validation_alias)
        given = {name: getattr(self, name) for name in own}
        return {
            f"NOTULA_{name.upper()}": _tell(value) for name, value in given.items() if not isinstance(value, SecretStr)
        }

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the archive: as given, or SQLite in the home folder."""
        return self.database_url or f"sqlite:///{self.home / 'notula.db'}"

    @property
    def letterhead_lines(self) -> tuple[str, ...]:
        """The lines above a document that is taken home, parted by "|" in the setting."""
        return _lines(self.letterhead)

    @property
    def signature_lines(self) -> tuple[str, ...]:
        """The lines to be signed below such a document."""
        return _lines(self.signature)

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port on which the webhook listens."""
        return _host_and_port(self.webhook_listen)

    @property
    def health(self) -> tuple[str, int]:
        """Host and port on which health and figures are told."""
        return _host_and_port(self.health_listen)

    @property
    def web(self) -> tuple[str, int] | None:
        """Host and port on which the archive is shown as pages, where it shall be."""
        return _host_and_port(self.web_listen) if self.web_listen else None


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.split("|") if line.strip())


def _tell(value: object) -> str:
    """A value as the environment would hold it; of a URL without user, password and parameters."""
    said = ",".join(map(str, sorted(value))) if isinstance(value, frozenset) else str(value)
    return _SECRET_IN_URL.sub("", said) if "://" in said else said


def _network(written: str) -> str:
    """An address or a network, as it is written without bits that it does not have."""
    return str(ip_network(written, strict=False) if "/" in written else ip_address(written))


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def load_settings(env_file: Path | None = PROJECT / ".env") -> Settings:
    """Read the settings, the environment before `.env`; a wrong value is a SettingError that names its variable."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        # `from None`: pydantic's text repeats the value, which may be a token.
        raise SettingError(_describe(error)) from None
    except UnicodeDecodeError as error:
        raise SettingError(setting_wrong(".env", SETTING_REASONS["other"])) from error


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "missing_setting":
        return setting_missing(first["ctx"]["name"], SETTING_REASONS[first["msg"]])
    field = str(first["loc"][0])
    name = field if field.isupper() else f"NOTULA_{field.upper()}"
    return setting_wrong(name, SETTING_REASONS[_REASON_OF_TYPE.get(first["type"], first["msg"])])


_REASON_OF_TYPE = {
    "bool_parsing": "boolean",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "greater_than": "positive",
    "greater_than_equal": "not_negative",
}


def _wrong(reason: str) -> PydanticCustomError:
    return PydanticCustomError("wrong_setting", reason)


def _matching(value: str, pattern: re.Pattern[str], reason: str) -> str:
    if not pattern.fullmatch(value):
        raise _wrong(reason)
    return value

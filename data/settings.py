"""Settings from the environment and from `.env`, each checked once, at the start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.errors import SettingError
from data.setting_values import (
    Count,
    CountOrNone,
    Folder,
    IndexUrl,
    Key,
    Listen,
    LlmUses,
    Networks,
    Origin,
    People,
    PeopleAndChats,
    Price,
    PublicListen,
    Replica,
    Seconds,
    Token,
    Url,
    WebArchive,
    WebhookSecret,
    check_server,
    host_and_port,
    missing,
)
from data.wording.archive import SETTING_REASONS, setting_missing, setting_wrong

PROJECT = Path(__file__).resolve().parent.parent
SHIPPED_MODEL = PROJECT / "data" / "model"
SAMPLE_ARCHIVE = PROJECT / "data" / "articles"
MILVUS = "milvus+"
"""How an `index_url` begins whose rest is the address of a Milvus server or file."""

_SECRET_IN_URL = re.compile(r"(?<=://)[^/]*@|[?#].*", re.DOTALL)


class Settings(BaseSettings):
    """Every setting of Notula; field `x` is read from `NOTULA_X`, Telegram's own from `TELEGRAM_…`."""

    model_config = SettingsConfigDict(
        env_prefix="NOTULA_", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    home: Folder = PROJECT / "var"
    database_url: str | None = None
    database_read_url: Replica | None = None
    database_connections: Count = 8
    database_seconds: CountOrNone = 30
    index_url: IndexUrl | None = None
    model: str = str(SHIPPED_MODEL)
    retention_days: Count = 180
    max_article_characters: Count = 200_000
    update_minutes: CountOrNone = 0
    backup_folder: Folder | None = None
    backup_keep: Count = 7
    backup_hours: CountOrNone = 0
    letterhead: str = ""
    signature: str = ""
    web_archive: WebArchive = ""
    admins: People = frozenset()
    allowed: PeopleAndChats = frozenset()
    messages_per_minute: Count = 20
    group_messages_per_minute: Count = 40
    presses_per_minute: Count = 40
    webhook_url: Url | None = None
    webhook_secret: WebhookSecret | None = None
    webhook_listen: PublicListen = "127.0.0.1:8080"
    health_listen: Listen = "127.0.0.1:9464"
    llm_url: Url | None = None
    llm_model: str | None = None
    llm_key: Key | None = None
    llm_timeout: Seconds = 8.0
    llm_uses: LlmUses = frozenset()
    llm_parallel: Count = 4
    llm_tokens_a_day: CountOrNone = 0
    llm_price: Price = ""
    web_listen: Listen | None = None
    public_url: Origin | None = None
    web_texts: bool = False
    web_people: bool = True
    web_indexed: bool = True
    web_proxies: Networks = frozenset()
    web_per_minute: Count = 120
    telegram_bot_token: Annotated[Token | None, Field(validation_alias="TELEGRAM_BOT_TOKEN")] = None
    telegram_api_base_url: Annotated[Url, Field(validation_alias="TELEGRAM_API_BASE_URL")] = (
        "https://api.telegram.org/bot"
    )

    @field_validator("database_read_url")
    @classmethod
    def _need_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        """A replica is one of a database server."""
        if value is not None:
            check_server(info.data.get("database_url") or "")
        return value

    @model_validator(mode="after")
    def _need_others(self) -> Self:
        """Settings that make no sense without another one."""
        if self.webhook_url and not self.webhook_secret:
            raise missing("NOTULA_WEBHOOK_SECRET", "secret_missing")
        if self.backup_hours and not self.backup_folder:
            raise missing("NOTULA_BACKUP_FOLDER", "backup_folder_missing")
        for name in ("llm_url", "llm_model"):
            if self.llm_uses and not getattr(self, name):
                raise missing(f"NOTULA_{name.upper()}", "llm_missing")
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
    def llm_prices(self) -> tuple[float, float] | None:
        """What a million tokens of questions and of replies cost, in whatever money the owner pays; None: not said."""
        asked, _, replied = self.llm_price.partition(",")
        return (float(asked), float(replied)) if self.llm_price else None

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port on which the webhook listens."""
        return host_and_port(self.webhook_listen)

    @property
    def health(self) -> tuple[str, int]:
        """Host and port on which health and figures are told."""
        return host_and_port(self.health_listen)

    @property
    def web(self) -> tuple[str, int] | None:
        """Host and port on which the archive is shown as pages, where it shall be."""
        return host_and_port(self.web_listen) if self.web_listen else None


def _lines(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in value.split("|") if line.strip())


def _tell(value: object) -> str:
    """A value as the environment would hold it; of a URL without user, password and parameters."""
    said = ",".join(map(str, sorted(value))) if isinstance(value, frozenset) else str(value)
    return _SECRET_IN_URL.sub("", said) if "://" in said else said


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
    "float_parsing": "seconds",
    "finite_number": "seconds",
    "greater_than": "positive",
    "greater_than_equal": "not_negative",
}

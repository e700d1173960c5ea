"""What a setting's value may be: types that check it, and say by a reason of SETTING_REASONS what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from data.quoting import is_archive_template

_LISTEN = re.compile(r"(?P<host>[^\s:]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")
_INDEX_URL = re.compile(r"(?!milvus)[a-z][a-z0-9+.-]*://\S+|milvus\+(https?://[^\s/]+\S*|file:///\S+)")
LLM_USES = frozenset({"read", "choose", "say"})


def wrong(reason: str) -> PydanticCustomError:
    """A value that it cannot be."""
    return PydanticCustomError("wrong_setting", reason)


def missing(name: str, reason: str) -> PydanticCustomError:
    """A setting that another one needs."""
    return PydanticCustomError("missing_setting", reason, {"name": name})


def _matching(pattern: str, reason: str, *, flags: re.RegexFlag = re.NOFLAG) -> Callable[[str], str]:
    compiled = re.compile(pattern, flags)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise wrong(reason)
        return value

    return check


def _secret(pattern: str, reason: str) -> Callable[[SecretStr], SecretStr]:
    check = _matching(pattern, reason, flags=re.ASCII)

    def check_secret(value: SecretStr) -> SecretStr:
        check(value.get_secret_value())
        return value

    return check_secret


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _ids(pattern: str, reason: str) -> Callable[[object], object]:
    check = _matching(pattern, reason)
    return lambda value: frozenset(int(check(part)) for part in _parts(value)) if isinstance(value, str) else value


def _words(known: Set[str], reason: str) -> Callable[[object], object]:
    def split(value: object) -> object:
        if not isinstance(value, str):
            return value
        if not set(_parts(value)) <= known:
            raise wrong(reason)
        return frozenset(_parts(value))

    return split


def _networks(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return frozenset(_network(part) for part in _parts(value))
    except ValueError as error:
        raise wrong("web_proxies") from error


def _network(written: str) -> str:
    """An address or a network, as it is written without bits that it does not have."""
    return str(ip_network(written, strict=False) if "/" in written else ip_address(written))


def _address(least_port: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        found = _LISTEN.fullmatch(value)
        if not found or not least_port <= int(found["port"]) < 65536:
            raise wrong("listen")
        return value

    return check


def _index_url(value: str) -> str:
    if "://" not in value:
        return str(Path(value).expanduser().absolute())
    if not _INDEX_URL.fullmatch(value):
        raise wrong("index_url")
    return value


def _web_archive(value: str) -> str:
    if value and not is_archive_template(value):
        raise wrong("web_archive")
    return value


def _positive(value: float) -> float:
    if value <= 0:
        raise wrong("seconds")
    return value


def _expand(value: Path) -> Path:
    return value.expanduser().absolute()


check_server = _matching(r"postgresql(\+\w+)?://\S*", "database_read")
"""A database that has replicas, and a replica."""


def host_and_port(address: str) -> tuple[str, int]:
    """The two parts of a checked address."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


Count = Annotated[int, Field(gt=0)]
CountOrNone = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(allow_inf_nan=False), AfterValidator(_positive)]
Folder = Annotated[Path, AfterValidator(_expand)]
Url = Annotated[str, AfterValidator(_matching(r"https?://[^\s/]+\S*", "url"))]
Origin = Annotated[
    str,
    AfterValidator(_matching(r"https?://[^\s/?#@]+/?", "public_url")),
    AfterValidator(lambda value: value.removesuffix("/")),
]
Replica = Annotated[str, AfterValidator(check_server)]
IndexUrl = Annotated[str, AfterValidator(_index_url)]
WebArchive = Annotated[str, AfterValidator(_web_archive)]
Price = Annotated[str, AfterValidator(_matching(r"(\d+(\.\d+)?,\d+(\.\d+)?)?", "llm_price"))]
# Only groups have negative ids, and a group cannot keep the archive.
People = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids(r"[0-9]+", "admins"))]
PeopleAndChats = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids(r"-?[0-9]+", "allowed"))]
Networks = Annotated[frozenset[str], NoDecode, BeforeValidator(_networks)]
LlmUses = Annotated[frozenset[str], NoDecode, BeforeValidator(_words(LLM_USES, "llm_uses"))]
Token = Annotated[SecretStr, AfterValidator(_secret(r"\d+:[\w-]+", "token"))]
WebhookSecret = Annotated[SecretStr, AfterValidator(_secret(r"[\w-]{1,256}", "secret"))]
"""What Telegram's setWebhook takes as secret_token."""
Key = Annotated[SecretStr, AfterValidator(_secret(r"[\x21-\x7e]{1,1000}", "llm_key"))]
"""What may stand in a header."""
Listen = Annotated[str, AfterValidator(_address(0))]
"""Port 0 is any free one: it makes sense where nobody outside has to know it beforehand."""
PublicListen = Annotated[str, AfterValidator(_address(1))]

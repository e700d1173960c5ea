"""Fetching one page: politely, within limits of time and size, and never from a private network."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpcore
import httpx
import stamina

from data.errors import FetchError, RefusedError
from data.readers.web.transport import CheckedTransport
from data.source import NO_STAMP, Stamp
from data.wording import reading

USER_AGENT = "Notula/0.1 (arsip berita rapat daerah)"
CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
MAX_REDIRECTS = 5
ATTEMPTS = 3
_NOT_MODIFIED = 304
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

# httpx logs every address at INFO; what a person reads is nobody's business.
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost, redirects and retries included."""

    seconds: float = 30.0
    idle_seconds: float = 10.0
    max_bytes: int = 10 * 2**20


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: `url` is the address after redirects, `content_type` in lower case without parameters."""

    url: str
    content_type: str
    charset: str | None
    data: bytes
    stamp: Stamp = NO_STAMP


def _say_nothing(_url: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page is asked for.

    `accept`: content types that are read, None for all; `stamp`: the version that is known, which is not sent again;
    `before`: hears of each request before it is made, of attempts and redirects too, and may refuse it by a FetchError.
    """

    accept: tuple[str, ...] | None = CONTENT_TYPES
    stamp: Stamp = NO_STAMP
    before: Callable[[str], None] = _say_nothing

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        # Unpacked answers cannot swell: what arrives is what is counted.
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": ", ".join(self.accept or ("*/*",)),
            "Accept-Encoding": "identity",
        }
        known = {"If-None-Match": self.stamp.etag, "If-Modified-Since": self.stamp.last_modified}
        return headers | {name: value for name, value in known.items() if value}


class _TransientError(RefusedError):
    """A failure that the next attempt may not meet: a reset, a timeout (status 0), an answer in the 500s."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence, status)


def fetch_page(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> Page:
    """Fetch a page; FetchError says why not. Resets and answers in the 500s are tried again, three times in all."""
    page = fetch_changed(url, Manner(), limits=limits, allow_private=allow_private)
    if page is None:
        raise RefusedError(reading.refused_status(_NOT_MODIFIED), _NOT_MODIFIED)
    return page


def fetch_changed(
    url: str, manner: Manner, *, limits: Limits | None = None, allow_private: bool = False
) -> Page | None:
    """Fetch a page in this manner, like `fetch_page`; None where the site says that it still is the known version."""
    limits = limits or Limits()
    target = check_url(url)
    deadline = time.monotonic() + limits.seconds
    for attempt in stamina.retry_context(
        on=_TransientError, attempts=ATTEMPTS, timeout=limits.seconds, wait_initial=0.2, wait_jitter=0.2
    ):
        with attempt:
            return _fetch_once(target, manner, limits=limits, deadline=deadline, allow_private=allow_private)
    raise FetchError(reading.CONNECTION_FAILED)


def is_url(source: str) -> bool:
    """Tell a URL, of whatever scheme, from a path."""
    return bool(_SCHEME.match(source))


def check_url(url: str) -> httpx.URL:
    """The address as it is fetched; FetchError if it is none of http or https, or has a password."""
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(reading.NOT_A_URL) from error
    if target.scheme not in {"http", "https"}:
        raise FetchError(reading.WRONG_SCHEME)
    if not target.host or (target.port or 0) > 65535:
        raise FetchError(reading.NOT_A_URL)
    if target.userinfo:
        raise FetchError(reading.URL_WITH_PASSWORD)
    return target


def _fetch_once(url: httpx.URL, manner: Manner, *, limits: Limits, deadline: float, allow_private: bool) -> Page | None:
    client = httpx.Client(
        transport=CheckedTransport(deadline=deadline, allow_private=allow_private),
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        timeout=limits.idle_seconds,
        headers=manner.headers,
        event_hooks={"request": [lambda request: manner.before(str(request.url))]},
        trust_env=False,
    )
    try:
        with client, client.stream("GET", url) as response:
            return _read_page(response, manner.accept, limits.max_bytes)
    except httpx.TooManyRedirects as error:
        raise FetchError(reading.TOO_MANY_REDIRECTS) from error
    except (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol) as error:
        raise FetchError(reading.WRONG_SCHEME) from error
    except (httpx.DecodingError, httpx.InvalidURL, httpx.RemoteProtocolError) as error:
        raise FetchError(reading.BROKEN_RESPONSE) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        if time.monotonic() >= deadline:
            raise FetchError(reading.too_slow(limits.seconds)) from error
        raise _TransientError(reading.too_slow(limits.idle_seconds)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise _TransientError(reading.CONNECTION_FAILED) from error


def _read_page(response: httpx.Response, accept: tuple[str, ...] | None, max_bytes: int) -> Page | None:
    status = response.status_code
    if status == _NOT_MODIFIED:
        return None
    if status >= 500:
        raise _TransientError(reading.refused_status(status), status)
    if status != 200:
        raise RefusedError(reading.refused_status(status), status)
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if accept is not None and content_type not in accept:
        raise FetchError(reading.wrong_content_type(content_type))
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        if len(data) > max_bytes:
            raise FetchError(reading.too_big(max_bytes))
    stamp = Stamp(response.headers.get("ETag"), response.headers.get("Last-Modified"))
    return Page(str(response.url), content_type, response.charset_encoding, bytes(data), stamp)

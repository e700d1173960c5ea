"""Fetching one page: politely, within limits of time and size, and never from a private network."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

import httpcore
import httpx
import stamina

from data.errors import FetchError
from data.readers.web.transport import CheckedTransport
from data.wording import reading

USER_AGENT = "Notula/0.1 (arsip berita rapat daerah; membaca satu halaman atas permintaan pengguna)"
CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf")
MAX_REDIRECTS = 5
ATTEMPTS = 3

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


class _TransientError(FetchError):
    """A failure that the next attempt may not meet: a reset, a timeout, an answer in the 500s."""


def fetch_page(url: str, *, limits: Limits | None = None, allow_private: bool = False) -> Page:
    """Fetch a page; FetchError says why not. Resets and answers in the 500s are tried again, three times in all."""
    limits = limits or Limits()
    target = _check_url(url)
    deadline = time.monotonic() + limits.seconds
    for attempt in stamina.retry_context(
        on=_TransientError, attempts=ATTEMPTS, timeout=limits.seconds, wait_initial=0.2, wait_jitter=0.2
    ):
        with attempt:
            return _fetch_once(target, limits=limits, deadline=deadline, allow_private=allow_private)
    raise FetchError(reading.CONNECTION_FAILED)


def _check_url(url: str) -> httpx.URL:
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


def _fetch_once(url: httpx.URL, *, limits: Limits, deadline: float, allow_private: bool) -> Page:
    client = httpx.Client(
        transport=CheckedTransport(deadline=deadline, allow_private=allow_private),
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        timeout=limits.idle_seconds,
        # Unpacked answers cannot swell: what arrives is what is counted.
        headers={"User-Agent": USER_AGENT, "Accept": ", ".join(CONTENT_TYPES), "Accept-Encoding": "identity"},
        trust_env=False,
    )
    try:
        with client, client.stream("GET", url) as response:
            return _read_page(response, limits.max_bytes)
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


def _read_page(response: httpx.Response, max_bytes: int) -> Page:
    if response.status_code >= 500:
        raise _TransientError(reading.refused_status(response.status_code))
    if response.status_code != 200:
        raise FetchError(reading.refused_status(response.status_code))
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if content_type not in CONTENT_TYPES:
        raise FetchError(reading.wrong_content_type(content_type))
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        if len(data) > max_bytes:
            raise FetchError(reading.too_big(max_bytes))
    return Page(str(response.url), content_type, response.charset_encoding, bytes(data))

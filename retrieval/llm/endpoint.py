"""One exchange with a server that speaks OpenAI's chat completions: POST {url}/chat/completions."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from data.errors import LanguageModelError
from data.wording import llm as wording
from retrieval.llm.dialect import Dialect
from retrieval.llm.prompts import Prompt

MOST_BYTES = 2 * 2**20
"""Of a reply: what is longer is none."""

_TOLD = 2_000
"""Characters of a refusal that are looked at."""

_WRONG_REQUEST = frozenset({400, 404, 415, 422, 501})
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, and the tokens that question and reply took as the server counts them (0: not told)."""

    text: str
    prompt_tokens: int = 0
    reply_tokens: int = 0


class Endpoint:
    """A server and one of its models. Safe to share among threads."""

    def __init__(self, url: str, model: str, key: str = "") -> None:
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._dialect = Dialect()
        # Redirects are not followed: the key is for this server alone.
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers, follow_redirects=False)

    def ask(self, prompt: Prompt[Any], *, seconds: float) -> Reply:
        """What the model writes; LanguageModelError where nothing usable came within the time."""
        ends_at = time.monotonic() + seconds
        while True:
            dialect = self._dialect
            status, headers, body = self._exchange(dialect.request(prompt, self._model), ends_at)
            if status == 200:
                return _read(body)
            simpler = dialect.simpler(body.decode("utf-8", "replace")[:_TOLD]) if status in _WRONG_REQUEST else None
            if simpler is None:
                raise _refusal(status, headers)
            self._dialect = simpler

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _exchange(self, request: dict[str, Any], ends_at: float) -> tuple[int, httpx.Headers, bytes]:
        left = ends_at - time.monotonic()
        if left <= 0:
            raise LanguageModelError(wording.TOO_SLOW, is_passing=True)
        try:
            with self._client.stream("POST", self._url, json=request, timeout=left) as response:
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if len(body) > MOST_BYTES:
                        raise LanguageModelError(wording.TOO_LONG)
                    if time.monotonic() > ends_at:
                        raise LanguageModelError(wording.TOO_SLOW, is_passing=True)
                return response.status_code, response.headers, bytes(body)
        except httpx.TimeoutException as error:
            raise LanguageModelError(wording.TOO_SLOW, is_passing=True) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Its text may name the address, which may hold a key.
            raise LanguageModelError(wording.UNREACHABLE, is_passing=True) from error


def _read(body: bytes) -> Reply:
    try:
        given = json.loads(body)
        choice = given["choices"][0]
        text, ending = choice["message"]["content"], choice.get("finish_reason")
        used = given.get("usage") or {}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise LanguageModelError(wording.NOT_THE_PROTOCOL) from error
    if not isinstance(text, str) or not text.strip():
        raise LanguageModelError(wording.SAID_NOTHING)
    if ending == "length":
        raise LanguageModelError(wording.CUT_OFF)
    return Reply(text, _count(used, "prompt_tokens"), _count(used, "completion_tokens"))


def _count(used: object, name: str) -> int:
    value = used.get(name) if isinstance(used, dict) else None
    return value if isinstance(value, int) and value > 0 else 0


def _refusal(status: int, headers: httpx.Headers) -> LanguageModelError:
    wait = headers.get("Retry-After", "")
    return LanguageModelError(
        wording.refused(status), is_passing=status in _PASSING, wait=float(wait) if wait.isdecimal() else None
    )

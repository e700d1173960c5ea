"""Logs of a serving bot: one JSON object a line, without tokens, texts or names."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from data.settings import Settings

_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")
_QUIET = ("alembic", "httpx", "httpcore", "sentence_transformers", "faiss")
# It logs whole answers of Telegram when they cannot be read; what matters of them is logged where they are handled.
_SILENT = "telegram"


class JsonLines(logging.Formatter):
    """A record as one line; whatever looks like a bot's token is left out."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": moment, "level": record.levelname, "room": record.name, "what": record.getMessage()}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        text = json.dumps(line, ensure_ascii=False)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return _TOKEN.sub("…", text)


def log_as_json(settings: Settings, level: int = logging.INFO) -> None:
    """Log to standard error from INFO on; libraries that would name addresses only from WARNING on."""
    given = (settings.telegram_bot_token, settings.webhook_secret)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(tuple(secret.get_secret_value() for secret in given if secret)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger(_SILENT).setLevel(logging.CRITICAL)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)

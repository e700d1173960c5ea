"""Logs: what happened, without tokens, texts of users, or names."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from data.settings import Settings

_TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{20,}")
# These log whole URLs at INFO, and a Telegram URL contains the bot's token.
_TALKATIVE = ("alembic", "httpx", "httpcore", "sentence_transformers", "faiss")
# It logs whole answers of Telegram when they cannot be read; what matters of them is logged where they are handled.
_SILENT = "telegram"


def configure_logs(level: int = logging.WARNING) -> None:
    """Log to standard error, one line an event; talkative libraries only from WARNING on."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    _quieten()


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
    """Log to standard error from INFO on, one JSON object a line, as services do."""
    given = (settings.telegram_bot_token, settings.webhook_secret)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(tuple(secret.get_secret_value() for secret in given if secret)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger(_SILENT).setLevel(logging.CRITICAL)
    _quieten()


def _quieten() -> None:
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)

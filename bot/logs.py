"""Logs: what happened, without tokens, texts of users, or names."""

from __future__ import annotations

import logging
import sys

# These log whole URLs at INFO, and a Telegram URL contains the bot's token.
_TALKATIVE = ("httpx", "httpcore", "telegram.ext", "apscheduler", "sentence_transformers", "faiss")


def configure_logs(level: int = logging.WARNING) -> None:
    """Log to standard error, one line an event; talkative libraries only from WARNING on."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)

"""From what was observed of the bot, and of Telegram, to its health. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.health.judging import Check, Health, Probed, judge_archive
from data.wording import health as wording

# Telegram's servers may be away for a minute, and a try may take half of one.
MOST_SILENT_SECONDS = 120.0


def judge(probed: Probed, *, now: float, heard_at: float, is_failing: bool) -> Health:
    """Judge what was observed; `heard_at`: when Telegram was last heard, `is_failing`: whether trying fails since."""
    health = judge_archive(probed, now=now)
    receiving = Check("receiving", _judge_silence(now - heard_at) if is_failing else "")
    return replace(health, checks=(receiving, *health.checks))


def _judge_silence(seconds: float) -> str:
    return wording.nothing_heard(seconds) if seconds >= MOST_SILENT_SECONDS else ""

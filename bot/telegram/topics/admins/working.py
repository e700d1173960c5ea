"""Jobs of administrators: begun, told in the message whose button began them, stopped; every deed is noted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.telegram.calls import Call, answer_press, button, edit
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import first, plain
from bot.telegram.upkeep.jobs import Job
from bot.telegram.upkeep.work import Result, Task
from data.store import AdminAction
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording

logger = logging.getLogger(__name__)

Payload = Mapping[str, Any]


def note(desk: Desk, incoming: Incoming, action: str, detail: str = "") -> None:
    """Keep who did what, and when."""
    desk.app.store.actions.put(AdminAction(desk.clock(), incoming.user, action, detail))
    logger.info("administrator %s: %s", incoming.user, action)


def begin(desk: Desk, incoming: Incoming, task: Task, show_result: Callable[[Result], str]) -> list[Call]:
    """Start a job and say so where its button was; a second press, or a second job, changes nothing."""
    language, message = desk.language(incoming), incoming.message or 0
    payload = {"chat": incoming.chat, "message": message, "language": language, "again": incoming.text}

    def show_progress(stage: str, done: int, total: int | None) -> Call:
        name = keeping_wording.STAGES[stage].say(language)
        how_far = keeping_wording.OF_TOTAL.say(language, done=_digits(done, language), total=_digits(total, language))
        return _tell(payload, f"{name}: {how_far if total else _digits(done, language)}", _stop_button(language))

    def show_failed(reason: str | None) -> Call:
        said = keeping_wording.JOB_FAILED.say(language, reason=reason) if reason else wording.FAILED.say(language)
        return _tell(payload, said, _again_button(payload))

    job = Job(
        task,
        incoming.user,
        payload,
        show_progress,
        show_result=lambda result: [_tell(payload, show_result(result))],
        show_stopped=lambda: _tell(payload, keeping_wording.JOB_STOPPED.say(language), _again_button(payload)),
        show_failed=show_failed,
    )
    if not desk.jobs.start(job):
        return [answer_press(incoming.press, keeping_wording.BUSY.say(language), alert=True)]
    return [answer_press(incoming.press), _tell(payload, keeping_wording.WORKING.say(language), _stop_button(language))]


def tell_interrupted(payload: Payload) -> Call:
    """What the message of a job says whose end nobody saw: the bot went down."""
    return _tell(payload, keeping_wording.JOB_INTERRUPTED.say(payload["language"]), _again_button(payload))


def _tell(payload: Payload, text: str, *keys: dict[str, Any]) -> Call:
    return edit(payload["chat"], payload["message"], first([plain(text)]), keyboard=[keys] if keys else ())


def _stop_button(language: str) -> dict[str, Any]:
    return button(f"■ {keeping_wording.STOP.say(language)}", "u:stop")


def _again_button(payload: Payload) -> dict[str, Any]:
    return button(f"↻ {keeping_wording.AGAIN.say(payload['language'])}", payload["again"])


def _digits(number: int | None, language: str) -> str:
    shown = f"{number or 0:,}"
    return shown if language == "en" else shown.replace(",", ".")


def stop(desk: Desk, incoming: Incoming) -> list[Call]:
    """Ask the running job to stop."""
    note(desk, incoming, "stop")
    said = keeping_wording.STOPPING if desk.jobs.stop() else keeping_wording.JOB_NONE
    return [answer_press(incoming.press, said.say(desk.language(incoming)))]

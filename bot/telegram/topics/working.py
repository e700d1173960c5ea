"""Jobs of administrators: begun, told in the message whose button began them, stopped; every deed is noted."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.telegram.calls import Call, answer_press, button, edit
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming
from bot.telegram.jobs import Job
from bot.telegram.markup import first, plain
from data.store import AdminAction
from data.wording import telegram as wording
from retrieval.ingest import Progress

logger = logging.getLogger(__name__)

Work = Callable[[Progress], list[Call]]


def note(desk: Desk, incoming: Incoming, action: str, detail: str = "") -> None:
    """Keep who did what, and when."""
    desk.app.store.actions.put(AdminAction(desk.clock(), incoming.user, action, detail))
    logger.info("administrator %s: %s", incoming.user, action)


def begin(desk: Desk, incoming: Incoming, work: Work) -> list[Call]:
    """Start a job and say so where its button was; a second press, or a second job, changes nothing."""
    language, message = desk.language(incoming), incoming.message or 0
    stop = [[button(f"■ {wording.STOP.say(language)}", "u:stop")]]

    def tell(text: str, *, can_stop: bool = False) -> Call:
        return edit(incoming.chat, message, first([plain(text)]), keyboard=stop if can_stop else ())

    def show_progress(stage: str, done: int, total: int | None) -> Call:
        name = wording.STAGES[stage].say(language)
        return tell(wording.PROGRESS.say(language, stage=name, done=done, total=total or "?"), can_stop=True)

    job = Job(
        work,
        show_progress,
        lambda: tell(wording.JOB_STOPPED.say(language)),
        lambda reason: tell(
            wording.JOB_FAILED.say(language, reason=reason) if reason else wording.FAILED.say(language)
        ),
    )
    if not desk.jobs.start(job):
        return [answer_press(incoming.press, wording.BUSY.say(language), alert=True)]
    return [answer_press(incoming.press, wording.WORKING.say(language))]


def stop(desk: Desk, incoming: Incoming) -> list[Call]:
    """Ask the running job to stop."""
    note(desk, incoming, "stop")
    said = wording.STOPPING if desk.jobs.stop() else wording.JOB_NONE
    return [answer_press(incoming.press, said.say(desk.language(incoming)))]

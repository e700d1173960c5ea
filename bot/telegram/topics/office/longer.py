"""Files that take longer: made beside the bot, told in the message whose button began it, stopped on request."""

from __future__ import annotations

import base64

from bot.telegram.calls import Call, File, answer_press, button, edit, send_document
from bot.telegram.desk import Desk, reply_target
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import first, plain
from bot.telegram.topics.office.making import MOST_BYTES, write_down
from bot.telegram.upkeep.jobs import Job
from bot.telegram.upkeep.personal import PersonalJobs
from bot.telegram.upkeep.work import TAKE, Result, Task
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording
from data.wording import telegram_office as office_wording
from retrieval.takeaway.writing import Order


def begin(desk: Desk, personal: PersonalJobs, incoming: Incoming, order: Order, chosen: str) -> list[Call]:
    """Begin to make a file; a second press, or a second file of the same person, changes nothing."""
    job = _make_job(desk, incoming, order, chosen)
    language = desk.language(incoming)
    if not personal.start(job):
        return [answer_press(incoming.press, office_wording.BUSY.say(language), alert=True)]
    stop = [button(f"■ {keeping_wording.STOP.say(language)}", "k:s:")]
    said = keeping_wording.WORKING.say(language)
    return [answer_press(incoming.press), edit(incoming.chat, incoming.message or 0, said, keyboard=[stop])]


def stop(desk: Desk, incoming: Incoming) -> list[Call]:
    """Stop the file that is being made for whoever pressed."""
    is_stopping = desk.personal is not None and desk.personal.stop(incoming.user)
    said = keeping_wording.STOPPING if is_stopping else keeping_wording.JOB_NONE
    return [answer_press(incoming.press, said.say(desk.language(incoming)))]


def caption_of(order: Order, chosen: str, language: str) -> str:
    """What stands under a file, as HTML."""
    return first([plain(office_wording.CAPTIONS[order.what].say(language, chosen=chosen[:500]))])


def _make_job(desk: Desk, incoming: Incoming, order: Order, chosen: str) -> Job:
    language, message = desk.language(incoming), incoming.message or 0
    again = [button(f"↻ {keeping_wording.AGAIN.say(language)}", incoming.text)]
    stop = [button(f"■ {keeping_wording.STOP.say(language)}", "k:s:")]

    def tell(text: str, *rows: list[dict[str, str]]) -> Call:
        return edit(incoming.chat, message, first([plain(text)]), keyboard=rows)

    def show_result(result: Result) -> list[Call]:
        file = File(result["name"], base64.b64decode(result["content"]))
        if len(file.content) > MOST_BYTES:
            return [tell(office_wording.TOO_LARGE.say(language))]
        caption, target = caption_of(order, chosen, language), reply_target(incoming)
        sent = send_document(incoming.chat, file, caption, topic=incoming.topic, reply_to=target)
        return [tell(office_wording.MADE.say(language, chosen=chosen)), sent]

    def show_failed(reason: str | None) -> Call:
        said = office_wording.FAILED.say(language, reason=reason) if reason else wording.FAILED.say(language)
        return tell(said, again)

    return Job(
        Task(TAKE, write_down(order, chosen)),
        incoming.user,
        {"chat": incoming.chat, "message": message, "language": language, "again": incoming.text},
        show_progress=lambda _, done, __: tell(office_wording.MAKING.say(language, count=done), stop),
        show_result=show_result,
        show_stopped=lambda: tell(office_wording.STOPPED.say(language), again),
        show_failed=show_failed,
    )

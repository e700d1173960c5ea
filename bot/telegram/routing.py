"""Which handler takes what: the only place that knows them all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from bot.telegram.calls import Call, answer_press
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming, What
from bot.telegram.limits import Verdict
from bot.telegram.topics import account, asking, details
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

Handler = Callable[[Desk, Incoming], list[Call]]
PressHandler = Callable[[Desk, Incoming, str], list[Call]]

COMMANDS: Mapping[str, Handler] = {
    "start": account.greet,
    "help": account.help_person,
    "bantuan": account.help_person,
    "tanya": asking.answer_question,
    "ulang": asking.forget_conversation,
    "bahasa": account.choose_language,
    "privasi": account.explain_privacy,
    "hapusdata": account.offer_deletion,
}
PRESSES: Mapping[str, PressHandler] = {
    "v": details.show_view,
    "o": details.ask_about_other,
    "f": details.rate_answer,
    "l": account.set_language,
    "p": account.delete_data,
}


def handle(desk: Desk, incoming: Incoming, verdict: str) -> list[Call]:
    """The calls that answer an update; whatever goes wrong, one polite sentence."""
    try:
        if verdict != Verdict.ANSWER:
            return _slow_down(desk, incoming, verdict)
        return _route(desk, incoming)
    except Exception:
        # Without the text: logs hold nothing that people wrote.
        logger.exception("a %s update failed", incoming.what)
        return _apologise(desk, incoming)


def _route(desk: Desk, incoming: Incoming) -> list[Call]:
    match incoming.what:
        case What.TEXT:
            return asking.answer_question(desk, incoming)
        case What.COMMAND:
            return _run_command(desk, incoming)
        case What.PRESS:
            return _press(desk, incoming)
        case What.GONE:
            return account.forget_person(desk, incoming)
        case What.FILE | What.OTHER:
            return desk.say(incoming, wording.ONLY_TEXT)
        case _:
            return []


def _run_command(desk: Desk, incoming: Incoming) -> list[Call]:
    handler = COMMANDS.get(incoming.command)
    if handler is None:
        # In a group it may be meant for another bot.
        return desk.say(incoming, wording.UNKNOWN_COMMAND) if incoming.is_private else []
    return handler(desk, incoming)


def _press(desk: Desk, incoming: Incoming) -> list[Call]:
    code, _, data = incoming.text.partition(":")
    handler = PRESSES.get(code)
    return handler(desk, incoming, data) if handler else details.expired(desk, incoming)


def _slow_down(desk: Desk, incoming: Incoming, verdict: str) -> list[Call]:
    if incoming.what is What.PRESS:
        said = wording.SLOW_DOWN.say(desk.language(incoming)) if verdict == Verdict.NOTICE else ""
        return [answer_press(incoming.press, said)]
    return desk.say(incoming, wording.SLOW_DOWN) if verdict == Verdict.NOTICE else []


def _apologise(desk: Desk, incoming: Incoming) -> list[Call]:
    said = wording.FAILED.say("en" if incoming.language.startswith("en") else wording.DEFAULT_LANGUAGE)
    if incoming.what is What.PRESS:
        return [answer_press(incoming.press, said)]
    return desk.reply(incoming, said) if incoming.what is not What.INLINE else []

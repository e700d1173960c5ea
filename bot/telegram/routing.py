"""Which handler takes what: the only place that knows them all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from bot.telegram.calls import Call, answer_press
from bot.telegram.delivery.limits import Verdict
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming, What
from bot.telegram.subscriptions import asking as following
from bot.telegram.topics import account, asking, browsing, details, inline, people, privately, receipts, reporting
from bot.telegram.topics.admins import aliases, correcting, inviting, keeping, model, sources, upkeep
from bot.telegram.topics.office import statistics, taking
from data.errors import ConnectionLostError
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

Handler = Callable[[Desk, Incoming], list[Call]]
PressHandler = Callable[[Desk, Incoming, str], list[Call]]

COMMANDS: Mapping[str, Handler] = {
    "start": privately.start,
    "help": account.help_person,
    "bantuan": account.help_person,
    "tanya": asking.answer_question,
    "rapat": browsing.browse_meetings,
    "statistik": statistics.draw_statistics,
    "orang": people.describe_person,
    "artikel": browsing.describe_article,
    "rekap": taking.recapitulate,
    "kliping": taking.clip_news,
    "laporan": taking.report_meeting,
    "bukti": receipts.show_or_ask,
    "ikuti": following.follow,
    "ikutan": following.list_followed,
    "ulang": asking.forget_conversation,
    "bahasa": account.choose_language,
    "privasi": account.explain_privacy,
    "hapusdata": account.offer_deletion,
}
PRESSES: Mapping[str, PressHandler] = {
    "v": details.show_view,
    "o": details.ask_about_other,
    "f": details.rate_answer,
    "m": browsing.turn_meetings,
    "n": browsing.turn_months,
    "r": browsing.turn_regions,
    "a": browsing.turn_article,
    "e": browsing.open_article,
    "k": taking.take,
    "ik": following.decide,
    "or": people.turn_person,
    "l": account.set_language,
    "p": account.delete_data,
    "w": reporting.take_report,
}

ADMIN_COMMANDS: Mapping[str, Handler] = {
    "tambah": keeping.offer_articles,
    "status": upkeep.show_status,
    "model": model.show_or_switch,
    "perbarui": upkeep.offer_renewal,
    "hapus": upkeep.offer_removal,
    "sumber": sources.show_or_follow,
    "pertanyaan": upkeep.list_unanswered,
    "umpanbalik": upkeep.list_feedback,
    "undang": inviting.invite,
    "koreksi": correcting.show_queue,
    "alias": aliases.show_aliases,
}
ADMIN_PRESSES: Mapping[str, PressHandler] = {
    "t": keeping.decide_on_draft,
    "s": sources.decide,
    "u": upkeep.renew,
    "d": upkeep.remove,
    "g": inviting.decide_on_guests,
    "y": correcting.decide,
    "al": aliases.decide_on_aliases,
}


def handle(desk: Desk, incoming: Incoming, verdict: str) -> list[Call]:
    """The calls that answer an update; whatever goes wrong, one polite sentence.

    ConnectionLostError where the database cannot be reached: then the sentence could not be kept either.
    """
    try:
        if incoming.what is not What.GONE and not desk.is_admitted(incoming):
            return inviting.meet_stranger(desk, incoming, verdict)
        if verdict != Verdict.ANSWER:
            return _slow_down(desk, incoming, verdict)
        return ROUTES[incoming.what](desk, incoming)
    except ConnectionLostError:
        raise
    except Exception:
        # Without the text: logs hold nothing that people wrote.
        logger.exception("a %s update failed", incoming.what)
        return _apologise(desk, incoming)


def _take_text(desk: Desk, incoming: Incoming) -> list[Call]:
    if desk.is_admin(incoming.user) and incoming.is_private and not incoming.is_edit:
        if keeping.is_correcting(desk, incoming):
            return keeping.take_correction(desk, incoming)
        if correcting.is_deciding(desk, incoming):
            return correcting.take_text(desk, incoming)
        if keeping.is_forwarded_article(incoming):
            return keeping.offer_forwarded(desk, incoming)
    if not incoming.is_edit and reporting.is_reporting(desk, incoming):
        return reporting.take_sentence(desk, incoming)
    return asking.answer_question(desk, incoming)


def _take_file(desk: Desk, incoming: Incoming) -> list[Call]:
    # A stranger's file is never fetched: nothing behind this line reads it.
    if not desk.is_admin(incoming.user):
        return desk.say(incoming, wording.FILE_NOT_WANTED)
    return keeping.offer_articles(desk, incoming)


def _run_command(desk: Desk, incoming: Incoming) -> list[Call]:
    if receipts.is_led_here(incoming):
        return receipts.show_started(desk, incoming)
    if handler := COMMANDS.get(incoming.command):
        return handler(desk, incoming)
    if handler := ADMIN_COMMANDS.get(incoming.command):
        return _run_admin_command(desk, incoming, handler)
    # In a group it may be meant for another bot.
    return desk.say(incoming, wording.UNKNOWN_COMMAND) if incoming.is_private else []


def _run_admin_command(desk: Desk, incoming: Incoming, handler: Handler) -> list[Call]:
    if not desk.is_admin(incoming.user):
        return upkeep.refuse(desk, incoming)
    if not incoming.is_private:
        return desk.say(incoming, wording.GROUP_PRIVATE_ONLY)
    return handler(desk, incoming)


def _press(desk: Desk, incoming: Incoming) -> list[Call]:
    code, _, data = incoming.text.partition(":")
    if handler := PRESSES.get(code):
        return handler(desk, incoming, data)
    if handler := ADMIN_PRESSES.get(code):
        return handler(desk, incoming, data) if desk.is_admin(incoming.user) else upkeep.refuse(desk, incoming)
    return details.expired(desk, incoming)


def _decline(desk: Desk, incoming: Incoming) -> list[Call]:
    return desk.say(incoming, wording.ONLY_TEXT)


ROUTES: Mapping[What, Handler] = {
    What.TEXT: _take_text,
    What.COMMAND: _run_command,
    What.PRESS: _press,
    What.INLINE: inline.answer_inline,
    What.FILE: _take_file,
    What.OTHER: _decline,
    What.GONE: account.forget_person,
}


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

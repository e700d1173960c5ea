"""Who may ask: invitations made, opened and withdrawn, and a polite word to everybody else."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from bot.telegram.calls import Call, answer_press, button
from bot.telegram.delivery.limits import Verdict
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming, What
from bot.telegram.topics.account import greet
from bot.telegram.topics.admins.working import note
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import show_here
from bot.telegram.topics.details import expired
from bot.telegram.topics.inline import offer
from bot.telegram.topics.privately import OPENING
from bot.telegram.views.answers import Page
from bot.telegram.views.guests import link_to, show_guests, show_opening
from data.store import Guest, Invitation
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording

VALID_DAYS = 7
_LIST = "daftar"
_CODE_BYTES = 16
_CODE = re.compile(r"[\w-]{1,64}", re.ASCII)  # what a link's start parameter may hold
_CHOICE = re.compile(r"(?P<deed>list|link|guest|open|sure):(?P<number>\d{1,15})", re.ASCII)
_SAID_AGAIN_AFTER = timedelta(hours=1)


def invite(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/undang`: a new invitation as a link; `/undang daftar`: who is invited."""
    if incoming.text.casefold() == _LIST:
        return send_pages(incoming, [_page(desk, incoming, 0)])
    language, code = desk.language(incoming), secrets.token_urlsafe(_CODE_BYTES)
    desk.app.store.guests.invite(code, by=incoming.user, expires_at=desk.clock() + timedelta(days=VALID_DAYS))
    note(desk, incoming, "undang")
    said = keeping_wording.INVITATION.say(language, days=VALID_DAYS, link=link_to(desk.me.username, code))
    row = [button(keeping_wording.LIST_GUESTS.say(language), "g:list:0")]
    return desk.reply(incoming, *said.split("\n"), keyboard=[row])


def decide_on_guests(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press under who is invited: turn a page, withdraw one, or open the bot to everybody."""
    found = _CHOICE.fullmatch(data)
    if found is None:
        return expired(desk, incoming)
    guests, number = desk.app.store.guests, int(found["number"])
    match found["deed"]:
        case "list":
            return show_here(desk, incoming, _page(desk, incoming, number))
        case "open":
            return show_here(desk, incoming, show_opening(desk.language(incoming)))
        case "link":
            guests.withdraw_invitation(number, now=desk.clock())
        case "guest":
            guests.withdraw_guest(number)
        case "sure":
            guests.open()
    note(desk, incoming, "undang", data)
    return show_here(desk, incoming, _page(desk, incoming, 0))


def meet_stranger(desk: Desk, incoming: Incoming, verdict: str) -> list[Call]:
    """Let in who opens an invitation, in private; tell anybody else, once an hour, that the bot answers others."""
    is_opening = incoming.command == "start" and incoming.is_private and bool(_CODE.fullmatch(incoming.text))
    is_opening = is_opening and not OPENING.fullmatch(incoming.text)
    if not is_opening or verdict != Verdict.ANSWER:
        return _refuse(desk, incoming, wording.CLOSED, "refused_at")
    if desk.app.store.guests.admit(incoming.user, incoming.text, now=desk.clock()):
        return [*desk.say(incoming, wording.ADMITTED), *greet(desk, incoming)]
    return _refuse(desk, incoming, wording.INVITATION_OVER, "sent_away_at")


def _refuse(desk: Desk, incoming: Incoming, phrase: wording.Phrase, name: str) -> list[Call]:
    language = desk.language(incoming)
    if incoming.what is What.INLINE:
        return [offer(incoming, [], instead=wording.CLOSED_INLINE.say(language))]
    is_due = _is_due(desk, incoming.user, name)
    if incoming.what is What.PRESS:
        return [answer_press(incoming.press, phrase.say(language) if is_due else "")]
    return desk.say(incoming, phrase) if is_due else []


def _is_due(desk: Desk, user: int, name: str) -> bool:
    """Whether a person has not been told for an hour; then this counts as told."""
    now, told = desk.clock(), desk.preferences(user).get(name)
    if told and now - datetime.fromisoformat(told) < _SAID_AGAIN_AFTER:
        return False
    desk.set_preference(user, name, now.isoformat())
    return True


def _page(desk: Desk, incoming: Incoming, number: int) -> Page:
    guests, allowed = desk.app.store.guests, desk.app.settings.allowed
    invited: list[Invitation | Guest] = [*guests.invitations(now=desk.clock()), *guests.guests()]
    is_closed, bot = guests.is_closed(), desk.me.username
    return show_guests(
        invited,
        number,
        desk.language(incoming),
        bot=bot,
        is_closed=is_closed or bool(allowed),
        can_open=is_closed and not allowed,
    )

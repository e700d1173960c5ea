"""Who is invited, as pages that are turned in place, with a button to withdraw each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.telegram.calls import button
from bot.telegram.markup import Block, bold, first, plain
from bot.telegram.views.answers import Page
from data.store import Guest, Invitation
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording

PER_PAGE = 6
_PER_ROW = 3


def link_to(bot: str, code: str) -> str:
    """The address that opens an invitation to the bot of that name."""
    return f"https://t.me/{bot}?start={code}"


def show_guests(
    invited: Sequence[Invitation | Guest], page: int, language: str, *, bot: str, is_closed: bool, can_open: bool
) -> Page:
    """One page of invitations and guests; `can_open`: whether it is they alone that close the bot to others."""
    pages = max(1, -(-len(invited) // PER_PAGE))
    page = min(page, pages - 1)
    shown = list(enumerate(invited, start=1))[page * PER_PAGE : (page + 1) * PER_PAGE]
    blocks: list[Block] = [(bold(keeping_wording.GUESTS.say(language)),)]
    blocks += [plain(f"{number}. {_line(one, language, bot)}") for number, one in shown]
    if not invited:
        blocks.append(plain(keeping_wording.NO_GUESTS.say(language)))
    others = keeping_wording.CLOSED_TO_OTHERS if is_closed else keeping_wording.OPEN_TO_ALL
    blocks += [plain(""), plain(others.say(language))]
    keys = [button(keeping_wording.WITHDRAW.say(language, number=number), _withdrawal(one)) for number, one in shown]
    rows = [keys[place : place + _PER_ROW] for place in range(0, len(keys), _PER_ROW)]
    turns = [button("◀", f"g:list:{page - 1}")] if page else []
    turns += [button(f"▶ {page + 2}/{pages}", f"g:list:{page + 1}")] if page + 1 < pages else []
    last = [button(keeping_wording.OPEN.say(language), "g:open:0")] if can_open else []
    return Page(first(blocks), [row for row in (*rows, turns, last) if row])


def show_opening(language: str) -> Page:
    """Whether the bot shall be open to everybody, asked once more."""
    row = [button(keeping_wording.OPEN_YES.say(language), "g:sure:0")]
    row.append(button(wording.CANCEL.say(language), "g:list:0"))
    return Page(first([plain(keeping_wording.OPEN_SURE.say(language))]), [row])


def _line(one: Invitation | Guest, language: str, bot: str) -> str:
    if isinstance(one, Guest):
        return keeping_wording.GUEST.say(language, user=one.user, since=_moment(one.since))
    return keeping_wording.INVITED.say(language, link=link_to(bot, one.code), until=_moment(one.expires_at))


def _withdrawal(one: Invitation | Guest) -> str:
    return f"g:guest:{one.user}" if isinstance(one, Guest) else f"g:link:{one.id}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"

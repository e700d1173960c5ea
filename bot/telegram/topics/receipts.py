"""/bukti: what an answer stood on, and whether the archive still answers the same."""

from __future__ import annotations

from bot.receipts import look_up
from bot.telegram.calls import Call
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.views.receipts import show_receipt
from data.wording import receipts as wording

# As in t.me/BOT?start=bukti_CODE, and as a command that is tapped: /bukti_CODE.
PREFIX = "bukti_"


def show_or_ask(desk: Desk, incoming: Incoming) -> list[Call]:
    """Tell the receipt of `/bukti CODE`."""
    return _show(desk, incoming, incoming.text) if incoming.text else desk.say(incoming, wording.WHICH)


def show_started(desk: Desk, incoming: Incoming) -> list[Call]:
    """Tell the receipt that a link led to: `/start bukti_CODE`, or `/bukti_CODE` as it is."""
    given = incoming.text if incoming.command == "start" else incoming.command
    return _show(desk, incoming, given.removeprefix(PREFIX))


def is_led_here(incoming: Incoming) -> bool:
    """Whether a command is one that leads to a receipt by its own words."""
    given = incoming.text if incoming.command == "start" else incoming.command
    return given.startswith(PREFIX)


def _show(desk: Desk, incoming: Incoming, typed: str) -> list[Call]:
    receipt = look_up(desk.app, typed)
    if receipt is None:
        return desk.say(incoming, wording.LEADS_NOWHERE, days=desk.app.settings.retention_days)
    return desk.reply(incoming, *show_receipt(receipt, desk.language(incoming), site=desk.site))

"""From a group to a private chat: the whole of an answer that was short in the group."""

from __future__ import annotations

import re

from bot.telegram.calls import Call, send
from bot.telegram.desk import Desk, key_of
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import Block, italic, plain, split
from bot.telegram.topics.account import greet
from bot.telegram.topics.asking import find_page, led_to, remember
from bot.telegram.topics.attendance import find_people
from bot.telegram.topics.details import quotes_of
from bot.telegram.views.answers import Stored, show_people, show_text
from data.store import StoredQuestion
from data.wording import telegram as wording

OPENING = re.compile(r"j_(?P<receipt>[0-9A-Za-z]{4,16})", re.ASCII)
"""What a link to an answer starts the bot with; the code of an invitation is longer."""


def start(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/start`: a greeting, or in private the answer that a link of a group leads to."""
    found = OPENING.fullmatch(incoming.text)
    return _open(desk, incoming, found["receipt"]) if found and incoming.is_private else greet(desk, incoming)


def _open(desk: Desk, incoming: Incoming, receipt: str) -> list[Call]:
    stored = desk.app.store.questions.find_receipt(receipt)
    # Codes can be tried out: what somebody asked in private, or another door, is not opened by one.
    if stored is None or not stored.asked.conversation.startswith("telegram:-"):
        return desk.say(incoming, wording.ANSWER_GONE)
    # What is asked next may lean on it, as it did in the group.
    remember(desk, key_of(incoming), led_to(desk, stored.id))
    return [send(incoming.chat, part) for part in split(_tell(desk, stored, desk.language(incoming)))]


def _tell(desk: Desk, stored: StoredQuestion, language: str) -> list[Block]:
    answer: Stored = stored.asked.answer
    text = show_text(answer, language, page=find_page(desk, answer, language))
    blocks: list[Block] = [(italic(stored.asked.question),), plain(""), *text]
    if answer["facts"]:
        blocks += [plain(""), *quotes_of(desk, answer, language)]
    if people := find_people(desk, answer):
        blocks += [
            plain(""),
            *show_people(answer["meeting"]["name"], [(one.fact, one.sources) for one in people], language),
        ]
    return blocks

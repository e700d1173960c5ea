"""What is answered to those who greet or thank and ask nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.telegram.desk import Desk
from bot.telegram.markup import Block, plain, split
from bot.telegram.views.answers import Page
from data.store import MeetingFilter
from data.wording import telegram as wording
from retrieval.answering.answer import Status
from retrieval.answering.answers import courtesies
from retrieval.answering.answers.courtesies import asks_help, is_courtesy, is_greeting
from retrieval.language.regions import region

_WORD = re.compile(r"[^\W\d_]+")
_MOST_EXAMPLES = 3
_MOST_MEETINGS = 2000
_REGENCY_DIGITS = 4


def asks_nothing(text: str) -> bool:
    """Whether a text that was not understood is none that somebody wants answered."""
    return not _WORD.search(text) or is_greeting(text) or courtesies.asks_nothing(text)


def respond(desk: Desk, text: str, language: str) -> list[Page]:
    """A friendly word to a text that asks nothing; nothing where it may ask something."""
    if is_greeting(text) or asks_help(text):
        return [Page(part, []) for part in split(introduce(desk, language))]
    return [Page(part, []) for part in split([plain(wording.WELCOME.say(language))])] if is_courtesy(text) else []


def introduce(desk: Desk, language: str) -> list[Block]:
    """What the bot is for, with questions to try."""
    blocks = [plain(wording.START.say(language)), plain("")]
    if examples := find_examples(desk):
        blocks += [plain(wording.TRY.say(language)), *(plain(f"• {example}") for example in examples), plain("")]
    return [*blocks, plain("/bantuan")]


def find_examples(desk: Desk) -> Sequence[str]:
    """Questions that this very archive answers: ours, else about the regions of most of its meetings."""
    engine = desk.app.engine
    if ours := [example for example in wording.EXAMPLES if engine.ask(example).status is Status.ANSWERED]:
        return ours
    found = desk.app.store.readings.find_meetings(MeetingFilter(), limit=_MOST_MEETINGS)
    codes = Counter(code[:_REGENCY_DIGITS] for item in found for code in item.meeting.regions)
    places = [place.name for code, _ in codes.most_common(2 * _MOST_EXAMPLES) if (place := region(code))]
    return [wording.EXAMPLE_OF_REGION.format(region=name) for name in list(dict.fromkeys(places))[:_MOST_EXAMPLES]]

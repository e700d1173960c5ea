"""Two people who may be one, side by side, and what was decided of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.telegram.calls import button
from bot.telegram.markup import Block, Run, bold, first, plain
from bot.telegram.views.answers import Page, day_of
from data.article import Article
from data.wording import people as people_wording
from data.wording import telegram as wording
from data.wording import telegram_people as person_wording
from data.wording.answers import shorten
from retrieval.people.deeds import Deed, DeedKind
from retrieval.people.profile import Profile, say_region

_MOST_LINES = 4
_LONGEST_QUOTE = 250

Side = tuple[Profile, Sequence[Deed], Sequence[tuple[Article, int, int]]]
"""One of two people: what is known of them, what they did, and where they are named."""


def show_suspects(one: Side, other: Side, language: str) -> Page:
    """Both with offices, meetings and quotes; buttons to decide."""
    blocks: list[Block] = [(bold(person_wording.SUSPECTS.say(language)),)]
    for number, side in enumerate((one, other), start=1):
        blocks += [plain(""), *_side(number, side, language)]
    pair = f"{one[0].person}:{other[0].person}"
    choices = {"same": person_wording.SAME, "apart": person_wording.DIFFERENT, "skip": person_wording.SKIP}
    row = [button(phrase.say(language), f"al:{deed}:{pair}") for deed, phrase in choices.items()]
    return Page(first(blocks), [row])


def show_verdict(text: str, deed: str, pair: tuple[int, int], language: str) -> Page:
    """What was decided, with a button to undo it and one to go on."""
    place = f"{pair[0]}:{pair[1]}"
    row = [button(person_wording.UNDO.say(language), f"al:{deed}:{place}")] if deed else []
    row.append(button(person_wording.NEXT.say(language), f"al:skip:{place}"))
    return Page(first([plain(text)]), [row])


def _side(number: int, side: Side, language: str) -> list[Block]:
    profile, deeds, places = side
    name = people_wording.person(shorten(profile.name), say_region(profile.region))
    blocks: list[Block] = [(bold(f"{number}. {name}"),)]
    for tenure in profile.tenures[:_MOST_LINES]:
        days = people_wording.span(*(day_of(day) or "" for day in tenure.days)) if tenure.days else None
        title = shorten(tenure.office) or people_wording.NO_OFFICE
        blocks.append(plain(f"• {people_wording.office(title, days=days, doubt=tenure.doubt.value)}"))
    meetings = [deed for deed in deeds if deed.kind is DeedKind.MEETING]
    if meetings:
        blocks.append(plain(person_wording.SECTIONS["meeting"].say(language, count=len(meetings))))
    for deed in meetings[:_MOST_LINES]:
        blocks.append(plain(f"• {shorten(deed.text)} ({day_of(deed.day) or wording.UNDATED.say(language)})"))
    for article, start, end in places[:2]:
        quote = " ".join(article.text[start:end].split())[:_LONGEST_QUOTE]
        blocks.append((Run(quote, "quote"), Run(f"\n— {article.publisher or article.id}")))
    return blocks

"""What is followed, and digests, as messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.telegram.calls import button
from bot.telegram.markup import Block, Run, bold, first, italic, linked, plain, split
from bot.telegram.views.answers import Page
from data.article import Article
from data.subscription import Aim, Follower, Rhythm, Subscription, Target
from data.wording import telegram_subscriptions as wording
from data.wording.answers import shorten
from retrieval.language.regions import region
from retrieval.subscriptions.digest import Digest, Entry
from retrieval.subscriptions.timing import DEFAULT_ZONE, DIGEST_HOUR

_MOST_SOURCES = 3
_LONGEST_NAME, _LONGEST_LABEL, _LONGEST_PUBLISHER = 80, 40, 40


def show_subscription(one: Subscription, follower: Follower, language: str, *, is_elsewhere: bool) -> Page:
    """One thing that is followed, when it is told, and buttons for that."""
    zone = follower.zone or DEFAULT_ZONE
    head = wording.FOLLOWED.say(language, name=name_target(one.target), aim=wording.AIMS[one.target.aim].say(language))
    blocks: list[Block] = [(bold(head),)]
    blocks += [plain(wording.FOLLOWED_ELSEWHERE.say(language, chat=one.chat))] if is_elsewhere else []
    hour = max(DIGEST_HOUR, follower.quiet_until) if follower.quiet_from != follower.quiet_until else DIGEST_HOUR
    blocks.append(plain(wording.WHEN[one.rhythm].say(language, zone=zone, hour=_hour(hour))))
    blocks.append(plain(_say_quiet(follower, language)))
    rhythms = [button(_mark(rhythm, one, language), f"ik:{rhythm}:{one.id}") for rhythm in Rhythm]
    more = [
        button(wording.CHANGE_ZONE.say(language, zone=zone), f"ik:zone:{one.id}"),
        button(wording.CHANGE_QUIET.say(language), f"ik:quiet:{one.id}"),
        button(wording.END.say(language), f"ik:end:{one.id}"),
    ]
    sheet = (
        [[button(_tick(wording.SHEET.say(language), one.has_sheet), f"ik:sheet:{one.id}")]]
        if may_have_sheet(one)
        else []
    )
    return Page(first(blocks), [rhythms, *sheet, more])


def may_have_sheet(one: Subscription) -> bool:
    """Whether a sheet may go with the news: a week of a region makes one."""
    return one.rhythm is Rhythm.WEEKLY and one.target.aim is Aim.REGION


def show_followed(followed: Sequence[Subscription], language: str, *, chat: int) -> Page:
    """All that is followed, each with a button that shows it and one that ends it."""
    if not followed:
        return Page(first([plain(wording.NOTHING.say(language))]), [])
    blocks: list[Block] = [(bold(wording.LIST.say(language)),)]
    for number, one in enumerate(followed, start=1):
        aim, rhythm = wording.AIMS[one.target.aim].say(language), wording.RHYTHMS[one.rhythm].say(language)
        name = name_target(one.target)
        line = wording.ITEM.say(language, number=number, name=name, aim=aim, rhythm=rhythm.casefold())
        elsewhere = f", {wording.ELSEWHERE.say(language, chat=one.chat)}" if one.chat != chat else ""
        blocks.append(plain(line + elsewhere))
    return Page(first(blocks), [_manage(number, one) for number, one in enumerate(followed, start=1)])


def show_digest(digest: Digest, language: str) -> list[str]:
    """What is told at once, as HTML; one message unless names are very long."""
    blocks: list[Block] = [(bold(wording.DIGEST.say(language)),)]
    for section in digest.sections:
        blocks += [plain(""), (bold(name_target(section.target)),)]
        for entry in section.new:
            blocks += [plain(f"• {entry.line}"), *_sources(entry.articles)]
        if section.corrected:
            blocks.append((italic(wording.CORRECTED.say(language)),))
        for entry in section.corrected:
            blocks += _show_corrected(entry, language)
    if digest.more:
        blocks += [plain(""), plain(wording.MORE.say(language, count=digest.more))]
    return split([*blocks, plain(""), plain(wording.TO_SETTINGS.say(language))])


def name_target(target: Target) -> str:
    """What is followed, by the region's own name, else in the person's words."""
    named = [found.name for code in target.regions if target.aim is Aim.REGION and (found := region(code))]
    return ", ".join(named) or shorten(target.words, _LONGEST_NAME)


def _show_corrected(entry: Entry, language: str) -> list[Block]:
    if not entry.line:
        return [plain(f"• {wording.GONE.say(language, line=entry.before)}")]
    before = (italic(wording.BEFORE.say(language, line=entry.before)),)
    return [plain(f"• {entry.line}"), before, *_sources(entry.articles)]


def _sources(articles: Sequence[Article]) -> list[Block]:
    runs: list[Run] = []
    for article in articles[:_MOST_SOURCES]:
        name = shorten(article.publisher or article.title or article.id, _LONGEST_PUBLISHER)
        runs += [Run(", " if runs else "  "), linked(name, article.url)]
    more = len(articles) - _MOST_SOURCES
    return [(*runs, Run(f" +{more}"))] if more > 0 else [tuple(runs)] if runs else []


def _manage(number: int, one: Subscription) -> list[dict[str, Any]]:
    label = f"{number}. {shorten(name_target(one.target), _LONGEST_LABEL)}"
    return [button(label, f"ik:show:{one.id}"), button(f"✖ {number}", f"ik:drop:{one.id}")]


def _mark(rhythm: Rhythm, one: Subscription, language: str) -> str:
    return _tick(wording.RHYTHMS[rhythm].say(language), rhythm is one.rhythm)


def _tick(name: str, is_chosen: bool) -> str:
    return wording.CHOSEN.format(name=name) if is_chosen else name


def _say_quiet(follower: Follower, language: str) -> str:
    start, end = follower.quiet_from, follower.quiet_until
    if start == end:
        return wording.NEVER_QUIET.say(language)
    return wording.QUIET.say(language, start=_hour(start), end=_hour(end))


def _hour(hour: int) -> str:
    return f"{hour:02d}.00"

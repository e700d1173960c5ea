"""`/ikuti` and `/ikutan`: what a chat is told of, how often, and when not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.telegram.calls import Call
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import ANONYMOUS_ADMIN, Incoming
from bot.telegram.subscriptions.administering import split_chat
from bot.telegram.subscriptions.views import name_target, show_followed, show_subscription
from bot.telegram.topics.account import finish_press
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import show_here
from bot.telegram.topics.details import expired
from bot.telegram.views.answers import Page
from data.subscription import Follower, Rhythm, Subscription
from data.wording import telegram_subscriptions as wording
from retrieval.subscriptions.targets import read_target, split_rhythm
from retrieval.subscriptions.timing import DEFAULT_ZONE, find_zone, zones

MOST_FOLLOWED = 20
"""Subscriptions of one person."""
_QUIET_HOURS = ((21, 6), (22, 5), (20, 7), (0, 0))


def follow(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/ikuti WHAT [how often] [ke @chat]`: follow it, and show when it is told."""
    text, elsewhere = split_chat(incoming.text)
    words, rhythm = split_rhythm(text)
    target = read_target(words, is_person=lambda name: bool(desk.app.store.readings.find_person(name, limit=1)))
    if target is None:
        return desk.say(incoming, wording.FOLLOW_WHAT)
    chat = _find_chat(desk, incoming, elsewhere)
    if not chat:
        return desk.say(incoming, wording.NOT_ADMIN)
    subscriptions, topic = desk.app.store.subscriptions, 0 if elsewhere else incoming.topic
    before = subscriptions.follower(chat, topic)
    zone = (before.zone if before else "") or find_zone(target.regions)
    follower = Follower(chat, topic, zone=zone, language=desk.language(incoming))
    made = subscriptions.follow(
        follower, target, user=_maker(incoming), rhythm=rhythm or Rhythm.DAILY, most=MOST_FOLLOWED
    )
    if made is None:
        return desk.say(incoming, wording.TOO_MANY, most=MOST_FOLLOWED)
    return send_pages(incoming, [_show(desk, incoming, made)])


def list_followed(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/ikutan`: what this chat is told of, for a person also what they let other chats be told."""
    return send_pages(incoming, [_show_list(desk, incoming)])


def decide(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press under what is followed: `deed:number`."""
    deed, _, number = data.partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    one = desk.app.store.subscriptions.get(int(number)) if is_number else None
    if one is None or not _may_decide(desk, incoming, one):
        return expired(desk, incoming)
    if deed in {"end", "drop"}:
        return _end(desk, incoming, one, is_listed=deed == "drop")
    if deed not in _DEEDS:
        return expired(desk, incoming)
    _DEEDS[deed](desk, one)
    changed = desk.app.store.subscriptions.get(one.id) or one
    return show_here(desk, incoming, _show(desk, incoming, changed))


def _end(desk: Desk, incoming: Incoming, one: Subscription, *, is_listed: bool) -> list[Call]:
    desk.app.store.subscriptions.end(one.id)
    if is_listed:
        return show_here(desk, incoming, _show_list(desk, incoming))
    return finish_press(incoming, wording.ENDED.say(desk.language(incoming), name=name_target(one.target)))


def _turn_zone(desk: Desk, one: Subscription) -> None:
    follower, names = _follower(desk, one), list(zones())
    at = names.index(follower.zone or DEFAULT_ZONE)
    desk.app.store.subscriptions.set_follower(replace(follower, zone=names[(at + 1) % len(names)]))


def _turn_quiet(desk: Desk, one: Subscription) -> None:
    follower = _follower(desk, one)
    now = (follower.quiet_from, follower.quiet_until)
    at = _QUIET_HOURS.index(now) if now in _QUIET_HOURS else -1
    start, end = _QUIET_HOURS[(at + 1) % len(_QUIET_HOURS)]
    desk.app.store.subscriptions.set_follower(replace(follower, quiet_from=start, quiet_until=end))


def _set_rhythm(rhythm: Rhythm) -> Callable[[Desk, Subscription], None]:
    return lambda desk, one: desk.app.store.subscriptions.set_rhythm(one.id, rhythm)


_DEEDS: Mapping[str, Callable[[Desk, Subscription], None]] = {
    **{rhythm.value: _set_rhythm(rhythm) for rhythm in Rhythm},
    "zone": _turn_zone,
    "quiet": _turn_quiet,
    "sheet": lambda desk, one: desk.app.store.subscriptions.set_sheet(one.id, not one.has_sheet),
    "show": lambda desk, one: None,
}


def _find_chat(desk: Desk, incoming: Incoming, elsewhere: int | str) -> int:
    """Where it shall be told; 0 where the person may not say so."""
    if elsewhere:
        return desk.administers(elsewhere, incoming.user)
    return incoming.chat if _may_set(desk, incoming) else 0


def _may_set(desk: Desk, incoming: Incoming) -> bool:
    """Whether a person may say what this chat is told. Only an administrator can write in the group's own name."""
    if incoming.is_private or incoming.user == ANONYMOUS_ADMIN:
        return True
    return desk.administers(incoming.chat, incoming.user) == incoming.chat


def _may_decide(desk: Desk, incoming: Incoming, one: Subscription) -> bool:
    if incoming.is_private:
        return one.user == incoming.user
    return one.chat == incoming.chat and _may_set(desk, incoming)


def _maker(incoming: Incoming) -> int:
    """Who follows: all anonymous administrators have one number, so that their group stands for them."""
    return incoming.chat if incoming.user == ANONYMOUS_ADMIN else incoming.user


def _follower(desk: Desk, one: Subscription) -> Follower:
    return desk.app.store.subscriptions.follower(one.chat, one.topic) or Follower(one.chat, one.topic)


def _show(desk: Desk, incoming: Incoming, one: Subscription) -> Page:
    is_elsewhere = one.chat != incoming.chat
    return show_subscription(one, _follower(desk, one), desk.language(incoming), is_elsewhere=is_elsewhere)


def _show_list(desk: Desk, incoming: Incoming) -> Page:
    subscriptions = desk.app.store.subscriptions
    here = subscriptions.told_in(incoming.chat, incoming.topic)
    known = {one.id for one in here}
    others = [one for one in subscriptions.made_by(incoming.user) if one.id not in known] if incoming.is_private else []
    return show_followed([*here, *others], desk.language(incoming), chat=incoming.chat)

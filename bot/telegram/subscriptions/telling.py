"""What is new is noted, and digests are planned as updates of the bot's own: by one process, every half minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import App
from bot.telegram.calls import Call, send
from bot.telegram.delivery.limits import Verdict
from bot.telegram.desk import Desk
from bot.telegram.subscriptions.views import show_digest
from data.errors import NotulaError
from data.store import MeetingFilter, Store, StoredUpdate, UpdateState
from data.store.subscriptions.news import Arrivals
from data.subscription import Follower, News, Subscription, Waiting
from retrieval.subscriptions.digest import Digest, Place, compose
from retrieval.subscriptions.matching import match_news
from retrieval.subscriptions.timing import find_due
from retrieval.takeaway.selection import Telling

logger = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
"""How often it is looked whether anything came in, or a digest is due."""
_MOST_PLANNED = 100
"""Digests planned at a look: others' answers shall not wait for hundreds of them."""
_REVISIONS = 20
_REMEMBERED = timedelta(days=45)
"""How long another article on an event that was told is no news."""
_MOST_MEETINGS = 100_000


async def tell_regularly(desk: Desk, hand_over: Callable[[StoredUpdate], None], fault: Callable[[str], None]) -> None:
    """Look for as long as the bot serves; what fails is tried again with the next look."""
    while True:
        try:
            for update in await asyncio.to_thread(look, desk, now=datetime.now(UTC)):
                hand_over(update)
        except NotulaError as error:
            fault(f"digest: {error}")
        except Exception as error:
            logger.exception("digests failed")
            fault(f"digest: {type(error).__name__}")
        await asyncio.sleep(LOOK_SECONDS)


def look(desk: Desk, *, now: datetime) -> list[StoredUpdate]:
    """Note what came in, and plan the digests that are due; the updates that hold them."""
    note_arrivals(desk.app, now=now)
    planned: list[StoredUpdate] = []
    for waiting in desk.app.store.news.waiting():
        due = _find_due(desk, waiting, now)
        if due and (update := _plan_digest(desk, waiting.follower, due, ordinal=len(planned), now=now)):
            planned.append(update)
        if len(planned) == _MOST_PLANNED:
            break
    return planned


def note_arrivals(app: App, *, now: datetime) -> None:
    """Note for whom what came in since the last look is new, and what was told and has changed."""
    store, followed = app.store, app.store.subscriptions.all()
    while arrivals := store.news.arrivals(most=_REVISIONS):
        found = (
            match_news(followed, _tell_of(store, arrivals), added=arrivals.added, asking=app.engine.find_among)
            if followed
            else []
        )
        store.news.note(arrivals, found, now=now)
    if followed:
        store.news.reopen(now=now)


def _tell_of(store: Store, arrivals: Arrivals) -> list[Telling]:
    articles, readings = store.articles.get_many(arrivals.added), store.readings.get_many(arrivals.added)
    return [
        Telling(meeting, articles[article_id], reading)
        for article_id, reading in sorted(readings.items())
        if article_id in articles
        for meeting in reading.meetings
    ]


def _find_due(desk: Desk, waiting: Waiting, now: datetime) -> list[Subscription]:
    due = find_due(waiting, now=now)
    return [one for one in waiting.since if one.id in due and desk.admits(one.user, one.chat)]


def _plan_digest(
    desk: Desk, follower: Follower, due: Sequence[Subscription], *, ordinal: int, now: datetime
) -> StoredUpdate | None:
    """Plan what a chat is told, and note in the same transaction that it is; None where nothing is worth telling."""
    store = desk.app.store
    with store.transaction():
        news = store.news.take(follower, [one.id for one in due], since=now - _REMEMBERED)
        digest = _compose(store, sorted(due, key=lambda one: one.id), news)
        waited = [one for one in news if not one.is_told]
        store.news.tell(follower, waited, digest.said, is_sent=digest.has_any, now=now)
        if not digest.has_any:
            return None
        html = show_digest(digest, _language(desk, follower))
        calls = [send(follower.chat, part, topic=follower.topic) for part in html]
        return _plan(store, follower, calls, ordinal=ordinal, now=now)


def _compose(store: Store, due: Sequence[Subscription], news: Sequence[News]) -> Digest:
    waiting = {one.article_id for one in news if not one.is_told}
    articles, readings = store.articles.get_many(waiting), store.readings.get_many(waiting)
    tellings: dict[Place, Telling] = {
        (article_id, meeting.ordinal): Telling(meeting, articles[article_id], reading)
        for article_id, reading in readings.items()
        for meeting in reading.meetings
    }
    wanted = MeetingFilter(articles={one.article_id for one in news})
    return compose(due, news, store.readings.find_meetings(wanted, limit=_MOST_MEETINGS), tellings)


def _language(desk: Desk, follower: Follower) -> str:
    chosen = desk.chosen_language(follower.chat) if follower.chat > 0 else ""
    return chosen or follower.language


def _plan(store: Store, follower: Follower, calls: Sequence[Call], *, ordinal: int, now: datetime) -> StoredUpdate:
    """Calls as an update of the bot's own, like a job: after a kill the next run makes them."""
    number = -int(now.timestamp() * 1e6) - ordinal
    kept = StoredUpdate(number, {}, follower.chat, follower.chat, 0, Verdict.ANSWER, now)
    while not store.updates.put([kept]):
        kept = replace(kept, update_id=kept.update_id - 1)
    store.updates.plan(kept.update_id, [(call.method, call.params) for call in calls], now=now)
    return replace(kept, state=UpdateState.PLANNED)

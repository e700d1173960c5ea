"""What is new is noted, and digests are planned as updates of the bot's own: by one process, every half minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import App
from bot.telegram.calls import Call, files_of, send, send_document
from bot.telegram.delivery.limits import Verdict
from bot.telegram.desk import Desk
from bot.telegram.markup import first, plain
from bot.telegram.subscriptions.views import may_have_sheet, name_target, show_digest
from bot.telegram.topics.office.making import make_file
from data.errors import NotulaError, SelectionError
from data.store import MeetingFilter, Store, StoredUpdate, UpdateState
from data.store.subscriptions.news import Arrivals
from data.subscription import Follower, News, Subscription, Waiting
from data.wording import telegram_subscriptions as wording
from retrieval.subscriptions.digest import Digest, Place, compose
from retrieval.subscriptions.matching import match_news
from retrieval.subscriptions.timing import find_due
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.selection import Selection, Telling
from retrieval.takeaway.writing import Order

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
        calls += _attach(desk, follower, due, waited)
        return _plan(store, follower, calls, ordinal=ordinal, now=now)


def _attach(desk: Desk, follower: Follower, due: Sequence[Subscription], told: Sequence[News]) -> list[Call]:
    """The sheets that go with what is told: who attended the meetings of each region, where anybody is named."""
    calls: list[Call] = []
    for one in due:
        articles = tuple(sorted({news.article_id for news in told if news.subscription_id == one.id}))
        if not (one.has_sheet and may_have_sheet(one) and articles):
            continue
        name, language = name_target(one.target), _language(desk, follower)
        order = Order(
            What.ATTENDANCE, Form.XLSX, Selection(one.target.regions, kinds=one.target.kinds, articles=articles)
        )
        # Where nobody is named there is no sheet.
        with suppress(SelectionError):
            file = make_file(desk.app.store, order, name)
            caption = first([plain(wording.SHEET_OF.say(language, name=name))])
            calls.append(send_document(follower.chat, file, caption, topic=follower.topic))
    return calls


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
    planned = [(call.method, call.params) for call in calls]
    store.updates.plan(kept.update_id, planned, files=files_of(calls), now=now)
    return replace(kept, state=UpdateState.PLANNED)

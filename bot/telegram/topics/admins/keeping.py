"""Putting articles into the archive from the chat: read, shown, corrected, confirmed. Administrators alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.telegram.calls import Call, answer_press
from bot.telegram.desk import Desk, key_of
from bot.telegram.intake.incoming import Incoming, Upload
from bot.telegram.topics.account import finish_press
from bot.telegram.topics.admins.working import begin, note
from bot.telegram.topics.asking import send_pages
from bot.telegram.upkeep.drafts import (
    MAX_UPLOAD_MEGABYTES,
    Draft,
    Drafts,
    correct,
    decide_draft,
    formats,
    is_readable,
    read_forwarded,
    read_upload,
    read_url,
)
from bot.telegram.upkeep.work import Result, Task
from bot.telegram.views.drafts import show_draft
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording
from retrieval.ingest import Decision
from retrieval.reading.reader import read_article

_READ_FOR_SUMMARY = 5
_SHORTEST_ARTICLE = 200


def offer_articles(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/tambah` with a file, an address or a forwarded article: show what would be added."""
    if incoming.upload is not None:
        return _offer_upload(desk, incoming, incoming.upload)
    if incoming.url:
        return _offer(desk, incoming, read_url(incoming.url, settings=desk.app.settings))
    if len(incoming.quoted) >= _SHORTEST_ARTICLE:
        return _offer_text(desk, incoming, incoming.quoted)
    return desk.say(incoming, keeping_wording.ADD_WHAT, formats=formats(), megabytes=MAX_UPLOAD_MEGABYTES)


def is_forwarded_article(incoming: Incoming) -> bool:
    """Whether a text is an article that somebody forwarded."""
    return incoming.origin is not None and len(incoming.text) >= _SHORTEST_ARTICLE


def offer_forwarded(desk: Desk, incoming: Incoming) -> list[Call]:
    """A forwarded article: show what would be added."""
    return _offer_text(desk, incoming, incoming.text)


def decide_on_draft(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press under a draft: `name:choice`."""
    name, _, choice = data.partition(":")
    drafts = Drafts(desk.app.store)
    draft = drafts.get(name)
    if draft is None or incoming.message is None:
        return [answer_press(incoming.press, keeping_wording.DRAFT_GONE.say(desk.language(incoming)), alert=True)]
    if choice in keeping_wording.CORRECTIONS:
        return _ask_for(desk, incoming, draft, choice)
    if choice != "yes":
        drafts.drop(name)
        return finish_press(incoming, wording.CANCELLED.say(desk.language(incoming)))
    return _add(desk, incoming, draft)


def is_correcting(desk: Desk, incoming: Incoming) -> bool:
    """Whether the bot waits for this administrator's correction."""
    return "correcting" in desk.app.store.conversations.get(key_of(incoming))


def take_correction(desk: Desk, incoming: Incoming) -> list[Call]:
    """The text that corrects a draft's title, publisher or date."""
    key, language = key_of(incoming), desk.language(incoming)
    state = desk.app.store.conversations.get(key)
    name, field = state.pop("correcting")
    drafts = Drafts(desk.app.store)
    draft = drafts.get(name)
    value: str | datetime | None = incoming.text[:300] if field != "published" else _read_day(incoming.text)
    if draft is not None and value is None:
        return desk.reply(incoming, keeping_wording.DATE_WRONG.say(language))
    desk.app.store.conversations.put(key, state, now=desk.clock())
    if draft is None or value is None:
        return desk.reply(incoming, keeping_wording.DRAFT_GONE.say(language))
    return _offer(desk, incoming, correct(draft, field, value))


def _offer_upload(desk: Desk, incoming: Incoming, upload: Upload) -> list[Call]:
    if not is_readable(upload.name):
        return desk.say(incoming, keeping_wording.FILE_FORMAT, formats=formats())
    if upload.size > MAX_UPLOAD_MEGABYTES * 2**20:
        return desk.say(incoming, keeping_wording.FILE_TOO_BIG, megabytes=MAX_UPLOAD_MEGABYTES)
    try:
        data = desk.fetch(upload.file)
    except OSError:
        return desk.say(incoming, keeping_wording.FILE_FAILED)
    draft = read_upload(data, upload.name, settings=desk.app.settings, store=desk.app.store)
    return _offer(desk, incoming, draft)


def _offer_text(desk: Desk, incoming: Incoming, text: str) -> list[Call]:
    publisher, written = incoming.origin or ("", "")
    return _offer(desk, incoming, read_forwarded(text, publisher=publisher, written=written, url=incoming.url or None))


def _offer(desk: Desk, incoming: Incoming, draft: Draft) -> list[Call]:
    decided = decide_draft(draft, desk.app.store)
    wanted = [item.record.article for item in decided if item.decision in {Decision.NEW, Decision.CHANGED}]
    if wanted:
        Drafts(desk.app.store).put(draft)
    readings = [read_article(article) for article in wanted[:_READ_FOR_SUMMARY]]
    return send_pages(incoming, [show_draft(draft, decided, readings, desk.language(incoming))])


def _ask_for(desk: Desk, incoming: Incoming, draft: Draft, field: str) -> list[Call]:
    key = key_of(incoming)
    state = desk.app.store.conversations.get(key) | {"correcting": [draft.name, field]}
    desk.app.store.conversations.put(key, state, now=desk.clock())
    _, question = keeping_wording.CORRECTIONS[field]
    return [answer_press(incoming.press), *desk.say(incoming, question)]


def _add(desk: Desk, incoming: Incoming, draft: Draft) -> list[Call]:
    language = desk.language(incoming)

    def tell(counts: Result) -> str:
        told = [
            keeping_wording.ADDED_COUNTS[name].say(language, count=count) for name, count in counts.items() if count
        ]
        return keeping_wording.ADDED.say(language, counts=", ".join(told))

    note(
        desk, incoming, "tambah", draft.records[0].article.id if len(draft.records) == 1 else f"× {len(draft.records)}"
    )
    return begin(desk, incoming, Task("add", draft.name), tell)


def _read_day(text: str) -> datetime | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)

"""Looking after the archive from the chat: its state, renewing it, removing from it, what people asked and thought."""

from __future__ import annotations

from collections import Counter

from bot.telegram.calls import Call, answer_press, button
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import Block, bold
from bot.telegram.topics.account import finish_press
from bot.telegram.topics.admins.model import tell_model
from bot.telegram.topics.admins.working import begin, note, stop
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.browsing import find_articles
from bot.telegram.topics.courtesies import asks_nothing
from bot.telegram.topics.details import expired
from bot.telegram.upkeep.work import Task
from bot.telegram.views.answers import Page
from bot.telegram.views.meetings import show_article
from data.store import StoredQuestion
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording
from retrieval.ingest.state import describe_archive

_LOOK_BACK = 500
_MOST_LISTED = 15
_UNANSWERED = ("not_covered", "not_stated", "unclear", "error")


def show_status(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/status`: archive, generation, model, queue, last faults, last deeds."""
    language, settings, store = desk.language(incoming), desk.app.settings, desk.app.store
    state = describe_archive(settings, store, desk.app.index)
    rows = keeping_wording.STATUS_ROWS.say(
        language,
        articles=state.articles,
        meetings=state.meetings,
        chunks=state.chunks,
        first=state.first or "-",
        last=state.last or "-",
        generation=state.generation or "-",
        fit=(keeping_wording.UP_TO_DATE if state.is_up_to_date else keeping_wording.OUT_OF_DATE).say(language),
        model=(state.record.model if state.record else settings.model).rpartition("/")[2],
        questions=state.questions,
        queue=store.updates.waiting(beside=(incoming.chat, incoming.message or 0)),
    )
    told_model = filter(None, [tell_model(desk, language)])
    blocks: list[Block | str] = [
        (bold(keeping_wording.STATUS_TITLE.say(language)),),
        *rows.split("\n"),
        *told_model,
        "",
    ]
    faults = desk.faults()
    blocks += (
        [keeping_wording.LAST_FAULTS.say(language), *faults] if faults else [keeping_wording.NO_FAULTS.say(language)]
    )
    if deeds := store.actions.recent(limit=5):
        blocks += ["", keeping_wording.LAST_ACTIONS.say(language)]
        blocks += [f"{deed.at:%Y-%m-%d %H:%M} UTC · {deed.user} · {deed.action} {deed.detail}" for deed in deeds]
    return desk.reply(incoming, *blocks)


def offer_renewal(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/perbarui`: read again, or rebuild the index."""
    language = desk.language(incoming)
    row = [
        button(keeping_wording.REREAD.say(language), "u:reread"),
        button(keeping_wording.REBUILD.say(language), "u:rebuild"),
    ]
    return desk.reply(incoming, keeping_wording.RENEW_WHAT.say(language), keyboard=[row])


def renew(desk: Desk, incoming: Incoming, choice: str) -> list[Call]:
    """Begin what was chosen, or stop what runs."""
    if choice == "stop":
        return stop(desk, incoming)
    if choice not in {"reread", "rebuild"}:
        return expired(desk, incoming)
    language = desk.language(incoming)
    said = {"reread": keeping_wording.REREAD_DONE, "rebuild": keeping_wording.REBUILT}[choice]
    note(desk, incoming, "perbarui", choice)
    return begin(desk, incoming, Task(choice), lambda result: said.say(language, **result))


def offer_removal(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/hapus ID`: show the article and ask."""
    if not incoming.text:
        return desk.say(incoming, keeping_wording.REMOVE_WHAT)
    found = find_articles(desk, incoming.text)
    language, store = desk.language(incoming), desk.app.store
    article = store.articles.get(found[0]) if len(found) == 1 else None
    if article is None:
        unknown = [wording.ARTICLES_SEVERAL.say(language), *found] if found else [wording.ARTICLE_UNKNOWN.say(language)]
        return desk.reply(incoming, *unknown)
    page = show_article(article, store.readings.get_many([article.id]).get(article.id), 0, language)
    shown = article.id.encode()[:50].decode(errors="ignore")
    row = [
        button(keeping_wording.REMOVE_YES.say(language), f"d:yes:{shown}"),
        button(wording.CANCEL.say(language), "d:no:"),
    ]
    return [
        *send_pages(incoming, [Page(page.html, [])]),
        *desk.reply(incoming, keeping_wording.REMOVE_SURE.say(language), keyboard=[row]),
    ]


def remove(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Remove the article that was asked about: `yes:id`."""
    choice, _, article_id = data.partition(":")
    if choice != "yes":
        return finish_press(incoming, wording.CANCELLED.say(desk.language(incoming)))
    found = find_articles(desk, article_id) if article_id else []
    if len(found) != 1:
        return expired(desk, incoming)
    language = desk.language(incoming)
    note(desk, incoming, "hapus", found[0])
    return begin(desk, incoming, Task("remove", found[0]), lambda _: keeping_wording.REMOVED.say(language))


def list_unanswered(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/pertanyaan`: asked and not answered, the most frequent first."""
    language = desk.language(incoming)
    asked: Counter[str] = Counter()
    for status in _UNANSWERED:
        recent = desk.app.store.questions.recent(limit=_LOOK_BACK, status=status)
        asked.update(_one_line(stored) for stored in recent if not (status == "unclear" and _is_idle(stored)))
    if not asked:
        return desk.say(incoming, keeping_wording.ALL_ANSWERED)
    lines = [f"{count}× {question}" for question, count in asked.most_common(_MOST_LISTED)]
    return desk.reply(incoming, (bold(keeping_wording.UNANSWERED.say(language)),), *lines)


def list_feedback(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/umpanbalik`: how many thumbs, and the questions whose answers were disliked."""
    language = desk.language(incoming)
    rated = [stored for stored in desk.app.store.questions.recent(limit=_LOOK_BACK) if stored.feedback]
    if not rated:
        return desk.say(incoming, keeping_wording.NO_FEEDBACK)
    down = [stored for stored in rated if stored.feedback == -1]
    heading = keeping_wording.FEEDBACK.say(language, up=len(rated) - len(down), down=len(down))
    how = {status: phrase.say(language) for status, phrase in keeping_wording.ANSWERED_HOW.items()}
    lines = [f"👎 {_one_line(stored)} ({how[stored.asked.status]})" for stored in down[:_MOST_LISTED]]
    return desk.reply(incoming, (bold(heading),), *lines)


def refuse(desk: Desk, incoming: Incoming) -> list[Call]:
    """Refuse politely what only administrators may do."""
    said = keeping_wording.ADMINS_ONLY.say(desk.language(incoming))
    return [answer_press(incoming.press, said, alert=True)] if incoming.press else desk.reply(incoming, said)


def _is_idle(stored: StoredQuestion) -> bool:
    return asks_nothing(stored.asked.question)


def _one_line(stored: StoredQuestion) -> str:
    return " ".join(stored.asked.question.split())[:150]

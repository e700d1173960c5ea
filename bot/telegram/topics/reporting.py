"""“Ada yang salah?”: what a person says is wrong in an answer, kept for those who keep the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.telegram.calls import Call, answer_press, edit
from bot.telegram.desk import Desk, key_of
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.account import finish_press
from bot.telegram.topics.asking import find_answer, send_pages
from bot.telegram.topics.details import expired
from bot.telegram.views.corrections import ask_sentence, ask_what, ask_which
from data.store import Report, StoredQuestion
from data.wording import telegram_correcting as wording
from retrieval.correcting.targets import KINDS
from retrieval.correcting.values import clean_words

PER_DAY = 5
_DAY, _PATIENCE = timedelta(days=1), timedelta(hours=1)
_LONGEST_NOTE, _LONGEST_QUESTION, _LONGEST_ANSWER = 500, 500, 1500
_MOST_CHOICES = 8
SKIPPED = "lewati"

Claim = Mapping[str, Any]


def take_report(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press: `number`, `number:what` or `number:what:place` of the claim meant ("-": none); `lewati` ends it."""
    if data == SKIPPED:
        return _skip(desk, incoming)
    number, _, chosen = data.partition(":")
    what, _, place = chosen.partition(":")
    stored = find_answer(desk, incoming, number)
    if stored is None or (chosen and what not in KINDS):
        return expired(desk, incoming)
    if not chosen:
        return [answer_press(incoming.press), *send_pages(incoming, [ask_what(stored.id, desk.language(incoming))])]
    claims = list_claims(stored.asked.answer)
    if len(claims) > 1 and not place and what != "source":
        page = ask_which(stored.id, what, claims, desk.language(incoming))
        return [answer_press(incoming.press), edit(incoming.chat, incoming.message or 0, page.html, keyboard=page.rows)]
    return _keep(desk, incoming, stored, what, _choose(claims, place))


def list_claims(answer: Mapping[str, Any]) -> list[Claim]:
    """What an answer claims, each once; no sentence that is only shown for a claim."""
    claims = {(fact["article_id"], fact["value"]): fact for fact in reversed(answer["facts"])}
    told = [*claims.values()][::-1]
    return [one for one in told if not any(_is_proof(one, other) for other in told)][:_MOST_CHOICES]


def _is_proof(one: Claim, claim: Claim) -> bool:
    is_sentence = one["value"] == one["quote"] != claim["value"] and one["article_id"] == claim["article_id"]
    meets: bool = claim["start"] < one["end"] and one["start"] < claim["end"]
    return is_sentence and meets


def is_reporting(desk: Desk, incoming: Incoming) -> bool:
    """Whether this is the sentence that belongs to a report."""
    waiting = desk.app.store.conversations.get(key_of(incoming)).get("reporting")
    if waiting is None:
        return False
    # Handled twice where the bot was killed in between.
    _, since, taken = waiting
    if taken:
        return bool(taken == incoming.message)
    is_late: bool = desk.clock() - datetime.fromisoformat(since) >= _PATIENCE
    return not is_late


def take_sentence(desk: Desk, incoming: Incoming) -> list[Call]:
    """The sentence, or “lewati”."""
    store, key = desk.app.store, key_of(incoming)
    note = clean_words(incoming.text)[:_LONGEST_NOTE]
    with store.transaction():
        state = store.conversations.get(key)
        number, since, _ = state["reporting"]
        if note.casefold() not in wording.SKIP_WORDS:
            store.reports.add_note(number, note)
        store.conversations.put(key, state | {"reporting": [number, since, incoming.message]}, now=desk.clock())
    return desk.say(incoming, wording.THANKS)


def _choose(claims: Sequence[Claim], place: str) -> Claim:
    if place.isascii() and place.isdecimal() and int(place) < len(claims):
        return claims[int(place)]
    return claims[0] if len(claims) == 1 and not place else {}


def _keep(desk: Desk, incoming: Incoming, stored: StoredQuestion, what: str, fact: Claim) -> list[Call]:
    store, language, now, key = desk.app.store, desk.language(incoming), desk.clock(), key_of(incoming)
    report = Report(
        question_id=stored.id,
        chat=incoming.chat,
        user=incoming.user,
        language=language,
        what=what,
        fact={} if what == "source" else fact,
        question=stored.asked.question[:_LONGEST_QUESTION],
        answer=str(stored.asked.answer["text"])[:_LONGEST_ANSWER],
        article_ids=tuple(stored.asked.article_ids),
        at=now,
    )
    with store.transaction():
        if store.reports.count_since(incoming.user, now - _DAY) >= PER_DAY:
            return [answer_press(incoming.press, wording.ENOUGH.say(language, count=PER_DAY), alert=True)]
        number = store.reports.put(report)
        state = store.conversations.get(key) | {"reporting": [number, now.isoformat(), 0]}
        store.conversations.put(key, state, now=now)
    page = ask_sentence(language)
    return [answer_press(incoming.press), edit(incoming.chat, incoming.message or 0, page.html, keyboard=page.rows)]


def _skip(desk: Desk, incoming: Incoming) -> list[Call]:
    store, key = desk.app.store, key_of(incoming)
    state = store.conversations.get(key)
    if "reporting" not in state:
        return expired(desk, incoming)
    store.conversations.put(key, {name: kept for name, kept in state.items() if name != "reporting"}, now=desk.clock())
    return finish_press(incoming, wording.THANKS.say(desk.language(incoming)))

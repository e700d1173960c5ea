"""`/koreksi`: what people report is wrong, decided one by one; what was corrected, and undoing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from bot.telegram.calls import Call, answer_press, button, edit
from bot.telegram.desk import Desk, key_of
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.account import finish_press
from bot.telegram.topics.asking import send_pages
from bot.telegram.topics.details import expired
from bot.telegram.upkeep.outcomes import plan_outcome
from bot.telegram.views.answers import Page
from bot.telegram.views.corrections import CODES, show_aside, show_history, show_report, show_target
from data.errors import StoreError
from data.facts import Fact
from data.store import Action, AdminAction, Correction, CorrectionState, Report, ReportState, Store
from data.wording import telegram as common
from data.wording import telegram_correcting as wording
from retrieval.correcting.making import change_fact, make_correction, remove_fact, undo_correction
from retrieval.correcting.targets import find_targets, mark_of
from retrieval.correcting.values import clean_words, read_value
from retrieval.ingest import open_alone

_WAIT_SECONDS = 5.0
_MOST_SHOWN = 10
_LONGEST_WORD = 300
_REJECTING = "r"
_HISTORY_WORDS = frozenset({"riwayat", "history"})


class Deed(NamedTuple):
    """What a button does to which report (or correction), and to which fact."""

    number: int
    code: str
    mark: str


def show_queue(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/koreksi`: the first report that waits; `/koreksi riwayat`: what was corrected."""
    language, store = desk.language(incoming), desk.app.store
    if incoming.text.strip().casefold() in _HISTORY_WORDS:
        return send_pages(incoming, [show_history(store.corrections.recent(limit=_MOST_SHOWN), language)])
    aside = show_aside(store.corrections.recent(limit=_MOST_SHOWN, state=CorrectionState.ASIDE), language)
    told = desk.reply(incoming, *aside) if aside else []
    page = _next_page(desk, incoming)
    return [*told, *(send_pages(incoming, [page]) if page else desk.say(incoming, wording.QUEUE_EMPTY))]


def decide(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A press: `number:deed:mark`."""
    deed = _read_deed(data)
    if deed is None:
        return expired(desk, incoming)
    if deed.code == "z":
        return _undo(desk, incoming, deed.number)
    if deed.code == "g":
        page = _next_page(desk, incoming, after=deed.number)
        return _turn(incoming, page) if page else finish_press(incoming, _say(desk, incoming, wording.QUEUE_EMPTY))
    report = desk.app.store.reports.get(deed.number)
    if report is None or report.state is not ReportState.OPEN:
        return [answer_press(incoming.press, _say(desk, incoming, wording.DECIDED_BEFORE), alert=True)]
    return _decide(desk, incoming, report, deed)


def _decide(desk: Desk, incoming: Incoming, report: Report, deed: Deed) -> list[Call]:
    match deed.code:
        case "r":
            return _ask_for(desk, incoming, deed, wording.WHY_REJECTED)
        case "a":
            return _settle(desk, incoming, report, ReportState.ACCEPTED)
        case "h":
            return _settle(desk, incoming, report, ReportState.ACCEPTED, _begin(desk, incoming, report))
    fact = _find_fact(desk, report, deed.mark)
    if fact is None:
        return [answer_press(incoming.press, _say(desk, incoming, wording.FACT_GONE), alert=True)]
    return _decide_on_fact(desk, incoming, report, deed, fact)


def _decide_on_fact(desk: Desk, incoming: Incoming, report: Report, deed: Deed, fact: Fact) -> list[Call]:
    if deed.code == "t":
        return _turn(incoming, show_target(report.id, fact, desk.language(incoming)))
    if deed.code in CODES:
        return _ask_for(desk, incoming, deed, wording.NEW_VALUE[CODES[deed.code].value])
    begun = _begin(desk, incoming, report)
    made = remove_fact(begun, fact) if deed.code == "x" else replace(begun, action=Action.UNLINK, target=fact)
    return _settle(desk, incoming, report, ReportState.ACCEPTED, made)


def is_deciding(desk: Desk, incoming: Incoming) -> bool:
    """Whether the bot waits for this administrator's word or value."""
    return "deciding" in desk.app.store.conversations.get(key_of(incoming))


def take_text(desk: Desk, incoming: Incoming) -> list[Call]:
    """Why a report is rejected, or what a fact shall say; “batal” leaves it undecided."""
    state = desk.app.store.conversations.get(key_of(incoming))
    deed, typed = Deed(*state["deciding"]), clean_words(incoming.text)
    report = desk.app.store.reports.get(deed.number)
    if typed.casefold() in wording.CANCEL_WORDS:
        return [*_stop_asking(desk, incoming), *desk.say(incoming, common.CANCELLED)]
    if report is None or report.state is not ReportState.OPEN:
        return [*_stop_asking(desk, incoming), *desk.say(incoming, wording.DECIDED_BEFORE)]
    if deed.code == _REJECTING:
        word = "" if typed.casefold() in wording.SKIP_WORDS else typed[:_LONGEST_WORD]
        return _settle(desk, incoming, report, ReportState.REJECTED, word=word)
    return _take_value(desk, incoming, report, deed)


def _take_value(desk: Desk, incoming: Incoming, report: Report, deed: Deed) -> list[Call]:
    part, fact = CODES[deed.code], _find_fact(desk, report, deed.mark)
    if fact is None:
        return [*_stop_asking(desk, incoming), *desk.say(incoming, wording.FACT_GONE)]
    changes = read_value(fact, part, incoming.text)
    if changes is None:
        return desk.say(incoming, wording.NOT_OF_KIND[part.value])
    made = change_fact(_begin(desk, incoming, report), fact, part, changes)
    return _settle(desk, incoming, report, ReportState.ACCEPTED, made)


def _settle(
    desk: Desk,
    incoming: Incoming,
    report: Report,
    state: ReportState,
    made: Correction | None = None,
    *,
    word: str = "",
) -> list[Call]:
    """Decide a report, correct what is to be corrected, and plan to tell who reported it: all of it, or nothing."""
    outcome, now = made.action.value if made else state.value, desk.clock()
    try:
        with _writing(desk, is_alone=made is not None) as store, store.transaction():
            if not store.reports.decide(report.id, state, by=incoming.user, now=now):
                return _answer(desk, incoming, _say(desk, incoming, wording.DECIDED_BEFORE))
            if made:
                make_correction(store, made)
            store.actions.put(AdminAction(now, incoming.user, f"laporan: {outcome}", str(report.id)))
            planned = plan_outcome(store, report, outcome, word, now=now)
    except StoreError as error:
        return _answer(desk, incoming, str(error))
    desk.jobs.hand_over(planned)
    said = wording.OUTCOMES[outcome].say(desk.language(incoming)).partition(". ")[0].rstrip(".")
    _stop_asking(desk, incoming)
    return _answer(desk, incoming, _say(desk, incoming, wording.DECIDED, number=report.id, outcome=f"{said}."))


@contextmanager
def _writing(desk: Desk, *, is_alone: bool) -> Iterator[Store]:
    """The store, alone where the archive is changed."""
    if not is_alone:
        yield desk.app.store
        return
    with open_alone(desk.app.settings, wait_seconds=_WAIT_SECONDS) as store:
        yield store


def _undo(desk: Desk, incoming: Incoming, number: int) -> list[Call]:
    try:
        with _writing(desk, is_alone=True) as store:
            undo_correction(store, number, by=incoming.user, now=desk.clock())
    except StoreError as error:
        return [answer_press(incoming.press, str(error), alert=True)]
    return finish_press(incoming, _say(desk, incoming, wording.UNDONE, number=number))


def _begin(desk: Desk, incoming: Incoming, report: Report) -> Correction:
    """A correction by this administrator; without more it hides the article."""
    return Correction(_article_of(report), Action.HIDE, incoming.user, desk.clock(), report=report.id)


def _article_of(report: Report) -> str:
    return str(report.fact.get("article_id") or next(iter(report.article_ids), ""))


def _find_fact(desk: Desk, report: Report, mark: str) -> Fact | None:
    return next((fact for fact in _targets(desk, report) if mark_of(fact) == mark), None)


def _targets(desk: Desk, report: Report) -> list[Fact]:
    article_id = _article_of(report)
    reading = desk.app.store.readings.get_many([article_id]).get(article_id)
    return find_targets(report.what, report.fact, reading) if reading else []


def _next_page(desk: Desk, incoming: Incoming, *, after: int = 0) -> Page | None:
    store = desk.app.store
    report = store.reports.next_open(after)
    if report is None:
        return None
    article, waiting = store.articles.get(_article_of(report)), store.reports.count_open()
    return show_report(report, article, _targets(desk, report), waiting, desk.language(incoming))


def _ask_for(desk: Desk, incoming: Incoming, deed: Deed, question: common.Phrase) -> list[Call]:
    key = key_of(incoming)
    state = desk.app.store.conversations.get(key) | {"deciding": list(deed)}
    desk.app.store.conversations.put(key, state, now=desk.clock())
    return [answer_press(incoming.press), *desk.say(incoming, question)]


def _stop_asking(desk: Desk, incoming: Incoming) -> list[Call]:
    key = key_of(incoming)
    state = desk.app.store.conversations.get(key)
    if state.pop("deciding", None):
        desk.app.store.conversations.put(key, state, now=desk.clock())
    return []


def _answer(desk: Desk, incoming: Incoming, said: str) -> list[Call]:
    """A sentence where the pressed button was, or as a reply to what was typed, and the way on."""
    more = [[button(wording.NEXT.say(desk.language(incoming)), "k:0:g")]] if desk.app.store.reports.count_open() else []
    calls = desk.reply(incoming, said, keyboard=more)
    if not incoming.press:
        return calls
    return [
        answer_press(incoming.press),
        edit(incoming.chat, incoming.message or 0, calls[0].params["text"], keyboard=more),
    ]


def _turn(incoming: Incoming, page: Page) -> list[Call]:
    return [answer_press(incoming.press), edit(incoming.chat, incoming.message or 0, page.html, keyboard=page.rows)]


def _say(desk: Desk, incoming: Incoming, phrase: common.Phrase, **values: object) -> str:
    return phrase.say(desk.language(incoming), **values)


def _read_deed(data: str) -> Deed | None:
    number, _, rest = data.partition(":")
    code, _, mark = rest.partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return Deed(int(number), code, mark) if is_number and code in {*"arhgtxuz", *CODES} else None

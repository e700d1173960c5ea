"""Receipts looked up: the question log and the archive in, a receipt out."""

from __future__ import annotations

from bot.app import App
from data.store import read_again
from retrieval.answering.engine import Engine
from retrieval.llm.deadline import within
from retrieval.receipts.receipt import Receipt, cited_ids, write_receipt


def look_up(app: App, typed: str) -> Receipt | None:
    """The receipt of a code, however it was typed; None where it leads nowhere, or no longer.

    The question is asked again as on its own day: "tahun lalu" means the same year as then. Asking again is not kept.
    """
    stored = read_again(lambda: app.store.questions.find_receipt(typed))
    if stored is None or stored.asked.asked_at < app.keeps_since():
        return None
    asked = stored.asked
    day = asked.asked_at.astimezone().date()
    # Whatever helps to choose answers helped then: else an answer would seem to have changed for its absence.
    engine = Engine(app.store, app.live, today=lambda: day, chooser=app.helper.choose if app.helper else None)
    with within(app.settings.llm_timeout):
        again = read_again(lambda: engine.ask(asked.question, history=asked.history))
    articles = read_again(lambda: app.store.articles.get_many(cited_ids(asked.answer)))
    return write_receipt(stored, again, articles)

"""Buttons under an answer: its quotes, everyone present, other meetings, more passages, thumbs."""

from __future__ import annotations

from typing import Any

from bot.telegram.calls import Call, answer_press, edit
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import Block
from bot.telegram.topics.asking import ask, find_answer, find_page, private_link, send_pages
from bot.telegram.topics.attendance import find_people, has_more_people
from bot.telegram.views.answers import (
    Page,
    Stored,
    answer_buttons,
    page_of,
    question_about,
    show_answer,
    show_code,
    show_others,
    show_passages,
    show_people,
    show_quotes,
)
from data.store import StoredQuestion
from data.wording import telegram as wording

_NUMBERS = 3  # parts of a view's data: number, view, page


def show_view(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Put details where the answer stands, or the answer back: `number:view:page`."""
    parts = data.split(":")
    stored = find_answer(desk, incoming, parts[0])
    if stored is None or len(parts) != _NUMBERS or not parts[2].isdecimal() or incoming.message is None:
        return expired(desk, incoming)
    page = _make_page(desk, incoming, stored, parts[1], int(parts[2]))
    if page is None:
        return expired(desk, incoming)
    return [answer_press(incoming.press), edit(incoming.chat, incoming.message, page.html, keyboard=page.rows)]


def _make_page(desk: Desk, incoming: Incoming, stored: StoredQuestion, view: str, number: int) -> Page | None:
    answer, language = stored.asked.answer, desk.language(incoming)
    has_people = has_more_people(desk, answer)
    if view == "a":
        private, there = private_link(desk, incoming, answer), find_page(desk, answer, language)
        return show_answer(answer, stored.id, language, has_people=has_people, private=private, page=there)[-1]
    rows: list[list[dict[str, Any]]] = []
    blocks: list[Block]
    match view:
        case "k":
            blocks = [*quotes_of(desk, answer, language), *show_code(answer, desk.me.username, language)]
        case "h":
            name = answer["meeting"]["name"] if answer["meeting"] else ""
            people = [(one.fact, one.sources) for one in find_people(desk, answer)]
            blocks = show_people(name, people, language)
        case "r":
            blocks, rows = show_others(answer, stored.id, language)
        case "b":
            blocks = show_passages(answer, _articles(desk, answer), language)
            if not answer["facts"]:  # and so no quotes to stand below
                blocks[1:1] = show_code(answer, desk.me.username, language)
        case _:
            return None
    page = page_of(blocks, number, stored.id, view, language)
    return Page(page.html, [*rows, *page.rows, *answer_buttons(answer, stored.id, language, has_people=has_people)])


def quotes_of(desk: Desk, answer: Stored, language: str) -> list[Block]:
    """The quotes behind an answer, each with links to its place and to the page's copy."""
    articles = desk.app.store.articles.get_many({fact["article_id"] for fact in answer["facts"]})
    texts = {article.id: article.text for article in articles.values()}
    return show_quotes(answer, language, texts=texts, archive=desk.app.settings.web_archive, site=desk.site)


def ask_about_other(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Ask the same about another meeting that fits: `number:place`."""
    number, _, place = data.partition(":")
    stored = find_answer(desk, incoming, number)
    question = question_about(stored.asked.answer, int(place)) if stored and place.isdecimal() else None
    if question is None:
        return expired(desk, incoming)
    return [answer_press(incoming.press), *send_pages(incoming, ask(desk, incoming, question))]


def rate_answer(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """Keep a thumb: `number:1` or `number:-1`."""
    number, _, value = data.partition(":")
    stored = find_answer(desk, incoming, number)
    if stored is None or value not in {"1", "-1"}:
        return expired(desk, incoming)
    said = wording.RATED_BEFORE if stored.feedback == int(value) else wording.RATED
    desk.app.store.questions.set_feedback(stored.id, int(value), now=desk.clock())
    return [answer_press(incoming.press, said.say(desk.language(incoming)))]


def expired(desk: Desk, incoming: Incoming) -> list[Call]:
    """Say politely that a button leads nowhere any more."""
    return [answer_press(incoming.press, wording.EXPIRED.say(desk.language(incoming)), alert=True)]


def _articles(desk: Desk, answer: Stored) -> dict[str, dict[str, Any]]:
    ids = {passage["article_id"] for passage in answer["passages"]}
    found = desk.app.store.articles.get_many(ids)
    return {
        article.id: {
            "article_id": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "url": article.url,
            "published": article.published.isoformat() if article.published else None,
        }
        for article in found.values()
    }

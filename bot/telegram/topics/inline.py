"""Inline queries: an answer and the meetings that fit, to send into any chat."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.telegram.calls import ANSWER_INLINE, Call
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import Block, Run, bold, first, plain
from bot.telegram.topics.asking import find_page
from bot.telegram.views.answers import Stored, day_of, show_answer, source_run
from data.wording import telegram as wording
from retrieval.answering.answer import source
from retrieval.answering.answers.composing import card
from retrieval.answering.ranking.candidates import Candidate

_MOST_MEETINGS = 8
_CACHE_SECONDS = 30
# Of the best meeting's score: what lies below it shares a word with the query, and little else.
_LEAST_SHARE = 0.6


def answer_inline(desk: Desk, incoming: Incoming) -> list[Call]:
    """Offer the answer, if there is one, then meetings; nothing of an unfinished question is kept."""
    language = desk.language(incoming)
    results: list[dict[str, Any]] = []
    if incoming.text.strip():
        answer = desk.app.engine.ask(incoming.text)
        if answer.status.value in {"answered", "conflicting"}:
            stored = answer.to_json()
            results.append(_answer_result(stored, language, find_page(desk, stored, language)))
        if answer.status.value != "unclear":
            results += _meeting_results(desk, incoming.text, language)
    said = wording.INLINE_NOTHING if incoming.text.strip() else wording.INLINE_HINT
    unlike = list({result["id"]: result for result in results}.values())
    return [offer(incoming, unlike, instead=said.say(language))]


def offer(incoming: Incoming, results: Sequence[dict[str, Any]], *, instead: str) -> Call:
    """Results, or, where there are none, a button that says why and opens the private chat."""
    params: dict[str, Any] = {
        "inline_query_id": incoming.press,
        "results": list(results),
        "cache_time": _CACHE_SECONDS,
        "is_personal": True,
    }
    if not results:
        params["button"] = {"text": instead, "start_parameter": "inline"}
    return Call(ANSWER_INLINE, params)


def _answer_result(answer: Stored, language: str, page: str | None) -> dict[str, Any]:
    html = show_answer(answer, 0, language, has_people=False, page=page)[0].html
    return _result("answer", wording.ANSWER.say(language), answer["text"].partition("\n")[0], html)


def _meeting_results(desk: Desk, text: str, language: str) -> list[dict[str, Any]]:
    candidates, _ = desk.app.engine.candidates(desk.app.engine.understand(text))
    least = _LEAST_SHARE * max((candidate.score for candidate in candidates), default=0.0)
    near = [candidate for candidate in candidates if candidate.meeting and candidate.score >= least]
    return [_meeting_result(candidate, language) for candidate in near[:_MOST_MEETINGS]]


def _meeting_result(candidate: Candidate, language: str) -> dict[str, Any]:
    shown, origin = card(candidate), asdict(source(candidate.article))
    details = " · ".join(part for part in (day_of(shown.date), shown.place) if part)
    when = day_of(origin["published"]) or wording.UNDATED.say(language)
    blocks: list[Block] = [(bold(shown.name),), plain(details), plain("")]
    blocks.append((Run(f"{wording.SOURCES.say(language)}: "), source_run(origin), Run(f", {when}")))
    ordinal = candidate.meeting.ordinal if candidate.meeting else 0
    return _result(f"{candidate.article.id}#{ordinal}", shown.name, details, first(blocks))


def _result(key: str, title: str, description: str, html: str) -> dict[str, Any]:
    return {
        "type": "article",
        "id": hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest(),
        "title": " ".join(title.split())[:120] or "-",
        "description": " ".join(description.split())[:200],
        "input_message_content": {
            "message_text": html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    }

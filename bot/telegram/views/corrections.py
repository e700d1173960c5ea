"""Reports and corrections as messages: what is asked of who reports, and what those who keep the archive see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.telegram.calls import button
from bot.telegram.markup import Block, Run, bold, first, plain, split
from bot.telegram.views.answers import Page, Rows, day_of, source_run
from data.article import Article
from data.facts import Fact, FactKind
from data.store import Action, Correction, CorrectionState, Report
from data.wording import telegram as common
from data.wording import telegram_correcting as wording
from data.wording.answers import shorten
from retrieval.correcting.targets import mark_of
from retrieval.correcting.values import Part, parts_of

_PER_ROW = 3
_LONGEST, _LONGEST_ANSWER = 300, 900
CODES = {part.value[0]: part for part in Part}
"""What of a fact a button corrects."""


def ask_what(number: int, language: str) -> Page:
    """What may be wrong with an answer."""
    keys = [button(phrase.say(language), f"w:{number}:{what}") for what, phrase in wording.WRONG.items()]
    return Page(first([plain(wording.WHAT_IS_WRONG.say(language))]), _in_rows(keys))


def ask_which(number: int, what: str, claims: Sequence[Mapping[str, Any]], language: str) -> Page:
    """Which of an answer's claims is meant."""
    lines = [f"{place}. {_say_claim(claim)}" for place, claim in enumerate(claims, start=1)]
    keys = [button(str(place + 1), f"w:{number}:{what}:{place}") for place in range(len(claims))]
    none = button(wording.NONE_OF_THEM.say(language), f"w:{number}:{what}:-")
    return Page(first([plain(wording.WHICH_FACT.say(language)), *map(plain, lines)]), [*_in_rows(keys), [none]])


def ask_sentence(language: str) -> Page:
    """What else there is to say."""
    skip = button(wording.SKIP.say(language), "w:lewati")
    return Page(first([plain(wording.NOTED.say(language))]), [[skip]])


def show_report(report: Report, article: Article | None, targets: Sequence[Fact], waiting: int, language: str) -> Page:
    """A report with its question, answer, quote and source, and what can be done about it."""
    what = wording.WRONG[report.what].say(language)
    heading = wording.QUEUE.say(language, number=report.id, what=what.lower(), count=waiting)
    blocks: list[Block] = [
        (bold(heading),),
        plain(wording.ASKED.say(language, question=shorten(report.question, _LONGEST))),
        plain(wording.ANSWERED.say(language, answer=report.answer[:_LONGEST_ANSWER])),
    ]
    if report.fact:
        blocks.append(plain(wording.MEANT.say(language, value=_say_claim(report.fact))))
        blocks.append((Run(shorten(report.fact["quote"], _LONGEST), "quote"),))
    if article:
        published = article.published.isoformat() if article.published else None
        told = {"article_id": article.id, "title": article.title, "publisher": article.publisher, "url": article.url}
        blocks.append((Run("— "), source_run(told), Run(f", {day_of(published) or common.UNDATED.say(language)}")))
    if report.note:
        blocks.append(plain(wording.THEIR_WORDS.say(language, note=report.note)))
    if targets:
        lines = (f"{place}. {_say_fact(fact, language)}" for place, fact in enumerate(targets, start=1))
        blocks += [plain(wording.FACTS_READ.say(language)), *map(plain, lines)]
    return Page(first(blocks), _report_rows(report, targets, language, has_article=article is not None))


def _report_rows(report: Report, targets: Sequence[Fact], language: str, *, has_article: bool) -> Rows:
    def key(phrase: common.Phrase, deed: str) -> dict[str, Any]:
        return button(phrase.say(language), f"y:{report.id}:{deed}")

    rows = [[key(wording.ACCEPT, "a"), key(wording.REJECT, "r")]]
    if len(targets) == 1:
        rows += target_rows(report.id, targets[0], language)
    elif targets:
        keys = [button(str(place), f"y:{report.id}:t:{mark_of(fact)}") for place, fact in enumerate(targets, start=1)]
        rows += _in_rows(keys)
    hide = [key(wording.HIDE, "h")] if has_article else []
    return [*rows, [*hide, key(wording.NEXT, "g")]]


def target_rows(number: int, fact: Fact, language: str) -> Rows:
    """What can be done about one fact."""
    mark = mark_of(fact)
    changes = [
        button(wording.CHANGES[part.value].say(language), f"y:{number}:{part.value[0]}:{mark}")
        for part in parts_of(fact)
    ]
    others = [button(wording.REMOVE_FACT.say(language), f"y:{number}:x:{mark}")]
    if fact.person:
        others.append(button(wording.UNLINK.say(language), f"y:{number}:u:{mark}"))
    return [changes, others]


def show_target(number: int, fact: Fact, language: str) -> Page:
    """One of several facts that a report may be about."""
    return Page(first([plain(_say_fact(fact, language))]), target_rows(number, fact, language))


def show_history(made: Sequence[Correction], language: str) -> Page:
    """What was corrected, the newest first, each that stands with a button that undoes it."""
    if not made:
        return Page(first([plain(wording.HISTORY_EMPTY.say(language))]), [])
    blocks: list[Block] = [(bold(wording.HISTORY.say(language)),), *_entries(made, language)]
    keys = [
        button(wording.UNDO.say(language, number=one.id), f"y:{one.id}:z")
        for one in made
        if one.state is not CorrectionState.UNDONE
    ]
    return Page(split(blocks)[0], _in_rows(keys))


def show_aside(aside: Sequence[Correction], language: str) -> list[Block]:
    """The corrections whose sentence is gone."""
    return [(bold(wording.SET_ASIDE.say(language)),), *_entries(aside, language)] if aside else []


def _entries(made: Iterable[Correction], language: str) -> list[Block]:
    blocks: list[Block] = []
    for one in made:
        told = wording.ENTRY.say(
            language,
            number=one.id,
            day=day_of(one.made_at.date()),
            by=one.made_by,
            action=wording.ACTIONS[one.action.value].say(language),
            article=shorten(one.article_id, 60),
        )
        values = " → ".join(f"“{shorten(value, 120)}”" for value in _values(one) if value)
        undone = day_of(one.undone_at.date()) if one.undone_at else ""
        state = wording.STATES[one.state.value].say(language, by=one.undone_by, day=undone)
        blocks.append(plain(f"{told}\n{f'{values}, ' if values else ''}{state}"))
    return blocks


def _values(made: Correction) -> tuple[str, str]:
    """Before and after; of a person their name, as numbers say nothing."""
    if made.action is Action.UNLINK and made.target:
        return made.target.person or "", ""
    return made.before, made.after


def _say_claim(claim: Mapping[str, Any]) -> str:
    role, value = claim.get("role") or "", claim["value"]
    return shorten(f"{role} {value}".strip() if role.casefold() not in value.casefold() else value, 120)


def _say_fact(fact: Fact, language: str) -> str:
    kind = common.FACT_KINDS[fact.kind.value].say(language)
    value = day_of(date.fromisoformat(fact.value[:10])) if fact.kind is FactKind.DATE else fact.value
    named = f"{fact.role} {fact.person or value}" if fact.role else value
    return f"{kind}: {shorten(str(named), 150)}"


def _in_rows(keys: Sequence[dict[str, Any]]) -> Rows:
    return [list(keys[at : at + _PER_ROW]) for at in range(0, len(keys), _PER_ROW)]

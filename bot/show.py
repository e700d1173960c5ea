"""Answers as the terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.telegram.markup import Block
from data.article import indonesian_day
from data.quoting import link_to_span
from data.wording import receipts
from data.wording import terminal as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.dates import format_date

_COLOURS = {Status.ANSWERED: "green", Status.CONFLICTING: "yellow", Status.ERROR: "red"}
_MOST_QUOTES = 5


def show_answer(console: Console, answer: Answer) -> None:
    """The answer, the sentences it stands on, and their sources. Texts are shown as they are, never as markup."""
    console.print(Panel(Text(answer.text), border_style=_COLOURS.get(answer.status, "cyan"), expand=False))
    pages = {source.article_id: source.url for source in answer.sources}
    quotes: dict[str, str | None] = {}
    for fact in answer.facts:
        quotes.setdefault(fact.quote, pages.get(fact.article_id))
    for quote, page in list(quotes.items())[:_MOST_QUOTES]:
        if quote not in answer.text:
            # Terminals that know links lead to the quote's place on the page; others show the text alone.
            style = Style(italic=True, link=link_to_span(page, quote, 0, len(quote)))
            console.print(Text(f"  “{' '.join(quote.split())}”", style=style))
    for number, source in enumerate(answer.sources, start=1):
        details = [source.publisher, source.title, _day(source.published), source.url]
        console.print(Text(f"  [{number}] " + " · ".join(part for part in details if part), style="dim"))
    if answer.others:
        names = "; ".join(f"{one.name} ({_day(one.date)})" if one.date else one.name for one in answer.others)
        console.print(Text(f"  {wording.OTHERS}: {names}", style="dim"))
    if answer.receipt:
        console.print(Text(f"  {receipts.CODE_OF_ANSWER.say('id')} {answer.receipt}", style="dim"))


_STYLES = {"bold": "bold", "italic": "italic", "quote": "italic"}


def show_blocks(console: Console, blocks: Iterable[Block]) -> None:
    """Blocks of text as the Telegram door makes them; what a link leads to is written out."""
    for block in blocks:
        line = Text()
        for run in block:
            text = f"“{run.text}”" if run.style == "quote" else run.text
            line.append(text, style=_STYLES.get(run.style, ""))
            line.append(f" {run.link}" if run.link else "", style="dim")
        console.print(line)


def _day(published: str | None) -> str | None:
    from datetime import datetime

    return format_date(indonesian_day(datetime.fromisoformat(published))) if published else None


_SHOWN_MEASURES = ("retrieval", "coverage", "region", "period", "kind")


def show_explanation(console: Console, query: Query, candidates: list[Candidate], answer: Answer) -> None:
    """The understood question, the candidates with their fits, and the facts used: for people who tune."""
    understood = Table(title=wording.UNDERSTOOD, show_header=False)
    for name in Query.__slots__:
        value = getattr(query, name)
        if value:
            understood.add_row(name, Text(_plain(value)))
    console.print(understood)
    table = Table(title=wording.CANDIDATES)
    for column in ("id", "meeting", "score", *_SHOWN_MEASURES, "missing"):
        table.add_column(column)
    for candidate in candidates:
        figures = (candidate.score, *(candidate.fit(name) for name in _SHOWN_MEASURES))
        table.add_row(
            Text(candidate.article.id),
            Text(candidate.name[:60]),
            *("-" if figure is None else f"{figure:.2f}" for figure in figures),
            Text(", ".join(candidate.missing)),
        )
    console.print(table)
    facts = Table(title=wording.FACTS_USED)
    for column in ("value", "role", "represents", "article", "span"):
        facts.add_column(column)
    for fact in answer.facts:
        cells = (fact.value, fact.role or "", fact.represents or "", fact.article_id, f"{fact.start}:{fact.end}")
        facts.add_row(*map(Text, cells))
    console.print(facts)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_plain(item) for item in value)
    return str(getattr(value, "text", value))

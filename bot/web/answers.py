"""What pages show of an answer beside its text: the quotes behind it, and of passages what may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.web.addresses import span_id
from bot.web.excerpts import cut, find_sentences
from data.article import Article
from data.facts import Reading
from data.quoting import link_to_copy, link_to_span
from retrieval.answering.answer import Evidence, Passage
from retrieval.language.text import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence behind an answer, with what it says.

    told: the claims that stand on it, as the answer words them; publisher: who published it; place: "START-END" of
    its article's text, None where the article has other words there by now; url: its place on the publisher's page;
    archived: that page's copy in a web archive.
    """

    quote: str
    told: tuple[str, ...]
    article_id: str
    publisher: str
    place: str | None
    url: str | None
    archived: str | None


def quote_facts(facts: Iterable[Evidence], articles: Mapping[str, Article], *, archive: str) -> tuple[Quotation, ...]:
    """The quotes of facts, each once, of the articles that are there.

    archive: a template as `link_to_copy` takes it.
    """
    behind: dict[tuple[str, str], list[Evidence]] = {}
    for fact in facts:
        behind.setdefault((fact.article_id, fact.quote), []).append(fact)
    return tuple(
        _quote(articles[article_id], claims, archive)
        for (article_id, _), claims in behind.items()
        if article_id in articles
    )


def _quote(article: Article, facts: list[Evidence], archive: str) -> Quotation:
    quote, start, end = facts[0].quote, facts[0].start, facts[0].end
    is_there = article.text[start:end] == quote
    text, place = (article.text, (start, end)) if is_there else (quote, (0, len(quote)))
    return Quotation(
        quote,
        tuple(dict.fromkeys(_say(fact) for fact in facts if fact.value != quote)),
        article.id,
        article.publisher,
        f"{start}-{end}" if is_there else None,
        link_to_span(article.url, text, *place),
        link_to_copy(archive, article.url, article.published_on),
    )


def _say(fact: Evidence) -> str:
    role = fact.role or ""
    return f"{role} {fact.value}" if role and role.casefold() not in fact.value.casefold() else fact.value


def show_passages(
    passages: Iterable[Passage], articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> tuple[Passage, ...]:
    """Of passages the sentences that facts stand on, each as a passage of its own and once, with the passage's score.

    A passage that does not stand in its article any more has none.
    """
    shown: dict[tuple[str, int], Passage] = {}
    for passage in passages:
        article = articles.get(passage.article_id)
        if article and article.text[passage.start : passage.end] == passage.text:
            for one in _evidence_within(article, readings.get(article.id), passage):
                shown.setdefault((article.id, one.start), one)
    return tuple(shown.values())


def _evidence_within(article: Article, reading: Reading | None, passage: Passage) -> list[Passage]:
    facts = [fact for fact in reading.facts if passage.start <= fact.start < passage.end] if reading else []
    spans = {span_id(fact.start, fact.end): Span(fact.start, fact.end) for fact in facts}
    sentences = find_sentences(article.text, spans.values())
    blocks = [block for block in cut(article.text, spans, sentences, is_whole=False) if block.pieces]
    return [
        Passage(article.id, block.start, block.end, article.text[block.start : block.end], passage.score)
        for block in blocks
    ]

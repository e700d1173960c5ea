"""Cuts articles into chunks of whole sentences, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from data.article import Article, Chunk, chunk_id
from retrieval.language.dates import format_date
from retrieval.language.text import Span, split_sentences

CHUNKER = "sentences-3"
"""The version of what is cut: it changes when the same article would be cut, or embedded, in another way."""

MAX_WORDS = 100
"""Words of a chunk at most: 80, 100 and 120 put the right article first about equally often, 60 less often."""

CHARACTERS_PER_WORD = 12
"""A chunk never has more than this many characters per allowed word, so that a line without spaces is cut too."""

TITLE_CHARACTERS = 200
"""How much of a title or publisher is embedded: longer ones are bylines or whole paragraphs in the wrong place."""

SHORTEST_CUT = 40
"""Characters: nothing shorter is cut for a model's window; such a window could not hold a title either."""

_WORD = re.compile(r"\S+")


def chunk_article(
    article: Article,
    *,
    max_words: int = MAX_WORDS,
    regions: Sequence[str] = (),
    fits: Callable[[str], bool] | None = None,
) -> list[Chunk]:
    """The chunks of an article in order, without overlap; together they hold all of its text but outer white space.

    Sentences are grouped up to `max_words`; a paragraph's end closes a chunk that is at least half full. `fits`
    says whether a text to embed is inside the model's window (Encoder.fits). `regions` are names for the context.
    """
    context = _describe(article, regions)
    spans = _group(article.text, max_words)
    if fits is not None:
        spans = _fit(article.text, spans, fits=lambda text: fits(_join(context, text)))
    return [
        Chunk(
            id=chunk_id(article.id, span.start, span.end, article.text[span.start : span.end]),
            article_id=article.id,
            start=span.start,
            end=span.end,
            text=article.text[span.start : span.end],
            context=context,
        )
        for span in spans
    ]


def embedding_text(chunk: Chunk) -> str:
    """What is embedded for a chunk: publisher, the article's title, the text; the title only once."""
    return _join(chunk.context, chunk.text)


def _join(context: str, text: str) -> str:
    title, publisher = (line[:TITLE_CHARACTERS] for line in context.split("\n")[:2])
    titled = text if text.startswith(title) else f"{title}\n{text}"
    return f"{publisher}. {titled}" if publisher else titled


def _describe(article: Article, regions: Sequence[str]) -> str:
    """The four lines of a chunk's context: title, publisher, date in words, region names."""
    published = format_date(article.published_on) if article.published_on else ""
    lines = (article.title, article.publisher, published, ", ".join(regions))
    return "\n".join(" ".join(line.split()) for line in lines)


def _group(text: str, max_words: int) -> Iterator[Span]:
    """Sentences, grouped up to the limit; paragraphs are parted where the chunk before is half full."""
    current: Span | None = None
    words = 0
    for sentence in _cut_sentences(text, max_words):
        added = _count_words(text, sentence)
        if current is not None and _is_full(
            text, Span(current.end, sentence.start), words, added=added, limit=max_words
        ):
            yield current
            current, words = None, 0
        current = Span(current.start if current else sentence.start, sentence.end)
        words += added
    if current is not None:
        yield current


def _is_full(text: str, gap: Span, words: int, *, added: int, limit: int) -> bool:
    starts_paragraph = "\n" in text[gap.start : gap.end]
    return words + added > limit or (starts_paragraph and 2 * words >= limit)


def _cut_sentences(text: str, max_words: int) -> Iterator[Span]:
    """Sentences, those over the limit cut at spaces, and words without end cut anywhere."""
    for sentence in split_sentences(text):
        start, count = sentence.start, 0
        end = sentence.start
        for word in _cut_words(text, sentence, max_words * CHARACTERS_PER_WORD):
            if count == max_words or word.end - start > max_words * CHARACTERS_PER_WORD:
                yield Span(start, end)
                start, count = word.start, 0
            end, count = word.end, count + 1
        yield Span(start, end)


def _cut_words(text: str, sentence: Span, limit: int) -> Iterator[Span]:
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        for start in range(word.start(), word.end(), limit):
            yield Span(start, min(start + limit, word.end()))


def _count_words(text: str, span: Span) -> int:
    """Words of a span; a stretch of long ones counts by its characters."""
    length = span.end - span.start
    return max(len(text[span.start : span.end].split()), -(-length // CHARACTERS_PER_WORD))


def _fit(text: str, spans: Iterator[Span], *, fits: Callable[[str], bool]) -> Iterator[Span]:
    for span in spans:
        yield from _halve(text, span, fits=fits)


def _halve(text: str, span: Span, *, fits: Callable[[str], bool]) -> Iterator[Span]:
    """A span, cut in two at the space nearest its middle until each part is inside the model's window."""
    if span.end - span.start <= SHORTEST_CUT or fits(text[span.start : span.end]):
        yield span
        return
    middle = (span.start + span.end) // 2
    gaps = re.compile(r"\s+").finditer(text, span.start, span.end)
    gap = min(gaps, key=lambda gap: abs(gap.start() - middle), default=None)
    left, right = gap.span() if gap else (middle, middle)
    yield from _halve(text, Span(span.start, left), fits=fits)
    yield from _halve(text, Span(right, span.end), fits=fits)

"""An article's text cut into what a page shows of it: the sentences that spans stand on, or all of them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from retrieval.language.text import Span, split_sentences

LONGEST_SENTENCE = 600
"""Characters: of what is longer, often a text without full stops, only the spans themselves are sentences."""

_MOST_SENTENCES = 2
"""Of a span that anybody may name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one sentence, or the blanks between two.

    is_evidence: whether a span covers it. places: names of spans that begin here and cross others, or their block's
    end; opens: names of the other spans that begin here, the longer ones first; closes: how many of those opened end
    behind the piece. sentence: the one that ends behind it, where evidence stands in it.
    """

    text: str
    is_evidence: bool
    places: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: int = 0
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences of one paragraph that follow one another; without pieces, a stretch that is left out."""

    start: int
    end: int
    pieces: tuple[Piece, ...] = ()


@dataclass(slots=True)
class _Names:
    """Where in a block the names of spans stand: by offset."""

    places: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    opens: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    closes: Counter[int] = field(default_factory=Counter)


def cut(text: str, spans: Mapping[str, Span], sentences: Sequence[Span], *, is_whole: bool) -> tuple[Block, ...]:
    """The blocks of a text in order: the sentences that spans are in, or where it is shown whole, all of them.

    spans: by their names; sentences: as `find_sentences` gives them. The pieces of a block joined are its stretch of
    the text, and outside the blocks there are only blanks. A span without anything but blanks has no place.
    """
    shown = sentences if is_whole else [one for one in sentences if _touches_any(one, spans.values())]
    blocks = _join(text, shown)
    homes = _find_homes(spans, blocks)
    filled = [_fill(text, block, homes[block], shown, list(spans.values())) for block in blocks]
    return tuple(_with_gaps(text, filled))


def find_sentences(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences of a text, the long ones cut where spans begin and end."""
    ends = sorted({end for span in spans for end in (span.start, span.end)})
    return [part for sentence in split_sentences(text) for part in _shorten(sentence, ends)]


def limit_span(text: str, span: Span) -> Span | None:
    """What may be shown of a span that anybody can name: of two sentences at most, which together are not long.

    None where it meets no sentence.
    """
    met = [one for one in split_sentences(text) if _touches(one, span)][:_MOST_SENTENCES]
    if not met:
        return None
    if met[-1].end - met[0].start > LONGEST_SENTENCE:
        met = met[:1]
    start = max(span.start, met[0].start)
    return Span(start, min(span.end, met[-1].end, start + LONGEST_SENTENCE))


def _shorten(sentence: Span, ends: Iterable[int]) -> list[Span]:
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return [sentence]
    cuts = [sentence.start, *(end for end in ends if sentence.start < end < sentence.end), sentence.end]
    return [Span(start, end) for start, end in pairwise(cuts)]


def _touches(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _touches_any(one: Span, others: Iterable[Span]) -> bool:
    return any(_touches(one, other) for other in others)


def _join(text: str, sentences: Iterable[Span]) -> list[Span]:
    """Sentences that only blanks of one line part, as one stretch."""
    joined: list[Span] = []
    for one in sentences:
        between = text[joined[-1].end : one.start] if joined else "\n"
        if between.strip() or "\n" in between:
            joined.append(one)
        else:
            joined[-1] = Span(joined[-1].start, one.end)
    return joined


def _find_homes(spans: Mapping[str, Span], blocks: Sequence[Span]) -> dict[Span, _Names]:
    """The names of all spans, each in the first block that its span is in."""
    homes = {block: _Names() for block in blocks}
    opened: list[Span] = []
    for name, span in sorted(spans.items(), key=lambda one: (one[1].start, -one[1].end, one[0])):
        met = [block for block in blocks if _touches(block, span)]
        if not met:
            continue
        home, inside = homes[met[0]], Span(max(span.start, met[0].start), min(span.end, met[0].end))
        while opened and opened[-1].end <= inside.start:
            opened.pop()
        if len(met) > 1 or (opened and opened[-1].end < inside.end):
            home.places[inside.start].append(name)
            continue
        opened.append(inside)
        home.opens[inside.start].append(name)
        home.closes[inside.end] += 1
    return homes


def _fill(text: str, block: Span, names: _Names, sentences: Iterable[Span], spans: Sequence[Span]) -> Block:
    own = [one for one in sentences if _touches(block, one)]
    near = [span for span in spans if _touches(block, span)]
    ends = {end for one in (*own, *near) for end in (one.start, one.end) if block.start < end < block.end}
    cuts = [block.start, *sorted(ends), block.end]
    proving = {one.end: one for one in own if _touches_any(one, near)}
    pieces = tuple(
        Piece(
            text[start:end],
            is_evidence=_touches_any(Span(start, end), near),
            places=tuple(names.places[start]),
            opens=tuple(names.opens[start]),
            closes=names.closes[end],
            sentence=proving.get(end),
        )
        for start, end in pairwise(cuts)
    )
    return Block(block.start, block.end, pieces)


def _with_gaps(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with what is left out before, between and behind them."""
    end = 0
    for block in (*blocks, Block(len(text), len(text))):
        if text[end : block.start].strip():
            yield Block(end, block.start)
        if block.pieces:
            yield block
        end = block.end

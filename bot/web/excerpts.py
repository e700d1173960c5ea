"""An article's text cut into what a page shows of it: the sentences that spans stand on, or all of them. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    evidence = _merge(spans.values())
    shown = sentences if is_whole else [one for one in sentences if _meets(evidence, one)]
    proving = {one.end: one for one in shown if _meets(evidence, one)}
    cuts = sorted({end for one in (*spans.values(), *shown) for end in (one.start, one.end)})
    blocks = _join(text, shown)
    homes = _find_homes(spans, blocks)
    filled = [
        _fill(text, _cut_within(block, cuts), names=homes[block], evidence=evidence, proving=proving)
        for block in blocks
    ]
    return tuple(_with_gaps(text, filled))


def find_sentences(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences of a text, the long ones cut where spans begin and end."""
    ends = sorted({end for span in spans for end in (span.start, span.end)})
    return [part for sentence in split_sentences(text) for part in _shorten(sentence, ends)]


def limit_span(text: str, span: Span) -> Span | None:
    """What may be shown of a span that anybody can name: of two sentences at most, which together are not long.

    None where it meets no sentence.
    """
    met = [one for one in split_sentences(text) if _meets([one], span)][:_MOST_SENTENCES]
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


def _merge(spans: Iterable[Span]) -> list[Span]:
    """The stretches that spans cover, apart and in order."""
    merged: list[Span] = []
    for one in sorted((span for span in spans if span.start < span.end), key=_start_of):
        if merged and one.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return merged


def _meets(apart: Sequence[Span], one: Span) -> bool:
    """Whether a span meets one of some that are apart and in order."""
    first = bisect_right(apart, one.start, key=_end_of)
    return one.start < one.end and first < len(apart) and apart[first].start < one.end


def _start_of(span: Span) -> int:
    return span.start


def _end_of(span: Span) -> int:
    return span.end


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
        if not _meets(blocks, span):
            continue
        first = bisect_right(blocks, span.start, key=_end_of)
        block, others = blocks[first], blocks[first + 1 : first + 2]
        inside = Span(max(span.start, block.start), min(span.end, block.end))
        while opened and opened[-1].end <= inside.start:
            opened.pop()
        if _meets(others, span) or (opened and opened[-1].end < inside.end):
            homes[block].places[inside.start].append(name)
            continue
        opened.append(inside)
        homes[block].opens[inside.start].append(name)
        homes[block].closes[inside.end] += 1
    return homes


def _cut_within(block: Span, cuts: Sequence[int]) -> list[int]:
    """The block's own ends, and the cuts between them."""
    inner = cuts[bisect_right(cuts, block.start) : bisect_left(cuts, block.end)]
    return [block.start, *inner, block.end]


def _fill(
    text: str, cuts: Sequence[int], *, names: _Names, evidence: Sequence[Span], proving: Mapping[int, Span]
) -> Block:
    pieces = tuple(
        Piece(
            text[start:end],
            is_evidence=_meets(evidence, Span(start, end)),
            places=tuple(names.places[start]),
            opens=tuple(names.opens[start]),
            closes=names.closes[end],
            sentence=proving.get(end),
        )
        for start, end in pairwise(cuts)
    )
    return Block(cuts[0], cuts[-1], pieces)


def _with_gaps(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with what is left out before, between and behind them."""
    end = 0
    for block in (*blocks, Block(len(text), len(text))):
        if text[end : block.start].strip():
            yield Block(end, block.start)
        if block.pieces:
            yield block
        end = block.end

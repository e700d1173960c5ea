"""What a question is about, apart from what it asks: the words that have to fit the meeting that answers it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from retrieval.answering.asking.parsed import Parsed, Span, spans
from retrieval.answering.asking.parting import part
from retrieval.answering.asking.query import Concept
from retrieval.facts.kinds import meeting_kinds
from retrieval.facts.phrases import alternation
from retrieval.language.stems import stem, stems
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold

_LAST_WORD = re.compile(r"(\w+) $")
# Words that ask for nothing, and single letters, which are of names.
_FILLER = re.compile(rf"[^\W\d_]|{alternation(sorted(read_words('question_fillers') | read_words('stopwords')))}")


@cache
def _wordings() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Folded words of each form of a group -> the stems of all its forms."""
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for forms in _groups():
        stemmed = [_stem_form(fold(form).split()) for form in forms]
        for form in forms:
            groups[tuple(fold(form).split())].extend(stemmed)
    return {words: tuple(dict.fromkeys(stemmed)) for words, stemmed in groups.items()}


def _groups() -> Iterator[Sequence[str]]:
    """Forms that mean the same: synonyms, and the names of an institution, an office or a kind of meeting."""
    yield from (row["forms"].split("|") for row in read_table("synonyms"))
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_table("units"):
        if row["kind"] == "institution":
            named["", row["unit"]] |= {row["unit"], row["form"]}
    for row in read_table("offices"):
        if row["office"]:
            named[row["office"], row["unit"]].add(row["form"])
    yield from map(sorted, named.values())
    yield from (kind.surfaces for kind in meeting_kinds().values())


def is_wording(word: str) -> bool:
    """Whether the table of equivalent wordings has a word, which then is no typing error."""
    return (fold(word),) in _wordings()


def _stem_form(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of a wording without its stop words, unless it has nothing else."""
    return tuple(stems(" ".join(words))) or tuple(stem(word) for word in words)


def expand(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The equivalent wordings, as stems, of folded words that stand for one thing; themselves come first."""
    return tuple(dict.fromkeys((_stem_form(words), *_wordings().get(tuple(words), ()))))


def find_concepts(parsed: Parsed, *, taken: Sequence[Span] = ()) -> tuple[Concept, ...]:
    """The concepts of a question.

    `taken`: spans of characters that already mean something else (cues, dates, offices asked for). Regions and
    words for kinds of meetings are compared by their own tables and become no concepts, except kinds (`is_kind`).
    """
    said = [*taken, *((_with_level(parsed.formal, start), end) for start, end in spans(parsed.regions))]
    kinds = spans(parsed.kinds)
    free = [word for word in re.finditer(r"\S+", parsed.formal) if not _covering(said, word)]
    concepts: list[Concept] = []
    for kind, group in groupby(free, lambda word: _covering(kinds, word)):
        words = fold(" ".join(word.group() for word in group)).split()
        parts = [(0, len(words))] if kind else part(words, _wordings())
        concepts += (_concept(words[start:end], is_kind=bool(kind)) for start, end in parts)
    return tuple(dict.fromkeys(one for one in concepts if not _FILLER.fullmatch(one.text)))


def _with_level(formal: str, start: int) -> int:
    """Where a region begins with the word for its level: "wilayah Demak"."""
    before = _LAST_WORD.search(formal, 0, start)
    return before.start() if before and before.group(1).casefold() in read_words("region_levels") else start


def _covering(found: Iterable[Span], word: re.Match[str]) -> Span | None:
    """The first span that a word lies in."""
    return next(((start, end) for start, end in found if start <= word.start() and word.end() <= end), None)


def _concept(words: Sequence[str], *, is_kind: bool) -> Concept:
    return Concept(" ".join(words), expand(words), is_kind=is_kind)

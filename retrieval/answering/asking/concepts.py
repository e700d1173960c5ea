"""What a question is about, apart from what it asks: the words that have to fit the meeting that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.query import Concept
from retrieval.facts.kinds import KindMention, find_meeting_kinds, meeting_kinds
from retrieval.language.regions import find_regions
from retrieval.language.stems import stem, stems
from retrieval.language.tables import read_table
from retrieval.language.text import fold


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, folded, with its place."""

    text: str
    start: int
    end: int


@cache
def _fillers() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("question_fillers")) | frozenset(
        row["word"] for row in read_table("stopwords")
    )


@cache
def _synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Folded words of each form of a group -> the stems of all its forms."""
    groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for forms in [*(row["forms"].split("|") for row in read_table("synonyms")), *_institutions(), *_offices()]:
        stemmed = [_stem_form(fold(form).split()) for form in forms]
        for form in forms:
            groups.setdefault(tuple(fold(form).split()), []).extend(stemmed)
    return {words: tuple(dict.fromkeys(stemmed)) for words, stemmed in groups.items()}


def _institutions() -> list[list[str]]:
    """The names of each institution, however it is shortened: "diskominfo", "dinas kominfo"."""
    names: dict[str, list[str]] = {}
    for row in read_table("units"):
        if row["kind"] == "institution":
            names.setdefault(row["unit"], []).append(row["form"])
    return [sorted({unit, *forms}) for unit, forms in names.items()]


def _offices() -> list[list[str]]:
    """The names of each office, however it is shortened: "wabup", "wakil bupati"."""
    names: dict[tuple[str, str | None], list[str]] = {}
    for row in read_table("offices"):
        if row["office"]:
            names.setdefault((row["office"], row["unit"]), []).append(row["form"])
    return [forms for forms in names.values() if len(forms) > 1]


@cache
def _longest() -> int:
    return max(map(len, _synonyms()))


def is_wording(word: str) -> bool:
    """Whether the table of equivalent wordings has a word, which then is no typing error."""
    return (fold(word),) in _synonyms()


def _stem_form(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of a wording without its stop words, unless it has nothing else."""
    return tuple(stems(" ".join(words))) or tuple(stem(word) for word in words)


def expand(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The equivalent wordings, as stems, of folded words that stand for one thing; themselves come first."""
    own = _stem_form(words)
    return tuple(dict.fromkeys((own, *_synonyms().get(tuple(words), ()))))


def find_concepts(formal: str, *, taken: Sequence[tuple[int, int]]) -> tuple[Concept, ...]:
    """The concepts of a question in formal spelling.

    `taken`: spans of characters that already mean something else (cues, dates, offices asked for). Regions and
    words for kinds of meetings are compared by their own tables and become no concepts, except kinds (`is_kind`).
    """
    kinds = find_meeting_kinds(formal)
    regions = [(mention.start, mention.end) for mention in find_regions(formal)]
    spans = [*taken, *regions]
    free = [word for word in _words(formal) if not _is_inside(word, spans)]
    concepts = list(_group(free, kinds))
    return tuple(dict.fromkeys(concepts))


def _words(formal: str) -> list[_Word]:
    words: list[_Word] = []
    position = 0
    for piece in formal.split():
        start = formal.index(piece, position)
        position = start + len(piece)
        words.extend(_Word(text, start, position) for text in fold(piece).split())
    return words


def _is_inside(word: _Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


def _group(words: Sequence[_Word], kinds: Sequence[KindMention]) -> Iterator[Concept]:
    position = 0
    while position < len(words):
        kind = next((one for one in kinds if _is_inside(words[position], [(one.start, one.end)])), None)
        if kind is not None:
            length = sum(_is_inside(word, [(kind.start, kind.end)]) for word in words[position:])
        else:
            length = _phrase_length(words, position)
        texts = tuple(word.text for word in words[position : position + length])
        if length > 1 or not (texts[0] in _fillers() or (len(texts[0]) == 1 and texts[0].isalpha())):
            forms = expand(texts) if kind is None else _names_of_kind(kind.kind, texts)
            yield Concept(" ".join(texts), forms, is_kind=kind is not None)
        position += length


def _names_of_kind(kind: str, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """A kind of meeting as asked for, and every other name of it ("rakor", "rapat koordinasi")."""
    others = (_stem_form(fold(surface).split()) for surface in meeting_kinds()[kind].surfaces)
    return tuple(dict.fromkeys((*expand(words), *others)))


def _phrase_length(words: Sequence[_Word], position: int) -> int:
    for length in range(min(_longest(), len(words) - position), 1, -1):
        if tuple(word.text for word in words[position : position + length]) in _synonyms():
            return length
    return 1

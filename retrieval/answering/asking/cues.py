"""Which words of a question say what is asked: kapan, di mana, siapa yang membuka, apa kata ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.facts import Capacity
from retrieval.answering.asking.query import Kind
from retrieval.language.tables import read_table

_CAPACITIES = {
    Capacity.OPENED: frozenset({"membuka", "dibuka", "buka", "pembuka", "pembukaan"}),
    Capacity.LED: frozenset({"memimpin", "dipimpin", "pimpin", "pemimpin", "irup", "inspektur"}),
    Capacity.CLOSED: frozenset({"menutup", "ditutup"}),
    Capacity.SPOKE: frozenset({"narasumber", "narasumbernya", "pemateri", "pematerinya", "berbicara", "pembicara"}),
    Capacity.ACCOMPANIED: frozenset({"mendampingi", "didampingi", "dampingi", "menemani", "ditemani"}),
}


_SLOTS = frozenset(
    {Kind.WHEN, Kind.WHERE, Kind.TOPIC, Kind.PURPOSE, Kind.ORGANISER, Kind.OPENER_OR_LEADER, Kind.ATTENDEES}
)
# Weaker cues ("ikut", "jam") colour a question but do not ask a second one.
_SECOND_STRENGTH = 5
_GAP = "…"
_QUESTION_WORDS = frozenset({"siapa", "kapan", "mana", "apa", "berapa", "kenapa", "bagaimana"})
# How much stronger a cue is that stands beside a question word.
_BESIDE = 2
_YES_NO = frozenset({"tidak", "apakah"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `start:end` of a question that ask for a kind of answer, `strength` 1 (hardly) to 9 (surely)."""

    start: int
    end: int
    kind: Kind
    strength: int


@cache
def _cues() -> dict[tuple[str, ...], tuple[Kind, int]]:
    rows = [(row["word"].split(), (Kind(row["kind"]), int(row["strength"]))) for row in read_table("question_cues")]
    return {tuple(words): meant for words, meant in rows} | {
        (*words[:-1], "oleh", "siapa"): meant
        for words, meant in rows
        if words[0].startswith("di") and words[-1] == "siapa"
    }


@cache
def _longest() -> int:
    return max(map(len, _cues()))


def find_cues(words: Sequence[str]) -> list[Cue]:
    """All cues among lower-case words, the longest phrase at each place."""
    found, position = [], 0
    while position < len(words):
        for length in range(min(_longest(), len(words) - position), 0, -1):
            hit = _cues().get(tuple(words[position : position + length]))
            if hit:
                found.append(Cue(position, position + length, *hit))
                position += length
                break
        else:
            position += 1
    return found + _find_gapped(words)


def _find_gapped(words: Sequence[str]) -> list[Cue]:
    """Cues in two parts with anything between ("kegiatan … apa saja")."""
    found = []
    for cue, (kind, strength) in _cues().items():
        if _GAP in cue:
            gap = cue.index(_GAP)
            first, second = _find(words, cue[:gap], 0), _find(words, cue[gap + 1 :], 0)
            if first is not None and second is not None and first <= 1 and first + gap < second:
                found.append(Cue(second, second + len(cue) - gap - 1, kind, strength))
    return found


def _find(words: Sequence[str], part: tuple[str, ...], start: int) -> int | None:
    ends = range(start, len(words) - len(part) + 1)
    return next((at for at in ends if tuple(words[at : at + len(part)]) == part), None)


@cache
def _single_words() -> frozenset[str]:
    fillers = (row["word"] for row in read_table("question_fillers"))
    return frozenset(word for cue in _cues() for word in cue) | frozenset(fillers)


def is_asking(word: str) -> bool:
    """Whether a lower-case word belongs to how questions are put, and so is no typing error."""
    return word in _single_words()


def asked_capacity(words: Sequence[str]) -> Capacity | None:
    """Whether the question asks who opened, led, closed, spoke or accompanied."""
    return next((capacity for capacity, cues in _CAPACITIES.items() if cues & set(words)), None)


def decide_kinds(cues: Sequence[Cue], words: Sequence[str]) -> tuple[Kind, ...]:
    """What is asked: one kind, or two in the order of asking where two questions came in one; () if no cue decides.

    "Siapa" turns words of speaking into a question for people ("siapa ketua Bawaslu yang bicara"); "dibuka bupati
    tanggal berapa" asks for no opener. A second kind needs a question word of its own.
    """
    asked = question_words(words)
    usable = [cue for cue in cues if _is_usable(cue, words, asked)]
    if not usable:
        return ()
    first = max(usable, key=lambda cue: (cue.strength + _nearness(cue, words), -cue.start))
    if len(asked) < 2 or first.kind not in _SLOTS:
        return (first.kind,)
    slots = [cue for cue in usable if cue.kind in _SLOTS and cue.strength >= _SECOND_STRENGTH]
    return tuple(dict.fromkeys(cue.kind for cue in slots))[:2] or (first.kind,)


def _nearness(cue: Cue, words: Sequence[str]) -> int:
    """What a cue gains beside a question word: "dibuka siapa", "siapa yang membuka"."""
    beside = {*words[max(0, cue.start - 2) : cue.start], *words[cue.end : cue.end + 2], *words[cue.start : cue.end]}
    return _BESIDE if beside & _QUESTION_WORDS else 0


def question_words(words: Sequence[str]) -> set[str]:
    """The distinct question words; "tanggal berapa" and "kapan" are one, "di mana" and "hotel apa" are one."""
    asked = set(words) & _QUESTION_WORDS
    return asked - {"berapa"} if "kapan" in asked else asked


def _is_usable(cue: Cue, words: Sequence[str], asked: set[str]) -> bool:
    if cue.kind is Kind.OPENER_OR_LEADER:
        closes = cue.end >= len(words) - 1
        return "siapa" in asked or (not asked and (closes or words[max(0, cue.start - 1)] == "yang"))
    if cue.kind is Kind.STATEMENT:
        return asked != {"siapa"}
    if cue.kind is Kind.ATTENDEES:
        return bool(asked & {"siapa", "apa", "mana"}) or cue.strength >= 6 or not _YES_NO.isdisjoint(words)
    return True

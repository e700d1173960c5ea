"""How often the selector finds the sentence that answers, and whether it knows that none does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.answering.evidence.selector import Selector
from retrieval.language.stems import analyse, stem
from retrieval.language.text import Span, split_sentences
from retrieval.training.problems import Problem

ROOM = 700
"""Characters of the sentences that are read: those that share most words with the question."""


@dataclass(frozen=True, slots=True)
class Selected:
    """`right`: of so many `answerable` questions the share whose best sentence answers; `told_apart`: the chance, 0 to
    1, that an `unanswerable` one is given a greater chance of no sentence than an answerable one."""

    right: float
    told_apart: float
    answerable: int
    unanswerable: int


def measure_selector(selector: Selector, problems: Iterable[Problem]) -> Selected:
    """Put questions to the texts they were asked of."""
    hits: list[bool] = []
    none: dict[bool, list[float]] = {True: [], False: []}
    for problem in problems:
        spans = shortlist(problem)
        texts = [problem.text[span.start : span.end] for span in spans]
        selection = selector.select(problem.question, problem.title, texts)
        none[bool(problem.answers)].append(selection.none)
        if problem.answers and spans:
            best = spans[max(range(len(spans)), key=lambda at: selection.chances[at])]
            hits.append(any(start < best.end and best.start < end for start, end in problem.answers))
    return Selected(_mean(hits), _tell_apart(none[True], none[False]), len(none[True]), len(none[False]))


def shortlist(problem: Problem) -> list[Span]:
    """The sentences that share most with the question, as many as are read at once, in the order of the text."""
    words = _stems(problem.question)
    spans = split_sentences(problem.text)
    shared = [len(words & _stems(problem.text[span.start : span.end])) for span in spans]
    chosen: list[int] = []
    room = ROOM
    for at in sorted(range(len(spans)), key=lambda at: -shared[at]):
        length = min(spans[at].end - spans[at].start, ROOM)
        if length <= room:
            chosen.append(at)
            room -= length
    return [spans[at] for at in sorted(chosen)]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in analyse(text)}


def _mean(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _tell_apart(answerable: list[float], unanswerable: list[float]) -> float:
    """The area under the curve; one half where one of them is empty."""
    pairs = [(one, other) for one in answerable for other in unanswerable]
    wins = sum(1.0 if one < other else 0.5 if one == other else 0.0 for one, other in pairs)
    return wins / len(pairs) if pairs else 0.5

"""Finding training examples that (nearly) repeat a test question or a test passage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.training.sources import Pair

# Five words in a row are seldom shared by chance; half of them shared is the same text with small edits.
SHINGLE_WORDS = 5
REPEATED_SHARE = 0.5


def shingles(text: str) -> frozenset[str]:
    """Runs of five folded words; a shorter text is one run."""
    words = re.findall(r"\w+", text.casefold())
    last = max(len(words) - SHINGLE_WORDS, 0)
    return frozenset(" ".join(words[start : start + SHINGLE_WORDS]) for start in range(last + 1)) - {""}


@dataclass(frozen=True, slots=True)
class Overlap:
    """What is left of the training examples, and how many were dropped for which reason."""

    kept: list[Pair]
    repeated_questions: int
    repeated_passages: int


class Repetition:
    """Knows the texts that must not be trained on."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [shingles(text) for text in texts]
        self._holders: dict[str, list[int]] = {}
        for number, runs in enumerate(self._texts):
            for run in runs:
                self._holders.setdefault(run, []).append(number)

    def __contains__(self, text: str) -> bool:
        runs = shingles(text)
        shared: dict[int, int] = {}
        for run in runs:
            for number in self._holders.get(run, ()):
                shared[number] = shared.get(number, 0) + 1
        return any(
            count >= REPEATED_SHARE * min(len(runs), len(self._texts[number])) for number, count in shared.items()
        )


def drop_repeated(pairs: list[Pair], *, tests: list[Pair], test_passages: Iterable[str]) -> Overlap:
    """Leave out every pair whose question or passage (nearly) stands in a test set."""
    questions = Repetition(pair.question for pair in tests)
    passages = Repetition(test_passages)
    fresh = [pair for pair in pairs if pair.question not in questions]
    kept = [pair for pair in fresh if pair.passage not in passages]
    return Overlap(kept, repeated_questions=len(pairs) - len(fresh), repeated_passages=len(fresh) - len(kept))

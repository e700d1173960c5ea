"""Which of the answers that articles offer a model takes for one. It gives numbers: it cannot make an answer up."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from data.errors import LanguageModelError
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.slots.result import Result
from retrieval.answering.telling import Choice
from retrieval.llm.asking import Model, Use
from retrieval.llm.deadline import remaining
from retrieval.llm.prompts import Prompt, Written

MOST_OFFERED = 20

_LONGEST = 600
"""Characters of one answer that are shown to the model."""

_TASK = """\
You are given a question about a meeting in Indonesia and numbered candidate answers taken from newspaper articles on
that meeting. Give the number of the candidate that answers the question, or several where they say the same, the best
first. A candidate answers only if it states what is asked, of whom it is asked; being about the same meeting is not
enough. Where none does, give no number and say in a few words what is missing."""

_LOG = logging.getLogger(__name__)


class Chosen(Written):
    """What a model writes."""

    numbers: list[int]
    reason: str


class Chooser:
    """Asks a model. `seconds`: as long as a whole question may take."""

    def __init__(self, model: Model, *, seconds: float) -> None:
        self._model = model
        self._seconds = seconds

    def choose(self, kind: Kind, query: Query, offered: Sequence[Result]) -> Choice | None:
        """The choice among answers, the likeliest first; None where the model says nothing that can be used."""
        shown = offered[:MOST_OFFERED]
        prompt = ask_choice(kind, query, shown)
        try:
            chosen = self._model.ask(prompt, Use.CHOOSE, seconds=remaining(self._seconds))
        except LanguageModelError as error:
            _LOG.warning("nothing was chosen: %s", error)
            return None
        numbers = [number for number in chosen.numbers if 1 <= number <= len(shown)]
        if chosen.numbers and not numbers:
            return None  # numbers that nobody gave
        return Choice(shown[numbers[0] - 1] if numbers else None)


def ask_choice(kind: Kind, query: Query, offered: Sequence[Result]) -> Prompt[Chosen]:
    """What is asked: the question as it was typed, and what is wanted of it."""
    candidates = {str(number): one.proven[:_LONGEST] for number, one in enumerate(offered, start=1)}
    return Prompt(
        "choose.1", _TASK, {"question": query.text, "wanted": kind.value, "candidates": candidates}, Chosen, 300
    )

"""A meeting summed up by a model from what was read of it; where one sentence says more, none is taken."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import LanguageModelError
from data.facts import Fact, FactKind
from retrieval.llm.asking import Model, Use
from retrieval.llm.prompts import Prompt
from retrieval.llm.saying.sayer import Said, check
from retrieval.takeaway.selection import Event, Telling

MOST_SENTENCES = 4
_MOST_FACTS = 60

_TASK = """\
Sum up one meeting for a report of a government office, in two to four short Indonesian sentences, using only the
numbered facts given. Each sentence names the facts that it rests on. Keep names, offices, places and numbers exactly as
the facts write them. Add nothing that no fact says."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summariser:
    """Asks a model. `seconds`: as long as a report may wait for it."""

    model: Model
    seconds: float

    def sum_up(self, event: Event) -> str:
        """Two to four sentences on an event, "" where the model has none that stand."""
        facts = {f"f{number}": text for number, text in enumerate(_tell_all(event), start=1) if number <= _MOST_FACTS}
        prompt = Prompt("sum.1", _TASK, {"facts": facts}, Said, 800)
        try:
            return check(self.model.ask(prompt, Use.SAY, seconds=self.seconds), facts, most=MOST_SENTENCES)
        except LanguageModelError as error:
            _LOG.warning("nothing was summed up: %s", error)
            return ""


def _tell_all(event: Event) -> Iterator[str]:
    for telling in event.tellings:
        meeting = telling.meeting
        parts = (meeting.name, str(meeting.date or ""), meeting.time, meeting.place, meeting.organiser, meeting.theme)
        yield "; ".join(part for part in parts if part)
        yield from (_tell(fact, telling) for fact in telling.facts(*FactKind) if fact.certain)


def _tell(fact: Fact, telling: Telling) -> str:
    represents = f"mewakili {fact.represents}" if fact.represents else None
    parts = (fact.value, fact.role, fact.capacity, represents, f"“{telling.article.text[fact.start : fact.end]}”")
    return "; ".join(" ".join(part.split()) for part in parts if part)

"""A meeting in four lines: what and when, where, who, what about. Each stands on facts of the articles that report it.

A detail that the best article does not state comes from another article on the same event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Evidence, evidence, quote
from retrieval.answering.answers.composing import compose
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.details import answer_when
from retrieval.answering.slots.people import group_people, say_person, say_speaker
from retrieval.answering.slots.result import Result

_LONGEST_TOPIC = 300
_MOST_PEOPLE = 5
# What a meeting was about, the surest first.
_TOPICS = (FactKind.THEME, FactKind.AGENDA, FactKind.PURPOSE, FactKind.OUTCOME, FactKind.STATEMENT)
_CHAIRS = (Capacity.OPENED, Capacity.LED)
_CAME = (*_CHAIRS, Capacity.SPOKE, Capacity.PRESENT, Capacity.ACCOMPANIED, Capacity.CLOSED)


def summarise(query: Query, event: Sequence[Candidate]) -> Answer:
    """What the articles on one event say of it in short, the best first; what none states is said to be unsaid."""
    lines = [_say_what(query, event), _say_place(event), _say_people(event), _say_topic(event)]
    return compose(query, event, [(query.kind, line) for line in lines])


def _line(label: str, text: str, stands_on: Iterable[Evidence] = (), *, of: str = "") -> Result:
    return Result(wording.summary_line(label, text or wording.UNSAID, of=of), tuple(stands_on))


def _say_what(query: Query, event: Sequence[Candidate]) -> Result:
    """The name of the meeting, and every day that an article gives for it, with what contradicts itself."""
    told = list(filter(None, (answer_when(query, candidate) for candidate in event)))
    # The last line says which meeting it was.
    lines = [found.text.split("\n")[:-1] for found in told]
    days = list(dict.fromkeys(day.rstrip(".") for day, *_ in lines))
    # A day that is also told with its time says nothing more.
    fullest = [day for day in days if sum(other.startswith(day) for other in days) == 1]
    named = [quote(one.article, one.meeting.start, one.meeting.end) for one in event[:1] if one.meeting]
    line = _line("name", wording.named_on(event[0].name, fullest), chain(named, *(found.evidence for found in told)))
    notes = dict.fromkeys(chain(*(notes for _, *notes in lines)))
    return replace(line, text=" ".join([line.text, *notes]))


def _say_place(event: Sequence[Candidate]) -> Result:
    return next(_tell(event, FactKind.PLACE), _line("place", ""))


def _say_topic(event: Sequence[Candidate]) -> Result:
    return next(chain(*(_tell(event, kind) for kind in _TOPICS)), _line("theme", ""))


def _tell(event: Sequence[Candidate], kind: FactKind) -> Iterator[Result]:
    """What each article states of a kind, to the letter."""
    firsts = ((one.article, fact) for one in event for fact in one.facts(kind)[:1])
    for article, fact in firsts:
        said = wording.shorten(fact.value, _LONGEST_TOPIC).rstrip(" ,;:.")
        yield _line(kind.value, said, [evidence(article, fact)], of=say_speaker(fact))


def _say_people(event: Sequence[Candidate]) -> Result:
    """Those who came by the article that names most, whoever opened or led first."""
    fullest = max(event, key=lambda one: len(_came(one)))
    groups = sorted(_came(fullest), key=_place_in_line)
    shown = groups[:_MOST_PEOPLE]
    text = wording.some_of([say_person(group) for group in shown], more=len(groups) - len(shown))
    return _line("people", text, (evidence(fullest.article, fact) for fact in chain(*shown)))


def _came(candidate: Candidate) -> list[list[Fact]]:
    return group_people(fact for fact in candidate.facts(FactKind.ATTENDANCE) if fact.capacity in _CAME)


def _place_in_line(group: Sequence[Fact]) -> int:
    """First who opened or led, then those who are named, then offices and groups."""
    capacities = {fact.capacity for fact in group}
    chairs = [place for place, chair in enumerate(_CHAIRS) if chair in capacities]
    return min(chairs, default=len(_CHAIRS) + all(fact.person is None for fact in group))

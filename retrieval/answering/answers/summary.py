"""A meeting in four lines: what and when, where, who, what about. Each stands on facts of the articles that report it.

A detail that the best article does not state comes from another article on the same event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Evidence, Status, evidence, quote, source
from retrieval.answering.answers.composing import card
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.details import answer_when
from retrieval.answering.slots.people import group_people, say_person

_Line = tuple[str, list[Evidence]]

_LONGEST_TOPIC = 300
_MOST_PEOPLE = 5
# What a meeting was about, the surest first.
_TOPICS = (FactKind.THEME, FactKind.AGENDA, FactKind.PURPOSE, FactKind.OUTCOME, FactKind.STATEMENT)
_CHAIRS = (Capacity.OPENED, Capacity.LED)
_CAME = (*_CHAIRS, Capacity.SPOKE, Capacity.PRESENT, Capacity.ACCOMPANIED, Capacity.CLOSED)


def summarise(query: Query, event: Sequence[Candidate]) -> Answer:
    """What the articles on one event say of it in short, the best first; what none states is said to be unsaid."""
    lines = [_say_what(query, event), _say_place(event), _say_people(event), _say_topic(event)]
    used = {item.article_id for _, stands_on in lines for item in stands_on}
    return Answer(
        question=query.text,
        status=Status.ANSWERED,
        kind=query.kind,
        text="\n".join(text for text, _ in lines),
        facts=tuple(dict.fromkeys(item for _, stands_on in lines for item in stands_on)),
        sources=tuple(dict.fromkeys(source(one.article) for one in event if one.article.id in used)),
        meeting=card(event[0]),
    )


def _unsaid(label: str) -> _Line:
    return wording.summary_line(label, wording.UNSAID), []


def _say_what(query: Query, event: Sequence[Candidate]) -> _Line:
    """The name of the meeting, and every day that an article gives for it, with what contradicts itself."""
    told = [found for candidate in event if (found := answer_when(query, candidate))]
    # The last line says which meeting it was.
    lines = [found.text.split("\n")[:-1] for found in told]
    days = list(dict.fromkeys(day.rstrip(".") for day, *_ in lines))
    # A day that is also told with its time says nothing more.
    fullest = [day for day in days if sum(other.startswith(day) for other in days) == 1]
    name = wording.summary_line("name", wording.named_on(event[0].name, fullest))
    notes = dict.fromkeys(note for _, *more in lines for note in more)
    named = [quote(one.article, one.meeting.start, one.meeting.end) for one in event[:1] if one.meeting]
    return " ".join([name, *notes]), [*named, *(item for found in told for item in found.evidence)]


def _say_place(event: Sequence[Candidate]) -> _Line:
    return next(_tell(event, FactKind.PLACE), _unsaid("place"))


def _say_topic(event: Sequence[Candidate]) -> _Line:
    told = (line for kind in _TOPICS for line in _tell(event, kind))
    return next(told, _unsaid("theme"))


def _tell(event: Sequence[Candidate], kind: FactKind) -> Iterator[_Line]:
    """What each article states of a kind, to the letter."""
    for candidate in event:
        for fact in candidate.facts(kind)[:1]:
            said = wording.shorten(fact.value, _LONGEST_TOPIC).rstrip(" ,;:.")
            speaker = " ".join(part for part in (fact.role, fact.person) if part)
            yield wording.summary_line(kind.value, said, of=speaker), [evidence(candidate.article, fact)]


def _say_people(event: Sequence[Candidate]) -> _Line:
    """Those who came by the article that names most, whoever opened or led first."""
    fullest = max(event, key=lambda one: len(_came(one)))
    groups = sorted(_came(fullest), key=_place_in_line)
    if not groups:
        return _unsaid("people")
    shown = groups[:_MOST_PEOPLE]
    text = wording.some_of([say_person(group) for group in shown], more=len(groups) - len(shown))
    return wording.summary_line("people", text), [evidence(fullest.article, fact) for group in shown for fact in group]


def _came(candidate: Candidate) -> list[list[Fact]]:
    return group_people(fact for fact in candidate.facts(FactKind.ATTENDANCE) if fact.capacity in _CAME)


def _place_in_line(group: Sequence[Fact]) -> int:
    """First who opened or led, then those who are named, then offices and groups."""
    chairs = [_CHAIRS.index(fact.capacity) for fact in group if fact.capacity in _CHAIRS]
    return min(chairs, default=len(_CHAIRS) + all(fact.person is None for fact in group))

"""From candidates, hits and filled slots to the parts of one answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Meeting
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Evidence, MeetingCard, Passage, Status, meeting_card, source
from retrieval.answering.answers.refusals import say_not_stated
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.events import is_same_event
from retrieval.answering.slots.result import Result, describe
from retrieval.index.search import Hit
from retrieval.language.regions import region

_PASSAGES_SHOWN = 8
_MOST_OTHERS = 3


def passages(ranked: Sequence[Candidate], hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The passages found, those of the better fitting articles first."""
    order = {candidate.article.id: place for place, candidate in reversed(list(enumerate(ranked)))}
    texts = {candidate.article.id: candidate.article.text for candidate in ranked}
    known = [hit for hit in hits if hit.article_id in texts]
    known.sort(key=lambda hit: (order[hit.article_id], -hit.score))
    return tuple(
        Passage(hit.article_id, hit.start, hit.end, texts[hit.article_id][hit.start : hit.end], hit.score)
        for hit in _spread(known)[:_PASSAGES_SHOWN]
    )


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    """At most two passages of an article before the next article has its turn."""
    taken: dict[str, int] = {}
    early: list[Hit] = []
    late: list[Hit] = []
    for hit in hits:
        taken[hit.article_id] = taken.get(hit.article_id, 0) + 1
        (early if taken[hit.article_id] <= 1 else late).append(hit)
    return [*early, *late]


def card(candidate: Candidate) -> MeetingCard:
    """A candidate as the meeting beside an answer."""
    codes = [*(candidate.meeting.regions if candidate.meeting else ()), *candidate.reading.regions]
    place = region(codes[0]) if codes else None
    meeting = candidate.meeting or Meeting(ordinal=0, name=candidate.article.title, kind="", start=0, end=0)
    return meeting_card(meeting, place.name if place else None)


def others(fitting: Sequence[Candidate]) -> tuple[MeetingCard, ...]:
    """The other events among the meetings that fit a question, the best first."""
    best = fitting[0]
    near = [one for one in fitting[1:] if one.article.id != best.article.id and not is_same_event(best, one)]
    return tuple(dict.fromkeys(card(candidate) for candidate in near))[:_MOST_OTHERS]


def deny(query: Query, best: Candidate, *, mention: Evidence | None, nearest: Evidence | None) -> Answer:
    """The meeting is there, what is asked is not stated of it: said with the sentence that comes nearest to it.

    mention: a sentence of the event that names an office asked for, which then is not said to be missing.
    """
    shown = mention or nearest
    lines = [] if mention else [say_not_stated(query, best)]
    if shown:
        lines.append(wording.mentioned([shown.quote]) if mention else wording.nearest_sentence(shown.quote))
    return Answer(
        question=query.text,
        status=Status.NOT_STATED,
        kind=query.kind,
        text="\n".join(lines),
        facts=(shown,) if shown else (),
        sources=(source(best.article),) if shown else (),
        meeting=card(best),
    )


def compose(
    query: Query,
    best: Candidate,
    results: Sequence[tuple[Kind, tuple[list[Candidate], Result] | None]],
    *,
    is_brief: bool = False,
) -> Answer:
    """One answer of one or two parts, at least one of them stated; a part that is not stated says so.

    An answer of one part has the sentence that says it with it, unless it has to be brief.
    """
    found = [filled for _, filled in results if filled]
    texts = [filled[1].text if filled else say_not_stated(query, best, kind=kind) for kind, filled in results]
    proofs: tuple[Evidence, ...] = ()
    if len(results) == 1 and found[0][1].proof and not is_brief:
        texts, proofs = [found[0][1].proven], (found[0][1].proof,)
    sources = dict.fromkeys(source(candidate.article) for candidates, _ in found for candidate in candidates)
    is_conflicting = any(result.status is Status.CONFLICTING for _, result in found)
    return Answer(
        question=query.text,
        status=Status.CONFLICTING if is_conflicting else Status.ANSWERED,
        kind=query.kind,
        text=_join(texts, [describe(candidate) for candidates, _ in found for candidate in candidates]),
        facts=(*(evidence for _, filled in found for evidence in filled.evidence), *proofs),
        sources=tuple(sources),
        meeting=card(found[0][0][0]),
    )


def _join(texts: Sequence[str], contexts: Sequence[str]) -> str:
    """The texts of all parts, each line once; lines that say which meeting it was come last."""
    lines = dict.fromkeys(line for text in texts for line in text.split("\n"))
    last = [line for line in lines if line in contexts and len(texts) > 1]
    return "\n".join([*(line for line in lines if line not in last), *last])

"""From candidates, hits and filled slots to the parts of one answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from data.wording import answers as wording
from retrieval.answering.answer import Answer, Evidence, MeetingCard, Passage, Status, source, stand_on
from retrieval.answering.answers.refusals import say_not_stated
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.events import is_same_event
from retrieval.answering.slots.result import Result, describe
from retrieval.index.search import Hit

_PASSAGES_SHOWN = 8
_MOST_OTHERS = 3


def passages(ranked: Sequence[Candidate], hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The passages found, those of the better fitting articles first; the best of each article before the others."""
    texts = {candidate.article.id: candidate.article.text for candidate in ranked}
    order = list(texts)
    known = [hit for hit in hits if hit.article_id in texts]
    known.sort(key=lambda hit: (order.index(hit.article_id), -hit.score))
    best = {hit.article_id: hit for hit in reversed(known)}
    shown = sorted(known, key=lambda hit: hit is not best[hit.article_id])
    return tuple(_passage(hit, texts[hit.article_id]) for hit in shown[:_PASSAGES_SHOWN])


def _passage(hit: Hit, text: str) -> Passage:
    return Passage(hit.article_id, hit.start, hit.end, text[hit.start : hit.end], round(hit.score, 4))


def card(candidate: Candidate) -> MeetingCard:
    """A candidate as the meeting beside an answer."""
    meeting = candidate.meeting
    return MeetingCard(
        candidate.name if meeting is None else meeting.name,
        meeting.date.isoformat() if meeting and meeting.date else None,
        meeting.place if meeting else None,
        candidate.region_name,
    )


def others(fitting: Sequence[Candidate], told: MeetingCard | None) -> tuple[MeetingCard, ...]:
    """The other events among the meetings that fit a question, the best first; `told`: the meeting that answers it."""
    answering = next((one for one in fitting if card(one) == told), fitting[0])
    apart = [one for one in fitting if one.article.id != answering.article.id and not is_same_event(answering, one)]
    return tuple(dict.fromkeys(map(card, apart)))[:_MOST_OTHERS]


def deny(query: Query, best: Candidate, *, mention: Evidence | None, nearest: Evidence | None) -> Answer:
    """The meeting is there, what is asked is not stated of it: said with the sentence that comes nearest to it.

    mention: a sentence of the event that names an office asked for, which then is not said to be missing.
    """
    shown = tuple(filter(None, (mention or nearest,)))
    lines = [say_not_stated(query, best), *(wording.nearest_sentence(one.quote) for one in shown)]
    if mention:
        lines = [wording.mentioned([mention.quote])]
    articles, text = {best.article.id: best.article}, "\n".join(lines)
    answer = stand_on(shown, articles, query=query, text=text, status=Status.NOT_STATED)
    return answer.with_(meeting=card(best))


def compose(
    query: Query, event: Sequence[Candidate], results: Sequence[tuple[Kind, Result | None]], *, is_brief: bool = False
) -> Answer:
    """One answer of one or more parts, at least one of them stated by articles on the event; another says it is not.

    An answer of one part has the sentence that says it with it, unless it has to be brief.
    """
    told = [result for _, result in results if result]
    texts = [result.text if result else say_not_stated(query, event[0], kind=kind) for kind, result in results]
    facts = list(chain(*(result.evidence for result in told)))
    if len(results) == 1 and not is_brief:
        texts, facts = [told[0].proven], list(told[0].shown)
    used = {item.article_id for item in facts}
    tellers = [one for one in event if one.article_id in used] or event[:1]
    statuses = {result.status for result in told}
    return Answer(
        question=query.text,
        status=Status.CONFLICTING if Status.CONFLICTING in statuses else Status.ANSWERED,
        kind=query.kind,
        text=_join(texts, [describe(one) for one in tellers]),
        facts=tuple(dict.fromkeys(facts)),
        sources=tuple(dict.fromkeys(source(one.article) for one in tellers)),
        meeting=card(tellers[0]),
    )


def _join(texts: Sequence[str], contexts: Sequence[str]) -> str:
    """The texts of all parts, each line once; lines that say which meeting it was come last."""
    lines = dict.fromkeys(line for text in texts for line in text.split("\n"))
    return "\n".join(sorted(lines, key=lambda line: len(texts) > 1 and line in contexts))

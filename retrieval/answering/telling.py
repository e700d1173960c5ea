"""One thing asked of one article: the fact that was read of it, or the sentences that say better what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.answering.answer import Evidence
from retrieval.answering.answers.standing_in import answer_representation
from retrieval.answering.asking.asked import asks_groups, asks_theme
from retrieval.answering.asking.bodies import asked_body, is_of_body
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import Lexicon, stems_of
from retrieval.answering.evidence.ranking import Ranked, rank_sentences, says_nothing
from retrieval.answering.evidence.requirements import may_answer, names_holder
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.attendance import answer_attendees, answer_opener
from retrieval.answering.slots.details import DETAILS
from retrieval.answering.slots.overview import answer_overview, leads_in
from retrieval.answering.slots.result import Result
from retrieval.answering.slots.sentences import answer_passage, answer_sentences
from retrieval.answering.slots.statements import answer_statement

_SLOTS: dict[Kind, Callable[[Query, Candidate], Result | None]] = {
    **DETAILS,
    Kind.ATTENDEES: answer_attendees,
    Kind.OPENER_OR_LEADER: answer_opener,
    Kind.REPRESENTING: answer_representation,
}
_TOLD_BY_FACTS = frozenset({Kind.PURPOSE, Kind.TOPIC, Kind.ORGANISER})
"""Kinds whose read fact answers whatever else the question says: who held the meeting, what it was like."""
_TOLD_BY_OPENING = frozenset({Kind.PURPOSE, Kind.TOPIC})
"""Kinds that an article's own sentences answer where no such fact was read of it."""
# A sentence with less than half of what is particular to a question is not clearly better than a read fact.
_CLEARLY = 0.5
# Log-odds by which a sentence is before those that the read facts stand on if it answers better.
_LEAD = 0.2


def tell(kind: Kind, query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """What the candidate's article says of one thing asked; None where it does not say.

    A read fact answers, unless the question asks for something particular that another sentence has and its own lacks.
    """
    if kind is Kind.STATEMENT:
        return answer_statement(query, candidate, lexicon=lexicon)
    if kind not in _SLOTS:
        return answer_passage(query, candidate, lexicon=lexicon)
    is_particular = bool(particular_concepts(query, candidate))
    told = _SLOTS[kind](query, candidate) or (None if is_particular else _overview(kind, query, candidate))
    is_sufficient = kind in _TOLD_BY_FACTS or _lists_those_asked(kind, query, told) or not is_particular
    needs_no_better = told is not None and is_sufficient
    # A day that is not read as the meeting's is another's, unless the question asks for another.
    no_other_answers = told is None and kind is Kind.WHEN and not is_particular
    if query.is_yes_no or needs_no_better or no_other_answers:
        return told
    ranked = rank_sentences(query, candidate, lexicon)
    if told and not is_particular:
        return told
    if says_nothing(ranked):
        return None
    able = [one for one in ranked if may_answer(kind, query, one.sentence)]
    better = _better(kind, query, able, told)
    said = answer_sentences(query, candidate, lexicon=lexicon, ranked=better)
    concerns_article = any(one.measures["particular"] > 0 for one in ranked)
    return said or told or (_overview(kind, query, candidate) if concerns_article else None)


def _overview(kind: Kind, query: Query, candidate: Candidate) -> Result | None:
    """What the article writes of the meeting; a theme is only told where its sentences lead one in."""
    if kind not in _TOLD_BY_OPENING:
        return None
    in_own_words = kind is Kind.TOPIC and asks_theme(query)
    return answer_overview(kind, candidate) if not in_own_words or leads_in(kind, candidate) else None


def _lists_those_asked(kind: Kind, query: Query, told: Result | None) -> bool:
    """Whether those of a body are asked for and read, or which groups took part, and those read are several."""
    if kind is not Kind.ATTENDEES or told is None:
        return False
    marks = asked_body(query.formal)
    are_of_body = bool(marks) and all(is_of_body(f"{one.role or ''} {one.value}", marks) for one in told.evidence)
    return are_of_body or (asks_groups(query.formal) and len(told.evidence) > 1)


def _better(kind: Kind, query: Query, ranked: Sequence[Ranked], told: Result | None) -> Sequence[Ranked]:
    """The sentences, the best first, that answer better than what was read; none where that answers well enough."""
    if kind is Kind.ATTENDEES and query.asked_offices and not told:
        return [one for one in ranked if names_holder(query, one.sentence)]
    if told is None:
        return ranked
    if kind is Kind.ATTENDEES and not query.asked_offices and not _names_particular(query, told.evidence):
        named = [one for one in ranked if _names_those_asked(one)]
        is_behind = bool(ranked) and any(_overlaps(ranked[0].sentence, item) for item in told.evidence)
        if named and (ranked[0] in named or not is_behind):
            return named
    return ranked if _is_clearly_better(ranked, told.evidence) else ()


def _is_clearly_better(ranked: Sequence[Ranked], evidence: Sequence[Evidence]) -> bool:
    """Whether the best sentence answers clearly better than those that the read facts stand on ."""
    if not ranked:
        return False
    behind = [one for one in ranked if any(_overlaps(one.sentence, item) for item in evidence)]
    if not behind:
        return True
    best, rival = ranked[0], behind[0]
    has_it = best.measures["particular"] >= _CLEARLY and not any(one.measures["particular"] > 0 for one in behind)
    return best.score - rival.score >= _LEAD or (best is not rival and has_it)


def _names_particular(query: Query, evidence: Sequence[Evidence]) -> bool:
    """Whether one of those present is called by a word of the question ("siswa", "auditor")."""
    words = stems_of(" ".join(f"{item.role or ''} {item.value}" for item in evidence)).all
    return any(words.issuperset(form) for concept in query.asked_concepts for form in concept.forms)


def _names_those_asked(one: Ranked) -> bool:
    return bool(one.sentence.people) and one.measures["particular"] >= _CLEARLY


def _overlaps(sentence: Sentence, item: Evidence) -> bool:
    return item.start < sentence.span.end and sentence.span.start < item.end

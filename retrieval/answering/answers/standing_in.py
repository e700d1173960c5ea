"""Who stood in for an office: where no meeting is named, and where a pronoun says so. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Answer, quote
from retrieval.answering.answers.composing import compose, others
from retrieval.answering.answers.holders import in_other_region
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.sentences import Sentence, read_sentences
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.attendance import answer_representing
from retrieval.answering.slots.people import group_people
from retrieval.answering.slots.result import Result, describe
from retrieval.facts.phrases import alternation, read_cues
from retrieval.language.offices import offices_match


def answer_deputy(query: Query, candidates: Sequence[Candidate]) -> Answer | None:
    """Who stood in for the office asked for, by the best article that says so; the others are offered.

    None where a question names a meeting, or no article says so.
    """
    if query.kind is not Kind.REPRESENTING or query.kinds or query.inherited or not query.asked_offices:
        return None
    near = [one for one in candidates if one.fit("region") != 0.0 and one.fit("period") != 0.0]
    told = [(one, found) for one in near if (found := answer_representation(query, one)) and _is_meant(query, found)]
    if not told:
        return None
    answer = compose(query, told[0][0], [(query.kind, ([told[0][0]], told[0][1]))])
    return answer.with_(others=others([one for one, _ in told]))


def answer_representation(query: Query, candidate: Candidate) -> Result | None:
    """Who stood in for whom, as facts say it or else a pronoun."""
    return answer_representing(query, candidate) or answer_standing_in(query, candidate)


def _is_meant(query: Query, found: Result) -> bool:
    """Whether no office of another region is told of."""
    offices = (item.represents or "" for item in found.evidence)
    return not any(in_other_region(words, office) for office in offices for words in query.office_words)


def answer_standing_in(query: Query, candidate: Candidate) -> Result | None:
    """The one person of a sentence after which it is said that "he" stood in for the office asked for.

    "Rapat dibuka Staf Ahli Budi Santoso. Ia hadir mewakili Gubernur."
    """
    text = candidate.article.text
    for before, sentence in pairwise(read_sentences(text)):
        principal = _principal(query, sentence, text)
        deputy = _only_person(candidate, before) if principal else None
        if principal and deputy:
            name = wording.person(deputy.value, role=deputy.role, represents=None, doing=None)
            evidence = quote(candidate.article, before.span.start, sentence.span.end)
            return Result(f"{wording.stood_in(name, principal)}\n{describe(candidate)}", (evidence,))
    return None


def _principal(query: Query, sentence: Sentence, text: str) -> str | None:
    """The office, as written, for which a pronoun at the beginning of the sentence stood in."""
    stands = _standing_in().match(sentence.text)
    for office in sentence.offices if stands else ():
        written = " ".join(text[office.start : office.end].split())
        is_next = stands is not None and office.start == sentence.span.start + stands.end()
        if is_next and any(
            offices_match(o, office) and not in_other_region(w, written) for o, w in query.asked_with_words
        ):
            return written
    return None


def _only_person(candidate: Candidate, sentence: Sentence) -> Fact | None:
    """Whom a sentence tells of, where that is one person."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    here = [fact for fact in facts if fact.person and sentence.span.start <= fact.start < sentence.span.end]
    people = group_people(here)
    return people[0][0] if len(people) == 1 else None


@cache
def _standing_in() -> re.Pattern[str]:
    """A pronoun, at most a few words, and "mewakili" or its like."""
    pronouns = alternation(read_cues("speech_words", "pronoun"))
    standing = alternation(read_cues("list_words", "for"))
    return re.compile(rf"{pronouns}\b(?:\s+\w+){{0,2}}?\s+{standing}\s+", re.IGNORECASE)

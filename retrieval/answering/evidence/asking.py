"""What a question asks of a sentence: its words, weighed, and the kind of thing that would answer it. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.facts import FactKind
from retrieval.answering.answers.holders import find_holders, names_office
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon, Weighed, stems_of, weigh
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import concept_presence
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words
from retrieval.language.text import Span, split_sentences

# "berapa anak balita": a thing counted may take two words.
_MOST_COUNTED = 2
_PEOPLE_KINDS = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER, Kind.REPRESENTING, Kind.PERSON})
_FACTS = {
    Kind.ATTENDEES: FactKind.ATTENDANCE,
    Kind.OPENER_OR_LEADER: FactKind.ATTENDANCE,
    Kind.REPRESENTING: FactKind.ATTENDANCE,
    Kind.STATEMENT: FactKind.STATEMENT,
    Kind.WHERE: FactKind.PLACE,
    Kind.WHEN: FactKind.DATE,
    Kind.PURPOSE: FactKind.PURPOSE,
    Kind.TOPIC: FactKind.THEME,
    Kind.ORGANISER: FactKind.ORGANISER,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to one article.

    particular: the concepts that ask for something besides the meeting; meeting: those that name it. stems: every
    telling stem of the question -> its weight, the words of asking among them. facts: where the facts of the kind
    asked for stand; words_of: where the statements of the speaker asked for stand; turns: the sentences, by number,
    before which nobody else spoke last; names: first and last names, in small letters, of the holders of the offices
    asked for. counted: what "berapa" counts.
    """

    query: Query
    particular: Weighed
    meeting: Weighed
    stems: Mapping[str, float]
    facts: tuple[Span, ...]
    words_of: tuple[Span, ...]
    turns: frozenset[int]
    names: frozenset[str]
    counted: Sequence[Concept]

    @property
    def wants_people(self) -> bool:
        """Whether a person or group would answer."""
        return "siapa" in self.query.formal.casefold().split() or self.query.kind in _PEOPLE_KINDS

    @property
    def wants_several(self) -> bool:
        """Whether the question expects several things ("apa saja", "siapa saja")."""
        return "saja" in self.query.formal.casefold().split()


def put_question(query: Query, candidate: Candidate, lexicon: Lexicon) -> Asked:
    """The question as it is put to a candidate's article."""
    concepts = [concept for concept in query.concepts if not concept.is_kind]
    particular = particular_concepts(query, candidate)
    names = [name.casefold().split() for name in find_holders(query, candidate)]
    holders = {part for words in names for part in (words[0], words[-1])}
    words_of = tuple(_statement_spans(query, candidate, holders))
    return Asked(
        query=query,
        particular=weigh(particular, lexicon),
        meeting=weigh([concept for concept in concepts if concept not in particular], lexicon),
        stems=_telling_stems(query, lexicon),
        facts=tuple(_fact_spans(query, candidate)),
        words_of=words_of,
        turns=frozenset(_turns(words_of, candidate)),
        names=frozenset(holders),
        counted=counted(query),
    )


def particular_concepts(query: Query, candidate: Candidate) -> list[Concept]:
    """The concepts that do not name the meeting, in the question's own structure or in the article's title."""
    theme = candidate.meeting.theme or "" if candidate.meeting else ""
    name = stems_of(f"{candidate.name} {candidate.article.title} {theme}")
    concepts = [concept for concept in query.concepts if not concept.is_kind]
    if query.kinds or query.inherited:
        return [concept for concept in concepts if concept in query.asked_concepts]
    return [concept for concept in concepts if not concept_presence(concept, name)]


def _telling_stems(query: Query, lexicon: Lexicon) -> dict[str, float]:
    idle = read_words("asking_function_words")
    stems = {stem(word) for word in analyse(query.formal) if word not in idle}
    return {word: 1.0 / (1.0 + math.log1p(lexicon.frequency(word))) for word in stems}


def _fact_spans(query: Query, candidate: Candidate) -> list[Span]:
    words = set(query.formal.casefold().split())
    kinds = [_FACTS[kind] for kind in query.wanted if kind in _FACTS]
    kinds += [FactKind.OUTCOME] if words & read_words("outcome_words") else []
    kinds += [FactKind.PARTICIPANTS] if query.is_quantity and words & read_words("participant_words") else []
    return [
        Span(fact.value_start, fact.value_end or fact.value_start)
        if fact.value_start is not None
        else Span(fact.start, fact.end)
        for fact in candidate.facts(*kinds)
    ]


def _statement_spans(query: Query, candidate: Candidate, holders: set[str]) -> list[Span]:
    named = {form[0] for concept in query.concepts for form in concept.forms if len(form) == 1}
    spans = []
    for fact in candidate.facts(FactKind.STATEMENT):
        speaker = set(analyse(fact.person or ""))
        in_office = fact.role and any(names_office(fact.role, office) for office in query.asked_offices)
        if in_office or speaker & holders or {stem(word) for word in speaker} & named:
            spans.append(Span(fact.start, fact.end))
    return spans


def _turns(words_of: Sequence[Span], candidate: Candidate) -> list[int]:
    """The sentences that the speaker of these statements has, or that follow before anybody else speaks."""
    own = {(span.start, span.end) for span in words_of}
    spoken = sorted((fact.start, fact.end) for fact in candidate.facts(FactKind.STATEMENT))
    turns = []
    for number, sentence in enumerate(split_sentences(candidate.article.text) if own else ()):
        begun = [said for said in spoken if said[0] < sentence.end]
        if begun and begun[-1] in own:
            turns.append(number)
    return turns


def counted(query: Query) -> list[Concept]:
    """What "berapa" counts: the two concepts right after it ("berapa anak balita"), or the one right before it."""
    before, asks, after = query.formal.casefold().partition("berapa")
    if not asks:
        return []
    concepts = [concept for concept in query.concepts if not concept.is_kind]
    rest = after.strip().removeprefix("orang ").removeprefix("jumlah ")
    following = []
    for _ in range(_MOST_COUNTED):
        found = next((c for c in concepts if f"{rest} ".startswith(f"{c.text} ")), None)
        if found is None:
            break
        following.append(found)
        rest = rest.removeprefix(found.text).strip()
    return following or [concept for concept in concepts if before.strip().endswith(concept.text)][:1]

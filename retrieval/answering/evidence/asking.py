"""What a question asks of a sentence: its words, weighed, and the kind of thing that would answer it. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.facts import FactKind
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon, Weighed, stems_of, weigh
from retrieval.answering.evidence.speakers import find_turns, find_words, holder_names
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import concept_presence
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words
from retrieval.language.text import Span

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
    asked for begin; words_of: where the statements of the speaker asked for stand; turns: the sentences, by number,
    before which nobody else spoke last; names: first and last names, in small letters, of the holders of the offices
    asked for. counted: what "berapa" counts.
    """

    query: Query
    particular: Weighed
    meeting: Weighed
    stems: Mapping[str, float]
    facts: tuple[int, ...]
    words_of: tuple[Span, ...]
    turns: frozenset[int]
    names: frozenset[str]
    counted: Sequence[Concept]

    @property
    def fact_feature(self) -> str:
        """The feature as which facts count: alone, beside something particular, or as particular people."""
        if not (self.facts and self.particular):
            return "fact" if self.facts else ""
        return "presence" if self.query.kind is Kind.ATTENDEES else "fact_in_question"

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
    particular = particular_concepts(query, candidate)
    words = find_words(query, candidate)
    kinds = [_FACTS[kind] for kind in query.wanted if kind in _FACTS]
    return Asked(
        query=query,
        particular=weigh(particular, lexicon),
        meeting=weigh([concept for concept in query.telling if concept not in particular], lexicon),
        stems=_telling_stems(query, lexicon),
        facts=tuple(fact.value_start or fact.start for fact in candidate.facts(*kinds)),
        words_of=tuple(Span(fact.start, fact.end) for fact in words),
        turns=frozenset(find_turns(words, candidate)),
        names=holder_names(query, candidate),
        counted=counted(query),
    )


def particular_concepts(query: Query, candidate: Candidate) -> list[Concept]:
    """The concepts that do not name the meeting, in the question's own structure or in the article's title."""
    if query.kinds or query.inherited:
        return [concept for concept in query.telling if concept in query.asked_concepts]
    name = stems_of(f"{candidate.name} {candidate.article.title}")
    return [concept for concept in query.telling if not concept_presence(concept, name)]


def _telling_stems(query: Query, lexicon: Lexicon) -> dict[str, float]:
    idle = read_words("asking_function_words")
    stems = {stem(word) for word in analyse(query.formal) if word not in idle}
    return {word: 1.0 / (1.0 + math.log1p(lexicon.frequency(word))) for word in stems}


def counted(query: Query) -> Sequence[Concept]:
    """What "berapa" counts: the first concept after it."""
    _, _, after = query.formal.casefold().partition("berapa")
    return [concept for concept in query.telling if concept.text in after][:1]

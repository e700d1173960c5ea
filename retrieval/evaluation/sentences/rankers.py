"""What is fitted: the ranking of an article's sentences, and that of its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.answering.asking.query import Query
from retrieval.answering.evidence import ranking as sentence_ranking
from retrieval.answering.evidence.asking import put_question
from retrieval.answering.evidence.features import FEATURES as SENTENCE_FEATURES
from retrieval.answering.evidence.features import measure as measure_sentences
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.evidence.weights import Weights
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.who import ranking as people_ranking
from retrieval.answering.who.features import FEATURES as PEOPLE_FEATURES
from retrieval.answering.who.features import measure as measure_people
from retrieval.answering.who.profiles import read_profiles
from retrieval.answering.who.seeking import seek
from retrieval.evaluation.sentences.examples import Examine, Example
from retrieval.evaluation.sentences.fitting import RANKING_PENALTY, fit_weights
from retrieval.evaluation.sentences.gold import Gold, held_by, named_by

# People are fewer than sentences and differ in more ways; found by cross-validation.
_PEOPLE_PENALTY = 0.003
_ABOUT_PEOPLE = frozenset({"attendees", "opener_or_leader", "representing", "followup", "person", "unanswerable"})


@dataclass(frozen=True, slots=True)
class Ranker:
    """How examples of one ranking are made, by which features, and where its weights stand."""

    features: tuple[str, ...]
    weights: Path
    examine: Examine
    penalty: float

    def fit(self, examples: Sequence[Example]) -> Weights:
        """The weights that fit these examples."""
        return fit_weights(examples, self.features, penalty=self.penalty)


def examine_sentences(source: str, gold: Gold, query: Query, candidate: Candidate, lexicon: Lexicon) -> list[Example]:
    """The sentences of the article as one example."""
    sentences = read_sentences(candidate.article.text)
    if not sentences:
        return []
    measures = measure_sentences(put_question(query, candidate, lexicon), sentences)
    held = held_by(gold, [sentence.text for sentence in sentences], candidate.article)
    return [Example(source, gold.type, candidate.article.id, gold.is_answerable, measures, np.array(held))]


def examine_people(source: str, gold: Gold, query: Query, candidate: Candidate, lexicon: Lexicon) -> list[Example]:
    """The people of the article, one example for each that the question means, without the others that it means."""
    if gold.type not in _ABOUT_PEOPLE or "siapa" not in query.formal.casefold().split():
        return []
    ranked = sentence_ranking.rank_sentences(query, candidate, lexicon)
    profiles = read_profiles(candidate, sorted((one.sentence for one in ranked), key=lambda one: one.number))
    held = np.array(named_by(gold, [profile.name for profile in profiles]))
    if not profiles or (gold.is_answerable and not held.any()):
        return []
    measures = measure_people(seek(query, candidate, lexicon, ranked), profiles)
    others = [np.delete(np.arange(len(held)), np.setdiff1d(np.flatnonzero(held), [at])) for at in np.flatnonzero(held)]
    return [
        Example(source, gold.type, candidate.article.id, gold.is_answerable, measures[rows], held[rows])
        for rows in others or [np.arange(len(held))]
    ]


SENTENCES = Ranker(tuple(SENTENCE_FEATURES), sentence_ranking.WEIGHTS, examine_sentences, RANKING_PENALTY)
PEOPLE = Ranker(tuple(PEOPLE_FEATURES), people_ranking.WEIGHTS, examine_people, _PEOPLE_PENALTY)

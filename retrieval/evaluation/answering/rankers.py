"""What is fitted: the ranking of meetings, of an article's sentences, and of the answers that it offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from retrieval.answering import telling
from retrieval.answering.choosing import measures as telling_measures
from retrieval.answering.evidence import ranking as sentence_ranking
from retrieval.answering.evidence.ranking import measure_sentences
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.ranking import candidates as meeting_ranking
from retrieval.answering.ranking.acceptance import find_certainty
from retrieval.answering.ranking.measures import MEASURES
from retrieval.answering.telling import find_trust, weigh_options
from retrieval.answering.weighing import Weights
from retrieval.evaluation.answering.examples import Examine, Example, Put
from retrieval.evaluation.answering.fitting import CERTAINTY_PENALTY, RANKING_PENALTY, fit_weights
from retrieval.evaluation.answering.gold import Gold, held_by
from retrieval.evaluation.answering.meetings import examine_meetings
from retrieval.language.people import find_people
from retrieval.language.text import fold

# Of meetings there are more examples, and a year or region that is another has to weigh much.
_MEETINGS_PENALTY = 0.0003
# Whether a list or the names alone answer is told apart by little.
_ANSWERS_PENALTY = 0.0005

# How much naming others than those asked for takes from an answer, and of which types that are answered by one name.
_OTHERS = 0.25
_NAMING = frozenset({"opener_or_leader", "representing"})


@dataclass(frozen=True, slots=True)
class Ranker:
    """How examples of one ranking are made, by which features, and where its weights stand."""

    features: tuple[str, ...]
    weights: Path
    examine: Examine
    penalty: float = RANKING_PENALTY
    certainty_penalty: float = CERTAINTY_PENALTY

    def fit(self, examples: Sequence[Example]) -> Weights:
        """The weights that fit these examples."""
        return fit_weights(examples, self.features, penalty=self.penalty, certainty_penalty=self.certainty_penalty)


def examine_sentences(put: Put) -> list[Example]:
    """The sentences of the article as one example."""
    gold, candidate = put.gold, put.right
    sentences = read_sentences(candidate.article.text) if candidate else []
    if candidate is None or not sentences:
        return []
    measures = measure_sentences(put.query, candidate, put.lexicon, sentences).figures
    held = held_by(gold, [sentence.text for sentence in sentences], candidate.article)
    return [Example(put.source, gold.type, candidate.article.id, gold.is_answerable, measures, np.array(held))]


def examine_answers(put: Put) -> list[Example]:
    """The answers that the article offers to the first thing asked as one example."""
    gold, candidate, kind = put.gold, put.right, put.query.kind
    offered = weigh_options(kind, put.query, candidate, lexicon=put.lexicon) if candidate else ()
    if candidate is None or not offered:
        return []
    measures = np.array([[one.measures[name] for name in telling_measures.MEASURES] for one in offered])
    texts = [one.option.result.proven for one in offered]
    held = np.array(held_by(gold, texts, candidate.article)) * [keeps_to(gold, text) for text in texts]
    about, trust = candidate.article.id, find_trust(replace(candidate, certainty=find_certainty(put.ranked)))
    return [Example(put.source, gold.type, about, gold.is_answerable, measures, held, trust=trust)]


def keeps_to(gold: Gold, text: str) -> float:
    """How well an answer that names people keeps to those asked for, 0 to 1: naming others takes from it, and all of it
    where they are known to be wrong."""
    if any(fold(name) in fold(text) for name in gold.must_not):
        return 0.0
    asked = gold.must or (gold.any_of if gold.type in _NAMING else ())
    if not asked:
        return 1.0
    right = [fold(name) for name in asked]
    named = [fold(person.name) for person in find_people(text)]
    others = [name for name in named if not any(one in name or name in one for one in right)]
    return float((len(right) / (len(right) + len(others))) ** _OTHERS)


class What(StrEnum):
    """What the weights rank."""

    MEETINGS = "meetings"
    SENTENCES = "sentences"
    ANSWERS = "answers"


RANKERS = {
    What.MEETINGS: Ranker(MEASURES, meeting_ranking.WEIGHTS, examine_meetings, certainty_penalty=_MEETINGS_PENALTY),
    What.SENTENCES: Ranker(sentence_ranking.MEASURES, sentence_ranking.WEIGHTS, examine_sentences),
    What.ANSWERS: Ranker(telling_measures.MEASURES, telling.WEIGHTS, examine_answers, penalty=_ANSWERS_PENALTY),
}

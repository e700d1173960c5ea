"""What is fitted: the ranking of meetings, and of an article's sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from retrieval.answering.evidence import ranking as sentence_ranking
from retrieval.answering.evidence.ranking import measure_sentences
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.ranking import candidates as meeting_ranking
from retrieval.answering.ranking.measures import MEASURES
from retrieval.answering.weighing import Weights
from retrieval.evaluation.answering.examples import Examine, Example, Put
from retrieval.evaluation.answering.fitting import CERTAINTY_PENALTY, RANKING_PENALTY, fit_weights
from retrieval.evaluation.answering.gold import held_by
from retrieval.evaluation.answering.meetings import examine_meetings

# Of meetings there are more examples, and a year or region that is another has to weigh much.
_MEETINGS_PENALTY = 0.0003


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
    measures = measure_sentences(put.query, candidate, put.lexicon, sentences)
    held = held_by(gold, [sentence.text for sentence in sentences], candidate.article)
    return [Example(put.source, gold.type, candidate.article.id, gold.is_answerable, measures, np.array(held))]


class What(StrEnum):
    """What the weights rank."""

    MEETINGS = "meetings"
    SENTENCES = "sentences"


RANKERS = {
    What.MEETINGS: Ranker(MEASURES, meeting_ranking.WEIGHTS, examine_meetings, certainty_penalty=_MEETINGS_PENALTY),
    What.SENTENCES: Ranker(sentence_ranking.MEASURES, sentence_ranking.WEIGHTS, examine_sentences),
}

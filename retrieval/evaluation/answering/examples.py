"""Questions put to articles: what is measured of each meeting or sentence, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.settings import load_settings
from retrieval.answering.asking.query import Query
from retrieval.answering.engine import Engine
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.ranking.candidates import Candidate
from retrieval.evaluation.answering.gold import Gold
from retrieval.index.engines import open_index
from retrieval.index.live import LiveIndex
from retrieval.index.models import load_encoder
from retrieval.index.search import Hit
from retrieval.ingest.opening import open_reading


@dataclass(frozen=True, slots=True)
class Example:
    """One question and the article that should answer it.

    source: the gold file. measures: (meetings or sentences, features), NaN for what is not asked; held: the share of
    the answer that each has, 0 to 1. weight: how much it counts beside others; trust: how much a certainty is worth,
    since another meeting may be meant; groups: what each belongs to, where the best is compared with the next of
    another group.
    """

    source: str
    type: str
    article: str
    is_answerable: bool
    measures: NDArray[np.float64]
    held: NDArray[np.float64]
    weight: float = 1.0
    trust: float = 1.0
    groups: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A question of a gold file (`source`) put to an archive: understood, with the meetings and passages found."""

    source: str
    gold: Gold
    engine: Engine
    lexicon: Lexicon
    query: Query
    ranked: Sequence[Candidate]
    hits: Sequence[Hit]

    @property
    def right(self) -> Candidate | None:
        """The best candidate of a right article; the best of all where no article is right."""
        gold = self.gold
        wanted = (one for one in self.ranked if not gold.is_answerable or one.article.id in gold.articles)
        return next(wanted, None)


Examine = Callable[[Put], list[Example]]
"""What a ranker measures of one question."""


def collect_examples(
    source: str, gold: Sequence[Gold], home: Path, *, examine: Examine, done: Callable[[], None] = lambda: None
) -> list[Example]:
    """What an archive's engine makes of the questions; those whose article it does not find are left out."""
    with ExitStack() as resources:
        settings = load_settings().model_copy(update={"home": home, "database_url": None, "index_url": None})
        store = resources.enter_context(open_reading(settings))
        live = LiveIndex(open_index(settings), load_encoder(settings.model))
        engine, vocabulary = Engine(store, live), live.refresh().vocabulary
        lexicon = Lexicon(vocabulary.stem_frequency, vocabulary.chunks)
        examples = []
        for asked in gold:
            query = engine.understand(asked.question, history=asked.history)
            examples += examine(Put(source, asked, engine, lexicon, query, *engine.candidates(query)))
            done()
    return examples

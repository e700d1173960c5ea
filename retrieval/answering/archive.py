"""The archive as one question finds it: which meetings it may be about, by one generation of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.article import Article
from data.store import FoundMeeting, Store
from retrieval.answering.asking.query import Concept, Query
from retrieval.answering.asking.understanding import understand
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.ranking.candidates import Candidate, rank
from retrieval.answering.ranking.measures import FOUND_ITSELF, Measures, measure_articles
from retrieval.answering.ranking.presence import Words, article_words
from retrieval.answering.versions import best_of_each_text, first_texts
from retrieval.index.engines import OpenIndex
from retrieval.index.search import Hit
from retrieval.language.regions import region

# Articles whose words are kept: about 20 MB at the usual length (docs/performance.md).
_KEPT_ARTICLES = 1024
words_of: Callable[[Article], Words] = lru_cache(maxsize=_KEPT_ARTICLES)(article_words)
"""The stems of an article, remembered until it changes."""

# Texts compared with the question, of those whose passages retrieval found; more cost time and add nothing.
_PASSAGES_SEARCHED, _TEXTS_COMPARED = 100, 16


@dataclass(frozen=True, slots=True)
class Archive:
    """The store and the generation that a question is answered from, on the day that it is asked."""

    store: Store
    index: OpenIndex
    today: date

    @property
    def lexicon(self) -> Lexicon:
        """How common the words of the archive are."""
        return Lexicon(self.index.vocabulary.stem_frequency, self.index.vocabulary.chunks)

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """The question as the archive's vocabulary understands it."""
        return understand(question, history=history, today=self.today, vocabulary=self.index.vocabulary)

    def knows_any(self, concepts: Iterable[Concept]) -> bool:
        """Whether some text has a word of some concept."""
        stems = (stem for concept in concepts for form in concept.forms for stem in form)
        return any(map(self.index.vocabulary.stem_frequency, stems))

    def find(self, query: Query) -> tuple[list[Candidate], list[Hit]]:
        """The meetings that may answer, best first, and the passages retrieval found."""
        asked = query.formal if query.inherited else query.text
        words, also = search_words(query)
        hits = self.index.search(words, also=also, asked=asked, limit=_PASSAGES_SEARCHED)
        return self.rank(query, hits), hits

    def rank(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The meetings of the best articles among the passages found, best first."""
        leaders = self.store.versions.leaders({hit.article_id for hit in hits})
        found = first_texts(measure_articles(hits, leaders), leaders, limit=_TEXTS_COMPARED)
        return best_of_each_text(self._compare(query, found), leaders)

    def compare(self, query: Query, article_ids: Iterable[str]) -> list[Candidate]:
        """The meetings of these articles, best first, whatever retrieval would say of them."""
        return self._compare(query, dict.fromkeys(article_ids, FOUND_ITSELF))

    def find_meant(self, query: Query, event: Iterable[FoundMeeting | Candidate]) -> list[Candidate]:
        """The meetings of an event as candidates for a question, those of one version of each text."""
        meant = {_place(one) for one in event if one.meeting}
        article_ids = {article_id for article_id, _ in meant}
        ranked = [one for one in self.compare(query, article_ids) if _place(one) in meant]
        return best_of_each_text(ranked, self.store.versions.leaders(article_ids))

    def _compare(self, query: Query, found: Mapping[str, Measures]) -> list[Candidate]:
        """What of the articles found shall answer, compared with the question."""
        hidden = self.store.corrections.hidden(list(found))
        asked = [article_id for article_id in found if article_id not in hidden]
        return rank(
            query,
            found,
            articles=self.store.articles.get_many(asked),
            readings=self.store.readings.get_many(asked),
            words=words_of,
            frequency=self.index.vocabulary.stem_frequency,
            chunks=self.index.vocabulary.chunks,
        )


def search_words(query: Query) -> tuple[str, list[str]]:
    """The words to look for, the formal question and the names of its regions; and the stems of other wordings."""
    names = [place.name for code in query.regions[:2] if (place := region(code))]
    wordings = [stem for concept in query.telling for form in concept.forms[1:] for stem in form]
    return " ".join([query.formal, *names]), wordings


def _place(one: FoundMeeting | Candidate) -> tuple[str, int | None]:
    """The article of a meeting, and which of its meetings it is."""
    return one.article_id, one.meeting.ordinal if one.meeting else None

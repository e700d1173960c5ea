"""Versions of one text in an answer: ranked as one, and cited beside the one that it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import TypeVar

from data.article import Article
from data.facts import Meeting
from data.store import Store
from data.wording import answers as wording
from retrieval.answering.answer import SAID, Answer, source
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.text import fold

Value = TypeVar("Value")

# Log-odds behind the first version of a text within which another one fits the question as well.
_AS_WELL = 1.0


def first_texts(found: Mapping[str, Value], leaders: Mapping[str, str], *, limit: int) -> dict[str, Value]:
    """What belongs to the articles of the first texts, by article id: however many versions crowd no other text out.

    leaders: article id -> what it is a version of.
    """
    texts = dict.fromkeys(leaders.get(article_id, article_id) for article_id in found)
    kept = set(islice(texts, limit))
    return {one: what for one, what in found.items() if leaders.get(one, one) in kept}


def best_of_each_text(ranked: Sequence[Candidate], leaders: Mapping[str, str]) -> list[Candidate]:
    """The meetings of one version of each text, in their order: an answer stands on one, and the others repeat it."""
    versions: defaultdict[str, list[Candidate]] = defaultdict(list)
    for one in ranked:
        versions[leaders.get(one.article_id, one.article_id)].append(one)
    chosen = {_choose(candidates, text_id).article_id for text_id, candidates in versions.items()}
    return [one for one in ranked if one.article_id in chosen]


def _choose(versions: Sequence[Candidate], leader: str) -> Candidate:
    """Of the versions that fit about as well as the first, the one that tells most of its meeting."""
    near = [one for one in versions if one.score >= versions[0].score - _AS_WELL]
    return max(near, key=lambda one: (_count_details(one.meeting), one.article_id == leader, one.score))


def _count_details(meeting: Meeting | None) -> int:
    return sum(getattr(meeting, detail, None) is not None for detail in ("date", "place", "organiser", "theme"))


def cite_versions(answer: Answer, store: Store) -> Answer:
    """The answer with every version that has all its quotes as a further source, and where that one was published."""
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    for fact in answer.facts if answer.status in SAID else ():
        quotes[fact.article_id].add(fact.quote)
    beside = store.versions.beside(quotes.keys())
    known = set(chain(*beside.values())) - {one.article_id for one in answer.sources}
    articles = store.articles.get_many(known - store.corrections.hidden(known))
    repeated = {
        one: [
            source(articles[other]) for other in others if other in articles and _has_all(articles[other], quotes[one])
        ]
        for one, others in beside.items()
    }
    sources = dict.fromkeys(other for one in answer.sources for other in (one, *repeated.get(one.article_id, ())))
    added = [one for one in sources if one not in answer.sources]
    if not added:
        return answer
    named = wording.also_published([one.publisher or one.title or one.article_id for one in added])
    return answer.with_(sources=tuple(sources), text=f"{answer.text}\n{named}")


def _has_all(article: Article, quotes: set[str]) -> bool:
    """Whether an article has every quote word for word; marks differ from house to house."""
    text = f" {fold(article.text)} "
    return all(f" {fold(quote)} " in text for quote in quotes)

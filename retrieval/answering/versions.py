"""Versions of one text in an answer: ranked as one, and cited beside the one that it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from data.article import Article
from data.store import Store, fold_text
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Source, Status, source
from retrieval.index.search import Hit

_SAID = frozenset({Status.ANSWERED, Status.CONFLICTING})


def one_of_each_text(hits: Sequence[Hit], leaders: Mapping[str, str]) -> list[Hit]:
    """The passages of the best version of each text: versions are no rivals, and crowd nothing out.

    leaders: article id -> what it is a version of. Of passages as good, the earliest stored article's.
    """
    best: dict[str, Hit] = {}
    for hit in hits:
        text_id = leaders.get(hit.article_id, hit.article_id)
        rival = best.setdefault(text_id, hit)
        if (hit.score, hit.article_id == text_id) > (rival.score, rival.article_id == text_id):
            best[text_id] = hit
    kept = {hit.article_id for hit in best.values()}
    return [hit for hit in hits if hit.article_id in kept]


def cite_versions(answer: Answer, store: Store) -> Answer:
    """The answer with every version that has all its quotes as a further source, and where that one was published."""
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    for fact in answer.facts if answer.status in _SAID else ():
        quotes[fact.article_id].add(fold_text(fact.quote))
    beside = store.versions.beside(quotes.keys())
    cited = {one.article_id for one in answer.sources}
    articles = store.articles.get_many({other for others in beside.values() for other in others} - cited)
    sources = dict.fromkeys(_with_versions(answer.sources, beside, articles, quotes))
    added = [one for one in sources if one.article_id not in cited]
    if not added:
        return answer
    named = wording.also_published([one.publisher or one.title or one.article_id for one in added])
    return answer.with_(sources=tuple(sources), text=f"{answer.text}\n{named}")


def _with_versions(
    sources: Sequence[Source],
    beside: Mapping[str, Sequence[str]],
    articles: Mapping[str, Article],
    quotes: Mapping[str, set[str]],
) -> Iterator[Source]:
    """Each source, and behind it the versions that say everything that the answer has from it."""
    for one in sources:
        yield one
        for other in beside.get(one.article_id, ()):
            if other in articles and _has_all(articles[other], quotes[one.article_id]):
                yield source(articles[other])


def _has_all(article: Article, quotes: set[str]) -> bool:
    text = fold_text(article.text)
    return all(quote in text for quote in quotes)

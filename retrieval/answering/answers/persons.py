"""Who somebody is: the offices in which the archive mentions a person, with their dates and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, product

from data.article import Article
from data.store import Mention, Store
from data.wording import people as wording
from data.wording.answers import shorten
from retrieval.answering.answer import Answer, Evidence, quote, stand_on
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.presence import naming_words
from retrieval.language.dates import format_date
from retrieval.language.names import fold_name
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.placing import is_given_name
from retrieval.language.regions import RegionMention, find_regions, is_within
from retrieval.language.tables import read_words
from retrieval.language.text import fold
from retrieval.people.finding import find_bearers, find_named
from retrieval.people.profile import Profile, Tenure, say_region

_Line = tuple[str, Tenure | None]
"""A line of the answer, and the office that it tells."""


def answer_person(query: Query, store: Store) -> Answer | None:
    """The offices in which the archive mentions a person, latest first; None where nobody has that name.

    Several people of the name are told apart. Words that are no name (offices, regions, institutions) narrow.
    """
    profiles = find_asked(query, store)
    if not profiles:
        return None
    lines = _cut(_tell(profiles, fold_name(asked_name(query)).title()))
    told = list(filter(None, (tenure for _, tenure in lines)))
    shown = [tenure.shown for tenure in told]
    articles = store.articles.get_many(dict.fromkeys(mention.article_id for mention in shown))
    facts = [cite_mention(articles[mention.article_id], mention) for mention in shown]
    text = "\n".join(line for line, _ in lines)
    return stand_on(facts, articles, query=query, text=text).with_(certainty=1.0)


def find_asked(query: Query, store: Store) -> list[Profile]:
    """The people whom a question may name, those whom most articles mention first."""
    words = _words(query)
    bearers = find_bearers(store, words)
    names = [word for word in words if bearers.get(word, True)]
    # A word that looks like a name and is nobody's belongs to somebody else; any other does not count.
    if any(is_given_name(word) or word in query.unused for word in words if word not in names):
        return []
    return _narrow(query, find_named(store, names))


def asked_name(query: Query) -> str:
    """The words of a question that may be a name."""
    return " ".join(_words(query))


def _words(query: Query) -> list[str]:
    """The words of a question that may be a person's name, in order; a region's only where there are no others."""
    none = set(_words_of(query, find_offices(query.formal))) | read_words("person_question_words")
    asked = " ".join(concept.text for concept in naming_words(query)).split()
    names = [word for word in asked if word not in none]
    return names or [word for word in _words_of(query, find_regions(query.formal)) if word not in none]


def _words_of(query: Query, mentions: Iterable[OfficeMention | RegionMention]) -> list[str]:
    return fold(" ".join(query.formal[mention.start : mention.end] for mention in mentions)).split()


def _narrow(query: Query, profiles: Sequence[Profile]) -> list[Profile]:
    """Those whom the question's region and offices fit, as far as they fit anybody; whoever has an office first."""
    tests: tuple[Callable[[Profile], object], ...] = (
        lambda profile: profile.has_office,
        lambda profile: any(is_within(tenure.region, code[:4]) for code in query.regions for tenure in profile.tenures),
        lambda profile: any(_names_office(tenure, query.formal) for tenure in profile.tenures),
    )
    kept = list(profiles)
    for test in tests:
        kept = list(filter(test, kept)) or kept
    return kept


def _names_office(tenure: Tenure, question: str) -> bool:
    pairs = product(find_offices(question), find_offices(tenure.office))
    return any(offices_match(asked, held) for asked, held in pairs)


def _tell(profiles: Sequence[Profile], asked: str) -> list[_Line]:
    lines: list[_Line] = [(wording.namesakes(len(profiles), asked), None)] if len(profiles) > 1 else []
    for profile in profiles:
        lines.append((wording.person(shorten(profile.name), say_region(profile.region)), None))
        lines += [(f"• {_say_tenure(tenure)}", tenure) for tenure in profile.tenures]
        if profile.aliases:
            lines.append((wording.aliases(profile.aliases), None))
    return lines


def _say_tenure(tenure: Tenure) -> str:
    title = shorten(tenure.office) or wording.NO_OFFICE
    return wording.office(title, days=say_days(tenure), doubt=tenure.doubt.value)


def say_days(tenure: Tenure) -> str | None:
    """From the first mention of somebody in an office to the last; None where no day is known."""
    return wording.span(*map(format_date, tenure.days)) if tenure.days else None


def _cut(lines: Sequence[_Line]) -> list[_Line]:
    """As many lines as an answer has room for, and how many offices are left out."""
    ends = accumulate(len(text) + 1 for text, _ in lines)
    last = wording.more(len(lines))
    kept = [line for line, end in zip(lines, ends, strict=True) if end + len(last) <= wording.LONGEST]
    rest = sum(tenure is not None for _, tenure in lines[len(kept) :])
    return [*kept, (wording.more(rest), None)] if rest else kept


def cite_mention(article: Article, mention: Mention) -> Evidence:
    """Somebody by the name and office in which an article mentions them."""
    cut = quote(article, mention.start, mention.end)
    return replace(cut, value=mention.name, role=mention.office or None)

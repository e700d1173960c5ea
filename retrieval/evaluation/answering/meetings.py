"""Which meeting a question means: as asked, with the right article gone, and with what it names exchanged.

Somebody who asks about a year or a region that the archive lacks asks like everybody else. Such questions are few in
any collection, and easily made: the others, about another year or regency, or without their article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.answering.ranking.acceptance import shares_event
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.measures import MEASURES
from retrieval.evaluation.answering.examples import Example, Put
from retrieval.language.regions import find_regions, region
from retrieval.language.tables import read_table

# How much a question made from another counts beside one that was asked.
_WITHOUT_ARTICLE, _EXCHANGED = 0.5, 0.4
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS_APART = (-3, -2, -1, 1, 2)
_REGENCY, _PROVINCE = 4, 2


def examine_meetings(put: Put) -> list[Example]:
    """The meetings that may be meant as one example, and what is made from it; none where the meant one is unknown."""
    meant = put.gold.meant
    if meant is None or not put.ranked:
        return []
    examples = [_example(put, put.ranked, meant)]
    left = [hit for hit in put.hits if hit.article_id not in meant]
    if meant and left:
        examples.append(_example(put, put.engine.rank(put.query, left), frozenset(), weight=_WITHOUT_ARTICLE))
    for question, history in _exchange(put) if put.gold.is_answerable else ():
        ranked, _ = put.engine.candidates(put.engine.understand(question, history=history))
        examples += [_example(put, ranked, frozenset(), weight=_EXCHANGED)] if ranked else []
    return examples


def _example(put: Put, ranked: Sequence[Candidate], meant: frozenset[str], *, weight: float = 1.0) -> Example:
    return Example(
        put.source,
        put.gold.type,
        article=min(put.gold.meant or (), default=put.gold.question),
        is_answerable=bool(meant),
        measures=np.array([[one.measures[name] for name in MEASURES] for one in ranked]),
        held=np.array([float(one.article.id in meant) for one in ranked]),
        weight=weight,
        groups=tuple(
            next(at for at, one in enumerate(ranked) if one is other or shares_event(one, other)) for other in ranked
        ),
    )


def _exchange(put: Put) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The question, or the first of those before it, about another year and about another regency; always the same."""
    gold = put.gold
    text = (*gold.history, gold.question)[0]
    chance = random.Random(text)
    years = _YEAR.findall(text)
    regencies = [mention for mention in find_regions(text) if mention.codes and len(mention.codes[0]) == _REGENCY]
    exchanged = []
    if years:
        exchanged.append(text.replace(years[0], str(int(years[0]) + chance.choice(_YEARS_APART))))
    if regencies:
        named = regencies[-1]
        exchanged.append(f"{text[: named.start]}{_another(named.codes[0], chance)}{text[named.end :]}")
    for other in exchanged:
        yield (gold.question, (other, *gold.history[1:])) if gold.history else (other, ())


def _another(code: str, chance: random.Random) -> str:
    """The name of another regency, of the same province."""
    codes = sorted({row["code"] for row in read_table("regions") if len(row["code"]) == _REGENCY})
    others = [other for other in codes if other != code and other[:_PROVINCE] == code[:_PROVINCE]] or codes
    place = region(chance.choice(others))
    return place.name if place else code

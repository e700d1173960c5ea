"""What is measured of an answer that an article offers: how likely the sentences are that it stands on. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.answer import Evidence
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.choosing.options import SLOTS, Option, Source
from retrieval.answering.evidence.ranking import Ranked, as_chance, as_magnitude, load_weights
from retrieval.answering.evidence.requirements import names_holder
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.text import Span

_MANY = 8
"""Pieces of evidence beyond which more tell nothing."""

_IN_SENTENCES = frozenset({Source.ABLE, Source.SENTENCES})

_KINDS = tuple(kind.value for kind in Kind)
_FACTS = tuple(kind.value for kind in SLOTS)

MEASURES = (
    *("none", "unlikely", "mass", "likely", "other", "rival", "certainty", "best"),
    *("particular", "asks_particular", "asks_office", "holder", "evidence"),
    *("word", "word_left", "covered", "focus"),
    *(source.value for source in Source),
    *(f"sentences_{kind}" for kind in _KINDS),
    *(f"fact_{kind}" for kind in _FACTS),
    *(f"likely_{kind}" for kind in _FACTS),
    *("fact_none", "fact_particular", "fact_likely_particular", "fact_quantity", "fact_office"),
)
"""none, unlikely: how likely the selector finds no sentence to answer, as it is and on a scale of magnitudes; mass,
likely: the same of those that the answer stands on; other, rival: of the likeliest of the others. certainty: of the
best of them, by words and selector; best: whether the best of all is among them. particular: how much of what is asked
besides the meeting they have. holder: whether one names an office asked for. word, word_left: how likely the likeliest
word of what is told is of the answer itself, and of what is left out; covered: how much of all such words is told;
focus: how much of what is told is such words. Then what the answer is made of, with the kind that is asked for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing asked of one article: `ranked`, its sentences, the best first; `is_particular`: whether something is
    asked besides the meeting."""

    kind: Kind
    query: Query
    candidate: Candidate
    ranked: Sequence[Ranked]
    is_particular: bool


def measure_option(option: Option, setting: Setting) -> dict[str, float]:
    """A figure for each of MEASURES; NaN for what does not concern the option or is not asked for."""
    mine = [one for one in setting.ranked if _stands_on(option, one)]
    figures = _of_sentences(mine, setting) | _of_source(option, setting) | _of_words(option, setting)
    figures["evidence"] = min(len(option.result.evidence), _MANY) / _MANY
    if option.source is Source.FACT:
        figures |= _of_fact(figures, setting)
    return dict.fromkeys(MEASURES, math.nan) | figures


def _stands_on(option: Option, one: Ranked) -> bool:
    span = one.sentence.span
    return any(item.start < span.end and span.start < item.end for item in option.result.evidence)


def _of_sentences(mine: Sequence[Ranked], setting: Setting) -> dict[str, float]:
    none = setting.ranked[0].measures["none"] if setting.ranked else 1.0
    mass = min(1.0, sum(_chance(one) for one in mine))
    other = max((_chance(one) for one in setting.ranked if one not in mine), default=0.0)
    figures = {
        "none": none,
        "unlikely": as_magnitude(none),
        "mass": mass,
        "likely": as_magnitude(mass),
        "other": other,
        "rival": as_magnitude(other),
        "certainty": max((load_weights().certainty(one.measures) for one in mine), default=0.0),
        "best": float(bool(mine) and mine[0] is setting.ranked[0]),
        "asks_particular": float(setting.is_particular),
        "asks_office": float(bool(setting.query.asked_offices)),
    }
    if setting.is_particular:
        shares = (one.measures["particular"] for one in mine)
        figures["particular"] = max((share for share in shares if not math.isnan(share)), default=0.0)
    if setting.query.asked_offices:
        figures["holder"] = float(any(names_holder(setting.query, one.sentence.text) for one in mine))
    return figures


def _of_words(option: Option, setting: Setting) -> dict[str, float]:
    text = setting.candidate.article.text
    told = [span for item in option.result.shown for span in _claimed(item, text)]
    words = [word for one in setting.ranked for word in one.words]
    inside = [word for word in words if any(word.start < span.end and span.start < word.end for span in told)]
    outside = [word for word in words if word not in inside]
    mass, total = sum(word.chance for word in inside), sum(word.chance for word in words)
    length = sum(len(text[span.start : span.end].split()) for span in told)
    return {
        "word": max((word.chance for word in inside), default=0.0),
        "word_left": max((word.chance for word in outside), default=0.0),
        "covered": mass / total if total else math.nan,
        "focus": min(1.0, mass / length) if length else 0.0,
    }


def _claimed(item: Evidence, text: str) -> list[Span]:
    """Where value and office stand to the letter; the whole evidence where the value is none of its words."""
    found = [(text.find(part, item.start, item.end), part) for part in (item.value, item.role) if part]
    spans = [Span(at, at + len(part)) for at, part in found if at >= 0]
    return spans or [Span(item.start, item.end)]


def _of_source(option: Option, setting: Setting) -> dict[str, float]:
    figures = {option.source.value: 1.0}
    if option.source in _IN_SENTENCES:
        figures[f"sentences_{setting.kind.value}"] = 1.0
    return figures


def _of_fact(figures: dict[str, float], setting: Setting) -> dict[str, float]:
    own = {
        f"fact_{setting.kind.value}": 1.0,
        f"likely_{setting.kind.value}": figures["likely"],
        "fact_none": figures["none"],
        "fact_particular": float(setting.is_particular),
        "fact_quantity": float(setting.query.is_quantity),
        "fact_office": figures["asks_office"],
    }
    return own | ({"fact_likely_particular": figures["likely"]} if setting.is_particular else {})


def _chance(one: Ranked) -> float:
    return as_chance(one.measures["selected"])

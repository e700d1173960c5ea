"""What is measured of a sentence with regard to a question: figures from 0 to 1, each by a name. Pure.

NaN stands for what the question does not ask for, 0 for what it asks for and the sentence does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.asking import Asked
from retrieval.answering.evidence.lexicon import overlap
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import asks_sign, has_date, has_list, has_number, sign
from retrieval.answering.evidence.speakers import names_asked
from retrieval.answering.ranking.presence import concept_presence
from retrieval.language.stems import analyse
from retrieval.language.tables import read_table
from retrieval.language.text import meet

# Characters, people and commas beyond which more of them tell nothing.
_LONG, _MANY_PEOPLE, _MANY_COMMAS = 600, 5, 5
# A number beside something else than what is counted.
_OTHER_COUNT = 0.5

# What shows that a sentence tells of the kind asked for.
_SIGNS = {
    Kind.WHERE: "place",
    Kind.PURPOSE: "purpose",
    Kind.TOPIC: "theme",
    Kind.ORGANISER: "organiser",
    Kind.OPENER_OR_LEADER: "opener",
    Kind.REPRESENTING: "deputy",
}

Asks = Callable[[Asked], object]
Figure = Callable[[Asked, Sentence], float]


@dataclass(frozen=True, slots=True)
class View:
    """The sentences of an article as a question sees them; shares: how much each has of what is asked besides the
    meeting."""

    asked: Asked
    sentences: Sequence[Sentence]
    shares: Sequence[float]


@dataclass(frozen=True, slots=True)
class Feature:
    """asks: whether a question asks for it; of: how much of it each sentence has."""

    asks: Asks
    of: Callable[[View], Sequence[float]]


def _each(asks: Asks, figure: Figure) -> Feature:
    """What a sentence shows by itself."""
    return Feature(asks, lambda view: [figure(view.asked, sentence) for sentence in view.sentences])


def _shows(asks: Asks, measure: Callable[[str], object]) -> Feature:
    """What the text of a sentence has or has not."""
    return _each(asks, lambda _, sentence: bool(measure(sentence.text)))


def _shows_sign(asks: Asks, name: str) -> Feature:
    return _shows(asks, lambda text: sign(name).search(text))


def _wants(kind: Kind) -> Asks:
    """Whether a question asks for this kind of thing."""
    return lambda asked: kind in asked.query.wanted


def _asks_sign(name: str) -> Asks:
    """Whether a question has one of the words that ask for what a sign shows."""
    return lambda asked: asks_sign(name, asked.query)


def _reads_fact(name: str) -> Feature:
    """A fact of the kind asked for, where such facts count under this name."""
    return _each(lambda asked: asked.fact_feature == name, _begins_fact)


def _begins_fact(asked: Asked, sentence: Sentence) -> bool:
    return any(sentence.span.start <= start < sentence.span.end for start in asked.facts)


def _always(_: Asked) -> bool:
    return True


def _is_particular(asked: Asked) -> bool:
    return bool(asked.particular)


def _wants_people(asked: Asked) -> bool:
    return asked.wants_people


def _wants_several(asked: Asked) -> bool:
    return asked.wants_several


def _has_words_of(asked: Asked) -> bool:
    return bool(asked.words_of)


def _words(asked: Asked, sentence: Sentence) -> float:
    had = sum(weight for word, weight in asked.stems.items() if word in sentence.words.all)
    return had / (sum(asked.stems.values()) or 1.0)


def _particular_people(view: View) -> list[float]:
    """The words for those asked about, beside a name."""
    return [share * bool(one.people) for share, one in zip(view.shares, view.sentences, strict=True)]


def _number(asked: Asked, sentence: Sentence) -> float:
    beside = not asked.counted or any(concept_presence(concept, sentence.words) for concept in asked.counted)
    return has_number(sentence.text) * (1.0 if beside else _OTHER_COUNT)


FEATURES: dict[str, Feature] = {
    "particular": Feature(_is_particular, lambda view: view.shares),
    "meeting": _each(lambda asked: asked.meeting, lambda asked, one: overlap(one.words, asked.meeting)),
    "before": Feature(_always, lambda view: [0.0, *view.shares][:-1]),
    "after": Feature(_always, lambda view: [*view.shares, 0.0][1:]),
    "words": _each(_always, _words),
    "length": _each(_always, lambda _, one: min(len(one.text), _LONG) / _LONG),
    "place_in_text": Feature(_always, lambda view: [one.number / len(view.sentences) for one in view.sentences]),
    "fact": _reads_fact("fact"),
    "fact_in_question": _reads_fact("fact_in_question"),
    "presence": _reads_fact("presence"),
    "particular_people": Feature(lambda asked: asked.particular and asked.wants_people, _particular_people),
    "person": _each(_wants_people, lambda _, one: bool(one.people)),
    "people": _each(
        lambda asked: asked.wants_people and asked.wants_several,
        lambda _, one: min(len(one.people), _MANY_PEOPLE) / _MANY_PEOPLE,
    ),
    "office": _each(_wants_people, lambda _, one: bool(one.offices)),
    "number": _each(lambda asked: asked.query.is_quantity, _number),
    "listing": _each(_wants_several, lambda _, one: min(one.text.count(","), _MANY_COMMAS) / _MANY_COMMAS),
    "speaker": _each(lambda asked: asked.query.asked_offices, lambda asked, one: names_asked(asked.query, one.text)),
    "speaker_by_name": _each(
        lambda asked: asked.names, lambda asked, one: not asked.names.isdisjoint(analyse(one.text))
    ),
    "words_of_speaker": _each(_has_words_of, lambda asked, one: any(meet(said, one.span) for said in asked.words_of)),
    "date": _shows(_wants(Kind.WHEN), has_date),
    **{name: _shows_sign(_wants(kind), name) for kind, name in _SIGNS.items()},
    "enumeration": _shows(_wants_several, has_list),
    "turn": _each(_has_words_of, lambda asked, one: one.number in asked.turns),
    **{row["sign"]: _shows_sign(_asks_sign(row["sign"]), row["sign"]) for row in read_table("asked_signs")},
}
"""Name -> feature; `weights.toml` says how much each counts."""


def measure(asked: Asked, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """(sentences, features) figures in the order of FEATURES; NaN where the question does not ask for a thing."""
    view = View(asked, sentences, [overlap(one.words, asked.particular) for one in sentences])
    figures = np.full((len(sentences), len(FEATURES)), np.nan)
    for column, feature in enumerate(FEATURES.values()):
        if feature.asks(asked):
            figures[:, column] = feature.of(view)
    return figures

"""What is measured of a sentence with regard to a question: figures from 0 to 1, each by a name. Pure.

None stands for what the question does not ask for, 0 for what it asks for and the sentence does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.answers.holders import names_office
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.asking import Asked
from retrieval.answering.evidence.lexicon import overlap
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import asks_sign, has_date, has_list, has_number, sign
from retrieval.answering.ranking.presence import concept_presence
from retrieval.language.stems import analyse
from retrieval.language.tables import read_table
from retrieval.language.text import Span

# Characters, people and commas beyond which more of them tell nothing.
_LONG, _MANY_PEOPLE, _MANY_COMMAS = 600, 5, 5
# A number beside something else than what is counted.
_OTHER_COUNT = 0.5

Feature = Callable[[Asked, Sequence[Sentence], int], float | None]


def _is_in(spans: Sequence[Span], sentence: Sentence) -> bool:
    return any(sentence.span.start <= span.start < sentence.span.end for span in spans)


def _particular(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return overlap(sentences[at].words, asked.particular) if asked.particular else None


def _meeting(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return overlap(sentences[at].words, asked.meeting) if asked.meeting else None


def _before(asked: Asked, sentences: Sequence[Sentence], at: int) -> float:
    return overlap(sentences[at - 1].words, asked.particular) if at else 0.0


def _after(asked: Asked, sentences: Sequence[Sentence], at: int) -> float:
    return overlap(sentences[at + 1].words, asked.particular) if at + 1 < len(sentences) else 0.0


def _words(asked: Asked, sentences: Sequence[Sentence], at: int) -> float:
    total = sum(asked.stems.values())
    words = sentences[at].words.all
    return sum(weight for word, weight in asked.stems.items() if word in words) / total if total else 0.0


def _length(_: Asked, sentences: Sequence[Sentence], at: int) -> float:
    return min(len(sentences[at].text), _LONG) / _LONG


def _place_in_text(_: Asked, sentences: Sequence[Sentence], at: int) -> float:
    return at / len(sentences)


def _fact(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return None if asked.particular or not asked.facts else float(_is_in(asked.facts, sentences[at]))


def _fact_in_question(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    """A fact of the kind asked for, where the question asks for something particular besides."""
    if not asked.particular or not asked.facts or asked.query.kind is Kind.ATTENDEES:
        return None
    return float(_is_in(asked.facts, sentences[at]))


def _presence(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    """Somebody present, where the question asks for particular people."""
    if not asked.particular or not asked.facts or asked.query.kind is not Kind.ATTENDEES:
        return None
    return float(_is_in(asked.facts, sentences[at]))


def _particular_people(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    """The words for those asked about, beside a name."""
    if not asked.particular or not asked.wants_people:
        return None
    return overlap(sentences[at].words, asked.particular) if sentences[at].people else 0.0


def _person(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return float(bool(sentences[at].people)) if asked.wants_people else None


def _people(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    several = asked.wants_people and asked.wants_several
    return min(len(sentences[at].people), _MANY_PEOPLE) / _MANY_PEOPLE if several else None


def _office(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return float(bool(sentences[at].offices)) if asked.wants_people else None


def _number(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    if not asked.query.is_quantity:
        return None
    if not has_number(sentences[at].text):
        return 0.0
    words = sentences[at].words
    beside = not asked.counted or any(concept_presence(concept, words) for concept in asked.counted)
    return 1.0 if beside else _OTHER_COUNT


def _listing(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return min(sentences[at].text.count(","), _MANY_COMMAS) / _MANY_COMMAS if asked.wants_several else None


def _enumeration(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    """A list that is led in ("yaitu", a colon, a bracket), where the question expects several things."""
    return float(has_list(sentences[at].text)) if asked.wants_several else None


def _turn(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    """Whether the speaker asked for spoke last, here or before."""
    return float(sentences[at].number in asked.turns) if asked.words_of else None


def _speaker(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    offices = asked.query.asked_offices
    return float(any(names_office(sentences[at].text, office) for office in offices)) if offices else None


def _speaker_by_name(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    return float(not asked.names.isdisjoint(analyse(sentences[at].text))) if asked.names else None


def _words_of_speaker(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
    span = sentences[at].span
    spoken = any(said.start < span.end and span.start < said.end for said in asked.words_of)
    return float(spoken) if asked.words_of else None


def _asks(kind: Kind, measure: Callable[[str], object]) -> Feature:
    """A measure of the text that counts where the question asks for this kind of thing."""

    def feature(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
        return float(bool(measure(sentences[at].text))) if kind in asked.query.wanted else None

    return feature


def _asks_sign(name: str) -> Feature:
    """A sign in the text that counts where the question has one of the words that ask for it."""

    def feature(asked: Asked, sentences: Sequence[Sentence], at: int) -> float | None:
        return float(bool(sign(name).search(sentences[at].text))) if asks_sign(name, asked.query) else None

    return feature


FEATURES: dict[str, Feature] = {
    "particular": _particular,
    "meeting": _meeting,
    "before": _before,
    "after": _after,
    "words": _words,
    "length": _length,
    "place_in_text": _place_in_text,
    "fact": _fact,
    "fact_in_question": _fact_in_question,
    "presence": _presence,
    "particular_people": _particular_people,
    "person": _person,
    "people": _people,
    "office": _office,
    "number": _number,
    "listing": _listing,
    "speaker": _speaker,
    "speaker_by_name": _speaker_by_name,
    "words_of_speaker": _words_of_speaker,
    "date": _asks(Kind.WHEN, has_date),
    "place": _asks(Kind.WHERE, lambda text: sign("place").search(text)),
    "purpose": _asks(Kind.PURPOSE, lambda text: sign("purpose").search(text)),
    "theme": _asks(Kind.TOPIC, lambda text: sign("theme").search(text)),
    "organiser": _asks(Kind.ORGANISER, lambda text: sign("organiser").search(text)),
    "opener": _asks(Kind.OPENER_OR_LEADER, lambda text: sign("opener").search(text)),
    "deputy": _asks(Kind.REPRESENTING, lambda text: sign("deputy").search(text)),
    "enumeration": _enumeration,
    "turn": _turn,
    **{row["sign"]: _asks_sign(row["sign"]) for row in read_table("asked_signs")},
}
"""Name -> measure; `weights.toml` says how much each counts."""


def measure(asked: Asked, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """(sentences, features) figures in the order of FEATURES; NaN where the question does not ask for a thing."""
    rows = [[feature(asked, sentences, at) for feature in FEATURES.values()] for at in range(len(sentences))]
    return np.array(rows, dtype=np.float64)

"""Who may speak in an article, its verbs of speaking, and whose each of them most likely is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.facts.phrases import read_cues
from retrieval.facts.quotes import Quote, find_quotes
from retrieval.language.tables import read_table
from retrieval.language.text import Span
from retrieval.language.words import Words, read_text_words
from retrieval.reading.attendance import Company
from retrieval.reading.deeds.arguments import Pair, find_pairs
from retrieval.reading.deeds.roles import Roles, chance
from retrieval.reading.deeds.scenes import Scene, Unit, find_units, open_scenes
from retrieval.reading.participants import Participant
from retrieval.reading.predicates import SAID, Predicate

QUOTING, ACTIVE, PASSIVE = "quote", "active", "passive"
"""Voices of a verb of speaking: "ujar", "mengatakan", "dikatakan"; the fourth is "source", "menurut"."""

NEAR = 3
"""Words between a verb and the pronoun that belongs to it, adverbs all of them."""


SOURCE = "source"
"""The kind of "menurut"."""


@dataclass(frozen=True, slots=True)
class Speech:
    """An article as a reader of statements sees it. Who speaks stands outside the `quotes`, and so do the predicates
    and units of the `scenes`, none of which begins or ends inside a quotation; a unit's number is that of `speakers`.
    """

    text: str
    words: Words
    quotes: list[Quote]
    speakers: list[Participant]
    scenes: list[Scene]


def hear(company: Company) -> Speech:
    """The speech of an article, with everybody who may speak: the company."""
    text = company.page.text
    words, quotes = read_text_words(text), find_quotes(text)
    speakers = [part.participant for part in company.parts]
    outside = [not any(quote.start <= token.start < quote.end for quote in quotes) for token in words.tokens]
    sentences = _whole([scene.span for scene in company.scenes], quotes)
    units = [unit for unit in find_units(words, speakers, sentences) if outside[unit.first]]
    verbs = [verb for verb in _find_verbs(words) if outside[verb.first]]
    taken = {verb.first for verb in verbs}
    others = [
        predicate
        for scene in company.scenes
        for predicate in scene.predicates
        if predicate.role != SAID and outside[predicate.first] and not taken & {*range(predicate.first, predicate.last)}
    ]
    predicates = sorted([*verbs, *others], key=lambda one: one.first)
    return Speech(text, words, quotes, speakers, open_scenes(words, sentences, predicates, units))


def _find_verbs(words: Words) -> Iterator[Predicate]:
    """The verbs of speaking; one such as "kata" is one only behind a sign or at the head of a line."""
    for at, low in enumerate(words.low):
        voice = speech_verbs().get(low)
        if voice and (voice != QUOTING or not (at and words.same_line(at) and words.low[at - 1].isalnum())):
            yield Predicate(SAID, voice, at, at + 1)


def _whole(sentences: Sequence[Span], quotes: Sequence[Quote]) -> list[Span]:
    """The sentences with those joined that one quotation runs through."""
    whole: list[Span] = []
    for sentence in sentences:
        if whole and any(quote.start < whole[-1].end and sentence.start < quote.end for quote in quotes):
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return whole


def pairs_said(scene: Scene) -> Iterator[Pair]:
    """Each verb of speaking of a sentence with each unit beside it."""
    inside = {unit.first for unit in scene.units}
    return (pair for pair in find_pairs(scene) if pair.predicate.role == SAID and pair.unit.first in inside)


def find_speakers(scene: Scene, roles: Roles, least: float) -> dict[int, Unit]:
    """The unit that each verb of speaking most likely has for its speaker, by the verb's token; none below `least`."""
    best: dict[int, tuple[float, Unit]] = {}
    for pair in pairs_said(scene):
        likely = _is_source(scene, pair) or chance(roles.said, pair.measures)
        if likely >= best.get(pair.predicate.first, (least, pair.unit))[0]:
            best[pair.predicate.first] = likely, pair.unit
    return {at: unit for at, (_, unit) in best.items()}


def _is_source(scene: Scene, pair: Pair) -> bool:
    """Whether words are told to be somebody's right before the name: "menurut Camat Melati, Budi"."""
    verb = pair.predicate
    return speech_verbs().get(verb.word(scene.words)) == SOURCE and pair.unit.first == verb.last


def points_back(scene: Scene, verb: Predicate) -> bool:
    """Whether a verb has a pronoun for its speaker: "ujarnya", "kata dia", "ia juga mengatakan", "kata pria itu"."""
    low, before = scene.words.low, verb.voice == ACTIVE
    if low[verb.first].endswith("nya") and not before:
        return True
    beside = (range(verb.first - 1, scene.first - 1, -1) if before else range(verb.last, scene.last))[:NEAR]
    at = next((at for at in beside if low[at] not in speech_words("adverb")), verb.first)
    return low[at] in speech_words("pronoun") | speech_words("epithet")


@cache
def speech_verbs() -> dict[str, str]:
    """The verbs of speaking, each with its voice."""
    return {row["word"]: row["kind"] for row in read_table("speech_verbs")}


@cache
def speech_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/speech_words.tsv`."""
    return frozenset(read_cues("speech_words", role))


def token_at(words: Words, offset: int) -> int:
    """The first token that begins at or behind an offset."""
    return bisect_left(words.tokens, offset, key=lambda token: token.start)

"""Who said what: quotations with their speakers, reported speech, and sentences that carry a speech on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from data.facts import Fact, FactKind
from retrieval.facts.page import is_verb
from retrieval.facts.quotes import Quote, is_link
from retrieval.language.people import looks_like_name
from retrieval.language.text import Span
from retrieval.reading.attendance import Company
from retrieval.reading.deeds.roles import Roles, shipped_roles
from retrieval.reading.deeds.scenes import Scene, Unit
from retrieval.reading.mentions import GROUP
from retrieval.reading.participants import Participant
from retrieval.reading.predicates import SAID, Predicate, is_event_word
from retrieval.reading.speech import (
    ACTIVE,
    PASSIVE,
    QUOTING,
    Speech,
    find_speakers,
    hear,
    points_back,
    speech_words,
    token_at,
)

LEAST = 0.6
"""Chance from which somebody is a verb's speaker."""

LOOSE = 3
"""Words that may stand between a closing quotation mark and its verb, nobody's name counted."""

SHORTEST_CARRIED = 6
"""Words of the shortest sentence that may carry a speech on; shorter ones are bylines and marks."""

OPENING = 8
"""Words among which "dihadiri", "digelar" show that a sentence reports on the meeting again."""

LONGEST_STRETCH = 8
"""Sentences between two statements of one speaker that may still be that speaker's."""


_DATELINE = re.compile(
    r"(?:(?:[A-Z][\w.]*|\w+(?:\.\w+)+|\([^()\n]{2,30}\)) ?,? ?){1,6}\s*[-–—](?:\s*[-–—])*\s*(?=[A-Z“\"])"
)
"""Place and paper before the first sentence of an article: "Bandar Lampung (Koran Desa) - "."""


class Points(Enum):
    """Where what was said stands: in the sentence itself, in the one before, or ahead or nowhere at all."""

    NOWHERE = auto()
    BACK = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said, by whom and how that was told; `evidence` is the stretch of text that says so."""

    said: Span
    evidence: Span
    speaker: Participant
    rule: str
    certain: bool = True


def read_statements(company: Company) -> list[Fact]:
    """The statements of an article in its order; `meeting` is left None.

    `value` is what was said to the letter: a quotation without its marks, or the reporting sentence. `person` is the
    full name that the article knows, `role` the office. A quotation without attribution and a sentence that only
    carries a speech on are not certain.
    """
    return [
        Fact(
            kind=FactKind.STATEMENT,
            value=company.page.slice(saying.said),
            start=saying.evidence.start,
            end=saying.evidence.end,
            rule=f"statement.{saying.rule}",
            value_start=saying.said.start,
            value_end=saying.said.end,
            person=saying.speaker.name,
            role=saying.speaker.role,
            certain=saying.certain,
        )
        for saying in _Listener(hear(company), shipped_roles()).listen()
    ]


class _Listener:
    """Walks through one article and remembers who spoke or acted last, and what may still be that speaker's."""

    def __init__(self, speech: Speech, roles: Roles) -> None:
        self.speech, self.roles = speech, roles
        self.last: Participant | None = None
        self.reached = 0
        self.before: Scene | None = None
        self.pending: list[Saying] = []
        self.found: dict[int, Unit] = {}

    def listen(self) -> Iterator[Saying]:
        """What is said, in order."""
        for scene in self.speech.scenes:
            if is_link(self.speech.text[scene.span.start : scene.span.end]):
                self._pass_over(scene)
                continue
            self.found = find_speakers(scene, self.roles, LEAST)
            verbs = [one for one in scene.predicates if one.role == SAID]
            quotes = [one for one in self.speech.quotes if scene.span.start <= one.start < scene.span.end]
            sayings = [*self._quoted(scene, verbs, quotes), *self._reported(scene, verbs, quotes)]
            if sayings:
                yield from (saying for saying in self._bridge() if saying.speaker is sayings[0].speaker)
                yield from sayings
                self.last, self.reached = sayings[-1].speaker, scene.span.end
            elif self.reached < scene.span.end:
                yield from self._carry(scene, verbs, quotes)
            self.before = scene

    def _pass_over(self, scene: Scene) -> None:
        """A speech goes on behind a site's call to read something else."""
        if not self.speech.text[self.reached : scene.span.start].strip():
            self.reached = scene.span.end

    def _bridge(self) -> list[Saying]:
        """What may be the speaker's between two statements, once; nothing where it is too long."""
        bridge, self.pending = self.pending, []
        return bridge if len(bridge) <= LONGEST_STRETCH else []

    def _speaker(self, verb: Predicate, scene: Scene) -> Participant | None:
        if points_back(scene, verb):
            return self.last
        unit = self.found.get(verb.first)
        return self.speech.speakers[unit.number] if unit and unit.kind != GROUP else None

    # --- direct speech ---------------------------------------------------------------------------------------

    def _quoted(self, scene: Scene, verbs: list[Predicate], quotes: list[Quote]) -> Iterator[Saying]:
        for quote in quotes:
            verb = self._verb_beside(quote, scene, verbs)
            speaker = self._speaker(verb, scene) if verb else self.last
            close = not self.speech.text[self.reached : quote.start].strip(" \n\t.,“”\"'")
            self.last = speaker
            if speaker and (verb or close):
                rule = "quote.attributed" if verb else "quote.bare"
                self.reached = quote.end
                yield Saying(quote.inner, scene.span, speaker, rule, certain=verb is not None)

    def _verb_beside(self, quote: Quote, scene: Scene, verbs: list[Predicate]) -> Predicate | None:
        """The verb that attributes a quotation: the first one close behind it, else the last one before it."""
        words = self.speech.words
        first, last = token_at(words, quote.start), token_at(words, quote.end)
        behind = next((verb for verb in verbs if verb.first >= last), None)
        if behind and len(scene.loose(last, behind.first)) <= LOOSE:
            return behind
        return next((verb for verb in reversed(verbs) if verb.last <= first and verb.voice != QUOTING), None)

    # --- reported speech -------------------------------------------------------------------------------------

    def _reported(self, scene: Scene, verbs: list[Predicate], quotes: list[Quote]) -> Iterator[Saying]:
        """A sentence whose verb of speaking has a speaker: the whole sentence is what was said."""
        if sum(quote.end - quote.start for quote in quotes) * 2 > scene.span.end - scene.span.start:
            return
        told = (verb for verb in verbs if not (quotes and verb.voice == QUOTING))
        verb, speaker = next(((one, who) for one in told if (who := self._speaker(one, scene))), (None, None))
        if verb and speaker:
            said = _behind_dateline(self.speech.text, scene.span)
            saying = Saying(said, scene.span, speaker, f"reported.{verb.voice}")
            yield from self._what_was_meant(saying, _points_at(scene, verb))

    def _what_was_meant(self, saying: Saying, points: Points) -> Iterator[Saying]:
        """ "Demikian disampaikan Budi saat membuka rapat" means the sentence before, "Budi berkata:" what follows."""
        if points is Points.NOWHERE:
            yield saying
            return
        before = self.before
        untold = before and self.reached < before.span.end and not any(one.role == SAID for one in before.predicates)
        if before and untold and points is Points.BACK:
            quoted = [one.inner for one in self.speech.quotes if before.span.start <= one.start < before.span.end]
            evidence = Span(before.span.start, saying.evidence.end)
            yield Saying(quoted[-1] if quoted else before.span, evidence, saying.speaker, "reported.before")
        self.last, self.reached = saying.speaker, saying.evidence.end

    # --- speeches that run on --------------------------------------------------------------------------------

    def _carry(self, scene: Scene, verbs: list[Predicate], quotes: list[Quote]) -> Iterator[Saying]:
        """A sentence that names nobody goes on with a speech in its own paragraph, or up to the same speaker's next."""
        if not self.last or quotes or not _names_nobody(scene, verbs):
            self.pending, self.last = [], self._who_acts(scene, verbs)
        elif scene.last - scene.first >= SHORTEST_CARRIED:
            saying = Saying(scene.span, scene.span, self.last, "reported.continued", certain=False)
            gap, told_on = self.speech.text[self.reached : scene.span.start], bool(verbs)
            if gap.strip() or ("\n" in gap and not told_on):
                self.pending.append(saying)
            elif self.reached:
                self.reached = scene.span.end
                yield saying

    def _who_acts(self, scene: Scene, verbs: list[Predicate]) -> Participant | None:
        """Whom "katanya" would mean next: who opens the sentence, nobody behind a stranger, else whoever it was."""
        words = scene.words
        opening = [one for one in scene.units if not any(map(is_verb, words.low[scene.first : one.first]))]
        if opening:
            alone = len({unit.number for unit in opening}) == 1 and opening[0].kind != GROUP
            return self.speech.speakers[opening[0].number] if alone else None
        return None if _names_stranger(scene, verbs) else self.last


def _behind_dateline(text: str, sentence: Span) -> Span:
    """A sentence without the dateline that opens an article."""
    line = _DATELINE.match(text, sentence.start, sentence.end) if not text[: sentence.start].strip() else None
    return Span(line.end(), sentence.end) if line else sentence


def _names_stranger(scene: Scene, verbs: list[Predicate]) -> bool:
    """Whether a name that nobody knows opens a sentence, or stands behind one of its verbs of speaking."""
    places = (scene.first, *(verb.last for verb in verbs))
    return any(looks_like_name(scene.words, at) for at in places if at < scene.last)


def _names_nobody(scene: Scene, verbs: list[Predicate]) -> bool:
    """Whether a sentence may go on with a speech: nobody in it, no verb of another's, and no report on the meeting."""
    low = scene.words.low[scene.first : min(scene.first + OPENING, scene.last)]
    reports = any(map(is_event_word, low)) and any(word in speech_words("report") for word in low)
    spoken = any(verb.voice != PASSIVE for verb in verbs)
    named = bool(scene.units) or _names_stranger(scene, verbs)
    return not (named or spoken or reports or low[0] in speech_words("break"))


def _points_at(scene: Scene, verb: Predicate) -> Points:
    """Where the words are that a sentence reports: what stands before a passive verb or behind an active one tells."""
    low = scene.words.low
    subject, behind = (
        [low[at] for at in scene.loose(first, last) if low[at] not in speech_words("adverb")]
        for first, last in ((scene.first, verb.first), (verb.last, scene.last))
    )
    if verb.voice == ACTIVE:
        subject = list(takewhile(speech_words("pointing").__contains__, behind))
        behind = behind[len(subject) :]
        if not subject and not behind:
            return Points.ELSEWHERE
    told_here = speech_words("content").intersection(behind) or not speech_words("pointing").issuperset(subject)
    if not subject or told_here or (behind and behind[0] not in speech_words("circumstance")):
        return Points.NOWHERE
    return Points.ELSEWHERE if speech_words("alike").intersection(subject) else Points.BACK

"""Who said what: direct quotations with their speakers, and reported speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.facts import Fact, FactKind
from retrieval.facts.cast import Cast, read_cast
from retrieval.facts.pointers import Pointing, read_pointing
from retrieval.facts.quotes import Quote, find_quotes, is_link, sentence_around
from retrieval.facts.roster import Roster, read_roster
from retrieval.facts.running import between, is_told_on, may_carry
from retrieval.facts.speakers import Speaker, describes_last, speaker_after, speaker_before
from retrieval.facts.speech import speech_kinds, speech_words
from retrieval.facts.topics import note_topic
from retrieval.language.people import PersonMention
from retrieval.language.text import Span, fold

LONGEST_GAP = 12
"""Words between a closing quotation mark and the verb of speaking that belongs to it."""


@dataclass(frozen=True, slots=True)
class _Saying:
    """What was said, by whom and how that was told; `evidence` is the stretch of text that says so."""

    said: Span
    evidence: Span
    speaker: Speaker
    rule: str
    certain: bool = True


class _Reader:
    """Walks through one text and remembers who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = sentences
        self.cast: Cast = read_cast(text)
        self.roster: Roster = read_roster(text)
        self.quotes = find_quotes(text)
        self.last: Speaker | None = None
        self.last_end = 0
        self.rule = ""

    def read(self) -> Iterator[_Saying]:
        """What is said in the text, in order: reported sentences, then the quotations that begin in them."""
        for sentence in self.sentences:
            quotes = [quote for quote in self.quotes if sentence.start <= quote.start < sentence.end]
            inside = any(quote.start < sentence.start < quote.end for quote in self.quotes)
            if is_link(self.text[sentence.start : sentence.end]):
                continue
            sayings = [] if inside else list(self._read_sentence(sentence, quotes))
            if not sayings and not inside:
                self.last = note_topic(self.cast, sentence, roster=self.roster, last=self.last)
                sayings = list(self._continue(sentence))
            for saying in sayings:
                self.last, self.last_end = saying.speaker, max(self.last_end, saying.evidence.end)
                self.rule = saying.rule
            # "Demikian dikatakannya saat membuka rapat" after what was already read tells who, but nothing new.
            yield from (saying for saying in sayings if not saying.rule.endswith(".pointer"))

    def _read_sentence(self, sentence: Span, quotes: list[Quote]) -> Iterator[_Saying]:
        reported = self._read_reported(sentence, quotes)
        if reported and not (quotes and quotes[0].start - reported.said.start < 1):
            self.last = reported.speaker
        for quote in quotes:
            saying = self._read_quote(quote, sentence)
            if saying:
                yield saying
        if reported and not self._is_mostly_quoted(sentence, quotes):
            yield reported

    def _is_mostly_quoted(self, sentence: Span, quotes: list[Quote]) -> bool:
        return sum(quote.end - quote.start for quote in quotes) * 2 > sentence.end - sentence.start

    # --- direct speech ---------------------------------------------------------------------------------------

    def _read_quote(self, quote: Quote, sentence: Span) -> _Saying | None:
        close = sentence_around(self.sentences, quote.end - 1)
        line = self.text.find("\n", quote.end)
        stop = max(close.end, min(sentence.end, line if line >= 0 else sentence.end))
        evidence = Span(sentence.start, max(stop, quote.end))
        verb = self._verb_after_quote(quote, stop=stop)
        after = None if verb is None else self._speaker_at(verb, stop=stop)
        if after:
            return _Saying(quote.inner, evidence, after, "quote.attributed")
        before = self._speaker_before_quote(quote, sentence)
        if before:
            return _Saying(quote.inner, evidence, before, "quote.introduced")
        if verb is not None:
            # Whoever "ujar pemilik warung" is, what follows is not the speaker's before.
            self.last = None
        if self.last and self._follows_closely(quote.start):
            return _Saying(quote.inner, evidence, self.last, "quote.bare", certain=False)
        return None

    def _verb_after_quote(self, quote: Quote, *, stop: int) -> int | None:
        """The verb that attributes a quotation: "...", ujar Budi; "...", katanya; "...", disampaikan oleh Budi."""
        cast = self.cast
        index = cast.first_at(quote.end)
        for at in range(index, min(index + 4, len(cast.elements))):
            if cast.elements[at].start >= stop:
                break
            kind = None if cast.elements[at].is_named else speech_kinds().get(cast.low(at))
            if kind in {"quote", "passive"}:
                return at
            if cast.low(at) not in {",", ".", "”", '"', "demikian", "begitu", "''", "’", "lebih"}:
                break
        return None

    def _speaker_at(self, verb: int, *, stop: int) -> Speaker | None:
        """Whom an attributing verb names: "ujar Budi", "kata dia", "katanya"."""
        if self.cast.low(verb + 1) in speech_words("pronoun") or describes_last(self.cast, verb + 1, stop=stop):
            return self.last
        named = speaker_after(self.cast, verb + 1, stop=stop, roster=self.roster)
        if named is None:
            return self.last if self.cast.low(verb).endswith("nya") else None
        if named.person is None and self.last and fold(self.last.role or "").startswith(fold(named.role or "")):
            # Of several camat in an article "ungkap Camat" is the one who spoke last.
            return replace(self.last, role=named.role)
        return named

    def _speaker_before_quote(self, quote: Quote, sentence: Span) -> Speaker | None:
        """Bupati Anu mengatakan, "..."; Ia berpesan: "..."."""
        cast = self.cast
        index = cast.first_at(quote.start)
        lead = Span(sentence.start, quote.start)
        for at in range(index - 1, max(index - LONGEST_GAP, -1), -1):
            if cast.elements[at].start < lead.start:
                break
            if not cast.elements[at].is_named and speech_kinds().get(cast.low(at)) in {"active", "passive"}:
                return self._speaker_of_verb(at, lead)
        return None

    def _follows_closely(self, offset: int) -> bool:
        """Whether nothing but a line break stands between the last statement and an offset."""
        return not self.text[self.last_end : offset].strip(" \n\t.,“”\"'")

    # --- reported speech -------------------------------------------------------------------------------------

    def _read_reported(self, sentence: Span, quotes: list[Quote]) -> _Saying | None:
        """A sentence whose verb of speaking has a speaker: the whole sentence is what was said."""
        cast = self.cast
        for index in cast.words_in(sentence.start, sentence.end, speech_kinds()):
            kind = speech_kinds()[cast.plain[index]]
            quoted = any(quote.start <= cast.elements[index].start < quote.end for quote in quotes)
            speaker = None if quoted or (kind == "quote" and quotes) else self._speaker_of_verb(index, sentence)
            if speaker:
                return self._what_was_meant(_Saying(sentence, sentence, speaker, f"reported.{kind}"))
        return None

    def _what_was_meant(self, saying: _Saying) -> _Saying:
        """ "Demikian disampaikan Budi saat membuka rapat": what was said is the sentence before."""
        said, pointing = saying.said, read_pointing(self.cast, saying.said)
        if pointing is Pointing.NOTHING:
            return saying
        if pointing is Pointing.AHEAD:
            return replace(saying, rule="reported.pointer")
        before = [sentence for sentence in self.sentences if sentence.end <= said.start]
        quoted = before and any(before[-1].start <= quote.start < before[-1].end for quote in self.quotes)
        if pointing is Pointing.ALIKE or not before or quoted or self.last_end >= before[-1].end:
            return replace(saying, rule="reported.pointer")
        return replace(saying, said=before[-1], evidence=Span(before[-1].start, said.end), rule="reported.before")

    def _speaker_of_verb(self, index: int, sentence: Span) -> Speaker | None:
        cast, low = self.cast, self.cast.low(index)
        kind = speech_kinds()[low]
        if kind == "active":
            return self._speaker_of_active(index, sentence)
        if low.endswith("nya"):
            return self.last
        opens = low in speech_words("opening_verb") and index == cast.first_at(sentence.start)
        if kind == "quote" and cast.low(index - 1) != "," and not opens:
            return None
        if cast.low(index + 1) in speech_words("pronoun"):
            return self.last
        return speaker_after(cast, index + 1, stop=sentence.end, roster=self.roster)

    def _speaker_of_active(self, index: int, sentence: Span) -> Speaker | None:
        before = index - 1
        while before >= 0 and self.cast.low(before) in speech_words("between"):
            before -= 1
        if self.cast.low(before) in speech_words("pronoun") and self.cast.elements[before].start >= sentence.start:
            return self.last
        if describes_last(self.cast, self.cast.first_at(sentence.start), stop=self.cast.elements[before].end):
            return self.last
        return speaker_before(self.cast, index, start=sentence.start, roster=self.roster)

    # --- speeches that run on --------------------------------------------------------------------------------

    def _continue(self, sentence: Span) -> Iterator[_Saying]:
        """A sentence of the same paragraph that names nobody goes on with what was said; never certain."""
        gap = self.text[self.last_end : sentence.start]
        parted = gap.strip() or ("\n" in gap and not is_told_on(self.cast, sentence))
        if self.last and not parted and not self.rule.endswith(".before") and may_carry(self.cast, sentence):
            yield _Saying(sentence, sentence, self.last, "reported.continued", certain=False)


def _fill(reader: _Reader, sayings: Sequence[_Saying]) -> Iterator[_Saying]:
    """The statements with the paragraphs between two of one speaker that may be nobody else's; never certain."""
    for one, other in pairwise(sayings):
        yield one
        if one.speaker.person and one.speaker.person == other.speaker.person and not one.rule.endswith(".before"):
            gap = between(reader.cast, reader.sentences, start=one.evidence.end, end=other.evidence.start)
            yield from (_Saying(span, span, one.speaker, "reported.between", certain=False) for span in gap)
    yield from sayings[-1:]


def read_statements(
    text: str, *, sentences: Sequence[Span], people: Sequence[PersonMention] | None = None
) -> list[Fact]:
    """The statements of a text in its order; `meeting` is left None.

    `value` is what was said to the letter: a quotation without its marks, or the reporting sentence. `person` is the
    full name that the article knows, `role` the office. A quotation without attribution and a sentence that only
    carries a speech on are not certain. `people` may pass mentions already found; they are found again otherwise.
    """
    del people  # the text's people are remembered by the reader of its cast
    reader = _Reader(text, sentences)
    return [
        Fact(
            kind=FactKind.STATEMENT,
            value=text[saying.said.start : saying.said.end],
            start=saying.evidence.start,
            end=saying.evidence.end,
            rule=f"statement.{saying.rule}",
            value_start=saying.said.start,
            value_end=saying.said.end,
            person=saying.speaker.person,
            role=saying.speaker.role,
            certain=saying.certain,
        )
        for saying in _fill(reader, list(reader.read()))
    ]

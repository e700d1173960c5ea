"""Who said what: direct quotations with their speakers, and reported speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.facts import Fact, FactKind
from retrieval.facts.cast import Cast, read_cast
from retrieval.facts.enumeration import read_enumeration
from retrieval.facts.pointers import Pointing, read_pointing
from retrieval.facts.quotes import Quote, find_quotes, is_link, sentence_around
from retrieval.facts.roster import Roster, read_roster
from retrieval.facts.speakers import Speaker, resolve, speaker_after, speaker_before, speech_kinds, speech_words
from retrieval.language.people import PersonMention, looks_like_name
from retrieval.language.text import Span

SHORTEST_CARRIED = 6
"""Words of the shortest sentence that may carry a speech on; shorter ones are bylines and marks."""

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
                self._note_topic(sentence)
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
        after = self._speaker_after_quote(quote, stop=stop)
        if after:
            return _Saying(quote.inner, evidence, after, "quote.attributed")
        before = self._speaker_before_quote(quote, sentence)
        if before:
            return _Saying(quote.inner, evidence, before, "quote.introduced")
        if self.last and self._follows_closely(quote.start):
            return _Saying(quote.inner, evidence, self.last, "quote.bare", certain=False)
        return None

    def _speaker_after_quote(self, quote: Quote, *, stop: int) -> Speaker | None:
        """ "...", ujar Budi; "...", katanya; "...", disampaikan oleh pihak Anu."""
        cast = self.cast
        index = cast.first_at(quote.end)
        for at in range(index, min(index + 4, len(cast.elements))):
            if cast.elements[at].start >= stop:
                break
            low = cast.low(at)
            kind = None if cast.elements[at].is_named else speech_kinds().get(low)
            if kind in {"quote", "passive"}:
                named = speaker_after(cast, at + 1, stop=stop, roster=self.roster)
                return named or (self.last if low.endswith("nya") else None)
            if low not in {",", ".", "”", '"', "demikian", "begitu", "''", "’", "lebih"}:
                break
        return None

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
        before = [sentence for sentence in self.sentences if sentence.end <= said.start]
        if pointing is Pointing.ALIKE or not before or self.last_end >= before[-1].end:
            return replace(saying, rule="reported.pointer")
        return replace(saying, said=before[-1], evidence=Span(before[-1].start, said.end), rule="reported.before")

    def _speaker_of_verb(self, index: int, sentence: Span) -> Speaker | None:
        cast, low = self.cast, self.cast.low(index)
        kind = speech_kinds()[low]
        if kind == "active":
            return self._speaker_of_active(index, sentence)
        if low.endswith("nya"):
            return self.last
        if kind == "quote" and cast.low(index - 1) != ",":
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
        return speaker_before(self.cast, index, start=sentence.start, roster=self.roster)

    def _note_topic(self, sentence: Span) -> None:
        """Whom "katanya" would mean after a sentence that quotes nobody: who acts in it, if that is known."""
        cast, first = self.cast, self.cast.first_at(sentence.start)
        while cast.low(first) in speech_words("opening") or cast.low(first) == ",":
            first += 1
        end = cast.first_at(sentence.end)
        if first >= end:
            return
        if cast.elements[first].is_named:
            entries, after = read_enumeration(cast, first, stop=sentence.end)
            acts = len(entries) == 1 and cast.low(after) not in speech_words("describing")
            self.last = resolve(entries[0], self.roster) if acts else None
        elif self._has_other_speaker(first, end):
            self.last = None

    def _has_other_speaker(self, first: int, end: int) -> bool:
        """Whether a verb of speaking without a known speaker, or an unknown name, opens a sentence."""
        cast = self.cast
        told = [at for at in range(first, end) if cast.plain[at] in speech_kinds()]
        if any(looks_like_name(cast.words, cast.elements[at].last) for at in told):
            return True
        verbs = (at for at in told if speech_kinds()[cast.plain[at]] in {"active", "passive"})
        verb = next(verbs, first)
        named = any(element.is_named for element in cast.elements[first:verb])
        opening = cast.elements[first : min(first + 2, end)]
        return named or all(looks_like_name(cast.words, element.first) for element in opening)

    # --- speeches that run on --------------------------------------------------------------------------------

    def _continue(self, sentence: Span) -> Iterator[_Saying]:
        """A sentence of the same paragraph that names nobody goes on with what was said; never certain."""
        gap = self.text[self.last_end : sentence.start]
        index = self.cast.first_at(sentence.start)
        if self.last is None or gap.strip() or "\n" in gap or self.cast.low(index) in speech_words("breaks"):
            return
        end = self.cast.first_at(sentence.end)
        inside = range(index, end)
        told = any(speech_kinds().get(self.cast.low(at)) in {"active", "passive", "source"} for at in inside)
        named = any(self.cast.elements[at].is_named for at in inside)
        if self.rule.endswith(".before"):
            return
        if end - index >= SHORTEST_CARRIED and not told and not named:
            yield _Saying(sentence, sentence, self.last, "reported.continued", certain=False)


def read_statements(
    text: str, *, sentences: Sequence[Span], people: Sequence[PersonMention] | None = None
) -> list[Fact]:
    """The statements of a text in its order; `meeting` is left None.

    `value` is what was said to the letter: a quotation without its marks, or the reporting sentence. `person` is the
    full name that the article knows, `role` the office. A quotation without attribution and a sentence that only
    carries a speech on are not certain. `people` may pass mentions already found; they are found again otherwise.
    """
    del people  # the text's people are remembered by the reader of its cast
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
        for saying in _Reader(text, sentences).read()
    ]

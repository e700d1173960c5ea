"""Who stood in for whom, told outside of enumerations: "diwakili", "mewakili", "melalui", "mengutus"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.facts import Capacity, Fact
from retrieval.facts.absences import read_topic
from retrieval.facts.cast import Cast, list_phrases
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.subjects import attendance_words, read_subject, skip_back
from retrieval.language.tables import read_words
from retrieval.language.text import Span

LONGEST_OFFICE = 12
"""Words of an office whose unit no table knows: "Direktur Perlindungan Korban Bencana Kementerian Anu RI"."""

LONGEST_WHOLE = 6
"""Words of a group or an institution that somebody stands for: "pihak Kejaksaan Negeri Anu"."""

_CONJUNCTIONS = frozenset({"sedangkan", "sementara", "itu", "adapun", ",", "kemudian", "dari"})
_PAIR = 2
_SENDING = frozenset({"mengutus"})


def read_representation(cast: Cast, sentence: Span, *, spoken: Sequence[Span]) -> Iterator[Entry]:
    """Representatives and those represented, wherever a sentence says "diwakili" or "mewakili".

    "Bupati Anu diwakili Sekda Budi membuka rapat" gives Budi for the Bupati and the Bupati as absent; "Sekda Budi,
    mewakili Bupati Anu, mengatakan" gives Budi alone.
    """
    reached = 0
    for index in cast.words_in(sentence.start, sentence.end, list_phrases().firsts):
        phrase = cast.find(list_phrases(), index) if index >= reached else None
        if phrase is None or phrase[1] not in {"by", "through", "for"}:
            continue
        reached = phrase[0]
        said = any(span.start <= cast.elements[index].start < span.end for span in spoken)
        if not said and not _is_unreal(cast, index, sentence):
            yield from _read_around(cast, index, sentence=sentence)


def _is_unreal(cast: Cast, index: int, sentence: Span) -> bool:
    """Whether "dapat", "akan" or "tidak" stands right before the phrase."""
    unreal = attendance_words("unreal") | attendance_words("planned") | attendance_words("absent")
    before = range(max(0, index - 2), index)
    return any(cast.low(at) in unreal for at in before if cast.elements[at].start >= sentence.start)


def _read_around(cast: Cast, index: int, *, sentence: Span) -> list[Entry]:
    end = skip_back(cast, index, start=sentence.start, linked=False)
    if end == 0 or not cast.elements[end - 1].is_named or cast.elements[end - 1].start < sentence.start:
        missing = _read_for_missing(cast, index, sentence)
        if missing:
            return missing
        if cast.first_at(sentence.start) == index:
            phrase = cast.find(list_phrases(), index)
            through = phrase is not None and phrase[1] == "through"
            begun = phrase[0] if phrase and through else index
            return _read_through(cast, begun, sentence) if through else _related(_enumerate(cast, begun, sentence))
        return _read_for_office(cast, index, sentence) or _read_for_group(cast, index, sentence)
    before = read_subject(cast, index, start=sentence.start)
    if not before:
        return []
    first = cast.first_at(_entry_start(before[-1]))
    return _related(read_enumeration(cast, first, stop=sentence.end)[0])[:2]


def _text(cast: Cast, start: int, end: int) -> str:
    return cast.words.text[start:end]


def _enumerate(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    return read_enumeration(cast, index, stop=sentence.end)[0]


def _read_through(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Melalui Sekda, Budi Santoso, Bupati berharap ...": who speaks at the head of the sentence, and for whom."""
    entries, end = read_enumeration(cast, index, stop=sentence.end, whole=True)
    named = [entry for entry in entries if entry.office or entry.person]
    speaks = end < len(cast.elements) and cast.plain[end] in read_words("speech_verbs")
    if len(entries) != _PAIR or len(named) != _PAIR or not speaks:
        return []
    whom = cast.words.text[_entry_start(named[1]) : named[1].end]
    return [replace(named[0], represents=whom)] if named[1].office and not named[1].office.group else []


def _read_for_office(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Direktur Perlindungan Korban Kementerian Anu diwakili Kasubdit Budi": an office whose unit no table knows."""
    phrase, at = cast.find(list_phrases(), index), index
    while at and index - at < LONGEST_OFFICE and cast.elements[at - 1].start >= sentence.start:
        element = cast.elements[at - 1]
        if element.office and not element.office.group and phrase and phrase[1] == "by":
            whom = Entry(
                element.start,
                cast.elements[index - 1].end,
                office=element.office,
                role=_text(cast, element.start, cast.elements[index - 1].end),
            )
            return _replaced(cast, [whom], _enumerate(cast, phrase[0], sentence))
        if element.is_named or not (cast.words.is_capital(element.first) or cast.plain[at - 1] == "dan"):
            break
        at -= 1
    return []


def _read_for_missing(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Kepala Kantor Anu, Budi, tidak dapat hadir dan diwakili Kasi Siti": who is missing, and who came."""
    end = index
    while end and cast.elements[end - 1].start >= sentence.start and cast.plain[end - 1] in attendance_words("missing"):
        end -= 1
    phrase = cast.find(list_phrases(), index)
    said = {cast.plain[at] for at in range(cast.first_at(sentence.start), phrase[0] if phrase else index)}
    if phrase is None or phrase[1] != "by" or not said & (attendance_words("absent") | attendance_words("withdrawn")):
        return []
    before = read_subject(cast, end, start=sentence.start) or read_topic(cast, end, start=sentence.start)
    return _replaced(cast, before, read_enumeration(cast, phrase[0], stop=sentence.end)[0])


def _replaced(cast: Cast, before: list[Entry], came: list[Entry]) -> list[Entry]:
    """Who is missing and who came instead, where both are named."""
    subject = [entry for entry in before if entry.office or entry.person]
    if not subject or not came or not (came[0].office or came[0].person):
        return []
    whom = subject[-1]
    represented = cast.words.text[_entry_start(whom) : whom.end]
    return [replace(whom, absent=True), replace(came[0], represents=represented)]


def read_sent(cast: Cast, sentence: Span, facts: Sequence[Fact]) -> list[Entry]:
    """ "Kadis Anu mengutus Kabid Budi", "Ia hanya mengutus Kabid Budi" after a sentence that says who is missing."""
    text = cast.words.text
    for index in cast.words_in(sentence.start, sentence.end, _SENDING):
        end = index - (cast.low(index - 1) in {"hanya", "lalu", "kemudian"})
        came, _ = read_enumeration(cast, index + 1, stop=sentence.end)
        subject = read_subject(cast, end, start=sentence.start)
        if subject:
            return _replaced(cast, subject, came)
        missing = [fact for fact in facts if fact.capacity is Capacity.ABSENT and fact.end <= sentence.start]
        by_pronoun = cast.first_at(sentence.start) == end - 1 and cast.plain[end - 1] in attendance_words("pronoun")
        if (
            by_pronoun
            and missing
            and sentence.start - missing[-1].end <= 2
            and came
            and (came[0].office or came[0].person)
        ):
            whom = missing[-1]
            return [replace(came[0], represents=text[whom.value_start : whom.value_end])]
    return []


def _read_for_group(cast: Cast, index: int, sentence: Span) -> list[Entry]:
    """ "Eksekutif diwakili Wakil Bupati Anu", "pihak Kejaksaan diwakili Kasi Budi": the whole is no person."""
    first = cast.first_at(sentence.start)
    while cast.low(first) in _CONJUNCTIONS:
        first += 1
    phrase = cast.find(list_phrases(), index)
    whole = cast.elements[first:index]
    told = any(element.is_named or is_verb(cast.words.low[element.first]) for element in whole)
    if phrase is None or phrase[1] != "by" or not 0 < len(whole) <= LONGEST_WHOLE or told:
        return []
    entries, _ = read_enumeration(cast, phrase[0], stop=sentence.end)
    represented = cast.words.text[whole[0].start : whole[-1].end]
    return [replace(entry, represents=represented) for entry in entries[:1] if entry.office or entry.person]


def _entry_start(entry: Entry) -> int:
    return min(entry.start, entry.office.start) if entry.office else entry.start


def _related(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that represent or are represented, where somebody is named."""
    return [entry for entry in entries if (entry.absent or entry.represents) and (entry.office or entry.person)]

"""Who took part in what an article reports, and in which capacity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.cast import Cast, list_phrases, read_cast
from retrieval.facts.cues import Place, find_cues
from retrieval.facts.enumeration import Entry
from retrieval.facts.escorts import read_escorted, without_known
from retrieval.facts.page import is_verb
from retrieval.facts.participants import read_place
from retrieval.facts.principals import drop_the_represented, infer_the_absent, read_stated_principal
from retrieval.facts.pronouns import read_pronouns
from retrieval.facts.quotes import is_link
from retrieval.facts.representation import read_representation, read_sent
from retrieval.facts.roster import Roster, name_of, read_roster
from retrieval.facts.torn import mend_sentences
from retrieval.language.tables import read_words
from retrieval.language.text import Span

_QUOTATION = re.compile(r"“[^“”\n]{30,}”|\"[^\"\n]{30,}\"|''[^'\n]{30,}''")


def read_attendance(text: str, *, sentences: Sequence[Span]) -> list[Fact]:
    """The facts of attendance of a text, in its order; `meeting` is left None.

    Nobody is present for being quoted alone, and what direct speech says of attendance is passed over.
    """
    cast, roster = read_cast(text), read_roster(text)
    sentences = mend_sentences(cast, sentences)
    spoken = [Span(match.start(), match.end()) for match in _QUOTATION.finditer(text)]
    facts: list[Fact] = []
    for number, sentence in enumerate(sentences):
        if is_link(text[sentence.start : sentence.end]):
            continue
        stop = _list_stop(cast, sentences, number)
        for place in find_cues(cast, sentence, stop=stop):
            if not any(span.start <= cast.elements[place.index].start < span.end for span in spoken):
                facts += _read_cue(place, roster=roster)
        facts += [
            _to_fact(cast, sentence, entry, rule="representation", capacity=Capacity.PRESENT, roster=roster)
            for entry in (*read_representation(cast, sentence, spoken=spoken), *read_sent(cast, sentence, facts))
        ]
    facts += read_pronouns(cast, sentences, facts)
    told = drop_the_represented(_unique(without_known(facts)))
    return told + infer_the_absent(text, told)


def _list_stop(cast: Cast, sentences: Sequence[Span], number: int) -> int:
    """Where an enumeration begun in a sentence must end: verbless sentences that begin with an office carry it on."""
    text = cast.words.text
    end = sentences[number].end
    for following in sentences[number + 1 : number + 30]:
        gap = text[end : following.start]
        listed = text[end - 1] in ":;,-" or re.match(
            r"\s*(?:\d{1,2}[.)]|[-•*–])\s", text[following.start : following.end]
        )
        if ("\n" in gap and not listed) or not _is_list_piece(cast, following):
            break
        end = following.end
    return end


def _is_list_piece(cast: Cast, span: Span) -> bool:
    """Whether a sentence has no verb and begins with an office, a person or the number of an item."""
    first = cast.first_at(span.start)
    last = cast.first_at(span.end)
    if first >= last or any(_is_predicate(cast, at) for at in range(first, last)):
        return False
    begins = [at for at in range(first, min(first + 3, last)) if _begins_item(cast, at)]
    return bool(begins) and (begins[0] == first or not cast.low(first).isalpha())


def _begins_item(cast: Cast, index: int) -> bool:
    return cast.elements[index].is_named or cast.low(index) in read_words("group_words")


def _is_predicate(cast: Cast, index: int) -> bool:
    element, low = cast.elements[index], cast.low(index)
    phrase = None if element.is_named else cast.find(list_phrases(), index)
    if phrase and phrase[1] in {"by", "for"}:
        return False
    talk = None if index == 0 else cast.find(list_phrases(), index - 1)
    if talk and talk[1] == "talk" and talk[0] > index:
        return False
    return not element.is_named and (is_verb(low) or low in read_words("speech_verbs") or low in {"hadir", "adalah"})


def _read_cue(place: Place, *, roster: Roster) -> Iterator[Fact]:
    capacity, entries = read_place(place)
    yield from _to_facts(place, (capacity, entries), roster=roster)
    if capacity is Capacity.ACCOMPANIED:
        for entry in read_escorted(place, entries):
            yield _to_fact(place.cast, place.sentence, entry, rule="escorted", capacity=Capacity.PRESENT, roster=roster)


def _to_facts(place: Place, said: tuple[Capacity, list[Entry]], *, roster: Roster) -> Iterator[Fact]:
    capacity, entries = said
    if place.cue.side in {"before", "meets"} and entries and not entries[-1].represents:
        entries = [*entries[:-1], replace(entries[-1], represents=read_stated_principal(place))]
    rule = place.cue.phrase.replace(" ", "_")
    evidence = Span(place.sentence.start, max([place.sentence.end, *(entry.end for entry in entries)]))
    for entry in entries:
        for part in _part(place.cast, entry, roster):
            yield _to_fact(place.cast, evidence, part, rule=rule, capacity=capacity, roster=roster)


def _part(cast: Cast, entry: Entry, roster: Roster) -> list[Entry]:
    """ "Sambutan Budi, Bupati Anu": two, where the article has somebody else as Bupati Anu."""
    person, office = entry.person, entry.office
    if not person or not office or not roster.is_held_by_another(office, person):
        return [entry]
    role = cast.words.text[office.start : office.end]
    return [replace(entry, office=None, role=None), Entry(office.start, office.end, office=office, role=role)]


def _to_fact(cast: Cast, evidence: Span, entry: Entry, *, rule: str, capacity: Capacity, roster: Roster) -> Fact:
    text = cast.words.text
    person, role = None, entry.role
    if entry.person:
        person = name_of(entry.person, roster)
        role = roster.role_of(entry.person, entry.office, role=role)
    elif entry.office and not entry.absent:
        member = roster.find_holder(entry.office)
        person = member.name if member and entry.certain else None
    return Fact(
        kind=FactKind.ATTENDANCE,
        value=text[entry.start : entry.end],
        start=evidence.start,
        end=evidence.end,
        rule=f"attendance.{rule}",
        value_start=entry.start,
        value_end=entry.end,
        person=person,
        role=role,
        represents=entry.represents,
        capacity=Capacity.ABSENT if entry.absent else capacity,
        certain=entry.certain,
    )


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    """Each claim of a sentence once; what represents somebody is kept before the same without."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.value_start, fact.value_end, fact.capacity)
        known = best.get(key)
        if known is None or (fact.represents and not known.represents):
            best[key] = fact if known is None else _with_representation(known, fact)
    return list(best.values())


def _with_representation(known: Fact, said: Fact) -> Fact:
    """A fact with whom it represents, and with the evidence of both."""
    start, end = min(known.start, said.start), max(known.end, said.end)
    return replace(known, represents=said.represents, start=start, end=end)

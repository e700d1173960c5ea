"""Who holds an office: by the facts of an article, or by the name that stands after the office in its text."""

from __future__ import annotations

from itertools import chain, product

from data.facts import Fact
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.offices import OfficeMention, find_offices, find_offices_held, may_name, offices_match
from retrieval.language.people import PersonMention, find_people
from retrieval.language.regions import find_regions, is_within
from retrieval.language.text import split_sentences

_HEADS = frozenset({"kepala", "ketua", "pimpinan", "direktur"})
# Characters between an office and the name after it ("Kapolres, AKBP ...").
_APPOSITION_GAP = 3


def holds(fact: Fact, office: OfficeMention) -> bool:
    """Whether the fact's person or group holds the office asked for."""
    return names_office(fact.role or fact.value, office)


def said_of(fact: Fact) -> str:
    """The office and the name or group that a fact gives, for finding offices in it."""
    return f"{fact.role or ''}, {fact.value}"


def names_office(text: str, asked: OfficeMention) -> bool:
    """Whether a text names whoever holds the office asked for: "Kantor Gubernur" does not."""
    held = find_offices_held(text) if may_name(text, other_words_for(asked)) else []
    return any(is_office(asked, given) for given in held)


def is_office(asked: OfficeMention, given: OfficeMention) -> bool:
    """Whether the office asked for is the one given."""
    return offices_match(asked, given) or _heads_same_unit(asked, given)


def other_words_for(office: OfficeMention) -> frozenset[str]:
    """The canonical offices that one may be given as, itself among them."""
    return _HEADS | {office.office} if office.office in _HEADS else frozenset({office.office})


def _heads_same_unit(asked: OfficeMention, given: OfficeMention) -> bool:
    """People ask for the "ketua" of a court or agency whose head is called otherwise."""
    wanted, there = (set((office.unit or "").split()) for office in (asked, given))
    return set() < wanted <= there and {asked.office, given.office} <= _HEADS


def in_other_region(asked: str, given: str) -> bool:
    """Whether both name a region, and neither lies in the other: "bupati Jepara" is not "Bupati Demak"."""
    one, other = (chain(*(mention.codes for mention in find_regions(text))) for text in (asked, given))
    pairs = list(product(one, other))
    return bool(pairs) and not any(is_within(*pair) or is_within(*reversed(pair)) for pair in pairs)


def named_holder(candidate: Candidate, office: OfficeMention) -> tuple[str, Evidence] | None:
    """The office with the name right after it, wherever the article has it, and the sentence it stands in."""
    text = candidate.article.text
    offices = [mention for mention in find_offices(text) if offices_match(office, mention)]
    for mention, person in product(offices, find_people(text)):
        if _follows(text, mention, person):
            sentence = next(span for span in split_sentences(text) if span.end > mention.start)
            holder = " ".join(text[mention.start : person.end].split())
            return holder, quote(candidate.article, sentence.start, max(sentence.end, person.end))
    return None


def _follows(text: str, office: OfficeMention, person: PersonMention) -> bool:
    """Whether a name stands right after an office: "Kapolres, AKBP ...", no "Kapolres. ..."."""
    return 0 <= person.start - office.end <= _APPOSITION_GAP and not text[office.end : person.start].strip(" ,:(")

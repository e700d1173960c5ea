"""The people of an article: every place that names one, with the words beside the name, and what was read of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.facts import Fact, FactKind
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import Words
from retrieval.language.offices import OfficeMention, offices_match
from retrieval.language.people import PersonMention, same_person
from retrieval.language.stems import analyse
from retrieval.language.text import Span

# Characters before and after a name that may describe its bearer, where nobody else and no other clause is between.
_BEFORE, _AFTER = 110, 90
_BREAK = re.compile(r"[.;:!?”\"](?=\s)|\n")
# "Kasubag Pelayanan Umum" + ", Data dan Informasi BPPKAD, " + name.
_AGENT = re.compile(r"\boleh[ ,:]*$", re.IGNORECASE)
_REST_OF_UNIT = re.compile(r"[ ,(:]*(?:(?:(?:dan|&) )?(?:[A-Z][\w./-]*|[IVX\d]+)[ ,]+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person.

    span: name with titles, or an office alone that nobody else holds; names: whether it has the name. number: of its
    sentence. before, after: stems of the words around it, up to another person or clause; around: those words; by:
    whether "oleh" leads to it. left, right: folded words of the whole clause on each side. offices: those beside the
    name. label: office and name; titled: its stems.
    """

    span: Span
    number: int
    before: Words
    after: Words
    around: str
    by: bool
    left: tuple[str, ...]
    right: tuple[str, ...]
    offices: tuple[OfficeMention, ...]
    titled: Words
    label: Span
    names: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A person of an article: all mentions in text order, and the facts that were read of that person."""

    name: str
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


def read_profiles(candidate: Candidate, sentences: Sequence[Sentence]) -> list[Profile]:
    """The people that an article names, in the order in which it names them first."""
    groups = _group([(person, sentence) for sentence in sentences for person in sentence.people])
    facts = candidate.facts(FactKind.ATTENDANCE, FactKind.STATEMENT)
    text = candidate.article.text
    profiles = []
    for group in groups:
        name = max((person.name for person, _ in group), key=len)
        own = tuple(fact for fact in facts if fact.person and same_person(fact.person, name))
        profiles.append(Profile(name, tuple(_mention(text, *one) for one in group), own))
    return _add_offices(text, sentences, profiles)


def _add_offices(text: str, sentences: Sequence[Sentence], profiles: Sequence[Profile]) -> list[Profile]:
    """The profiles with the places that name somebody by an office alone, which nobody else of the article holds."""
    held = [{office.office for mention in profile.mentions for office in mention.offices} for profile in profiles]
    taken = {office.start for profile in profiles for mention in profile.mentions for office in mention.offices}
    added: list[list[Mention]] = [[] for _ in profiles]
    for sentence in sentences:
        for office in sentence.offices:
            holders = [at for at, offices in enumerate(held) if office.office in offices]
            if (
                len(holders) == 1
                and office.start not in taken
                and not office.group
                and _fits(profiles[holders[0]], office)
            ):
                stand_in = PersonMention(office.start, office.end, text[office.start : office.end], "")
                added[holders[0]].append(replace(_mention(text, stand_in, sentence), offices=(office,), names=False))
    return [Profile(p.name, (*p.mentions, *more), p.facts) for p, more in zip(profiles, added, strict=True)]


def _fits(profile: Profile, office: OfficeMention) -> bool:
    return any(offices_match(office, held) for mention in profile.mentions for held in mention.offices)


def _group(named: Sequence[tuple[PersonMention, Sentence]]) -> list[list[tuple[PersonMention, Sentence]]]:
    """The mentions of one person together; a short form belongs to the full name that it fits first."""
    order = sorted(range(len(named)), key=lambda at: (-len(named[at][0].folded.split()), at))
    groups: list[list[int]] = []
    for at in order:
        name = named[at][0].folded
        home = next((group for group in groups if same_person(named[group[0]][0].folded, name)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    groups = sorted(sorted(group) for group in groups)
    return [[named[at] for at in group] for group in groups]


def _mention(text: str, person: PersonMention, sentence: Sentence) -> Mention:
    start, end = _context(text, person, sentence)
    beside = [office for office in sentence.offices if _is_beside(text, office, person)]
    # An office after a name that has one before is the next item of a list.
    near = [office for office in beside if office.end <= person.start][-1:] or beside
    before, after = text[start : person.start], text[person.end : end]
    clause_start, clause_end = _clause(text, person, sentence)
    titles = text[person.start : person.end].replace(person.name, " ")
    label = max([office.start for office in near if office.end <= person.start], default=person.start)
    return Mention(
        Span(person.start, person.end),
        sentence.number,
        stems_of(f"{before} {titles}"),
        stems_of(after),
        f"{before} {after}",
        _AGENT.search(text[start:label]) is not None,
        tuple(analyse(text[clause_start:label])),
        tuple(analyse(text[person.end : clause_end])),
        tuple(near),
        stems_of(text[label : person.end]),
        Span(label, person.end),
    )


def _context(text: str, person: PersonMention, sentence: Sentence) -> tuple[int, int]:
    """Where the words that may describe a person begin and end."""
    earlier = [other.end for other in sentence.people if other.end <= person.start]
    later = [other.start for other in sentence.people if other.start >= person.end]
    start = max([sentence.span.start, person.start - _BEFORE, *earlier[-1:]])
    end = min([max(sentence.span.end, person.end), person.end + _AFTER, *later[:1]])
    breaks = list(_BREAK.finditer(text, start, person.start))
    stop = _BREAK.search(text, person.end, end)
    return (breaks[-1].end() if breaks else start), (stop.start() if stop else end)


def _clause(text: str, person: PersonMention, sentence: Sentence) -> tuple[int, int]:
    """Where the clause that names a person begins and ends."""
    start, end = sentence.span.start, max(sentence.span.end, person.end)
    breaks = list(_BREAK.finditer(text, start, person.start))
    stop = _BREAK.search(text, person.end, end)
    return (breaks[-1].end() if breaks else start), (stop.start() if stop else end)


def _is_beside(text: str, office: OfficeMention, person: PersonMention) -> bool:
    """Whether an office is that of a person: beside the name, with nothing but the rest of a unit's name between."""
    if office.end > person.start:
        return not text[person.end : office.start].strip(" ,(")
    return _REST_OF_UNIT.fullmatch(text, office.end, person.start) is not None

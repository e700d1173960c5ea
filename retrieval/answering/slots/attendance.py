"""Who was there, in which capacity and for whom; who opened or led; and "was X there?" with three values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.candidates import Candidate
from retrieval.answering.query import Query
from retrieval.answering.slots.result import Result, describe, result
from retrieval.answering.slots.sentences import detail_concepts
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.people import find_people, same_person
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words
from retrieval.language.text import split_sentences

_THERE = (Capacity.PRESENT, Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED)
_HEADS = frozenset({"kepala", "ketua", "pimpinan", "direktur"})
# Characters between an office and the name after it ("Kapolres, AKBP ...").
_APPOSITION_GAP = 3
# What is worth saying beside a name when one person is mentioned in several capacities, most telling first.
_TELLING = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED, Capacity.INVITED)


def answer_attendees(query: Query, candidate: Candidate) -> Result | None:
    """Everyone the article says was there; only the holders of the offices asked for, where some are asked for."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    if query.is_yes_no and (presence := answer_presence(query, candidate, facts)):
        return presence
    there = [fact for fact in facts if fact.capacity in _THERE]
    if query.capacity is Capacity.ACCOMPANIED:
        there = [fact for fact in there if fact.capacity is Capacity.ACCOMPANIED]
    elif query.asked_offices:
        named_only = None if query.is_yes_no else answer_named_holder(query, candidate)
        return _answer_holders(query, candidate, there) or named_only
    elif query.capacity is Capacity.SPOKE:
        there = _resource_people(there)
    named, heading = _narrow(query, candidate, there), wording.attended
    if query.capacity is Capacity.SPOKE:
        heading = wording.speakers
    elif not there:
        named, heading = [fact for fact in facts if fact.capacity is Capacity.INVITED], wording.invited
    if not named:
        return None
    people = [say_person(group) for group in group_people(named)]
    return result(wording.listing(heading(describe(candidate)), people), candidate, named)


def _resource_people(facts: Sequence[Fact]) -> list[Fact]:
    """Those who spoke on the topic; those who gave a speech where the article tells of nobody else."""
    spoke = [fact for fact in facts if fact.capacity is Capacity.SPOKE]
    words = read_words("resource_person_cues")
    return [fact for fact in spoke if any(word in fact.rule for word in words)] or spoke


def _narrow(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> list[Fact]:
    """Only the attendees that the question's own words name ("LSM mana", "narasumber BKKBN"), else all.

    Where the question asks for such a group and nothing else, and none is there, nobody is left.
    """
    if query.asked_groups and query.capacity is not Capacity.SPOKE:
        forms = [form for concept in query.asked_groups for form in concept.forms]
        return [fact for fact in facts if any(_has_form(fact, form) for form in forms)]
    if query.capacity is not Capacity.SPOKE:
        return list(facts)
    forms = {form for concept in detail_concepts(query, candidate) for form in concept.forms}
    return [fact for fact in facts if any(_has_form(fact, form) for form in forms)] or list(facts)


def _has_form(fact: Fact, form: tuple[str, ...]) -> bool:
    words = {stem(word) for word in analyse(f"{fact.role or ''} {fact.value}")}
    return words.issuperset(form)


def _answer_holders(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    found = [fact for office in query.asked_offices for fact in facts if fact.person and holds(fact, office)]
    found = list(dict.fromkeys(found))
    if not found:
        return None
    people = [say_person(group) for group in group_people(found)]
    return result(f"{wording.holder(people)}\n{describe(candidate)}", candidate, found)


def answer_presence(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    """Yes where the person asked about was there, no where the article says so, None where it says neither."""
    there = [fact for fact in facts if fact.capacity in _THERE and _is_asked(query, fact)]
    absent = [fact for fact in facts if fact.capacity is Capacity.ABSENT and _is_asked(query, fact)]
    deputies = [fact for fact in facts if fact.represents and _is_principal(query, fact.represents)]
    if there and not absent:
        people = [say_person(group) for group in group_people(there)]
        return result(f"{wording.yes_present(people)}\n{describe(candidate)}", candidate, there)
    if absent or deputies:
        principal = absent[0].value if absent else deputies[0].represents or ""
        people = [say_person(group) for group in group_people(deputies)]
        text = f"{wording.no_absent(principal, people)}\n{describe(candidate)}"
        return result(text, candidate, [*absent, *deputies])
    return None


def _is_asked(query: Query, fact: Fact) -> bool:
    if query.asked_offices:
        return any(holds(fact, office) for office in query.asked_offices)
    return _is_named(query, fact.person)


def _is_principal(query: Query, represented: str) -> bool:
    if query.asked_offices:
        return any(names_office(represented, office) for office in query.asked_offices)
    return _is_named(query, represented)


def answer_named_holder(query: Query, candidate: Candidate) -> Result | None:
    """The holder of an office whom the article names without saying that they were there, said as just that."""
    text = candidate.article.text
    people = find_people(text)
    for mention in find_offices(text):
        if not any(offices_match(office, mention) for office in query.asked_offices):
            continue
        near = next((p for p in people if 0 <= p.start - mention.end <= _APPOSITION_GAP), None)
        if near and not text[mention.end : near.start].strip(" ,:("):
            sentence = next(span for span in split_sentences(text) if span.end > mention.start)
            end = max(sentence.end, near.end)
            holder = wording.named_only(" ".join(text[mention.start : near.end].split()))
            evidence = quote(candidate.article, sentence.start, end)
            return Result(f"{holder}\n{describe(candidate)}", (evidence,))
    return None


def answer_opener(query: Query, candidate: Candidate) -> Result | None:
    """Who opened, led or closed the meeting, as the question says; either where it says neither."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    wanted = (query.capacity,) if query.capacity else (Capacity.OPENED, Capacity.LED)
    found = [fact for fact in facts if fact.capacity in wanted]
    if not found:
        return None
    people = [say_person(group) for group in group_people(found)]
    return result(f"{wording.holder(people)}\n{describe(candidate)}", candidate, found)


def answer_representing(query: Query, candidate: Candidate) -> Result | None:
    """Who stood in for the principal asked for, or for whom the person asked for stood in; all pairs otherwise."""
    pairs = [fact for fact in candidate.facts(FactKind.ATTENDANCE) if fact.represents]
    if query.asked_offices:
        pairs = _pairs_of_offices(query, pairs)
    else:
        pairs = [fact for fact in pairs if _is_named(query, fact.person) or _is_named(query, fact.represents)] or pairs
    if "nama" in query.formal.casefold().split():
        pairs = [fact for fact in pairs if fact.person]
    if not pairs:
        return None
    told = dict.fromkeys(
        wording.stood_in(_name_with_role(fact), wording.shorten(fact.represents or "")) for fact in pairs
    )
    return result("\n".join([*told, describe(candidate)]), candidate, pairs)


def _pairs_of_offices(query: Query, pairs: Sequence[Fact]) -> list[Fact]:
    as_principal = [
        fact for fact in pairs if any(names_office(fact.represents or "", office) for office in query.asked_offices)
    ]
    return as_principal or [fact for fact in pairs if any(holds(fact, office) for office in query.asked_offices)]


def _is_named(query: Query, name: str | None) -> bool:
    words = {stem(word) for word in analyse(name or "")}
    return any(len(form) == 1 and form[0] in words for concept in query.concepts for form in concept.forms)


def holds(fact: Fact, office: OfficeMention) -> bool:
    """Whether the fact's person or group holds the office asked for."""
    return names_office(f"{fact.role or ''}, {fact.value}", office)


def names_office(text: str, asked: OfficeMention) -> bool:
    """Whether a text names the office asked for."""
    return any(offices_match(asked, given) or _heads_same_unit(asked, given) for given in find_offices(text))


def _heads_same_unit(asked: OfficeMention, given: OfficeMention) -> bool:
    """People ask for the "ketua" of a court or agency whose head is called otherwise."""
    return asked.unit is not None and asked.unit == given.unit and {asked.office, given.office} <= _HEADS


def group_people(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts of one person or group together, in the order of first mention."""
    groups: list[list[Fact]] = []
    for fact in facts:
        for group in groups:
            if _is_same(group[0], fact):
                group.append(fact)
                break
        else:
            groups.append([fact])
    return groups


def _is_same(one: Fact, other: Fact) -> bool:
    if one.person and other.person:
        return same_person(one.person, other.person)
    return one.person == other.person and analyse(one.value) == analyse(other.value)


def say_person(facts: Sequence[Fact]) -> str:
    """One person with office, whom they stood in for and what they did, from all that is said of them."""
    longest = max(facts, key=lambda fact: (len(fact.value), fact.role or ""))
    role = max((fact.role for fact in facts if fact.role), key=len, default=None)
    represents = next((fact.represents for fact in facts if fact.represents), None)
    doing = next((wording.DOING[c.value] for c in _TELLING if any(fact.capacity is c for fact in facts)), None)
    return wording.person(longest.value, role=role, represents=represents, doing=doing)


def _name_with_role(fact: Fact) -> str:
    return wording.person(fact.value, role=fact.role, represents=None, doing=None)

"""Who was there, in which capacity and for whom; who opened or led; and "was X there?" with three values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.facts import Capacity, Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answers.holders import holds, name_holder, names_office
from retrieval.answering.asking.asked import asks_invited
from retrieval.answering.asking.bodies import asked_body, is_of_body
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import answer_holders, group_people, name_fully, say_person
from retrieval.answering.slots.result import Result, describe, result
from retrieval.language.people import same_person
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words

_SPEAKS = "berbicara"
THERE = (Capacity.PRESENT, Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED)


def answer_attendees(query: Query, candidate: Candidate) -> Result | None:
    """Everyone the article says was there; only the holders of the offices asked for, where some are asked for."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    if query.is_yes_no and (presence := answer_presence(query, candidate, facts)):
        return presence
    there = [fact for fact in facts if fact.capacity in THERE]
    if query.capacity is Capacity.ACCOMPANIED:
        there = [fact for fact in there if fact.capacity is Capacity.ACCOMPANIED]
    elif query.asked_offices:
        return answer_holders(query, candidate, there)
    elif query.capacity is Capacity.SPOKE:
        there = [*_resource_people(there), *(_quoted(candidate) if _SPEAKS in query.formal.casefold().split() else ())]
    named, heading = _narrow(query, candidate, there), wording.attended
    invited = [fact for fact in facts if fact.capacity is Capacity.INVITED]
    if query.capacity is Capacity.SPOKE:
        heading = wording.speakers
    elif not there or (invited and asks_invited(query.formal)):
        named, heading = _narrow(query, candidate, invited), wording.invited
    if not named:
        return None
    people = [say_person(group) for group in group_people(named)]
    return result(wording.listing(heading(describe(candidate)), people), candidate, named)


def _quoted(candidate: Candidate) -> list[Fact]:
    """One fact for everybody whose words the article has: who spoke at a meeting is mostly told by what they said.

    A single name without an office is mostly a short form of one that is told.
    """
    facts = (fact for fact in candidate.facts(FactKind.STATEMENT) if fact.certain and fact.person)
    said = [fact for fact in facts if fact.role or " " in (fact.person or "")]
    return [replace(fact, value=fact.person or "") for fact in {fact.person: fact for fact in said}.values()]


def _resource_people(facts: Sequence[Fact]) -> list[Fact]:
    """Those who spoke on the topic; those who gave a speech where the article tells of nobody else."""
    spoke = [fact for fact in facts if fact.capacity is Capacity.SPOKE]
    words = read_words("resource_person_cues")
    return [fact for fact in spoke if any(word in fact.rule for word in words)] or spoke


def _narrow(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> list[Fact]:
    """Only the attendees that the question's own words name ("LSM mana", "narasumber BKKBN"), else all.

    Where the question asks for such a group and nothing else, and none is there, nobody is left.
    """
    marks = asked_body(query.formal)
    of_body = [fact for fact in facts if marks and is_of_body(f"{fact.role or ''} {fact.value}", marks)]
    if of_body:
        return of_body
    if query.asked_groups and query.capacity is not Capacity.SPOKE:
        forms = [form for concept in query.asked_groups for form in concept.forms]
        return [fact for fact in facts if any(_has_form(fact, form) for form in forms)]
    if query.capacity is not Capacity.SPOKE:
        return list(facts)
    forms = [form for concept in particular_concepts(query, candidate) for form in concept.forms]
    return [fact for fact in facts if any(_has_form(fact, form) for form in forms)] or list(facts)


def _has_form(fact: Fact, form: tuple[str, ...]) -> bool:
    told = fact.rule.rsplit(".", 1)[-1].replace("_", " ")
    words = {stem(word) for word in analyse(f"{fact.role or ''} {fact.value} {told}")}
    return words.issuperset(form)


def answer_presence(query: Query, candidate: Candidate, facts: Sequence[Fact]) -> Result | None:
    """Yes where the person asked about was there, no where the article says so, None where it says neither."""
    there, absent, deputies = _told_of(query, facts)
    if there and not absent:
        people = [say_person(group) for group in group_people(there)]
        return result(f"{wording.yes_present(people)}\n{describe(candidate)}", candidate, there)
    if absent or deputies:
        principal = absent[0].value if absent else deputies[0].represents or ""
        people = list(dict.fromkeys(_name_with_role(fact) for fact in deputies))
        text = f"{wording.no_absent(principal, people)}\n{describe(candidate)}"
        return result(text, candidate, [*absent, *deputies])
    return None


def find_presence(query: Query, candidate: Candidate) -> bool | None:
    """Whether the person asked about was there, by what `answer_presence` tells."""
    there, absent, deputies = _told_of(query, candidate.facts(FactKind.ATTENDANCE))
    return True if there and not absent else False if absent or deputies else None


def _told_of(query: Query, facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """What is said of the person asked about: as there, as absent, and by whom represented."""
    there = [fact for fact in facts if fact.capacity in THERE and _is_asked(query, fact)]
    absent = [fact for fact in facts if fact.capacity is Capacity.ABSENT and _is_asked(query, fact)]
    return there, absent, [fact for fact in facts if fact.represents and _is_principal(query, fact.represents)]


def _is_asked(query: Query, fact: Fact) -> bool:
    if query.asked_offices:
        return any(holds(fact, office) for office in query.asked_offices)
    return _is_named(query, fact.person)


def _is_principal(query: Query, represented: str) -> bool:
    if query.asked_offices:
        return any(names_office(represented, office) for office in query.asked_offices)
    return _is_named(query, represented)


def answer_opener(query: Query, candidate: Candidate) -> Result | None:
    """Who opened, led or closed the meeting, as the question says; either where it says neither."""
    facts = candidate.facts(FactKind.ATTENDANCE)
    wanted = (query.capacity,) if query.capacity else (Capacity.OPENED, Capacity.LED)
    found = [fact for fact in facts if fact.capacity in wanted]
    if not found:
        return None
    people = [say_person(group) for group in group_people(found)]
    named = [holder for fact in found if (holder := name_holder(candidate, fact))]
    people += [wording.named_as(name) for name, _ in named]
    told = result(f"{wording.holder(list(dict.fromkeys(people)))}\n{describe(candidate)}", candidate, found)
    return Result(told.text, (*told.evidence, *(item for _, item in named)))


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
        wording.stood_in(_name_with_role(fact), wording.shorten(fact.represents or "")) for fact in _each_once(pairs)
    )
    return result("\n".join([*told, describe(candidate)]), candidate, pairs)


def _each_once(pairs: Sequence[Fact]) -> list[Fact]:
    """The pairs without those that say of the same deputy, in no more words, for whom they stood in."""
    kept: list[Fact] = []
    for fact in sorted(pairs, key=lambda fact: -len(fact.represents or "")):
        if not any(_tells_as_much(other, fact) for other in kept):
            kept.append(fact)
    return [fact for fact in pairs if fact in kept]


def _tells_as_much(one: Fact, other: Fact) -> bool:
    if not (one.person and other.person and same_person(one.person, other.person)):
        return False
    return set(analyse(other.represents or "")) <= set(analyse(one.represents or ""))


def _pairs_of_offices(query: Query, pairs: Sequence[Fact]) -> list[Fact]:
    as_principal = [
        fact for fact in pairs if any(names_office(fact.represents or "", office) for office in query.asked_offices)
    ]
    return as_principal or [fact for fact in pairs if any(holds(fact, office) for office in query.asked_offices)]


def _is_named(query: Query, name: str | None) -> bool:
    words = {stem(word) for word in analyse(name or "")}
    return any(len(form) == 1 and form[0] in words for concept in query.concepts for form in concept.forms)


def _name_with_role(fact: Fact) -> str:
    return wording.person(name_fully(fact), role=fact.role, represents=None, doing=None)

"""Who stood in for whom: "Bupati yang diwakili Sekda", "Sekda, mewakili Bupati", "perwakilan Dinas Anu, Budi"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.facts.page import is_verb
from retrieval.language.tables import read_words
from retrieval.language.text import Span
from retrieval.reading.deeds.scenes import Scene, Unit
from retrieval.reading.mentions import OFFICE, PERSON
from retrieval.reading.predicates import NOUN, SAID, STANDS_IN, Predicate, argument_words

LOOSE = 5
"""Words of an office that no table knows, between a cue and the name or office that it is about."""

ACTIVE = "active"
"""Voice of "mewakili"."""

LONGEST_PRINCIPAL = 14
LONGEST_OFFICE = 14
LONGEST_BODY = 8


@dataclass(frozen=True, slots=True)
class StandIn:
    """The participant numbered `agent`, named by `unit`, took part for the one whom `principal` names; `only_spoke`:
    the sentence says nothing else of it than words in the other's name."""

    agent: int
    unit: Unit
    principal: Span
    only_spoke: bool = False


def find_stand_ins(scene: Scene) -> Iterator[StandIn]:
    """Who stands in for whom in one sentence."""
    for predicate in scene.predicates:
        if predicate.role == STANDS_IN and not scene.is_unreal(predicate):
            found = _READERS[predicate.voice](scene, predicate)
            if found:
                others = [one.role for one in scene.predicates if one is not predicate]
                spoke = predicate.voice == ACTIVE and bool(others) and set(others) == {SAID}
                yield replace(found, only_spoke=spoke)


def _read_passive(scene: Scene, predicate: Predicate) -> StandIn | None:
    """ "Bupati yang diwakili oleh Sekda"."""
    agent, principal = _named_after(scene, predicate.last), _phrase_before(scene, predicate.first)
    return _stand_in(scene, agent, *principal) if agent and principal else None


def _read_active(scene: Scene, predicate: Predicate) -> StandIn | None:
    """ "Sekda mewakili Bupati", "Mewakili Bupati, Sekda membuka rapat"."""
    first = predicate.last
    last = _phrase_end(scene, first, stop=scene.last)
    if last <= first or not _is_somebody(scene, first):
        return None
    before = [
        unit for unit in scene.units if unit.last <= predicate.first and scene.on_line(unit.last, predicate.first)
    ]
    agent = before[-1] if before else _named_after(scene, last) or _spoken_of(scene, predicate)
    return _stand_in(scene, agent, first, last) if agent else None


def _spoken_of(scene: Scene, predicate: Predicate) -> Unit | None:
    """Whom a pronoun before a cue stands for: "Ia hadir mewakili Bupati" is about the one named first before."""
    return scene.earlier[0] if scene.earlier and scene.points_back(predicate) else None


def _read_noun(scene: Scene, predicate: Predicate) -> StandIn | None:
    """ "Perwakilan Dinas Anu, Budi", "Budi, perwakilan Dinas Anu": the name must stand right beside."""
    first = predicate.last + (scene.words.low[predicate.last : predicate.last + 1] == ("dari",))
    agent, stop = _holder(scene, predicate, first)
    last = _phrase_end(scene, first, stop=stop, whole=False)
    if agent is None or last <= first or not _is_somebody(scene, first):
        return None
    beside = _is_passable(scene, last, agent.second if agent.first <= first else agent.first)
    return _stand_in(scene, agent, first, last) if beside else None


def _is_passable(scene: Scene, first: int, last: int) -> bool:
    return argument_words("passable").issuperset(scene.words.low[first:last])


def _holder(scene: Scene, predicate: Predicate, first: int) -> tuple[Unit | None, int]:
    """Whom "perwakilan" is said of, as part of the office or beside it, and where those end for whom it is said."""
    office = next((unit for unit in scene.units if unit.first == predicate.first), None)
    if office and office.kind == PERSON:
        return office, office.second
    for unit in scene.units:
        between = scene.words.low[unit.last : predicate.first]
        if unit.kind == PERSON and unit.last <= predicate.first and argument_words("apposition").issuperset(between):
            return unit, scene.last
    behind = next((unit for unit in scene.units if unit.kind == PERSON and unit.first >= first), None)
    if office and office.kind == OFFICE and not (behind and _is_passable(scene, office.last, behind.first)):
        return office, office.last
    return behind, behind.second if behind and behind.first == first else behind.first if behind else scene.last


_READERS = {"passive": _read_passive, ACTIVE: _read_active, NOUN: _read_noun}


def _stand_in(scene: Scene, agent: Unit, first: int, last: int) -> StandIn | None:
    tokens = scene.words.tokens
    inside = scene.first <= agent.first and first <= agent.first < last
    return None if inside else StandIn(agent.number, agent, Span(tokens[first].start, tokens[last - 1].end))


def _is_somebody(scene: Scene, first: int) -> bool:
    """Whether a person, an office, a body or a group begins at a token."""
    named = any(unit.first <= first < unit.last for unit in scene.units)
    return named or scene.words.is_capital(first) or scene.words.low[first] in read_words("group_words")


def _named_after(scene: Scene, first: int) -> Unit | None:
    """The first unit behind a token; the name rather than the office where the one follows the other."""
    units = [unit for unit in scene.units if unit.first >= first]
    if not units or len(scene.loose(first, units[0].first)) > LOOSE or _is_parted(scene, first, units[0].first):
        return None
    named = (unit for unit in units if unit.kind == PERSON and not _is_listed(scene, units[0].first, unit.first))
    return next(named, units[0])


def _is_parted(scene: Scene, first: int, last: int) -> bool:
    """Whether a verb or a line break stands between two tokens."""
    return not scene.on_line(first, last) or any(is_verb(scene.words.low[at]) for at in range(first, last))


def _is_listed(scene: Scene, first: int, last: int) -> bool:
    """Whether a list goes on between two tokens, or another clause begins."""
    goes_on = any(scene.words.low[at] in argument_words("list") for at in range(first, last))
    return goes_on or _is_parted(scene, first, last) or last - first > LONGEST_OFFICE


def _phrase_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends before a cue: somebody named and what follows; else words with capitals."""
    low, last = scene.words.low, end
    while last > scene.first and low[last - 1] in argument_words("passable"):
        last -= 1
    units = [unit for unit in scene.units if unit.last <= last]
    near = units and len(scene.loose(units[-1].last, last)) <= LOOSE and "," not in low[units[-1].last : last]
    if near and not _is_parted(scene, units[-1].last, last):
        return _with_capitals(scene, _first_of(scene, units)), last
    return _capitals_before(scene, last)


def _with_capitals(scene: Scene, first: int) -> int:
    """Where a name or office really begins of which only the end was found: "Kepala Kanwil BPN | Provinsi Anu"."""
    opening = scene.first if any(unit.first == scene.first for unit in scene.units) else scene.first + 1
    while first > opening and scene.words.is_capital(first - 1) and scene.words.same_line(first):
        first -= 1
    return first


def _first_of(scene: Scene, units: list[Unit]) -> int:
    """Where the last of some units begins, with the office right before a name."""
    unit = units[-1]
    before = units[-2] if len(units) > 1 else None
    whole = unit.kind != PERSON or unit.second < unit.last
    if before is None or whole or before.kind == PERSON or _is_listed(scene, before.last, unit.first):
        return unit.first
    return before.first if not scene.loose(before.last, unit.first) else unit.first


def _capitals_before(scene: Scene, last: int) -> tuple[int, int] | None:
    first, low = last, scene.words.low
    while first > scene.first and last - first < LONGEST_BODY:
        joined = first < last and low[first - 1] in {"dan", "pihak"}
        if not scene.words.is_capital(first - 1) and not joined:
            break
        first -= 1
    return (first, last) if first < last else None


def _phrase_end(scene: Scene, first: int, *, stop: int, whole: bool = True) -> int:
    """Where the noun phrase that begins at a token ends: before a verb, a sign, or a word that opens a clause; what is
    named is passed over as a `whole`."""
    low, at = scene.words.low, first
    while at < min(stop, first + LONGEST_PRINCIPAL):
        inside = next((unit.last for unit in scene.units if unit.first <= at < unit.last), at) if whole else at
        if inside > at:
            at = inside
        elif _ends_phrase(low[at]):
            break
        else:
            at += 1
    return at


def _ends_phrase(low: str) -> bool:
    sign = not low.isalnum() and "/" not in low and "-" not in low
    return sign or is_verb(low) or low in argument_words("clause")

"""What kind of answer a question wants: by its cues, weighed against what was learnt from other questions. Pure."""

from __future__ import annotations

import re

from retrieval.answering.asking.kind_model import features, shipped_kinds
from retrieval.answering.asking.parsed import NOWHERE, Parsed
from retrieval.answering.asking.query import LISTS, Kind
from retrieval.answering.asking.recency import find_latest

_SLOTS = frozenset(
    {Kind.WHEN, Kind.WHERE, Kind.TOPIC, Kind.PURPOSE, Kind.ORGANISER, Kind.OPENER_OR_LEADER, Kind.ATTENDEES}
)
_BY_CUES_ALONE = LISTS | {Kind.SUMMARY}
_SURE = 0.6
# "siapa itu Anita Yasmin Putri"
_JUST_A_NAME = 5
_HOW_MANY = re.compile(r"(?<!tanggal )(?<!jam )(?<!pukul )(?<!tahun )\bberapa $", re.IGNORECASE)
_WHICH = re.compile(r" (?:ada )?apa saja\W*", re.IGNORECASE)
_ANY_OF_THEM = re.compile(r" (?:apa|mana) saja\b", re.IGNORECASE)


def cue_kinds(parsed: Parsed) -> tuple[Kind, ...]:
    """What the cues of a question ask for, the first first; () where none decides."""
    return _asked_list(parsed) or _decide(parsed) or _asked_words(parsed) or _asked_events(parsed)


def weigh_kinds(wanted: tuple[Kind, ...], parsed: Parsed) -> tuple[Kind, ...]:
    """What is asked by the cues, or by the learnt model where it is surer of another kind.

    What cues take for a list, count or summary is one, and two questions in one are the cues' alone; so is "siapa"
    with a name and nothing else.
    """
    if len(wanted) > 1 or not _BY_CUES_ALONE.isdisjoint(wanted) or len(parsed.words) <= _JUST_A_NAME:
        return wanted
    chances = shipped_kinds().chances(features(parsed, cued_kind(wanted, parsed)))
    best = max(chances, key=lambda kind: chances[kind])
    if chances[best] < _SURE or best in wanted:
        return wanted
    in_words = wanted and (_asked_words(parsed) or (Kind.PASSAGE,))
    return in_words if best is Kind.STATEMENT else (best,)


def cued_kind(wanted: tuple[Kind, ...], parsed: Parsed) -> Kind:
    """The kind that the cues decide for, or the usual one where they decide nothing."""
    return wanted[0] if wanted else default_kind(parsed, concepts_found=True)


def default_kind(parsed: Parsed, *, concepts_found: bool) -> Kind:
    """What a question wants that no cue tells."""
    if "siapa" not in parsed.words:
        return Kind.PASSAGE
    return Kind.ATTENDEES if parsed.offices or not concepts_found else Kind.PERSON


def _decide(parsed: Parsed) -> tuple[Kind, ...]:
    """What is asked: one kind, or two in the order of asking where two questions came in one; () if no cue decides.

    "Siapa" turns words of speaking into a question for people ("siapa ketua Bawaslu yang bicara"); "dibuka bupati
    tanggal berapa" asks for no opener. A second kind needs a question word of its own.
    """
    asking = parsed.asking
    without = {
        Kind.OPENER_OR_LEADER: bool(asking) and "siapa" not in asking,
        Kind.STATEMENT: asking == {"siapa"},
        Kind.ATTENDEES: asking == {"berapa"},
    }
    usable = [cue for cue in parsed.cues if not without.get(cue.kind)]
    if not usable:
        return ()
    first = max(usable, key=lambda cue: (cue.strength, -cue.start)).kind
    slots = dict.fromkeys(cue.kind for cue in usable if cue.kind in _SLOTS)
    return tuple(slots)[:2] if len(asking) > 1 and first in slots else (first,)


def _asked_list(parsed: Parsed) -> tuple[Kind, ...]:
    """ "FGD apa saja" asks for a list and "berapa FGD" for a count, whatever the kind of meeting."""
    if any(_HOW_MANY.search(parsed.formal[: one.start]) for one in parsed.kinds):
        return (Kind.COUNT,)
    return (Kind.LIST,) if any(_ANY_OF_THEM.match(parsed.formal, one.end) for one in parsed.kinds) else ()


def _asked_events(parsed: Parsed) -> tuple[Kind, ...]:
    """The latest, or first a kind of meeting, then where or when it was, no more: "pelatihan Demak 2023 apa saja"."""
    ends = [one.end for one in parsed.marks]
    names_first = any(kind.start == 0 for kind in parsed.kinds)
    is_listed = names_first and any(_WHICH.fullmatch(parsed.formal, end) for end in ends)
    return (Kind.LIST,) if (is_listed or find_latest(parsed) != NOWHERE) and "siapa" not in parsed.words else ()


def _asked_words(parsed: Parsed) -> tuple[Kind, ...]:
    """ "Camat bercanda apa" asks for words of an office holder, whatever the verb."""
    says_what = "siapa" not in parsed.words and not {"apa", "bagaimana"}.isdisjoint(parsed.words)
    return (Kind.STATEMENT,) if parsed.offices and says_what else ()

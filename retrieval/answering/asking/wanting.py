"""What kind of answer a question wants: by its cues, weighed against what was learnt from other questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.cues import Cue, find_cues, question_words
from retrieval.answering.asking.kind_model import features, shipped_kinds
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.recency import find_latest
from retrieval.facts.kinds import KindMention, find_meeting_kinds
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import find_regions

_SLOTS = frozenset(
    {Kind.WHEN, Kind.WHERE, Kind.TOPIC, Kind.PURPOSE, Kind.ORGANISER, Kind.OPENER_OR_LEADER, Kind.ATTENDEES}
)
# Weaker cues ("ikut", "jam") colour a question but do not ask a second one, nor for those present.
_STRONG = 5
_BY_CUES_ALONE = frozenset({Kind.LIST, Kind.COUNT, Kind.SUMMARY})
_SURE = 0.6
# "siapa itu Anita Yasmin Putri"
_JUST_A_NAME = 5
_HOW_MANY = re.compile(r"(?<!tanggal )(?<!jam )(?<!pukul )(?<!tahun )\bberapa $", re.IGNORECASE)
_WHICH = re.compile(r" (?:ada )?apa saja\W*", re.IGNORECASE)
_ANY_OF_THEM = re.compile(r" (?:apa|mana) saja\b", re.IGNORECASE)


def cue_kinds(formal: str, *, periods: Sequence[Period], offices: Sequence[OfficeMention]) -> tuple[Kind, ...]:
    """What the cues of a formal question ask for, the first first; () where none decides."""
    words, mentions = formal.casefold().split(), find_meeting_kinds(formal)
    lists = _lists_what_there_was(formal, mentions, periods) or find_latest(formal, mentions)
    return (
        _asked_list(formal, mentions)
        or _decide(formal, find_cues_outside(formal, periods))
        or _asked_words(words, offices)
        or ((Kind.LIST,) if lists and "siapa" not in words else ())
    )


def weigh_kinds(
    wanted: tuple[Kind, ...], formal: str, *, periods: Sequence[Period], offices: Sequence[OfficeMention]
) -> tuple[Kind, ...]:
    """What is asked by the cues, or by the learnt model where it is surer of another kind.

    What cues take for a list, count or summary is one, and two questions in one are the cues' alone; so is "siapa"
    with a name and nothing else.
    """
    words = formal.casefold().split()
    if len(wanted) > 1 or not _BY_CUES_ALONE.isdisjoint(wanted) or len(words) <= _JUST_A_NAME:
        return wanted
    cued = cued_kind(wanted, words, offices)
    chances = shipped_kinds().chances(features(formal, cued, periods=periods, offices=offices))
    best = max(chances, key=lambda kind: chances[kind])
    if chances[best] < _SURE or best in wanted:
        return wanted
    in_words = wanted and (_asked_words(words, offices) or (Kind.PASSAGE,))
    return in_words if best is Kind.STATEMENT else (best,)


def cued_kind(wanted: Sequence[Kind], words: Sequence[str], offices: Sequence[OfficeMention]) -> Kind:
    """The kind that the cues decide for, or the usual one where they decide nothing."""
    return wanted[0] if wanted else default_kind(words, offices, concepts_found=True)


def default_kind(words: Sequence[str], offices: Sequence[OfficeMention], *, concepts_found: bool) -> Kind:
    """What a question wants that no cue tells."""
    if "siapa" not in words:
        return Kind.PASSAGE
    return Kind.ATTENDEES if offices or not concepts_found else Kind.PERSON


def find_cues_outside(formal: str, periods: Sequence[Period]) -> list[Cue]:
    """The cues outside of dates: "tanggal 28 Mei" says a date and asks for none."""
    dated = {place for period in periods for place in range(period.start, period.end)}
    return [cue for cue in find_cues(formal) if cue.start not in dated]


def _decide(formal: str, cues: Sequence[Cue]) -> tuple[Kind, ...]:
    """What is asked: one kind, or two in the order of asking where two questions came in one; () if no cue decides.

    "Siapa" turns words of speaking into a question for people ("siapa ketua Bawaslu yang bicara"); "dibuka bupati
    tanggal berapa" asks for no opener. A second kind needs a question word of its own.
    """
    asked = question_words(formal.casefold().split())
    without = {
        Kind.OPENER_OR_LEADER: bool(asked) and "siapa" not in asked,
        Kind.STATEMENT: asked == {"siapa"},
        Kind.ATTENDEES: asked == {"berapa"},
    }
    usable = [cue for cue in cues if not without.get(cue.kind)]
    first = max(usable, key=lambda cue: (cue.strength, -cue.start), default=None)
    if first is None:
        return ()
    strong = [cue.kind for cue in usable if cue.kind in _SLOTS and cue.strength >= _STRONG]
    return tuple(dict.fromkeys(strong))[:2] if len(asked) > 1 and first.kind in strong else (first.kind,)


def _asked_list(formal: str, mentions: Sequence[KindMention]) -> tuple[Kind, ...]:
    """ "FGD apa saja" asks for a list and "berapa FGD" for a count, whatever the kind of meeting."""
    if any(_HOW_MANY.search(formal[: mention.start]) for mention in mentions):
        return (Kind.COUNT,)
    return (Kind.LIST,) if any(_ANY_OF_THEM.match(formal, mention.end) for mention in mentions) else ()


def _lists_what_there_was(formal: str, mentions: Sequence[KindMention], periods: Sequence[Period]) -> bool:
    """ "Pelatihan untuk nelayan Demak 2023 apa saja": first a kind of meeting, then where or when it was, no more."""
    ends = [*(one.end for one in find_regions(formal)), *(one.end for one in periods)]
    return bool(mentions) and not mentions[0].start and any(_WHICH.fullmatch(formal, end) for end in ends)


def _asked_words(words: Sequence[str], offices: Sequence[OfficeMention]) -> tuple[Kind, ...]:
    """ "Camat bercanda apa" asks for words of an office holder, whatever the verb."""
    says_what = "siapa" not in words and not {"apa", "bagaimana"}.isdisjoint(words)
    return (Kind.STATEMENT,) if offices and says_what else ()

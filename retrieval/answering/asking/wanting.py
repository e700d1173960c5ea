"""What kind of answer a question wants: by its cues, weighed against what was learnt from other questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.cues import Cue, decide_kinds, find_cues
from retrieval.answering.asking.kind_model import shipped_kinds
from retrieval.answering.asking.query import Kind
from retrieval.facts.kinds import KindMention
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import find_regions

_SAYS_WHAT = frozenset({"apa", "bagaimana"})
_BY_CUES_ALONE = frozenset({Kind.LIST, Kind.COUNT, Kind.SUMMARY})
_SURE = 0.6
# "siapa itu Anita Yasmin Putri"
_JUST_A_NAME = 5
_HOW_MANY = re.compile(r"(?<!tanggal )(?<!jam )(?<!pukul )(?<!tahun )\bberapa $", re.IGNORECASE)
_ANY_OF_THEM = re.compile(r" (?:apa|mana) saja\b", re.IGNORECASE)


def cue_kinds(
    formal: str,
    *,
    mentions: Sequence[KindMention],
    periods: Sequence[Period],
    offices: Sequence[OfficeMention],
    is_latest: bool,
) -> tuple[Kind, ...]:
    """What the cues of a formal question ask for, the first first; () where none decides."""
    words = formal.casefold().split()
    return (
        _asked_list(formal, mentions)
        or decide_kinds(_cues_outside(formal, periods), words)
        or _asked_words(words, offices)
        or _lists_at_last(formal, mentions, periods=periods)
        or ((Kind.LIST,) if is_latest and "siapa" not in words else ())
    )


def weigh_kinds(wanted: tuple[Kind, ...], words: Sequence[str], offices: Sequence[OfficeMention]) -> tuple[Kind, ...]:
    """What is asked by the cues, or by the learnt model where it is surer of another kind.

    Lists, counts and two questions in one are the cues' alone, and so is "siapa" with a name and nothing else.
    """
    if len(wanted) > 1 or not _BY_CUES_ALONE.isdisjoint(wanted) or len(words) <= _JUST_A_NAME:
        return wanted
    chances = shipped_kinds().chances(words, cued_kind(wanted, words, offices))
    best = max(chances, key=lambda kind: chances[kind])
    if chances[best] < _SURE or best in wanted:
        return wanted
    if best is not Kind.STATEMENT:
        return (best,)
    return wanted if wanted in {(), (Kind.PASSAGE,)} else _asked_words(words, offices) or (Kind.PASSAGE,)


def cued_kind(wanted: Sequence[Kind], words: Sequence[str], offices: Sequence[OfficeMention]) -> Kind:
    """The kind that the cues decide for, or the usual one where they decide nothing."""
    return wanted[0] if wanted else default_kind(words, offices, concepts_found=True)


def default_kind(words: Sequence[str], offices: Sequence[OfficeMention], *, concepts_found: bool) -> Kind:
    """What a question wants that no cue tells."""
    if "siapa" not in words:
        return Kind.PASSAGE
    return Kind.ATTENDEES if offices or not concepts_found else Kind.PERSON


def cue_spans(formal: str, periods: Sequence[Period]) -> list[tuple[int, int]]:
    """The characters of the cues of a formal question."""
    return _spans(formal, _cues_outside(formal, periods))


def _cues_outside(formal: str, periods: Sequence[Period]) -> list[Cue]:
    """The cues outside of dates: "tanggal 28 Mei" says a date and asks for none."""
    cues = find_cues(formal.casefold().split())
    spans = zip(cues, _spans(formal, cues), strict=True)
    return [cue for cue, (start, end) in spans if not any(p.start <= start and end <= p.end for p in periods)]


def _spans(formal: str, cues: Sequence[Cue]) -> list[tuple[int, int]]:
    starts, position = [], 0
    for word in formal.split():
        starts.append(position)
        position += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, formal.split(), strict=True)]
    return [(starts[cue.start], ends[cue.end - 1]) for cue in cues]


def _asked_list(formal: str, mentions: Sequence[KindMention]) -> tuple[Kind, ...]:
    """ "FGD apa saja" asks for a list and "berapa FGD" for a count, whatever the kind of meeting."""
    if any(_HOW_MANY.search(formal[: mention.start]) for mention in mentions):
        return (Kind.COUNT,)
    return (Kind.LIST,) if any(_ANY_OF_THEM.match(formal, mention.end) for mention in mentions) else ()


def _lists_at_last(formal: str, mentions: Sequence[KindMention], *, periods: Sequence[Period]) -> tuple[Kind, ...]:
    """ "Pelatihan untuk … Demak 2020 apa saja": the kind comes first, the question last, and no noun before it."""
    asks = _ANY_OF_THEM.search(formal)
    if not mentions or mentions[0].start or asks is None or asks.end() < len(formal):
        return ()
    places = [mention.end for mention in find_regions(formal)]
    return (Kind.LIST,) if asks.start() in {*places, *(period.end for period in periods)} else ()


def _asked_words(words: Sequence[str], offices: Sequence[OfficeMention]) -> tuple[Kind, ...]:
    """ "Camat bercanda apa" asks for words of an office holder, whatever the verb."""
    return (Kind.STATEMENT,) if offices and "siapa" not in words and _SAYS_WHAT & set(words) else ()

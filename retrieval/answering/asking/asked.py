"""Whom a question asks about: the offices and groups whose holders, words or presence are wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.parsed import NOWHERE, Parsed, Span
from retrieval.answering.asking.query import Kind, Query
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.facts.phrases import alternation, read_cues
from retrieval.language.offices import OfficeMention
from retrieval.language.tables import read_words

_OFFICE_KINDS = frozenset({Kind.ATTENDEES, Kind.STATEMENT, Kind.REPRESENTING})
_WORDS_KINDS = frozenset({Kind.STATEMENT, Kind.PASSAGE})


def _any_of(role: str) -> str:
    """A pattern of the words that play a role in asking for people."""
    return alternation(read_cues("asked_people_cues", role))


_WHO = re.compile(r"\bsiapa(?: saja| nama)?", re.IGNORECASE)
# What may stand between an office and the "siapa" that asks for its holder.
_BEFORE_WHO = re.compile(rf"(?: {_any_of('linking')})* siapa\b", re.IGNORECASE)
# "siapa saja PERWAKILAN KPU yang hadir", "LSM mana yang hadir", "siapa MODERATOR di ..."
_SUBJECT = re.compile(
    r"\bsiapa(?: saja| nama)? (?P<after>(?!saja\b)(?:(?!yang\b)\S+ ){1,4}?)(?:yang|di|pada|dalam)\b"
    r"|(?P<before>\S+) mana(?: saja)? yang\b",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"\b{_any_of('asking')}\b", re.IGNORECASE)
_ABOUT = re.compile(rf" {_any_of('about')} ", re.IGNORECASE)
_LEAD = re.compile(rf"(?:^| ){_any_of('leading')} |$", re.IGNORECASE)
# "dilantik siapa", "bersama siapa": the offices named are not those asked for.
_OTHERS = re.compile(
    r"\b(?:di(?!mana|wakil)\w{3,} (?:oleh |sama |dengan )?siapa|(?:bersama|dengan|sama) siapa)\b", re.IGNORECASE
)
_ATTENDS = re.compile(rf"\b{_any_of('attending')}(?:nya)?\b", re.IGNORECASE)
# "siapa saja yang hadir bersama bupati": whose company is asked for is known.
_COMPANY = re.compile(rf"\b{_any_of('company')} $", re.IGNORECASE)
_INVITES = re.compile(rf"\b{_any_of('inviting')}\b", re.IGNORECASE)


def asked_offices(parsed: Parsed, wanted: Sequence[Kind]) -> tuple[OfficeMention, ...]:
    """The offices whose holder or words are asked for; others only help to find the meeting.

    Those before the words that lead over to the meeting ("di", "pada", "soal" ...) and right after a word of asking; or
    else the one right before "siapa".
    """
    formal, represents = parsed.formal, Kind.REPRESENTING in wanted
    if _OFFICE_KINDS.isdisjoint(wanted) or (_OTHERS.search(formal) and not represents):
        return ()
    start, end = NOWHERE if represents else find_naming(parsed, wanted)
    single = [one for one in parsed.offices if not (one.group or start < one.start < end)]
    asked = [one for one in single if not (parsed.asking and _COMPANY.search(formal, 0, one.start))]
    ends = {*(cue.end for cue in parsed.cues), *(match.end() for match in _WHO.finditer(formal))}
    lead = next(_LEAD.finditer(formal)).start()
    first = [one for one in asked if one.start < lead or one.start - 1 in ends]
    return tuple(first or [one for one in asked if _BEFORE_WHO.match(formal, one.end)][-1:])


def find_naming(parsed: Parsed, wanted: Sequence[Kind]) -> Span:
    """Where a question names the meeting: from its kind to where the asking goes on; nowhere if no kind is.

    "rakor KIM wonosobo yang memilih pengurus kapan": the region or date ends the name where a question word follows;
    without one, the question word does.
    """
    if not parsed.kinds:
        return NOWHERE
    start = parsed.kinds[0].start
    asking = _ASKING.search(parsed.formal, start)
    stop = asking.start() if asking else len(parsed.formal)
    end = max((one.end for one in parsed.marks if start < one.end <= stop), default=stop)
    goes_on = not _WORDS_KINDS.isdisjoint(wanted) if _ABOUT.match(parsed.formal, end) else asking
    return start, end if goes_on else stop


def asks_invited(formal: str) -> bool:
    """Whether a question asks who was invited, and not who came."""
    return bool(_INVITES.search(formal))


def asked_group(parsed: Parsed) -> str | None:
    """The words for those asked about where they hold no office: "LSM mana", "siapa moderator di", "perwakilan KPU"."""
    # The name of a meeting is led over to, as if by a "di": "siapa moderator FGD ...".
    meeting = next((kind.start for kind in parsed.kinds), len(parsed.formal))
    found = _SUBJECT.search(f"{parsed.formal[:meeting]}di {parsed.formal[meeting:]}")
    group = found and (found["after"] or found["before"])
    return None if not group or find_meeting_kinds(group) or _ATTENDS.search(group) else group


def asks_end(query: Query) -> bool:
    """Whether a question wants to know when something ended, and not when it began."""
    return not read_words("end_words").isdisjoint(query.formal.casefold().split())


def asks_theme(query: Query) -> bool:
    """Whether a question wants a theme in its own words ("temanya apa"), and not what a meeting was about."""
    return not read_words("theme_words").isdisjoint(query.formal.casefold().split())

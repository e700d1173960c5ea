"""Whom a question asks about: the offices and groups whose holders, words or presence are wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.query import Kind, Query
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.facts.phrases import alternation, read_cues
from retrieval.language.dates import find_periods
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import find_regions
from retrieval.language.tables import read_words

_OFFICE_KINDS = frozenset({Kind.ATTENDEES, Kind.STATEMENT, Kind.REPRESENTING})
_WORDS_KINDS = frozenset({Kind.STATEMENT, Kind.PASSAGE})


def _any_of(role: str) -> str:
    """A pattern of the words that play a role in asking for people."""
    return alternation(read_cues("asked_people_cues", role))


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
# "unsur TNI dan perusahaan mana saja", "pesertanya dari pasar apa saja": groups of any name.
_WHICH_GROUPS = re.compile(
    rf"\b{_any_of('group')}(?: \w+){{0,2}} (?:mana|apa)\b|\bdari (?:\w+ )?(?:mana|apa) saja\b", re.IGNORECASE
)
_ATTENDS = re.compile(rf"\b{_any_of('attending')}(?:nya)?\b", re.IGNORECASE)
# "siapa saja yang hadir bersama bupati": whose company is asked for is known.
_COMPANY = re.compile(rf"\b{_any_of('company')} $", re.IGNORECASE)
_INVITES = re.compile(rf"\b{_any_of('inviting')}\b", re.IGNORECASE)


def asked_offices(
    formal: str, offices: Sequence[OfficeMention], *, wanted: Sequence[Kind], cue_ends: Sequence[int]
) -> tuple[OfficeMention, ...]:
    """The offices whose holder or words are asked for; others only help to find the meeting.

    The one right before "siapa" is asked for; otherwise those before the words that lead over to the meeting ("di",
    "pada", "soal" ...) and those right after a word of asking (`cue_ends`, offsets into `formal`).
    """
    is_others = Kind.REPRESENTING not in wanted and _OTHERS.search(formal)
    if is_others or _OFFICE_KINDS.isdisjoint(wanted):
        return ()
    start, end = (Kind.REPRESENTING not in wanted and find_naming(formal, wanted=wanted)) or (0, 0)
    if "siapa" in formal.casefold().split():
        offices = [office for office in offices if not _COMPANY.search(formal, 0, office.start)]
    asked = [office for office in offices if not (office.group or start < office.start < end)]
    before_who = [office for office in asked if _BEFORE_WHO.match(formal, office.end)]
    lead = next(_LEAD.finditer(formal)).start()
    return tuple(before_who[-1:] or [one for one in asked if one.start < lead or one.start - 1 in cue_ends])


def find_naming(formal: str, *, wanted: Sequence[Kind]) -> tuple[int, int] | None:
    """Where a question names the meeting: from its kind to where the asking goes on; None where no kind is named.

    "rakor KIM wonosobo yang memilih pengurus kapan": the region or date ends the name where a question word follows;
    without one, "yang" or the question word does.
    """
    kinds = find_meeting_kinds(formal)
    if not kinds:
        return None
    start = kinds[0].start
    asking = _ASKING.search(formal, start)
    stop = asking.start() if asking else len(formal)
    marks = [mention.end for mention in find_regions(formal)] + [period.end for period in find_periods(formal)]
    ends = [mark for mark in marks if start < mark <= stop]
    says_on_what = ends and _ABOUT.match(formal, max(ends))
    if not (set(wanted) & _WORDS_KINDS if says_on_what else asking):
        return start, stop
    link = formal.find(" yang ", start, stop)
    return start, max(ends, default=link if link > 0 else stop)


def asks_invited(formal: str) -> bool:
    """Whether a question asks who was invited, and not who came."""
    return bool(_INVITES.search(formal))


def asked_group(formal: str) -> str | None:
    """The words for those asked about where they hold no office: "LSM mana", "siapa moderator di", "perwakilan KPU"."""
    # The name of a meeting is led over to, as if by a "di": "siapa moderator FGD ...".
    meeting = next((mention.start for mention in find_meeting_kinds(formal)), len(formal))
    found = _SUBJECT.search(f"{formal[:meeting]}di {formal[meeting:]}")
    if found is None or _WHICH_GROUPS.search(formal):
        return None
    group = found["after"] or found["before"]
    return None if find_meeting_kinds(group) or _ATTENDS.search(group) else group


def asks_end(query: Query) -> bool:
    """Whether a question wants to know when something ended, and not when it began."""
    return not read_words("end_words").isdisjoint(query.formal.casefold().split())


def asks_theme(query: Query) -> bool:
    """Whether a question wants a theme in its own words ("temanya apa"), and not what a meeting was about."""
    return not read_words("theme_words").isdisjoint(query.formal.casefold().split())

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
    r"|(?P<before>\S+) mana(?: saja)? yang\b"
    r"|\b(?:jadi|menjadi|sebagai) (?P<role>\S+)",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"\b{_any_of('asking')}\b", re.IGNORECASE)
_ABOUT = re.compile(rf" {_any_of('about')} ", re.IGNORECASE)
_LEAD = re.compile(rf"(?:^| ){_any_of('leading')} ", re.IGNORECASE)
# "dilantik siapa", "bersama siapa": the offices named are not those asked for.
_OTHERS = re.compile(
    r"\b(?:di(?!mana|wakil)\w{3,} (?:oleh |sama |dengan )?siapa|(?:bersama|dengan|sama) siapa)\b", re.IGNORECASE
)
# "unsur TNI dan perusahaan mana saja", "pesertanya dari pasar apa saja".
_WHICH_GROUPS = re.compile(
    rf"\b{_any_of('group')}(?: \w+){{0,2}} (?:mana|apa)\b|\bdari (?:\w+ )?(?:mana|apa) saja\b", re.IGNORECASE
)
# "siapa saja yang hadir bersama bupati": whose company is asked for is known.
_COMPANY = re.compile(rf"\b{_any_of('company')} $", re.IGNORECASE)
_ATTENDS = re.compile(rf"\b{_any_of('attending')}(?:nya)?\b", re.IGNORECASE)
_INVITES = re.compile(rf"\b{_any_of('inviting')}\b", re.IGNORECASE)


def asked_offices(
    formal: str, offices: Sequence[OfficeMention], *, wanted: Sequence[Kind], cue_ends: Sequence[int]
) -> tuple[OfficeMention, ...]:
    """The offices whose holder or words are asked for; others only help to find the meeting.

    The one right before "siapa" is asked for; otherwise those before the words that lead over to the meeting ("di",
    "pada", "soal" ...); otherwise those right after a word of asking (`cue_ends`, offsets into `formal`).
    """
    if not offices or not _OFFICE_KINDS & set(wanted) or Kind.OPENER_OR_LEADER in wanted:
        return ()
    if Kind.REPRESENTING not in wanted and _OTHERS.search(formal):
        return ()
    naming = find_naming(formal, [mention.start for mention in find_meeting_kinds(formal)], wanted=wanted)
    named = naming if naming and Kind.REPRESENTING not in wanted else (0, 0)
    asks_who = "siapa" in formal.casefold().split()
    single = [
        office
        for office in offices
        if not (office.group or named[0] < office.start < named[1] or (asks_who and _is_company(formal, office)))
    ]
    before_who = [office for office in single if _BEFORE_WHO.match(formal, office.end)]
    if before_who:
        return tuple(before_who[-1:])
    found = _LEAD.search(formal)
    lead = found.start() if found else len(formal)
    if offices[0].start > lead:
        return tuple(office for office in single if office.start - 1 in cue_ends)
    return tuple(office for office in single if office.start < lead)


def _is_company(formal: str, office: OfficeMention) -> bool:
    """Whether an office is that of somebody whose company is asked for: "siapa saja yang hadir bersama bupati"."""
    return bool(_COMPANY.search(formal, 0, office.start))


def find_naming(formal: str, kinds: Sequence[int], *, wanted: Sequence[Kind]) -> tuple[int, int] | None:
    """Where a question names the meeting: from its kind (`kinds`: where kinds begin) to where the asking goes on.

    "rakor KIM wonosobo yang memilih pengurus kapan": the region or date ends the name where a question word follows;
    without one, "yang" or the question word does. None where no kind is named.
    """
    if not kinds:
        return None
    start = kinds[0]
    asking = _ASKING.search(formal, start)
    stop = asking.start() if asking else len(formal)
    marks = [mention.end for mention in find_regions(formal)] + [period.end for period in find_periods(formal)]
    within = max((mark for mark in marks if start < mark <= stop), default=None)
    if within is not None and _ABOUT.match(formal, within):
        return start, within if _WORDS_KINDS & set(wanted) else stop
    if within is not None and asking:
        return start, within
    link = formal.find(" yang ", start, stop) if asking else -1
    return start, link if link > 0 else stop


def asks_groups(formal: str) -> bool:
    """Whether a question asks which groups took part: "instansi mana saja yang hadir", "pesertanya dari mana saja"."""
    return bool(_WHICH_GROUPS.search(formal) and _ATTENDS.search(formal))


def asks_invited(formal: str) -> bool:
    """Whether a question asks who was invited, and not who came."""
    return bool(_INVITES.search(formal))


def asked_group(formal: str) -> str | None:
    """The words for those asked about where they hold no office: "LSM mana", "siapa moderator di", "perwakilan KPU"."""
    found = _SUBJECT.search(formal) or _SUBJECT.search(_before_meeting(formal))
    group = next((part for part in found.groups() if part), None) if found and not asks_groups(formal) else None
    if group is None or find_meeting_kinds(group) or _ATTENDS.search(group):
        return None
    return group


def asks_end(query: Query) -> bool:
    """Whether a question wants to know when something ended, and not when it began."""
    return not read_words("end_words").isdisjoint(query.formal.casefold().split())


def _before_meeting(formal: str) -> str:
    """A question up to the meeting that it names, as if a "di" led over to it: "siapa moderator FGD ..."."""
    kinds = find_meeting_kinds(formal)
    return f"{formal[: kinds[0].start]}di " if kinds else ""


def asks_theme(query: Query) -> bool:
    """Whether a question wants a theme in its own words ("temanya apa"), and not what a meeting was about."""
    return not read_words("theme_words").isdisjoint(query.formal.casefold().split())

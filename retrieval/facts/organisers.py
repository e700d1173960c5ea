"""Who held a meeting: "X menggelar ...", "X melalui Y mengadakan ...", "... digelar oleh X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, cue_set, phrase_end
from retrieval.facts.phrases import alternation, read_cues

_JOINED = cue_set("joiner")
# How far before the verb the name of an organisation may begin: two ministries and a bureau fit.
_REACH = 400


@dataclass(frozen=True, slots=True)
class OrganiserMention:
    """An organisation or its head, `text[start:end]`; `verb` is the offset of "menggelar" or its like."""

    start: int
    end: int
    verb: int
    passive: bool
    personal: bool = False


@cache
def _roles(role: str) -> str:
    return alternation(read_cues("organiser_cues", role))


@cache
def _active() -> re.Pattern[str]:
    # "Pemkab Anu, Kamis (25/4), menggelar": a date may stand between the name and the verb.
    days = "|".join(re.escape(day) for day in cue_set("weekday"))
    dated = rf"(?:,?\s+(?:pada\s+)?(?:hari\s+)?(?:{days})\b[^.,;“”\n]{{0,25}})?"
    return re.compile(rf"{dated},?\s+(?:{_roles('adverb')}\s+)*(?P<verb>{_roles('active')})(?!\w)", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    label = rf"{_roles('label')}(?:nya)?(?:\s+(?:kegiatan|acara|rapat|rakor)(?:\s+(?:ini|tersebut|itu))?)?"
    verb = rf"(?P<verb>{_roles('passive')}|{label}\s*(?:adalah|yakni|yaitu|ialah|:)|oleh)"
    return re.compile(rf"(?<!\w){verb}(?P<by>\s+(?:langsung\s+)?oleh)?\s+", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-]){_roles('organisation')}(?!\w)", re.IGNORECASE)


@cache
def _not_acting() -> re.Pattern[str]:
    """What stands before an institution that is only somebody's post ("Kaban Kesbangpol ...") or a place."""
    return re.compile(rf"(?<!\w)(?:{_roles('officer')}|{_roles('seat')})\s+$", re.IGNORECASE)


# A comma inside a name: "Badan Pendapatan, Keuangan, dan Aset Daerah".
_LISTED = re.compile(
    r",\s+(?=(?:[A-Z]\w*\s*){1,5}(?:,\s+(?:[A-Z]\w*\s*){1,5})*,?\s*(?:dan|&)\s+[A-Z])|,\s+(?=(?:dan|&)\s+[A-Z])"
)


@cache
def _bridge() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s+{_roles('bridge')}\s+", re.IGNORECASE)


@cache
def _partner() -> re.Pattern[str]:
    """Partners without a name of their own: "Kodim Anu menggandeng sejumlah pihak menggelar ..."."""
    return re.compile(rf",?\s+{_roles('partner')}(?:\s+[^\s.,;“”\"]+){{1,7}}", re.IGNORECASE)


def find_organisers(page: Page, *, first: int = 0, last: int | None = None) -> list[OrganiserMention]:
    """Organisations that a verb of holding makes organisers, in sentences `first` to `last`; direct speech left out."""
    found: list[OrganiserMention] = []
    for sentence in page.sentences[first:last]:
        for match in _active().finditer(page.text, sentence.start, sentence.end):
            _keep(found, _before_verb(page, match, start=sentence.start))
        for match in _passive().finditer(page.text, sentence.start, sentence.end):
            _keep(found, _after_verb(page, match, limit=sentence.end))
    return [mention for mention in found if not page.is_speech(mention.verb)]


def _keep(found: list[OrganiserMention], mention: OrganiserMention | None) -> None:
    if mention is not None:
        found.append(mention)


def _before_verb(page: Page, match: re.Match[str], *, start: int) -> OrganiserMention | None:
    """The organisation that ends where the verb begins: the first head from which names run up to the verb."""
    verb = match.start("verb")
    for head in _organisation().finditer(page.text, max(start, verb - _REACH), match.start()):
        if _not_acting().search(page.text, max(start, head.start() - 20), head.start()):
            continue
        end = _chain_end(page.text, head.start(), limit=match.start())
        reached = end >= match.start() or _partner().fullmatch(page.text, end, match.start())
        if reached and _is_name(page.text, head.start(), end=end):
            return OrganiserMention(head.start(), end, verb, passive=False)
    return _leader_before(page, match, start=start)


def _leader_before(page: Page, match: re.Match[str], *, start: int) -> OrganiserMention | None:
    """A head of an administration who holds a meeting in person ("Kapolres X ... menggelar")."""
    if match.group("verb").casefold() not in _OUTRIGHT:
        return None
    for head in _leader().finditer(page.text, max(start, match.start("verb") - _REACH), match.start()):
        end = _name_end(page.text, head.start(), limit=match.start())
        if _DEGREES.fullmatch(page.text, end, match.start()):
            return OrganiserMention(head.start(), end, match.start("verb"), passive=False, personal=True)
    return None


_OUTRIGHT = frozenset({"menggelar", "mengadakan", "menyelenggarakan", "menghelat"})
# Between a name and its verb: ", S.H., M.Si.".
_DEGREES = re.compile(r"(?:,?\s*[A-Z][A-Za-z.]{0,8}\.?)*,?\s*")


@cache
def _leader() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-]){_roles('leader')}(?!\w)", re.IGNORECASE)


def _after_verb(page: Page, match: re.Match[str], *, limit: int) -> OrganiserMention | None:
    start = match.end()
    head = _organisation().match(page.text, start, limit)
    if head is None and not (match.group("by") and page.text[start : start + 1].isupper()):
        return None
    end = _chain_end(page.text, start, limit=limit)
    if end <= start or not _is_name(page.text, start, end=end):
        return None
    return OrganiserMention(start, end, match.start("verb"), passive=True)


def _chain_end(text: str, start: int, *, limit: int) -> int:
    """The end of a run of organisations joined by "melalui", "bersama" and the like, or of a name with commas."""
    end = _name_end(text, start, limit=limit)
    while end < limit:
        listed = _LISTED.match(text, end, limit)
        bridge = listed or _bridge().match(text, end, limit)
        if bridge is None or not (listed or _organisation().match(text, bridge.end(), limit)):
            break
        joiner = _JOINER.match(text, bridge.end(), limit) if listed else None
        end = _name_end(text, joiner.end() if joiner else bridge.end(), limit=limit)
    return end


_JOINER = re.compile(r"(?:dan|&)\s+")


def _name_end(text: str, start: int, *, limit: int) -> int:
    return phrase_end(text, start, limit=limit, passable=_JOINED, most_words=24)


def _is_name(text: str, start: int, *, end: int) -> bool:
    phrase = text[start:end]
    return any(letter.isupper() for letter in phrase) and len(phrase) > 2

"""Which of the organisations in an article held its meeting, and how many took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.facts.counts import CountMention
from retrieval.facts.events import Event
from retrieval.facts.kinds import GENERIC, find_meeting_kinds, kinds_compatible
from retrieval.facts.occasions import Occasion, continues
from retrieval.facts.organisers import OrganiserMention
from retrieval.facts.page import Page
from retrieval.facts.phrases import compile_phrases, read_cues

_HOLDS_WITHIN, _NAMED_WITHIN = 60, 260
_MAIN, _LATER, _DIRECT = 3.0, -0.1, 1.0
_PASSIVE_WITHIN, _ACTIVE_WITHIN = 8, 32
_NEAR_ENOUGH = 0.4
_COUNT_REACH = 8


@cache
def _weak_verbs() -> frozenset[str]:
    """Verbs that also say other things ("membuka", "mengajak"): they must stand right before the meeting."""
    return frozenset(read_cues("organiser_cues", "weak"))


def choose_organisers(
    page: Page, occasion: Occasion, *, organisers: Sequence[OrganiserMention]
) -> list[OrganiserMention]:
    """The organiser of a meeting, best first; more than one only where several sentences name one."""
    fitting = [host for host in organisers if _holds(page, host, occasion=occasion)]
    ranked = sorted(fitting, key=lambda host: (-_weigh(page, host, occasion=occasion), host.start))
    return _without_repeats(page, ranked)[:2]


def _weigh(page: Page, host: OrganiserMention, *, occasion: Occasion) -> float:
    sentence = page.sentence_at(host.verb)
    own = sentence in {occasion.event.sentence, occasion.name.sentence} or continues(page, sentence)
    return (
        _MAIN * own
        + _LATER * sentence
        + _DIRECT * any(char.isupper() for char in page.text[host.start : host.start + 1])
    )


def _without_repeats(page: Page, hosts: Sequence[OrganiserMention]) -> list[OrganiserMention]:
    kept: list[OrganiserMention] = []
    for host in hosts:
        name = page.text[host.start : host.end].casefold()
        if not any(name in page.text[other.start : other.end].casefold() for other in kept):
            kept.append(host)
    return kept


def _holds(page: Page, host: OrganiserMention, *, occasion: Occasion) -> bool:
    sentence = page.sentence_at(host.verb)
    span = page.sentences[sentence]
    if page.text.startswith("oleh", host.verb):
        return any(host.verb - event.end == 1 for event in occasion.events)
    if any(_is_beside(host, event) for event in occasion.events):
        return True
    if host.passive:
        before = page.text[max(span.start, host.verb - _NAMED_WITHIN) : host.verb]
        if continues(page, sentence) and sentence - 1 == occasion.event.sentence and host.verb - span.start < 12:
            return True
        return _mentions(before, occasion)
    verb = page.text[host.verb : host.verb + 30].split()[0].casefold()
    reach = 25 if verb in _weak_verbs() else _HOLDS_WITHIN
    after = page.text[host.verb + len(verb) : min(span.end, host.verb + len(verb) + reach)]
    aside = _aside().search(after)
    return _mentions(after[: aside.start()] if aside else after, occasion)


@cache
def _aside() -> re.Pattern[str]:
    """ "menggelar aksi bersih di sela-sela upacara": what is held is not the upacara."""
    return compile_phrases(read_cues("organiser_cues", "aside"))


def _is_beside(host: OrganiserMention, event: Event) -> bool:
    """Whether the verb of holding stands right at the meeting's name, whatever its kind is called."""
    gap = host.verb - event.end if host.passive else event.start - host.verb
    return 0 <= gap <= (_PASSIVE_WITHIN if host.passive else _ACTIVE_WITHIN)


def _mentions(text: str, occasion: Occasion) -> bool:
    return any(
        kinds_compatible(mention.kind, occasion.event.kind) >= _NEAR_ENOUGH
        and (mention.kind == GENERIC) <= is_this(text, mention.end)
        for mention in find_meeting_kinds(text)
    )


def is_this(text: str, end: int) -> bool:
    """Whether a general word means the meeting just spoken of: "kegiatan ini", "acara yang ...", or a name follows."""
    following = text[end : end + 14].split()
    return (
        not following
        or following[0].casefold().strip(",.") in {"ini", "tersebut", "itu", "yang", ""}
        or following[0][0].isupper()
    )


def choose_counts(page: Page, occasion: Occasion, *, counts: Sequence[CountMention]) -> list[CountMention]:
    """The numbers of participants near the mentions of a meeting: its own sentences first, exact before "ratusan"."""
    near = [count for count in counts if abs(page.sentence_at(count.start) - occasion.event.sentence) <= _COUNT_REACH]
    own = occasion.sentences | {occasion.event.sentence + 1}
    ranked = sorted(near, key=lambda count: (page.sentence_at(count.start) not in own, not count.exact, count.start))
    return list({page.text[count.start : count.end].casefold(): count for count in reversed(ranked)}.values())[::-1][:2]

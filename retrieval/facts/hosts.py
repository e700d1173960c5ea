"""Which of the organisations in an article held its meeting, and how many took part."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.facts.counts import CountMention
from retrieval.facts.occasions import Occasion, mentions_meeting, report
from retrieval.facts.organisers import OrganiserMention
from retrieval.facts.page import Page

# How far before "digelar oleh" and behind "menggelar" the meeting is named.
_NAMED_BEFORE, _NAMED_BEHIND = 260, 60
_COUNT_REACH = 8


def choose_organisers(
    page: Page, occasion: Occasion, *, organisers: Sequence[OrganiserMention]
) -> list[OrganiserMention]:
    """The organisers of a meeting, in order; more than one only where several sentences name one."""
    fitting = [host for host in organisers if _holds(page, host, occasion=occasion)]
    named: dict[str, OrganiserMention] = {}
    for host in fitting:
        named.setdefault(page.text[host.start : host.end].casefold(), host)
    return list(named.values())[:2]


def _holds(page: Page, host: OrganiserMention, *, occasion: Occasion) -> bool:
    """Whether the meeting is what is held: named before "digelar oleh", behind "menggelar" or in the next sentence."""
    sentence, reported = page.sentence_at(host.verb), occasion.event.sentence
    span = page.sentences[sentence]
    start, end = max(span.start, host.verb - _NAMED_BEFORE), host.verb
    if not host.passive:
        start, end = host.verb + 1, min(span.end, host.verb + _NAMED_BEHIND)
    return sentence in report(page, reported) - {reported} or mentions_meeting(page, occasion, start, end)


def choose_counts(page: Page, occasion: Occasion, *, counts: Sequence[CountMention]) -> list[CountMention]:
    """The two numbers of participants nearest to the report of a meeting, exact ones before "ratusan"."""

    def rank(count: CountMention) -> tuple[int, bool]:
        return abs(page.sentence_at(count.start) - occasion.event.sentence), not count.exact

    return [count for count in sorted(counts, key=rank) if rank(count)[0] <= _COUNT_REACH][:2]

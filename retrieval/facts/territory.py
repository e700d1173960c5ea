"""Which regions an article and its meeting are about: names weighed by where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retrieval.facts.occasions import Occasion
from retrieval.facts.page import Page
from retrieval.language.regions import RegionMention, find_regions, is_within, region

# A region in the title or in the sentence of the meeting counts for more than one named further down.
_TITLE, _PUBLISHER, _DATELINE, _MEETING, _LEAD, _BODY = 3.0, 1.0, 2.0, 2.0, 1.0, 0.4
_MOST_FROM_BODY = 2.0
# A hyphen or dash within the first words marks a dateline: "BATANG HARI, media.id - ...".
_DATELINE_PATTERN = re.compile(r"^[^\n.!?]{3,60}?\s?[-–—:]\s?(?=\S)|^[A-Z][A-Za-z ]{3,25}\.\s")
_MOST_REGIONS = 8
_LESS_SURE = 0.25
# A district leads where the article speaks of it nearly as much as of its regency, not for one mention.
_OWN_DISTRICT = 0.35
_LEVELS = ("district", "city", "regency", "province")


def weigh_regions(page: Page, *, title: str, publisher: str, occasion: Occasion | None) -> Counter[str]:
    """How much an article is about each region, as region code -> weight."""
    weights: Counter[str] = Counter()
    own = find_regions(page.text)
    _add(weights, find_regions(title), weight=_TITLE, most=_TITLE)
    _add(weights, find_regions(publisher), weight=_PUBLISHER, most=_PUBLISHER)
    dateline = _DATELINE_PATTERN.match(page.text)
    if dateline:
        _add(weights, [mention for mention in own if mention.end <= dateline.end()], weight=_DATELINE, most=_DATELINE)
    if occasion:
        _add(weights, _of_meeting(page, own, occasion), weight=_MEETING, most=_MEETING)
    _add(weights, [mention for mention in own if page.sentence_at(mention.start) < 2], weight=_LEAD, most=_LEAD)
    _add(weights, own, weight=_BODY, most=_MOST_FROM_BODY)
    return _settle(weights)


def _of_meeting(page: Page, own: Sequence[RegionMention], occasion: Occasion) -> list[RegionMention]:
    sentences = {occasion.event.sentence, occasion.name.sentence}
    return [mention for mention in own if page.sentence_at(mention.start) in sentences]


def _add(weights: Counter[str], mentions: Sequence[RegionMention], *, weight: float, most: float) -> None:
    """Add each region's mentions up to `most`; the less likely readings of a name get a quarter."""
    gained: Counter[str] = Counter()
    for mention in mentions:
        for rank, code in enumerate(mention.codes[:3]):
            gained[code] += weight if rank == 0 else weight * _LESS_SURE
    for code, value in gained.items():
        weights[code] += min(value, most)


def _settle(weights: Counter[str]) -> Counter[str]:
    """A region gains by those named inside it, and readings of a name that fit nothing else fall away."""
    settled: Counter[str] = Counter()
    for code, weight in weights.items():
        kin = sum(other for name, other in weights.items() if name != code and (is_within(name, code) or is_within(code, name)))
        settled[code] = weight + min(0.5 * kin, weight)
    top = max(settled.values(), default=0.0)
    return Counter({code: weight for code, weight in settled.items() if weight >= 0.12 * top})


def order_regions(weights: Counter[str]) -> tuple[str, ...]:
    """Region codes, the leading regency or city first with its district before and its province behind it."""
    ranked = [code for code, _ in weights.most_common(_MOST_REGIONS * 2)]
    local = [code for code in ranked if _level(code) in {"city", "regency"}]
    lead = local[0] if local else (ranked[0] if ranked else None)
    if lead is None:
        return ()
    province = _province(lead)
    if local and province in weights and weights[province] > 2 * weights[lead]:
        lead = province
    near = [code for code in ranked if _level(code) == "district" and is_within(code, lead)]
    chain = [code for code in near[:1] if weights[code] >= _OWN_DISTRICT * weights[lead]] + [lead]
    parent = _province(lead)
    chain += [parent] if parent and parent != lead else []
    return tuple(dict.fromkeys([*chain, *ranked]))[:_MOST_REGIONS]


def _level(code: str) -> str:
    found = region(code)
    return found.level if found else ""


def _province(code: str) -> str | None:
    found = region(code)
    while found and found.parent:
        found = region(found.parent)
    return found.code if found else None


def meeting_regions(page: Page, *, occasion: Occasion, of_article: tuple[str, ...]) -> tuple[str, ...]:
    """The regions of a meeting: those of the article that its own sentence or name speaks of, else the leading ones."""
    own = {code for mention in _of_meeting(page, find_regions(page.text), occasion) for code in mention.codes[:1]}
    named = [code for code in of_article if code in own]
    lead = list(of_article[:3])
    merged = dict.fromkeys([*lead, *named]) if not named or set(named) & set(lead) else dict.fromkeys([*named, *lead])
    return tuple(merged)[:5]

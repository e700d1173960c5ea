"""Which regions an article and its meeting are about: names weighed by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from retrieval.facts.occasions import Occasion
from retrieval.facts.page import Page
from retrieval.language.regions import RegionMention, find_regions, is_within, level_of, region

# A region in the title or in the sentence of the meeting counts for more than one named further down.
_TITLE, _PUBLISHER, _MEETING, _LEAD, _BODY = 3.0, 1.0, 2.0, 1.0, 0.4
_MOST_FROM_BODY = 2.0
_FIRST_SENTENCES = 2
_MOST_REGIONS = 8
# What the likeliest reading of a name and the next ones count.
_SHARES = (1.0, 0.25, 0.25)
# A region with less than this share of the leading one's weight is not what the article is about.
_SHARE = 0.12
# A district leads where the article speaks of it nearly as much as of its regency, not for one mention.
_OWN_DISTRICT = 0.35
_PROVINCE_LEADS = 2.0


def weigh_regions(
    page: Page, own: Sequence[RegionMention], *, title: str, publisher: str, occasion: Occasion | None
) -> dict[str, float]:
    """How much an article is about each region, as region code -> weight; `own` are the mentions in its text."""
    lead = [mention for mention in own if page.sentence_at(mention.start) < _FIRST_SENTENCES]
    weights: defaultdict[str, float] = defaultdict(float)
    _add(weights, find_regions(title), weight=_TITLE, most=_TITLE)
    _add(weights, find_regions(publisher), weight=_PUBLISHER, most=_PUBLISHER)
    _add(weights, _of_meeting(page, own, occasion), weight=_MEETING, most=_MEETING)
    _add(weights, lead, weight=_LEAD, most=_LEAD)
    _add(weights, own, weight=_BODY, most=_MOST_FROM_BODY)
    return _settle(weights)


def _of_meeting(page: Page, own: Sequence[RegionMention], occasion: Occasion | None) -> list[RegionMention]:
    sentences = {occasion.event.sentence, occasion.name.sentence} if occasion else set()
    return [mention for mention in own if page.sentence_at(mention.start) in sentences]


def _add(weights: dict[str, float], mentions: Sequence[RegionMention], *, weight: float, most: float) -> None:
    """Add each region's mentions up to `most`; the less likely readings of a name get a quarter."""
    gained: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        for code, share in zip(mention.codes, _SHARES, strict=False):
            gained[code] += weight * share
    for code, value in gained.items():
        weights[code] += min(value, most)


def _settle(weights: Mapping[str, float]) -> dict[str, float]:
    """A region gains by those it holds or lies in, and readings of a name that fit nothing else fall away."""
    settled = {
        code: weight + min(0.5 * sum(_kin(code, other) * weights[other] for other in weights), weight)
        for code, weight in weights.items()
    }
    top = max(settled.values(), default=0.0)
    return {code: weight for code, weight in settled.items() if weight >= _SHARE * top}


def _kin(code: str, other: str) -> bool:
    return other != code and (is_within(other, code) or is_within(code, other))


def order_regions(weights: Mapping[str, float]) -> tuple[str, ...]:
    """Region codes, the leading regency or city first with its district before and its province behind it."""
    ranked = sorted(weights, key=lambda code: -weights[code])
    if not ranked:
        return ()
    lead = next((code for code in ranked if level_of(code) in {"city", "regency"}), ranked[0])
    province = _province(lead)
    if weights.get(province, 0.0) > _PROVINCE_LEADS * weights[lead]:
        lead = province
    district = next((code for code in ranked if level_of(code) == "district" and is_within(code, lead)), lead)
    first = district if weights[district] >= _OWN_DISTRICT * weights[lead] else lead
    return tuple(dict.fromkeys([first, lead, _province(lead), *ranked]))[:_MOST_REGIONS]


def _province(code: str) -> str:
    """The province that a region lies in, itself for a province."""
    found = region(code)
    return _province(found.parent) if found and found.parent else code


def meeting_regions(
    page: Page, own: Sequence[RegionMention], *, occasion: Occasion, place: str | None, of_article: tuple[str, ...]
) -> tuple[str, ...]:
    """The regions of a meeting: the article's leading ones, first those of its own sentence where it is elsewhere."""
    near = {mention.codes[0] for mention in [*find_regions(place or ""), *_of_meeting(page, own, occasion)]}
    named = [code for code in of_article if code in near]
    lead = list(of_article[:3])
    elsewhere = named and not any(code == lead[0] or _kin(code, lead[0]) for code in named)
    ordered = [*named, *lead] if elsewhere else [*lead, *named]
    return tuple(dict.fromkeys(ordered))[:5]

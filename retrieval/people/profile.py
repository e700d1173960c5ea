"""What is known of one person, from their links: full name, other spellings, offices in time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.store import How, Mention, PersonLink
from data.wording import people as wording
from retrieval.language.names import fold_name, spell_name
from retrieval.language.regions import region
from retrieval.language.text import fold
from retrieval.people.candidates import NATIONAL
from retrieval.people.linking import is_alike_office


class Doubt(StrEnum):
    """Why an office may be a namesake's: it was linked by its dates, and further dates may speak against that."""

    NONE = "none"
    INFERRED = "inferred"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office of a person in a region, with the links that it stands on, the newest first; "" for no office."""

    office: str
    region: str
    links: tuple[PersonLink, ...]
    doubt: Doubt = Doubt.NONE

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day on which it is mentioned."""
        days = [link.mention.date for link in self.links if link.mention.date]
        return (min(days), max(days)) if days else None

    @property
    def shown(self) -> Mention:
        """The newest mention that has the office as it is told, and still stands in its article."""
        mentions = [link.mention for link in self.links]
        standing = [mention for mention in mentions if mention.end] or mentions
        return next((mention for mention in standing if mention.office == self.office), standing[0])


@dataclass(frozen=True, slots=True)
class Profile:
    """One person: the fullest name as written, spellings that differ from it, and offices, the newest first."""

    person: int
    name: str
    aliases: tuple[str, ...]
    region: str
    tenures: tuple[Tenure, ...]
    articles: int

    @property
    def has_office(self) -> bool:
        """Whether any office is known."""
        return any(tenure.office for tenure in self.tenures)


def say_region(code: str) -> str:
    """The name of a mention's region; empty where it is unknown."""
    place = region(code)
    return wording.NATIONAL if code == NATIONAL else place.name if place else ""


def describe(person: int, links: Sequence[PersonLink], *, leaders: Mapping[str, str]) -> Profile:
    """The profile that a person's links (the newest first, at least one) add up to.

    leaders: article id -> what it is a version of; a text counts once.
    """
    name = max((link.mention.name for link in links), key=lambda name: (len(spell_name(name)), len(name)))
    regions = Counter(link.mention.region for link in links)
    articles = {link.mention.article_id for link in links}
    counted = {article_id for article_id in articles if leaders.get(article_id) not in articles}
    tenures = _mark(_group(links), counted)
    return Profile(
        person=person,
        name=name,
        aliases=_aliases(name, links),
        region=max(regions, key=lambda code: (regions[code], code)),
        tenures=tuple(sorted(tenures, key=lambda tenure: tenure.days[1] if tenure.days else date.min, reverse=True)),
        articles=len(counted),
    )


def _aliases(name: str, links: Sequence[PersonLink]) -> tuple[str, ...]:
    """Names with a word that the fullest does not have, each folded form once."""
    full = set(fold(name).split())
    written = {fold_name(link.mention.name): link.mention.name for link in links}
    initials = {word[0] for word in full}
    return tuple(written[folded] for folded in sorted(written) if not set(folded.split()) <= full | initials)


def _group(links: Sequence[PersonLink]) -> list[list[PersonLink]]:
    """The links of one office together, the office told in other words included; those without one only if all are."""
    groups: list[list[PersonLink]] = []
    for link in [link for link in links if link.mention.office_key] or links:
        for group in groups:
            first = group[0].mention
            if first.region == link.mention.region and is_alike_office(first.office_key, link.mention.office_key):
                group.append(link)
                break
        else:
            groups.append([link])
    return groups


def _mark(groups: Sequence[list[PersonLink]], counted: Collection[str]) -> list[Tenure]:
    """The groups as tenures; the office with most mentions in the articles counted is sure, one that was linked
    otherwise is inferred."""
    main = max(groups, key=lambda group: sum(link.mention.article_id in counted for link in group))
    sure = _tenure(main)
    others = [_tenure(group) for group in groups if group is not main]
    return [sure, *(replace(one, doubt=_doubt(one, sure)) for one in others)]


def _tenure(group: Sequence[PersonLink]) -> Tenure:
    office = max((link.mention.office for link in group), key=len)
    return Tenure(office, group[0].mention.region, tuple(group))


def _doubt(tenure: Tenure, sure: Tenure) -> Doubt:
    if not any(all(link.how is How.INFERRED for link in one.links) for one in (tenure, sure)):
        return Doubt.NONE
    overlap = tenure.days and sure.days and tenure.days[0] <= sure.days[1] and sure.days[0] <= tenure.days[1]
    return Doubt.CONTRADICTED if overlap else Doubt.INFERRED

"""People and their links in the terminal. Texts are shown as they are, never as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from data.store import PersonLink, Store
from data.wording import people as wording
from retrieval.language.dates import format_date
from retrieval.language.names import spell_name
from retrieval.language.text import fold
from retrieval.people.finding import describe_all, find_named
from retrieval.people.profile import Profile, Tenure, say_region


def find_profiles(store: Store, name: str | None, *, limit: int) -> list[Profile]:
    """The people of a name, or those with most mentions, whom most articles name first."""
    if name is not None:
        return find_named(store, fold(name).split())[:limit] if spell_name(name) else []
    people = store.people.most_mentioned(limit=limit)
    links = store.people.of_people(people)
    profiles = describe_all(store, {person: links[person] for person in people})
    return sorted(profiles, key=lambda profile: -profile.articles)


def show_profiles(console: Console, profiles: Sequence[Profile]) -> None:
    """A row for each person."""
    table = Table(*wording.PEOPLE_COLUMNS, title=wording.PEOPLE)
    for profile in profiles:
        offices = "\n".join(map(_say_tenure, profile.tenures))
        cells = (str(profile.person), profile.name, "\n".join(profile.aliases), offices, str(profile.articles))
        table.add_row(*map(Text, cells))
    console.print(table)


def show_links(console: Console, links: Mapping[int, Sequence[PersonLink]]) -> None:
    """A row for each link, by person."""
    table = Table(*wording.LINK_COLUMNS, title=wording.LINKS)
    for link in [link for person in links for link in links[person]]:
        mention = link.mention
        cells = (str(link.id), str(link.person), str(mention.date or ""), mention.name, mention.office)
        how = wording.HOW[link.how.value]
        table.add_row(*map(Text, (*cells, say_region(mention.region), mention.article_id, how)))
    console.print(table)


def profile_json(profile: Profile, links: Sequence[PersonLink]) -> dict[str, Any]:
    """A person as `people --json` gives one."""
    return {
        "id": profile.person,
        "name": profile.name,
        "aliases": list(profile.aliases),
        "offices": [_tenure_json(tenure) for tenure in profile.tenures],
        "articles": profile.articles,
        "links": [_link_json(link) for link in links],
    }


def _say_tenure(tenure: Tenure) -> str:
    days = wording.span(*map(format_date, tenure.days)) if tenure.days else None
    title = wording.person(tenure.office or wording.NO_OFFICE, say_region(tenure.region))
    return wording.office(title, days=days, doubt=tenure.doubt.value)


def _tenure_json(tenure: Tenure) -> dict[str, Any]:
    first, last = (day.isoformat() for day in tenure.days) if tenure.days else (None, None)
    return {
        "office": tenure.office,
        "region": tenure.region,
        "first": first,
        "last": last,
        "doubt": tenure.doubt.value,
    }


def _link_json(link: PersonLink) -> dict[str, Any]:
    mention = link.mention
    return {
        "id": link.id,
        "article_id": mention.article_id,
        "name": mention.name,
        "office": mention.office,
        "region": mention.region,
        "date": mention.date.isoformat() if mention.date else None,
        "start": mention.start,
        "end": mention.end,
        "how": link.how.value,
    }

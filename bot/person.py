"""`python -m bot person`: who somebody is and what they did, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.app import App
from data.quoting import link_to_span
from data.store import PersonLink
from data.wording import people as wording
from retrieval.answering.answers.lookup import Found, Meant, look_up
from retrieval.language.dates import format_date
from retrieval.people.deeds import Deed, DeedKind, find_deeds
from retrieval.people.profile import Doubt, Profile
from retrieval.people.show import profile_json, show_profiles


def find_person(app: App, name: str) -> Found:
    """Whom a name or an office means."""
    return look_up(name, app.engine.understand, app.store)


def show_found(console: Console, app: App, found: Found) -> None:
    """The one person meant with what they did, or those it may be. Texts are shown as they are, never as markup."""
    if not found.people:
        console.print(Text(wording.NOTHING_FOUND))
        return
    if found.meant is Meant.RESEMBLING:
        console.print(Text(f"{wording.NOTHING_FOUND} {wording.MEANT}"))
    show_profiles(console, found.people)
    if len(found.people) > 1:
        console.print(Text(wording.several(len(found.people))))
    elif found.meant is not Meant.RESEMBLING:
        _show_deeds(console, find_deeds(app.store, _links(app, found.people)[found.people[0].person]))


def found_json(app: App, found: Found) -> dict[str, Any]:
    """How people were meant, and each as `people --json` gives one, with deeds and where these stand."""
    links = _links(app, found.people)
    people = [_person_json(app, profile, links[profile.person]) for profile in found.people if profile.person in links]
    return {"meant": found.meant.value, "people": people}


def _links(app: App, people: Sequence[Profile]) -> Mapping[int, list[PersonLink]]:
    return app.store.people.of_people(profile.person for profile in people)


def _person_json(app: App, profile: Profile, links: Sequence[PersonLink]) -> dict[str, Any]:
    deeds = [_deed_json(deed) for deed in find_deeds(app.store, links)]
    return {**profile_json(profile, links), "deeds": deeds}


def _show_deeds(console: Console, deeds: Sequence[Deed]) -> None:
    for kind in DeedKind:
        own = [deed for deed in deeds if deed.kind is kind]
        if own:
            console.print(Text(wording.DEEDS[kind], style="bold"))
        for deed in own:
            doubt = Doubt.INFERRED if deed.is_inferred else Doubt.NONE
            text = f"“{deed.text}”" if deed.is_quote else deed.text
            outlet = deed.article.publisher or deed.article.id
            line = wording.deed(text, day=format_date(deed.day) if deed.day else None, doubt=doubt.value, outlet=outlet)
            link = link_to_span(deed.article.url, deed.article.text, deed.start, deed.end)
            console.print(Text(f"• {line}", style=Style(link=link)))


def _deed_json(deed: Deed) -> dict[str, Any]:
    return {
        "kind": deed.kind.value,
        "text": deed.text,
        "date": deed.day.isoformat() if deed.day else None,
        "capacity": deed.capacity.value if deed.capacity else None,
        "is_quote": deed.is_quote,
        "is_inferred": deed.is_inferred,
        "article_id": deed.article.id,
        "url": deed.article.url,
        "start": deed.start,
        "end": deed.end,
        "quote": deed.article.text[deed.start : deed.end],
    }

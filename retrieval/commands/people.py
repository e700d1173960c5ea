"""`embed_corpus.py people`, `link`, `unlink`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from data.command_line import AsJson, say, to_json_line
from data.settings import load_settings
from data.wording import people as wording

out = Console()


def people(
    name: Annotated[str | None, typer.Argument(help="A name or a part of one.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many people.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show people across articles: other spellings, offices in time, and for a name every link."""
    from retrieval.ingest import open_reading
    from retrieval.people.show import find_profiles, profile_json, show_links, show_profiles

    with open_reading(load_settings()) as store:
        profiles = find_profiles(store, name, limit=limit)
        links = store.people.of_people(profile.person for profile in profiles)
    if as_json:
        print(to_json_line({"people": [profile_json(profile, links[profile.person]) for profile in profiles]}))
    elif not profiles:
        out.print(wording.NOTHING_FOUND)
    else:
        show_profiles(out, profiles)
        if name is not None:
            show_links(out, links)


def link(
    person: Annotated[int, typer.Argument(metavar="ID", help="A person, as `people` numbers them.")],
    other: Annotated[int, typer.Argument(metavar="ID", help="Another number of the same person.")],
    as_json: AsJson = False,
) -> None:
    """Say that two are one person: all links of the second become the first one's."""
    from retrieval.ingest import open_alone
    from retrieval.people.keeping import join_people

    with open_alone(load_settings()) as store:
        count = join_people(store, person, other)
    say({"linked": count, "person": person}, wording.joined(count, person), as_json=as_json)


def unlink(
    number: Annotated[int, typer.Argument(metavar="ID", help="A link, as `people NAME` numbers them.")],
    as_json: AsJson = False,
) -> None:
    """Say that a mention is not the person's; it is never linked to them again by itself."""
    from retrieval.ingest import open_alone
    from retrieval.people.keeping import part_link

    with open_alone(load_settings()) as store:
        person = part_link(store, number)
    say({"unlinked": number, "person": person}, wording.parted(number, person), as_json=as_json)

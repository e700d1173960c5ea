"""What stands in the forms that choose meetings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.web.filtering import Choice, say_kind, write_region
from bot.web.page import Result


class Form(Result):
    """What the fields have in them; `hidden` is what was chosen otherwise and goes along, by name."""

    region: str
    since: str
    until: str
    kind: str
    kinds: dict[str, str]
    hidden: dict[str, str]


def fill_form(choice: Choice, *, kinds: Mapping[str, str] | None = None) -> Form:
    """A form as what is chosen leaves it; where it has no kinds to choose from, the chosen one goes along."""
    values = choice.values
    known = {choice.kind: say_kind(choice.kind)} if choice.kind else {}
    along = ("penerbit", "orang") if kinds is not None else ("penerbit", "orang", "jenis")
    return Form(
        region=write_region(choice.region) if choice.region else "",
        since=choice.since.isoformat() if choice.since else "",
        until=choice.until.isoformat() if choice.until else "",
        kind=choice.kind,
        kinds={**(kinds or {}), **known},
        hidden={name: values[name] for name in along if values[name]},
    )

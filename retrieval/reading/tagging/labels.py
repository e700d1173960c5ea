"""What the tagger says of a piece of text: its heads, and the classes of each."""

from __future__ import annotations

OUTSIDE = "O"
NAMED = ("PERSON", "OFFICE", "GROUP")
NAME, OFFICE, BODY, PLACE, GROUP = "NAME", "OFFICE", "BODY", "PLACE", "GROUP"
CALLED = (NAME, OFFICE, BODY, PLACE, GROUP)
DETAILS = ("PLACE", "THEME", "PURPOSE", "ORGANISER")
PRINCIPAL = ("PRINCIPAL",)
CAPACITIES = ("present", "opened", "led", "spoke", "accompanied", "received", "invited", "absent", "quoted")


def _begins_and_goes_on(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return (OUTSIDE, *(f"{part}-{kind}" for kind in kinds for part in "BI"))


HEADS: dict[str, tuple[str, ...]] = {
    "named": _begins_and_goes_on(NAMED),
    "detail": _begins_and_goes_on(DETAILS),
    "principal": _begins_and_goes_on(PRINCIPAL),
    "capacity": CAPACITIES,
    "took_part": ("no", "yes"),
    "stated": ("no", "yes"),
    "stands_in": ("no", "yes"),
    "called": _begins_and_goes_on(CALLED),
}
"""`named`: who and what may have taken part. `detail`: the meeting's place, theme, purpose and organiser. `principal`:
whom somebody stood in for. Of a piece of a name: `capacity`, the strongest that is stated there; `took_part`, whether
the article says so anywhere; `stated`, whether it says so here; `stands_in`, whether for somebody else. `called`: names
of people without titles and degrees, what says who somebody is, bodies, places and groups, whether or not they have to
do with a meeting."""

CLASSES = sum(len(classes) for classes in HEADS.values())


def columns(head: str) -> slice:
    """Where a head's classes stand among the columns of the tagger's output."""
    before = 0
    for name, classes in HEADS.items():
        if name == head:
            return slice(before, before + len(classes))
        before += len(classes)
    raise KeyError(head)

"""Which meetings are news to whom. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from data.store.subscriptions.news import Key
from data.subscription import Aim, Subscription, Target
from retrieval.language.regions import find_regions, is_within
from retrieval.takeaway.attendance import AttendanceRow, Presence, attendance_of
from retrieval.takeaway.selection import Event, Selection, Telling

Asking = Callable[[str, Collection[str]], set[tuple[str, int]]]
"""Which meetings (article, number) of some articles a question is about."""


def match_news(
    subscriptions: Iterable[Subscription], tellings: Sequence[Telling], *, added: Mapping[str, int], asking: Asking
) -> list[Key]:
    """What is new for whom: `added` is the revision that brought each article, which tells those only who followed
    before."""
    subscriptions = list(subscriptions)
    fitting = {target: _fitting(target, tellings, asking) for target in {one.target for one in subscriptions}}
    return [
        (one.id, article_id, meeting)
        for one in subscriptions
        for article_id, meeting in fitting[one.target]
        if added[article_id] > one.since
    ]


def find_part(telling: Telling, target: Target) -> AttendanceRow | None:
    """What an article says of the followed person's, or office holder's, part in a meeting; None where nothing."""
    words = target.words
    selection = Selection(office=words) if target.aim is Aim.OFFICE else Selection(person=words)
    rows = attendance_of(Event((telling,)), selection)
    told = (row for row in rows if row.presence is not Presence.NOT_MENTIONED and _is_here(row, telling, target))
    return next(told, None)


def _fitting(target: Target, tellings: Sequence[Telling], asking: Asking) -> list[tuple[str, int]]:
    if target.aim is Aim.QUESTION:
        return sorted(asking(target.words, {one.article.id for one in tellings}))
    return [(one.article.id, one.meeting.ordinal) for one in tellings if _fits(one, target)]


def _fits(telling: Telling, target: Target) -> bool:
    if target.aim in {Aim.PERSON, Aim.OFFICE}:
        return find_part(telling, target) is not None
    meeting = telling.meeting
    is_here = not target.regions or any(is_within(one, two) for one in meeting.regions for two in target.regions)
    return is_here and (target.aim is Aim.REGION or not target.kinds or meeting.kind in target.kinds)


def _is_here(row: AttendanceRow, telling: Telling, target: Target) -> bool:
    """Whether an office that an article calls by no region ("Bupati") is that of the region that is followed."""
    if not target.regions or find_regions(f"{row.office}, {row.name}"):
        return True
    return any(is_within(a, b) or is_within(b, a) for a in telling.meeting.regions for b in target.regions)

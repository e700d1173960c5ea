"""What people follow: whom to tell what, how often, and which news there is for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Rhythm(StrEnum):
    """How often news is told."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


class Aim(StrEnum):
    """What kind of thing is followed."""

    REGION = "region"
    PERSON = "person"
    OFFICE = "office"
    KIND = "kind"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Target:
    """What is followed, in the person's words; `regions` (codes) and `kinds` narrow which meetings are meant."""

    aim: Aim
    words: str
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Follower:
    """A chat, or a topic of one, that is told: `zone` is a key of `time_zones.tsv` or empty where nobody chose one.

    Between the hours quiet_from and quiet_until (0 to 23, equal: never) nothing is sent; `told_at` is the last digest.
    """

    chat: int
    topic: int = 0
    zone: str = ""
    quiet_from: int = 21
    quiet_until: int = 6
    language: str = "id"
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing that is followed, by whom, and where it is told; `since` is the revision of the archive it began at.

    has_sheet: with what is told goes the attendance at these meetings, as Excel.
    """

    id: int
    chat: int
    topic: int
    user: int
    target: Target
    rhythm: Rhythm
    since: int
    has_sheet: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """A meeting of an article that a subscription is about.

    said: the line it was told by, empty where it was not, or another article's line stood for it. read_at: when what
    was told had been read. version: when what is there now was read, None where the article is gone.
    """

    subscription_id: int
    article_id: str
    meeting: int
    noted_at: datetime
    is_told: bool = False
    said: str = ""
    version: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A chat that has untold news: of which subscriptions, each with the moment since when."""

    follower: Follower
    since: dict[Subscription, datetime] = field(default_factory=dict)

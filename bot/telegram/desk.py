"""From an incoming update to the calls that answer it; runs in a thread, where the engine may take its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.app import App
from bot.telegram.calls import Call, Keyboard, send
from bot.telegram.intake.incoming import Incoming, Me
from bot.telegram.markup import Block, plain, split
from data.store import ConversationKey
from data.wording import telegram as wording

if TYPE_CHECKING:
    from bot.telegram.upkeep.jobs import Jobs
    from bot.telegram.upkeep.personal import PersonalJobs


def _now() -> datetime:
    return datetime.now(UTC)


def _no_file(file: str) -> bytes:
    raise OSError(file)


def _administers_nothing(chat: int | str, user: int) -> int:
    return 0


def _count_nothing(status: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers work with.

    personal: long work for anybody, where it is done at all; fetch: an uploaded file's bytes, OSError where there are
    none to get; faults: what went wrong lately; count_answer: hears the status of each answer; administers: the number
    of a chat, given by that or by its @name, which a person administers, 0 where they do not.
    """

    app: App
    me: Me
    jobs: Jobs
    personal: PersonalJobs | None = None
    fetch: Callable[[str], bytes] = _no_file
    clock: Callable[[], datetime] = _now
    faults: Callable[[], list[str]] = list
    count_answer: Callable[[str], None] = _count_nothing
    administers: Callable[[int | str, int], int] = _administers_nothing

    def is_admin(self, user: int) -> bool:
        """Whether the person keeps the archive."""
        return user in self.app.settings.admins

    def is_admitted(self, incoming: Incoming) -> bool:
        """Whether who asks is answered: anybody, until NOTULA_ALLOWED or an invitation closes the bot to others.

        Then those are who keep the archive, whose number stands in NOTULA_ALLOWED, and guests, each in any chat; in a
        group also everybody where the group's own number stands there. A guest lets nobody else of a group in.
        """
        return self.admits(incoming.user, incoming.chat)

    def admits(self, user: int, chat: int) -> bool:
        """The same of a person in a chat."""
        settings, guests = self.app.settings, self.app.store.guests
        if {user, chat} & (settings.admins | settings.allowed):
            return True
        if not settings.allowed and not guests.is_closed():
            return True
        return guests.is_guest(user)

    @property
    def site(self) -> str:
        """Scheme and host of the archive's pages, which messages link to; empty where there are none."""
        return self.app.settings.public_url or ""

    def language(self, incoming: Incoming) -> str:
        """The interface's language for this person: as chosen, else English only for clients in English."""
        if chosen := self.chosen_language(incoming.user):
            return chosen
        return "en" if incoming.language.startswith("en") else wording.DEFAULT_LANGUAGE

    def chosen_language(self, user: int) -> str:
        """The language that a person has chosen, empty where they have not."""
        chosen = self.preferences(user).get("language")
        return str(chosen) if chosen in wording.LANGUAGES else ""

    def preferences(self, user: int) -> dict[str, Any]:
        """What a person has set."""
        return self.app.store.conversations.get(ConversationKey(0, 0, user))

    def set_preference(self, user: int, name: str, value: str) -> None:
        """Keep what a person has set."""
        preferences = self.preferences(user) | {name: value}
        self.app.store.conversations.put(ConversationKey(0, 0, user), preferences, now=self.clock())

    def reply(self, incoming: Incoming, *blocks: Block | str, keyboard: Keyboard = ()) -> list[Call]:
        """A message, in parts if it is long, with buttons under the last; in groups it refers to what it answers."""
        parts = split([plain(block) if isinstance(block, str) else block for block in blocks])
        return [
            send(
                incoming.chat,
                part,
                topic=incoming.topic,
                reply_to=reply_target(incoming),
                keyboard=keyboard if number == len(parts) else (),
            )
            for number, part in enumerate(parts, start=1)
        ]

    def say(self, incoming: Incoming, phrase: wording.Phrase, **values: object) -> list[Call]:
        """One sentence in the person's language."""
        return self.reply(incoming, phrase.say(self.language(incoming), **values))


def reply_target(incoming: Incoming) -> int | None:
    """The message that an answer refers to: in groups only, where several people talk."""
    return None if incoming.is_private else incoming.message


def key_of(incoming: Incoming) -> ConversationKey:
    """Whose conversation it is."""
    return ConversationKey(incoming.chat, incoming.topic, incoming.user)


def conversation_name(key: ConversationKey) -> str:
    """How the question log names a conversation."""
    return f"telegram:{key.chat}:{key.topic}:{key.user}"

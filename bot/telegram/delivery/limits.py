"""Limits over time: what Telegram takes, and what one person or chat may ask. Pure: the time is an argument."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(slots=True)
class Window:
    """At most `count` things in any stretch of `seconds`."""

    count: int
    seconds: float
    _times: deque[float] = field(default_factory=deque)

    def reserve(self, now: float) -> float:
        """Take the next free place; how many seconds from now it is."""
        at = now
        if len(self._times) >= self.count:
            at = max(now, self._times.popleft() + self.seconds)
        self._times.append(at)
        return at - now

    def pause(self, until: float) -> None:
        """Give no place before `until`."""
        self._times.extend([until - self.seconds] * (self.count - len(self._times)))
        self._times = deque(sorted(max(time, until - self.seconds) for time in self._times))


# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits: about 30 messages a second overall, one a second to a
# chat with short bursts, 20 a minute to a group. An even pace stays below 30 in any second.
ALL_CHATS_SECONDS = 0.036
ONE_CHAT = (3, 3.1)
ONE_GROUP = (19, 61.0)
_MOST_CHATS = 5000


class SendLimits:
    """When the next message may be sent to a chat, to a group."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, list[Window]] = OrderedDict()

    def reserve_chat(self, chat: int, now: float) -> float:
        """Seconds until the chat may hear the bot again."""
        wait = 0.0
        for window in self._windows(chat):
            wait += window.reserve(now + wait)
        return wait

    def pause(self, chat: int, until: float) -> None:
        """Leave a chat alone until then."""
        self._windows(chat)[0].pause(until)

    def _windows(self, chat: int) -> list[Window]:
        if chat not in self._chats:
            self._chats[chat] = [Window(*ONE_CHAT)] if chat > 0 else [Window(*ONE_CHAT), Window(*ONE_GROUP)]
            while len(self._chats) > _MOST_CHATS:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat)
        return self._chats[chat]


class Verdict(StrEnum):
    """What becomes of an update: it is answered, told to slow down, or passed over."""

    ANSWER = "answer"
    NOTICE = "notice"
    SILENCE = "silence"


MINUTE = 60.0


class Admission:
    """Who has asked too much: one notice, then silence until the window has moved on."""

    def __init__(self) -> None:
        self._times: OrderedDict[Hashable, deque[float]] = OrderedDict()
        self._noticed: set[Hashable] = set()

    def admit(self, key: Hashable, now: float, count: int) -> Verdict:
        """Take one more of this key, of which there may be so many in a minute."""
        times = self._recent(key, now - MINUTE)
        if len(times) < count:
            times.append(now)
            self._noticed.discard(key)
            return Verdict.ANSWER
        if key in self._noticed:
            return Verdict.SILENCE
        self._noticed.add(key)
        return Verdict.NOTICE

    def recall(self, key: Hashable, at: float, verdict: Verdict) -> None:
        """Take over what was said elsewhere, the oldest first."""
        if verdict is Verdict.ANSWER:
            self._recent(key, at - MINUTE).append(at)
            self._noticed.discard(key)
        else:
            self._noticed.add(key)

    def _recent(self, key: Hashable, since: float) -> deque[float]:
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        while times and times[0] <= since:
            times.popleft()
        while len(self._times) > _MOST_CHATS:
            old, _ = self._times.popitem(last=False)
            self._noticed.discard(old)
        return times

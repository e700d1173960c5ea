"""What a process that is killed leaves, at whatever step of what it does."""

from __future__ import annotations

from contextlib import suppress


class KilledError(BaseException):
    """No handler of the code shall take it for an error."""


class Process:
    """What a killed process does: nothing any more from one step on, not even tidying up."""

    def __init__(self, monkeypatch, kinds, steps: int):
        self._left = steps
        self._last = ""
        for place, name in kinds:
            monkeypatch.setattr(place, name, self._counting(name, getattr(place, name)))

    def _counting(self, name, step):
        def do(*arguments, **options):
            self._left -= name != self._last
            self._last = name
            if self._left < 0:
                raise KilledError
            return step(*arguments, **options)

        return do


def killed(monkeypatch, kinds, steps, do) -> bool:
    """Do something in a process that is killed after so many steps of these kinds; whether that came before its end.

    `kinds`: places and names of what changes files. Of one kind in a row, the first is one step.
    """
    with monkeypatch.context() as patched:
        Process(patched, kinds, steps)
        with suppress(KilledError):
            do()
            return False
    return True

"""Running a coroutine as far as it goes without a task: a frame to a thousand screens that all read costs no task."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Generator
from typing import Any


def begin(work: Coroutine[Any, Any, None]) -> Awaitable[None] | None:
    """Run `work` until it ends (None) or first waits; then what is returned must be awaited, in a task.

    What `work` raises before it waits is raised here. It must not ask for the current task before it waits.
    """
    try:
        waits_for = work.send(None)
    except StopIteration:
        return None
    return _Rest(work, waits_for)


class _Rest:
    """A coroutine that has already yielded once."""

    def __init__(self, work: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self.work = work
        self.waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self.waits_for
        try:
            while True:
                try:
                    answer = yield waits_for
                except BaseException as error:
                    waits_for = self.work.throw(error)
                else:
                    waits_for = self.work.send(answer)
        except StopIteration:
            return

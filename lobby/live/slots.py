"""A panel or a set of figures as one hub keeps it: produced once for everybody who sees it, at most 5 times a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog
from django.db import InterfaceError, OperationalError

from lobby.live import threads
from lobby.live.models import Entry

PAUSE_S = 0.2
RETRY_S = 1.0
KEPT_S = 5.0

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Slot(Generic[T]):
    """The latest value of one key. `produce` runs in a thread; `changed` is called in the loop when it differs."""

    def __init__(
        self,
        produce: Callable[[], T],
        changed: Callable[[Slot[T]], None],
        every: float | None,
        changed_by: Callable[[Entry], bool],
    ) -> None:
        self.produce = produce
        self.changed = changed
        self.every = every
        self.is_changed_by = changed_by
        self.value: T | None = None
        self.dirty = False
        self.started = float("-inf")
        self.task: asyncio.Task[None] | None = None

    def touch(self) -> asyncio.Task[None]:
        """Produce anew: at once, or when the pause since the last time is over. Returns the work under way."""
        self.dirty = True
        if self.task is None:
            self.task = asyncio.create_task(self._work())
        return self.task

    @property
    def is_resting(self) -> bool:
        """Whether a touch would start at once."""
        return self.task is None and time.monotonic() - self.started >= PAUSE_S

    @property
    def is_due(self) -> bool:
        """Whether its age alone calls for a new value."""
        return self.every is not None and self.task is None and time.monotonic() - self.started >= self.every

    async def latest(self) -> T | None:
        """A value not older than a few seconds, and never older than the last touch."""
        if self.task is not None or time.monotonic() - self.started > KEPT_S:
            # Shielded: many screens wait for one piece of work, and one of them may leave.
            await asyncio.shield(self.touch() if self.task is None else self.task)
        return self.value

    def drop(self) -> None:
        """Nobody looks any more."""
        if self.task is not None:
            self.task.cancel()

    async def _work(self) -> None:
        try:
            while self.dirty:
                await asyncio.sleep(max(0.0, self.started + PAUSE_S - time.monotonic()))
                self.dirty = False
                self.started = time.monotonic()
                await self._produce()
        finally:
            self.task = None

    async def _produce(self) -> None:
        try:
            value = await threads.run(threads.PANELS, self.produce)
        except (OperationalError, InterfaceError):
            # The last good picture stays until the database is back.
            self.dirty = True
            await asyncio.sleep(RETRY_S)
            return
        except Exception:
            log.exception("live_value_failed")
            return
        is_first = self.value is None
        if value != self.value:
            self.value = value
            if not is_first:  # the first value goes out with the catch-up that asked for it
                self.changed(self)

"""One watched branch in one process: reads its journal forward and tells its groups of sockets."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from lobby.branches.models import Branch
from lobby.live import groups as groups_
from lobby.live import news, panels, reading, threads, values
from lobby.live.catching_up import MISSED_LIMIT, replayable
from lobby.live.clients import Client
from lobby.live.groups import Group, Key
from lobby.live.models import Entry
from lobby.live.scopes import Viewpoint
from lobby.live.screens import Screen
from lobby.live.slots import Slot
from lobby.live.values import Sliced

BATCH = 500
KEPT_ENTRIES = 200
# How long news waits for the panels it changed, so that both come in one frame.
PATIENCE_S = 0.05
RETRY_S = 1.0

log = structlog.get_logger(__name__)
SlotKey = tuple[Any, ...]


class Watch:
    """`seq` is the last entry that every group has been told of; None until the stream has been looked up."""

    def __init__(self, branch: Branch) -> None:
        self.branch = branch
        self.seq: int | None = None
        self.recent: deque[Entry] = deque(maxlen=KEPT_ENTRIES)
        self.groups: dict[Key, Group] = {}
        self.slots: dict[SlotKey, Slot[Any]] = {}
        self.unsent: set[Slot[Any]] = set()
        self.is_wanted = False
        self.reader: asyncio.Task[None] | None = None
        self.is_gathering = False

    # Sockets come and go.

    def join(self, client: Client) -> None:
        """Add a socket to its group; its catch-up begins at once."""
        screen = client.admission.screen
        audience = screen.key_of(client.admission.audience)
        key = (screen.name, audience)
        if key not in self.groups:
            self.groups[key] = self._group(screen, client)
        self.groups[key].clients.add(client)
        client.group = self.groups[key]
        client.wake()

    def leave(self, client: Client) -> None:
        """Forget a socket, and what only it was looking at."""
        group: Group = client.group
        group.clients.discard(client)
        if not group.clients:
            self.groups.pop(group.key, None)
            used = {slot for other in self.groups.values() for slot in other.slots}
            for key in [key for key, slot in self.slots.items() if slot not in used]:
                self.slots.pop(key).drop()

    def drop(self) -> None:
        """Nobody watches this branch any more."""
        if self.reader is not None:
            self.reader.cancel()

    def _group(self, screen: Screen, client: Client) -> Group:
        audience = screen.key_of(client.admission.audience)
        shown = panels.for_viewer(screen.name, audience)
        return Group(
            screen,
            audience,
            told=self.seq or 0,
            panels={panel.name: self._panel_slot(panel, client) for panel in shown},
            figures=[self._figures_slot(one) for one in values.of_screen(screen.name)],
        )

    def _panel_slot(self, panel: panels.Panel, client: Client) -> Slot[str]:
        audience = client.admission.audience
        branch_id = self.branch.pk

        def produce() -> str:
            scope = Viewpoint(branch_id, audience, timezone.now()).scope(panel.audience)
            return groups_.json_of(panels.attempt(panel, scope))

        subject = audience.id_of(panel.audience)
        key = (panel.name, audience.language, subject)
        return self._slot(key, produce, panel.every, lambda entry: panel.is_changed_by(entry, subject))

    def _figures_slot(self, figures: values.Values) -> Slot[Sliced]:
        def produce() -> Sliced:
            return figures.compute(self.branch.pk, timezone.now())

        return self._slot((figures,), produce, figures.every, figures.is_changed_by)

    def _slot(self, key: SlotKey, produce: Any, every: float | None, changed_by: Callable[[Entry], bool]) -> Slot[Any]:
        if key not in self.slots:
            self.slots[key] = Slot(produce, self._changed, every, changed_by)
        return self.slots[key]

    # News.

    def want(self) -> None:
        """There may be news: read it, or read again after the reading under way."""
        self.is_wanted = True
        if self.reader is None:
            self.reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            while self.is_wanted:
                self.is_wanted = False
                await self._read_batch()
        except (OperationalError, InterfaceError):
            log.warning("journal_unreadable", branch_id=self.branch.pk)  # the hub looks again in a second
        except Exception:
            log.exception("hub_failed", branch_id=self.branch.pk)
        finally:
            self.reader = None

    async def _read_batch(self) -> None:
        if self.seq is None:
            await self._open()
            return
        entries = await threads.run(threads.JOURNAL, reading.entries_after, self.branch.pk, self.seq, BATCH)
        if not entries:
            return
        self.is_wanted = self.is_wanted or len(entries) == BATCH
        await self._refresh(entries)
        self.seq = entries[-1].seq
        self.recent.extend(entries)
        self.flush(entries)

    async def _open(self) -> None:
        """Learn where the branch stands; sockets are brought here by their catch-up."""
        known = await threads.run(threads.JOURNAL, reading.seqs, [self.branch.pk])
        self.seq = known.get(self.branch.pk, 0)
        for group in self.groups.values():
            group.told = self.seq

    async def _refresh(self, entries: Sequence[Entry]) -> None:
        """Produce what the news changed, waiting a moment for what starts at once."""
        dirty = [slot for slot in self.slots.values() if any(slot.is_changed_by(entry) for entry in entries)]
        resting = [slot.is_resting for slot in dirty]
        works = [slot.touch() for slot in dirty]
        if prompt := [work for work, rests in zip(works, resting, strict=True) if rests]:
            self.is_gathering = True
            try:
                await asyncio.wait(prompt, timeout=PATIENCE_S)
            finally:
                self.is_gathering = False

    def _changed(self, slot: Slot[Any]) -> None:
        """A slot has a new value: it goes with the batch being gathered, or together with others of this moment."""
        self.unsent.add(slot)
        if not self.is_gathering:
            asyncio.get_running_loop().call_soon(self.flush)

    def flush(self, entries: Sequence[Entry] = ()) -> None:
        """Send the news and the changed panels to every group they concern."""
        changed, self.unsent = self.unsent, set()
        if self.seq is None or not (changed or entries):
            return
        events = groups_.events_for(entries, self.groups)
        for key, group in self.groups.items():
            text = group.frame(events.get(key, ""), changed, self.seq)
            if text is not None:
                group.push(text, self.seq)

    # Catching up.

    async def catch_up(self, client: Client) -> tuple[int, str]:
        """The frame that brings one socket from its own number to the branch's, with all its panels."""
        while True:
            try:
                return await self._catch_up(client)
            except (OperationalError, InterfaceError):
                await asyncio.sleep(RETRY_S)

    async def _catch_up(self, client: Client) -> tuple[int, str]:
        await self._reach(client.seq)
        group: Group = client.group
        seq = self.seq or 0
        missed = await self._missed(client.seq, seq)
        await asyncio.gather(*(slot.latest() for slot in group.slots))
        text = news.frame(
            since=seq if client.seq is None else min(client.seq, seq),
            seq=seq,
            events=news.events_json(missed or (), group.screen, group.audience.ticket),
            panels={name: slot.value for name, slot in group.panels.items() if slot.value is not None},
            values=group.values(),
            full=missed is None,
        )
        return seq, text

    async def _reach(self, seq: int | None) -> None:
        """Read on when nothing was read yet, or when the page that connects is newer than the last reading."""
        while self.seq is None or (seq is not None and seq > self.seq):
            before = self.seq
            self.want()
            assert self.reader is not None
            await asyncio.wait([self.reader])
            if self.seq is None:
                await asyncio.sleep(RETRY_S)
            elif self.seq == before:
                return  # the caller's number is not from this journal

    async def _missed(self, since: int | None, seq: int) -> list[Entry] | None:
        """The entries between, or None when they are too many, of another day, or nobody knows since when."""
        if since is None or not 0 <= seq - since <= MISSED_LIMIT:
            return None
        if since == seq:
            return []
        kept = [entry for entry in self.recent if since < entry.seq <= seq]
        if len(kept) < seq - since:
            kept = await threads.run(threads.JOURNAL, reading.entries_after, self.branch.pk, since, seq - since)
        return replayable(self.branch, kept, timezone.now())

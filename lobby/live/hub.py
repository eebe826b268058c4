"""The hub of a web process: hears hints, looks for itself once a second, beats, and shuts doors on what was revoked."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from prometheus_client import Gauge

from lobby.live import doors, news, reading, subscription, threads
from lobby.live.clients import Client, Send
from lobby.live.doors import Admission, Refused
from lobby.live.pages import version
from lobby.live.watches import Watch

LOOK_S = 1.0
BEAT_S = 15.0
# A beat says "true as of now": it is left out when the journal could not be read for so long.
BLIND_S = 5.0

log = structlog.get_logger(__name__)
sockets = Gauge("lobby_sockets", "Open sockets", ["screen"])

# Close codes: the first two end a page for good, the third makes it connect again.
ENDED, FORBIDDEN, CHANGED = 4401, 4403, 1012

Readmit = Callable[[], Admission]


class Hub:
    """All sockets of this process. Everything here runs on the event loop; the database is asked in threads."""

    def __init__(self, beat_s: float = BEAT_S) -> None:
        self.beat_s = beat_s
        self.watches: dict[int, Watch] = {}
        self.clients: dict[Client, Readmit] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self.looked_at = float("-inf")

    def start(self) -> None:
        """Begin to listen and to look."""
        loops = (subscription.listen(self.on_hint, self.on_whisper), self._look(), self._beat())
        self.tasks = [asyncio.create_task(one) for one in loops]

    async def stop(self) -> None:
        """Stop listening; the server closes the sockets."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def join(self, admission: Admission, send: Send, readmit: Readmit) -> Client:
        """Add a socket that was let in; `readmit` asks again at the door, in a thread."""
        watch = self.watches.get(admission.branch.pk)
        if watch is None:
            watch = self.watches[admission.branch.pk] = Watch(admission.branch)
        client = Client(admission, send, watch.catch_up)
        self.clients[client] = readmit
        sockets.labels(admission.screen.name).inc()
        watch.join(client)
        return client

    def leave(self, client: Client) -> None:
        """Forget a socket that is gone."""
        client.drop()
        del self.clients[client]
        sockets.labels(client.admission.screen.name).dec()
        watch = self.watches[client.admission.branch.pk]
        watch.leave(client)
        if not watch.groups:
            self.watches.pop(client.admission.branch.pk).drop()

    # What is heard.

    def on_hint(self, text: str) -> None:
        """`branch seq`: read on when somebody watches the branch and has not seen that number."""
        branch_id, _, seq = text.partition(" ")
        watch = self.watches.get(int(branch_id))
        if watch is not None and (watch.seq is None or int(seq) > watch.seq):
            watch.want()

    def on_whisper(self, text: str) -> None:
        """A signal for the screens of one person or device."""
        kind, target, message = json.loads(text)
        frame = news.encode({"whisper": message})
        for client in self.clients:
            if client.admission.audience.id_of(kind) == target:
                client.push(frame)

    # What is looked for.

    async def _look(self) -> None:
        """Once a second, one query for all watched branches; a lost hint costs no more than that."""
        while True:
            await asyncio.sleep(LOOK_S)
            for watch in self.watches.values():
                for slot in watch.slots.values():
                    if slot.is_due:
                        slot.touch()
            try:
                await self._look_once()
            except (OperationalError, InterfaceError):
                log.warning("journal_unreadable")
            except Exception:
                log.exception("hub_failed")

    async def _look_once(self) -> None:
        if self.watches:
            seqs = await threads.run(threads.JOURNAL, reading.seqs, list(self.watches))
            for branch_id, seq in seqs.items():
                watch = self.watches.get(branch_id)
                if watch is not None and seq > (watch.seq or 0):
                    watch.want()
        self.looked_at = time.monotonic()

    async def _beat(self) -> None:
        """Every 15 s: say that all is well, and ask whether everybody may still be here."""
        while True:
            await asyncio.sleep(self.beat_s)
            try:
                await self.check_doors()
            except (OperationalError, InterfaceError):
                log.warning("doors_unchecked")
            except Exception:
                log.exception("hub_failed")
            if time.monotonic() - self.looked_at < BLIND_S:
                await self.beat()

    async def beat(self) -> None:
        """One heartbeat to every socket, a hundred at a time so that news can pass between."""
        at = timezone.now().isoformat()
        for number, client in enumerate(list(self.clients), start=1):
            watch = self.watches.get(client.admission.branch.pk)
            if watch is not None and watch.seq is not None:
                client.push(news.encode({"seq": watch.seq, "at": at, "version": version()}))
            if number % 100 == 0:
                await asyncio.sleep(0)

    async def check_doors(self) -> None:
        """Compare what every socket rests on with what is true now (1 query); ask again where it differs."""
        if not self.clients:
            return
        proofs = {client.admission.proof for client in self.clients}
        known = await threads.run(threads.JOURNAL, doors.facts, proofs)
        for client, readmit in list(self.clients.items()):
            if doors.facts_of(client.admission.proof, known) != client.admission.facts:
                await self._ask_again(client, readmit)

    async def _ask_again(self, client: Client, readmit: Readmit) -> None:
        """Something about a socket's owner changed: keep it only if it would be let in as the very same viewer."""
        try:
            admission = await threads.run(threads.REQUESTS, readmit)
        except Refused as refusal:
            client.close(ENDED if refusal.status == 401 else FORBIDDEN)
            return
        if admission.audience == client.admission.audience:
            client.admission = admission
        else:
            client.close(CHANGED)

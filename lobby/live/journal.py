"""The unit of work of every verb, and the journal it writes.

    with journal.unit(by=actor, at=at):
        ...
        journal.record(TicketCalled(...))

`record` only collects. `leave_trace` names what is written even if the unit is undone: a refusal that has to be known.
The outermost unit writes all events in one statement for each branch, as the last thing before
commit: the stream's row lock is held for one round trip, and the numbers of a branch are in commit order without gaps.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from lobby.branches.actors import Actor
from lobby.live import hints
from lobby.live.events import Event, matches
from lobby.live.models import Entry, Stream

log = structlog.get_logger(__name__)
Handler = Callable[[Event, Actor, dt.datetime], None]

WRITE = """
WITH stream AS (
    INSERT INTO live_stream AS s (branch_id, seq) VALUES (%(branch)s, %(n)s)
    ON CONFLICT (branch_id) DO UPDATE SET seq = s.seq + %(n)s
    RETURNING seq
)
INSERT INTO live_entry (branch_id, seq, type, subject_type, subject_id, payload, by_kind, by_id, by_name, at)
SELECT %(branch)s, stream.seq - %(n)s + e.n, e.type, e.subject_type, e.subject_id, e.payload,
       e.by_kind, e.by_id, e.by_name, e.at
FROM stream, jsonb_to_recordset(%(entries)s) AS e (
    n int, type text, subject_type text, subject_id bigint, payload jsonb,
    by_kind text, by_id bigint, by_name text, at timestamptz
)
RETURNING seq
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with who did it and when."""

    event: Event
    by: Actor
    at: dt.datetime


@dataclass(slots=True)
class Unit:
    """An open unit of work: the author in force and what was recorded so far, shared with the units inside it."""

    by: Actor
    at: dt.datetime
    recorded: list[Recorded] = field(default_factory=list)
    traces: list[Callable[[], None]] = field(default_factory=list)
    undone: list[Callable[[], None]] = field(default_factory=list)


_current: ContextVar[Unit | None] = ContextVar("journal_unit", default=None)
_handlers: list[tuple[str, Handler]] = []


@contextmanager
def unit(*, by: Actor, at: dt.datetime) -> Iterator[None]:
    """Open the transaction of a verb; a unit inside another joins it, with its own `by` and `at`.

    On leaving the outermost one: subscribers run, then the journal is written, then commit, then the hint. Any
    exception leaves neither a change nor an entry.
    """
    outer = _current.get()
    mine = Unit(by, at, outer.recorded, outer.traces, outer.undone) if outer else Unit(by, at)
    mark, traced = len(mine.recorded), len(mine.traces)
    token = _current.set(mine)
    try:
        with transaction.atomic(savepoint=outer is None):
            yield
            if outer is None:
                _tell_subscribers(mine.recorded)
                _write(mine.recorded)
    except BaseException:
        # A caller's savepoint may survive this: what was recorded inside it must not.
        del mine.recorded[mark:]
        mine.undone.extend(mine.traces[traced:])
        del mine.traces[traced:]
        raise
    finally:
        _current.reset(token)
        if outer is None:
            _write_traces(mine.undone)


def record(event: Event) -> None:
    """Note that something happened; it is news only if the unit commits. Raises RuntimeError outside a unit."""
    here = _current.get()
    if here is None:
        raise RuntimeError(f"{event.type} was recorded outside journal.unit()")
    here.recorded.append(Recorded(event, here.by, here.at))


def leave_trace(work: Callable[[], None]) -> None:
    """Run `work` after the outermost unit if what is done here is undone, so that a refusal is known all the same.

    It opens a unit of its own. Raises RuntimeError outside a unit.
    """
    here = _current.get()
    if here is None:
        raise RuntimeError("a trace was left outside journal.unit()")
    here.traces.append(work)


def subscribe(pattern: str, handler: Handler) -> None:
    """Run `handler(event, by, at)` inside the writer's transaction for `ticket.called` or `ticket.*`.

    For state that must not diverge. A handler may open units and record events itself; if it raises, the verb fails.
    """
    if (pattern, handler) not in _handlers:
        _handlers.append((pattern, handler))


def timeline(subject_type: str, subject_id: int, branch_id: int, since: dt.datetime) -> list[Entry]:
    """Entries about one subject from `since` on, oldest first (1 query; `since` lets old partitions be skipped)."""
    entries = Entry.objects.filter(subject_type=subject_type, subject_id=subject_id, branch_id=branch_id, at__gte=since)
    return list(entries.order_by("seq"))


def current_seq(branch_id: int) -> int:
    """The number of a branch's last committed entry, 0 before the first (1 query)."""
    return Stream.objects.filter(branch_id=branch_id).values_list("seq", flat=True).first() or 0


def _write_traces(undone: list[Callable[[], None]]) -> None:
    """Write what has to outlive a rollback. One that cannot be written is logged: the refusal itself must be answered."""
    for work in undone:
        try:
            work()
        except Exception:
            log.exception("trace_lost")


def _tell_subscribers(recorded: list[Recorded]) -> None:
    """Run the handlers; events they record are appended to the same list and told in turn."""
    hearing: dict[str, list[Handler]] = {}
    for item in recorded:
        name = item.event.type
        if name not in hearing:
            hearing[name] = [handler for pattern, handler in _handlers if matches(pattern, name)]
        for handler in hearing[name]:
            with unit(by=item.by, at=item.at):
                handler(item.event, item.by, item.at)


def _write(recorded: list[Recorded]) -> None:
    """Write everything, branches in id order so that two units over the same branches cannot deadlock."""
    by_branch: dict[int, list[Recorded]] = defaultdict(list)
    for item in recorded:
        by_branch[item.event.branch_id].append(item)
    for branch_id, items in sorted(by_branch.items()):
        last = _write_branch(branch_id, items)
        transaction.on_commit(partial(hints.publish, branch_id, last))


def _write_branch(branch_id: int, items: list[Recorded]) -> int:
    """Give the branch's next numbers and insert; returns the last number (1 statement)."""
    rows = json.dumps([_row(n, item) for n, item in enumerate(items, start=1)], cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"branch": branch_id, "n": len(items), "entries": rows})
        return max(seq for (seq,) in cursor.fetchall())


def _row(n: int, item: Recorded) -> dict[str, object]:
    """One event as a row of the journal."""
    return {
        "n": n,
        "type": item.event.type,
        "subject_type": item.event.subject_type,
        "subject_id": item.event.subject_id,
        "payload": item.event.payload(),
        "by_kind": item.by.kind,
        "by_id": item.by.id,
        "by_name": item.by.name,
        "at": item.at.isoformat(),  # DjangoJSONEncoder would cut microseconds
    }

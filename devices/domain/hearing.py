"""Writing down when machines were heard of: one statement for all machines of a process, every few seconds."""

from __future__ import annotations

import atexit
import datetime as dt
import json
import os
import threading
import time

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from devices import heard
from devices.domain.reporting import check_clock, is_older, tell
from devices.enums import DeviceStatus
from devices.heard import Heartbeat
from devices.models import DeviceState
from devices.reports import Report
from lobby.branches.models import BranchPolicy, Device
from lobby.live import threads

log = structlog.get_logger(__name__)

# Rows that a verb holds are left out, so that this never waits and never stands in a verb's way; so are those that the
# heartbeat would change, which is for the verb. `silent_at` follows the policy that is in force at the branch.
WRITE = """
    WITH heard AS (
        SELECT * FROM jsonb_to_recordset(%(heard)s)
        AS one (device_id bigint, told jsonb, reported_at timestamptz, seq bigint, at timestamptz)
    ), mine AS (
        SELECT state.id, heard.*, (
            SELECT policy.heartbeat_s FROM branches_branchpolicy AS policy
            WHERE policy.branch_id = branch.id
            AND policy.effective_from <= (heard.at AT TIME ZONE branch.timezone - branch.day_starts_at)::date
            ORDER BY policy.effective_from DESC LIMIT 1
        ) AS heartbeat_s
        FROM heard
        JOIN devices_devicestate AS state ON state.device_id = heard.device_id
        JOIN branches_device AS device ON device.id = heard.device_id
        JOIN branches_branch AS branch ON branch.id = device.branch_id
        WHERE state.told = heard.told AND state.status <> 'unknown' AND state.pending_since IS NULL
        AND (state.reported_at, coalesce(state.seq, -1)) < (heard.reported_at, coalesce(heard.seq, -1))
        ORDER BY state.id
        FOR NO KEY UPDATE OF state SKIP LOCKED
    )
    UPDATE devices_devicestate AS state
    SET reported_at = mine.reported_at, seq = mine.seq, last_seen_at = greatest(state.last_seen_at, mine.at),
        silent_at = CASE WHEN state.silent_at IS NOT NULL THEN
            mine.at + make_interval(secs => coalesce(mine.heartbeat_s, %(heartbeat_s)s))
        END
    FROM mine WHERE state.id = mine.id
    RETURNING state.device_id
"""


def hear(device: Device, report: Report, *, at: dt.datetime) -> bool:
    """Whether a report needs nothing but to be noted, as it says nothing new or is older than what is known.

    The device comes with its state; then this asks nothing. False leaves the report to `tell`. Raises ClockSkewed.
    """
    state: DeviceState | None = getattr(device, "state", None)
    if state is None or state.told is None:
        return False
    if is_older(report, state):
        return True
    check_clock(report, at=at)
    is_silent = state.pending_since is not None or state.status == DeviceStatus.UNKNOWN
    if is_silent or state.told != report.told:
        return False
    heard.note(device.pk, report, at=at)
    _writer.start()
    return True


def flush() -> int:
    """Write down what was heard; returns of how many machines (1 statement, and a report for each that must be told).

    What could not be written because the database is away is kept for the next time.
    """
    taken = heard.take()
    if not taken:
        return 0
    try:
        left = set(taken) - write(taken)
        for device in Device.objects.select_related("branch", "zone").filter(pk__in=left) if left else ():
            tell(device, taken[device.pk].report, by=device.actor, at=taken[device.pk].at)
    except (DatabaseError, InterfaceError):
        for device_id, heartbeat in taken.items():
            heard.note(device_id, heartbeat.report, at=heartbeat.at)
        raise
    return len(taken)


def write(taken: dict[int, Heartbeat]) -> set[int]:
    """Write heartbeats of machines whose state they leave as it is; returns which those were (1 statement)."""
    rows = [
        {
            "device_id": device_id,
            "told": heartbeat.report.told,
            "reported_at": heartbeat.report.at.isoformat(),
            "seq": heartbeat.report.seq,
            "at": heartbeat.at.isoformat(),
        }
        for device_id, heartbeat in taken.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"heard": json.dumps(rows), "heartbeat_s": BranchPolicy().heartbeat_s})
        return {device_id for (device_id,) in cursor.fetchall()}


class Writer:
    """The thread that says when to write; it writes on a connection that the process has anyway."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread with the first heartbeat; never where nothing is to be written by itself (tests)."""
        if self.thread is not None or not settings.LOBBY_HEARD_EVERY_S:
            return
        with self.lock:
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="heard", daemon=True)
                self.thread.start()
                atexit.register(flush_at_the_end)

    def run(self) -> None:
        """Write every few seconds, for ever; a database that is away is tried again."""
        while True:
            time.sleep(settings.LOBBY_HEARD_EVERY_S)
            try:
                threads.PANELS.submit(flush_connected).result()
            except RuntimeError:  # the pool is shut down: the process ends, and with it this
                return
            except Exception as error:
                log.warning("heard_not_written", error=str(error))


def flush_connected() -> int:
    """Flush on this thread's connection; one that broke is dropped."""
    close_old_connections()
    try:
        return flush()
    finally:
        close_old_connections()


def flush_at_the_end() -> None:
    """Write what is left when the process ends; what cannot be written is heard again soon."""
    try:
        flush_connected()
    except Exception as error:
        log.warning("heard_not_written", error=str(error))


_writer = Writer()


def start_anew() -> None:
    """Forget the thread; a forked child starts its own."""
    global _writer
    _writer = Writer()


os.register_at_fork(after_in_child=start_anew)

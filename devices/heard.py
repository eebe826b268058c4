"""Which machines this process has heard of since they were last written down.

A heartbeat that says nothing new costs no write: it is noted here, the newest of each machine, and written with all others
by one statement (`devices.domain.hearing`). What a killed process had not written yet is heard again with the next one.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from dataclasses import dataclass

from devices.reports import Report

NEVER = (dt.datetime.min.replace(tzinfo=dt.UTC), -1)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The newest report of a machine and when it came, by our clock."""

    report: Report
    at: dt.datetime


class Buffer:
    """The newest heartbeat of each machine; it grows with the number of machines and not with time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.newest: dict[int, Heartbeat] = {}

    def put(self, device_id: int, heartbeat: Heartbeat) -> None:
        """Keep a heartbeat unless a newer one is here."""
        with self.lock:
            known = self.newest.get(device_id)
            if known is None or known.report.order < heartbeat.report.order:
                self.newest[device_id] = heartbeat

    def take(self) -> dict[int, Heartbeat]:
        """Everything that is to be written; the buffer is empty then."""
        with self.lock:
            taken, self.newest = self.newest, {}
        return taken


_buffer = Buffer()


def note(device_id: int, report: Report, *, at: dt.datetime) -> None:
    """A machine said again what it had said before."""
    _buffer.put(device_id, Heartbeat(report, at))


def order_of(device_id: int) -> tuple[dt.datetime, int]:
    """The place of the newest unwritten heartbeat of a machine among its reports, before all others without one."""
    known = _buffer.newest.get(device_id)
    return known.report.order if known else NEVER


def take() -> dict[int, Heartbeat]:
    """Everything that is to be written."""
    return _buffer.take()


def start_anew() -> None:
    """Forget everything; a forked child has not heard what its parent has."""
    global _buffer
    _buffer = Buffer()


os.register_at_fork(after_in_child=start_anew)

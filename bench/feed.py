"""The feed with 500 alerts and 2,000 reminders open, and how long an alert takes from its cause to the tablet."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import Any
from urllib.request import Request, urlopen

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.hall import Hall
from bench.push import listeners, spread
from bench.stage import Stage
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.keys import create_key
from lobby.branches.models import RoleGrant, Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.reminders import create
from lobby.floor.selectors.feed import feed
from lobby.live.journal import current_seq

ALERTS, REMINDERS = 500, 2_000
READINGS, CAUSES, TABLETS, PROCESSES = 100, 100, 10, 5
PACE_S = 0.25


def measure(stage: Stage, hall: Hall) -> dict[str, Any]:
    """Fill a branch, read its lobby manager's feed, then raise alerts under the eyes of ten tablets."""
    manager = Staff.objects.create_user("bench-manager", None, name="Bench", home_branch=hall.branch)
    RoleGrant.objects.create(staff=manager, role=RoleCode.LM, branch=hall.branch)
    at = timezone.now()
    for number in range(ALERTS):
        raise_alert(hall.branch, kinds.OVERDUE, by=SYSTEM, at=at, subject=("bench", number), values={"text": "x"})
    for _number in range(REMINDERS):
        create(manager, hall.branch, by=SYSTEM, at=at, due_at=at, text="x")
    return {**reading(hall, manager), **first_reading(stage, hall, manager), "push": push(stage, hall, manager)}


def reading(hall: Hall, manager: Staff) -> dict[str, Any]:
    """Milliseconds and statements of the feed."""
    feed(hall.branch, manager.pk, at=timezone.now())
    took = []
    for _ in range(READINGS):
        began = time.perf_counter()
        feed(hall.branch, manager.pk, at=timezone.now())
        took.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        feed(hall.branch, manager.pk, at=timezone.now())
    took.sort()
    return {
        "feed_p50_ms": statistics.median(took),
        "feed_p95_ms": took[int(len(took) * 0.95)],
        "feed_p99_ms": took[int(len(took) * 0.99)],
        "statements": len(captured.captured_queries),
    }


def first_reading(stage: Stage, hall: Hall, manager: Staff) -> dict[str, Any]:
    """Milliseconds of the first reading in a new process that warmed up as a web process does, median of some.

    The first time that a real web process draws the whole tablet, feed and all, stands beside it.
    """
    command = [sys.executable, "-m", "bench.first_reading", hall.branch.code, str(manager.pk)]
    environment = {**os.environ, **stage.env}
    took = [
        float(subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout)
        for _ in range(PROCESSES)
    ]
    _row, key = create_key(manager, at=timezone.now())
    drawn = []
    for _ in range(PROCESSES):
        with stage.web() as web:
            began = time.perf_counter()
            address = f"http://127.0.0.1:{web.port}/live/floor/?branch={hall.branch.code}"
            with urlopen(Request(address, headers={"Authorization": f"Key {key}"})) as answer:
                answer.read()
            drawn.append((time.perf_counter() - began) * 1000)
    return {"feed_first_ms": statistics.median(took), "tablet_first_ms": statistics.median(drawn)}


def push(stage: Stage, hall: Hall, manager: Staff) -> dict[str, Any]:
    """Milliseconds from the call of the verb to the frame on every tablet."""
    _row, key = create_key(manager, at=timezone.now())
    caused = {}
    with stage.web() as web:
        path = f"/ws/live/?screen=floor&branch={hall.branch.code}&since={current_seq(hall.branch.pk)}"
        with listeners(web.port, path, key, TABLETS) as end:
            time.sleep(1.5)
            for number in range(CAUSES):
                began = time.monotonic()
                subject = ("bench-cause", number)
                raise_alert(hall.branch, kinds.PARKED, by=SYSTEM, at=timezone.now(), subject=subject)
                caused[current_seq(hall.branch.pk)] = began
                time.sleep(PACE_S)
            return spread(caused, end())


def lines(found: dict[str, Any]) -> list[str]:
    """The report."""
    push = found["push"]
    return [
        f"Feed with {ALERTS} alerts and {REMINDERS:,} reminders open: p50 {found['feed_p50_ms']:.1f} ms, "
        f"p99 {found['feed_p99_ms']:.1f} ms, first of a process {found['feed_first_ms']:.1f} ms, "
        f"{found['statements']} statements   at most 100 ms; a process's first whole tablet {found['tablet_first_ms']:.0f} ms",
        f"Alert from its cause to {TABLETS} tablets: p50 {push['p50_ms']:.0f} ms, p95 {push['p95_ms']:.0f} ms, "
        f"p99 {push['p99_ms']:.0f} ms   at most 1,000 ms",
    ]

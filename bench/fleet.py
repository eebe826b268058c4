"""1,000 devices that heartbeat and change while tickets are served, open loop; and the pages of a fleet of 500.

What is offered comes on a schedule whether or not the product keeps up, and is timed from its place in the schedule: a
product that falls behind is seen to. All changes come from the 50 devices of the branch that a tablet watches; the pages are
those of a branch of 500, the rest stands elsewhere.
"""

from __future__ import annotations

import datetime as dt
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client as Browser
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.hall import Hall
from bench.http import Client
from bench.open_loop import Line
from bench.push import listeners, renders
from bench.stage import Stage, Web
from devices.domain.reporting import tell
from devices.enums import SERVING_KINDS
from devices.reports import Report
from lobby.branches.enums import RoleCode
from lobby.branches.keys import create_key
from lobby.branches.models import Branch, BranchPolicy, Device, OpeningHours, RoleGrant
from lobby.live.journal import current_seq
from lobby.live.models import Entry

DEVICES, EVERY_S, CHANGES_PER_S, CYCLES_PER_S = 1000, 30.0, 20.0, 20.0
WATCHED, LARGEST = 50, 500
SECONDS, QUIET_S = 40.0, 30.0
WRITE_EVERY_S = 10.0
# Connections that what is offered shares; more wait in line, and their wait counts.
HEARTBEATERS, CHANGERS, SERVERS = 6, 4, 16
PAGE_READINGS = 10
LARGE = "9002"
FLEET_P95_MS, RENDERS_PER_S = 300.0, 5.0
ROWS_WRITTEN = """
    SELECT CASE WHEN relname LIKE 'live_entry%' THEN 'live_entry' ELSE relname END, sum(n_tup_ins + n_tup_upd)::int
    FROM pg_stat_user_tables WHERE relname IN ('devices_devicestate', 'devices_devicespan') OR relname LIKE 'live_entry%'
    GROUP BY 1
"""


@dataclass(slots=True)
class Fleet:
    """Devices with their keys, what each said last and how often."""

    devices: list[Device]
    secrets: list[str]
    paper: list[str]
    locks: list[threading.Lock]
    sent: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def heartbeat(self, client: Client, number: int) -> None:
        """A device says again what it said before."""
        place = number % len(self.devices)
        with self.locks[place]:
            self.say(client, place)

    def change(self, client: Client, number: int) -> None:
        """A device runs low on paper, or is refilled; each in turn."""
        place = (number * 37 + 11) % WATCHED
        with self.locks[place]:
            self.paper[place] = "low" if self.paper[place] == "full" else "full"
            began = time.monotonic()
            self.say(client, place)
            self.sent[self.devices[place].pk].append(began)

    def say(self, client: Client, place: int) -> None:
        """One report, with the device's own key."""
        client.key = self.secrets[place]
        body = {
            "at": timezone.now().isoformat(),
            "device": "online",
            "parts": {"printer": {"paper": self.paper[place]}},
        }
        client.post(f"/api/v1/devices/{self.devices[place].code}/status/", body)


def build(hall: Hall) -> Fleet:
    """Write two more branches and the devices; each has told once that it works."""
    at = timezone.now()
    places = [hall.branch, *(branch_like(hall.branch, code) for code in (LARGE, "9003"))]
    shares = (WATCHED, LARGEST, DEVICES - WATCHED - LARGEST)
    homes = [place for place, share in zip(places, shares, strict=True) for _ in range(share)]
    Device.objects.bulk_create(
        Device(
            branch=home,
            code=f"F{n:04}",
            kind=SERVING_KINDS[n % len(SERVING_KINDS)],
            name_zh=f"设备{n}",
            name_en=f"Device {n}",
        )
        for n, home in enumerate(homes)
    )
    devices = list(Device.objects.filter(code__startswith="F").select_related("branch").order_by("code"))
    for device in devices:
        report = Report.of_told({"device": "online", "paper": "full"}, at=at)
        tell(device, report, by=device.actor, at=at)
    return Fleet(
        devices=devices,
        secrets=[create_key(device, at=at)[1] for device in devices],
        paper=["full"] * len(devices),
        locks=[threading.Lock() for _ in devices],
    )


def branch_like(branch: Branch, code: str) -> Branch:
    """Another branch that never closes."""
    other = Branch.objects.create(code=code, name_zh=f"支行{code}", name_en=f"Branch {code}", unit=branch.unit)
    BranchPolicy.objects.create(branch=other, effective_from=dt.date(2020, 1, 1))
    start = other.day_starts_at
    for day in range(7):
        OpeningHours.objects.create(branch=other, weekday=day, opens_at=start, closes_at=start)
    return other


def measure(stage: Stage, hall: Hall) -> dict[str, Any]:
    """The pages, a while of nothing but heartbeats, then everything at once."""
    fleet = build(hall)
    manager = get_user_model().objects.create_user("bench-fleet", None, name="Bench", home_branch=hall.branch)
    RoleGrant.objects.create(staff=manager, role=RoleCode.HEAD, unit=hall.branch.unit)
    found: dict[str, Any] = {"pages": pages(manager)}
    with stage.web() as web:
        found["quiet"] = quiet(fleet, web)
        found["busy"] = busy(hall, fleet, manager, web)
    return found


def quiet(fleet: Fleet, web: Web) -> dict[str, Any]:
    """Nothing changes: what do heartbeats write?"""
    line = Line(web.port, DEVICES / EVERY_S, HEARTBEATERS, fleet.heartbeat)
    time.sleep(WRITE_EVERY_S / 2)
    before, rows = transactions(), written()
    line.run(QUIET_S)
    time.sleep(WRITE_EVERY_S + 1)
    return {
        "heartbeats": line.figures.figures,
        "write_transactions": transactions() - before,
        "rows": difference(rows),
        "writes_due": (QUIET_S + WRITE_EVERY_S + 1) / WRITE_EVERY_S,
    }


def busy(hall: Hall, fleet: Fleet, manager: Any, web: Web) -> dict[str, Any]:
    """Heartbeats, changes and ticket cycles at once, a tablet watching one branch."""
    hall.issue(40)
    fleet.sent.clear()
    _row, key = create_key(manager, at=timezone.now())
    first, rows = {branch: current_seq(branch) for branch in {one.branch_id for one in fleet.devices}}, written()
    lines = {
        "heartbeats": Line(web.port, DEVICES / EVERY_S, HEARTBEATERS, fleet.heartbeat),
        "changes": Line(web.port, CHANGES_PER_S, CHANGERS, fleet.change),
        "cycles": Line(web.port, CYCLES_PER_S, SERVERS, cycle_of(hall)),
    }
    path = f"/ws/live/?screen=fleet&branch={hall.branch.code}&since={first[hall.branch.pk]}"
    with listeners(web.port, path, key, 1) as end:
        time.sleep(1.5)
        rendered, began = renders(web), time.monotonic()
        threads = [threading.Thread(target=line.run, args=(SECONDS,)) for line in lines.values()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        rendered = {name: count - rendered.get(name, 0) for name, count in renders(web).items()}
        time.sleep(2)
        arrivals = end()
    time.sleep(WRITE_EVERY_S + 1)
    return {
        **{name: line.figures.figures for name, line in lines.items()},
        "seconds": took,
        "rows": difference(rows),
        "lost": lost(fleet, first),
        "push": push(hall, fleet, first[hall.branch.pk], arrivals),
        "renders_per_s": rendered.get("fleet-list", 0) / took,
    }


def cycle_of(hall: Hall) -> Callable[[Client, int], None]:
    """Issue, call, start, finish; each thread serves at a counter of its own."""
    mine, free = threading.local(), list(range(SERVERS))

    def cycle(client: Client, number: int) -> None:
        if not hasattr(mine, "place"):
            mine.place = free.pop()
        client.key = hall.kiosk_key
        client.post(f"/api/v1/branches/{hall.branch.code}/tickets/", {"service": "cash", "source": "kiosk"})
        client.key = hall.teller_keys[mine.place]
        ticket = client.post(f"/api/v1/counters/{hall.sessions[mine.place].counter_id}/call-next/")["id"]
        client.post(f"/api/v1/tickets/{ticket}/start/")
        client.post(f"/api/v1/tickets/{ticket}/finish/", {"outcome": "completed"})

    return cycle


def transactions() -> int:
    """How many transactions have written anything so far; asking is one of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def written() -> dict[str, int]:
    """Rows written so far, by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(ROWS_WRITTEN)
        return dict(cursor.fetchall())


def difference(before: dict[str, int]) -> dict[str, int]:
    """Rows written since."""
    return {table: count - before.get(table, 0) for table, count in written().items()}


def changes_in_journal(first: dict[int, int]) -> dict[int, list[int]]:
    """Numbers of the changes of state by device, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for branch_id, seq in first.items():
        entries = Entry.objects.filter(branch_id=branch_id, seq__gt=seq, type="device.status_changed").order_by("seq")
        for device_id, number in entries.values_list("subject_id", "seq"):
            found[device_id].append(number)
    return found


def lost(fleet: Fleet, first: dict[int, int]) -> int:
    """Changes that were answered and are not in the journal, and the other way round."""
    told = changes_in_journal(first)
    every = set(told) | set(fleet.sent)
    return sum(abs(len(told.get(device, [])) - len(fleet.sent.get(device, []))) for device in every)


def push(hall: Hall, fleet: Fleet, seq: int, arrivals: dict[int, list[float]]) -> dict[str, float]:
    """Milliseconds from the sending of a change to the tablet's frame that covers it."""
    numbers, took = sorted(arrivals), []
    for device_id, seqs in changes_in_journal({hall.branch.pk: seq}).items():
        for number, began in zip(seqs, fleet.sent.get(device_id, []), strict=False):
            covering = next((one for one in numbers if one >= number), None)
            if covering is not None:
                took.append((min(arrivals[covering]) - began) * 1000)
    took.sort()
    return {
        "changes": len(took),
        "p50_ms": statistics.median(took),
        "p95_ms": took[int(len(took) * 0.95)],
        "p99_ms": took[int(len(took) * 0.99)],
    }


def pages(manager: Any) -> dict[str, Any]:
    """The fleet's page and the register of 500 devices beside a view that asks SELECT 1, in this process."""
    browser: Browser = Browser()
    found: dict[str, Any] = {}
    with override_settings(ROOT_URLCONF="bench.one", ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        browser.force_login(manager)
        addresses = {
            "select_1": "/select-1/",
            "fleet": reverse("devices:fleet", args=[LARGE]),
            "register": reverse("devices:register", args=[LARGE]),
        }
        for name, address in addresses.items():
            found[name] = reading(browser, address)
    for name in ("fleet", "register"):
        found[name]["times"] = found[name]["p50_ms"] / found["select_1"]["p50_ms"]
    return found


def reading(browser: Browser, address: str) -> dict[str, float]:
    """Median milliseconds and statements of a page."""
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    statements, took = len(captured.captured_queries), []
    browser.get(address)
    for _ in range(PAGE_READINGS):
        began = time.perf_counter()
        browser.get(address)
        took.append((time.perf_counter() - began) * 1000)
    return {"p50_ms": statistics.median(took), "statements": statements, "kB": len(answer.content) / 1000}


def lines(found: dict[str, Any]) -> list[str]:
    """The report."""
    calm, all_at_once, shown = found["quiet"], found["busy"], found["pages"]
    heard, moved, cycles = all_at_once["heartbeats"], all_at_once["changes"], all_at_once["cycles"]
    push = all_at_once["push"]
    return [
        f"{DEVICES:,} devices, nothing changes, {QUIET_S:.0f} s: {calm['heartbeats']['done']:.0f} of"
        f" {calm['heartbeats']['offered']:.0f} heartbeats taken, {calm['write_transactions']} transactions wrote"
        f"   one in {WRITE_EVERY_S:.0f} s",
        f"  with {CHANGES_PER_S:.0f} changes/s and {CYCLES_PER_S:.0f} cycles/s offered: heartbeats {heard['done']:.0f} of"
        f" {heard['offered']:.0f}, changes {moved['done']:.0f} of {moved['offered']:.0f}, cycles {cycles['done']:.0f} of"
        f" {cycles['offered']:.0f}; lost {all_at_once['lost']}   none",
        f"  answers p95: heartbeat {heard['p95_ms']:.0f} ms, change {moved['p95_ms']:.0f} ms, cycle {cycles['p95_ms']:.0f} ms",
        f"  change → tablet p50 {push['p50_ms']:.0f} ms, p95 {push['p95_ms']:.0f} ms   at most {FLEET_P95_MS:.0f};"
        f" renders/s {all_at_once['renders_per_s']:.1f}   at most {RENDERS_PER_S:.0f}",
        f"Fleet page of {LARGEST} devices: {shown['fleet']['p50_ms']:.1f} ms, {shown['fleet']['statements']}"
        f" statements, {shown['fleet']['times']:.1f} × a view of SELECT 1; register {shown['register']['p50_ms']:.1f} ms,"
        f" {shown['register']['statements']} statements, {shown['register']['times']:.1f} ×",
    ]

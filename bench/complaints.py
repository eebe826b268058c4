"""10,000 open complaints: the sweep over their clocks, and the board that shows them.

The sweep is measured three ways: when nothing is due, when what falls due in a busy hour is, and when every complaint is
due a level of its clock at the same moment, as after a long outage.
"""

from __future__ import annotations

import datetime as dt
import resource
import time
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from bench.fleet import branch_like, reading
from bench.hall import Hall
from complaints.domain.clocks import feedback_due, legal_due
from complaints.domain.clocks.basis import watch_basis
from complaints.enums.cases import CaseSeverity, ClockKind, ReceiptChannel, Step
from complaints.enums.clocks import clock_deadline
from complaints.models import Complaint, ComplaintClock, ComplaintStep, ComplaintTerms
from complaints.selectors.clocks import first_moment
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline

OPEN, HOURLY = 10_000, 500
CODE = "9004"
STEPS = (Step.RECEIVED, Step.REGISTERED, Step.ANALYSING, Step.PLANNED, Step.RESOLVING)
SWEEP_S, BOARD_MS = 5.0, 200.0
HALF = dt.timedelta(hours=12)


def build(hall: Hall, at: dt.datetime) -> tuple[Branch, Staff]:
    """A branch with its people and open complaints; every tenth came in an hour after the others."""
    branch = branch_like(hall.branch, CODE)
    terms, _is_new = ComplaintTerms.objects.get_or_create(effective_from=dt.date(2020, 1, 1))
    people = [person(f"bench-{role.lower()}", role, branch) for role in (RoleCode.LM, RoleCode.HEAD)]
    for role in (RoleCode.BR_OPS, RoleCode.HO):
        person(f"bench-{role.lower()}", role, None, branch)
    came = [at - HALF + dt.timedelta(hours=1) if n < HOURLY else at - HALF + dt.timedelta(hours=2) for n in range(OPEN)]
    complaints = Complaint.objects.bulk_create(
        Complaint(
            branch=branch,
            number=f"{CODE}-{n:05}",
            day=business_date(branch, moment),
            step=STEPS[n % len(STEPS)],
            owner=people[n % len(people)],
            terms=terms,
            receipt_channel=ReceiptChannel.values[n % len(ReceiptChannel.values)],
            severity=CaseSeverity.values[n % len(CaseSeverity.values)],
            content="等了一个半小时，没有人解释",
            received_at=moment,
            step_since=moment,
            touched_at=moment,
        )
        for n, moment in enumerate(came)
    )
    ComplaintStep.objects.bulk_create(
        ComplaintStep(complaint=one, step=one.step, owner=one.owner, began_at=one.step_since) for one in complaints
    )
    start_clocks(branch, terms, complaints)
    watch_basis(branch, at=at)
    return branch, people[0]


def person(name: str, role: RoleCode, branch: Branch | None, below: Branch | None = None) -> Staff:
    """Somebody of the branch, or of the office above it."""
    staff = get_user_model().objects.create_user(name, None, name=name, home_branch=branch)
    RoleGrant.objects.create(staff=staff, role=role, branch=branch, unit=below.unit if below else None)
    return staff


def start_clocks(branch: Branch, terms: ComplaintTerms, complaints: list[Complaint]) -> None:
    """Both clocks of each, with what rings for them."""
    clocks = ComplaintClock.objects.bulk_create(
        ComplaintClock(complaint=one, kind=kind, started_at=one.received_at, due_at=due_at)
        for one in complaints
        for kind, due_at in (
            (ClockKind.FIRST_FEEDBACK, feedback_due(terms, one.received_at)),
            (ClockKind.LEGAL, legal_due(branch, terms, one.received_at)),
        )
    )
    Deadline.objects.bulk_create(
        Deadline(
            branch=branch,
            subject_type="complaint",
            subject_id=clock.complaint_id,
            kind=clock_deadline(clock.kind),
            due_at=first_moment(clock),
        )
        for clock in clocks
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(hall: Hall) -> dict[str, Any]:
    """The sweeps, one after the other, and the board."""
    # What else is due at other branches is ahead of these moments, and rings in none of them.
    at = timezone.now() - dt.timedelta(hours=2)
    branch, manager = build(hall, at)
    found: dict[str, Any] = {
        "nothing_due": sweep(at),
        "hour_due": sweep(at + dt.timedelta(hours=1)),
        "all_due": sweep(at + dt.timedelta(hours=2)),
    }
    found["board"] = board(branch, manager)
    return found


def sweep(at: dt.datetime) -> dict[str, float]:
    """Seconds of one sweep and of this process's work in it, how often something rang, by how much the process grew."""
    before, began, worked = largest_kb(), time.perf_counter(), time.process_time()
    rung = sweep_deadlines(at=at)
    took, work = time.perf_counter() - began, time.process_time() - worked
    return {"rung": rung, "seconds": took, "cpu_seconds": work, "grew_kb": largest_kb() - before}


def largest_kb() -> int:
    """The most memory that this process ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def board(branch: Branch, manager: Staff) -> dict[str, Any]:
    """The board of the branch, in this process."""
    browser: Browser = Browser()
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        browser.force_login(manager)
        return reading(browser, reverse("complaints:board", args=[branch.code]))


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report."""
    yield f"Complaints: {OPEN:,} open at one branch, a sweep at most {SWEEP_S:.0f} s, the board at most {BOARD_MS:.0f} ms"
    for name, words in (("nothing_due", "nothing due"), ("hour_due", "an hour's"), ("all_due", "all the others")):
        one = found[name]
        yield f"  sweep, {words}: {one['rung']} rung in {one['seconds']:.2f} s ({one['cpu_seconds']:.2f} s of work), {one['grew_kb']} kB more"
    shown = found["board"]
    yield f"  board: p50 {shown['p50_ms']:.0f} ms, {shown['statements']} statements, {shown['kB']:.0f} kB"

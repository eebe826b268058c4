"""100,000 customers imported from one file: how long, how fast the day after, and by how much the process grows.

Every line has every column, every twentieth is bad. Growth is measured from the 20,000th line on: a run that keeps what it
read would grow with each.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from bench.fleet import branch_like
from bench.hall import Hall
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Grade
from lobby.branches.models import Branch
from lobby.customers.domain.importing.columns import Column
from lobby.customers.domain.importing.rows import Problem
from lobby.customers.domain.importing.running import run_import
from lobby.customers.domain.segmenting import define
from lobby.customers.enums.cards import Tier
from lobby.customers.models import CustomerImport, OwnerRule, Segment

LINES, BAD_EVERY, SETTLED = 100_000, 20, 20_000
CODE = "9005"
SECONDS = 60.0
TIERS = ("standard", "standard", "standard", "gold", "vip")


def line(n: int) -> str:
    """One customer; a bad one has no phone number in its place."""
    phone = "call me" if n % BAD_EVERY == 0 else f"139{n:08}"
    return (
        f"{CODE},N{n:09},张小{n % 97}明,{TIERS[n % 5]},19{n % 60 + 40}-0{n % 9 + 1}-1{n % 9},{phone},c{n}@example.com,sms,"
        f"zh,no,full,{'yes' if n % 3 else 'no'},no,,F{n // 2},{'yes' if n % 4 else 'no'},yes,yes,2026-01-05,C{n % 5 + 1},"
        f"2026-01-05,,time_deposit:TD{n % 9}:{n}:2027-01-0{n % 9 + 1};payroll:::: 2026-01-10,home:2026-01-1{n % 9},\n"
    )


def measure(hall: Hall) -> dict[str, Any]:
    """The first import of a file, and the same file again."""
    branch = branch_like(hall.branch, CODE)
    OwnerRule.objects.get_or_create(tier=Tier.VIP, defaults={"grade": Grade.SENIOR, "most": 100})
    for code, tiers in (("wealthy", [Tier.VIP]), ("loyal", [Tier.VIP, Tier.GOLD])):
        define(Segment(code=f"bench-{code}", name_zh=code, name_en=code, tiers=tiers, age_from=30))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        with path.open("w") as file:
            file.write(",".join(Column) + "\n")
            file.writelines(line(n) for n in range(LINES))
        return {"first": run(path, branch), "again": run(path, branch)}


def run(path: Path, branch: Branch) -> dict[str, Any]:
    """Seconds of one import, of them this process's own, its figures, and growth after the first fifth."""
    at = timezone.now()
    work = CustomerImport.objects.create(created_at=at)
    settled: list[int] = []
    problems = 0

    def report(found: list[Problem]) -> None:
        nonlocal problems
        problems += len(found)
        if work.lines_done > SETTLED and not settled:
            settled.append(largest_kb())

    began, worked = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        run_import(file, work, by=SYSTEM, at=at, branches=Branch.objects.filter(pk=branch.pk), report=report)
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - worked,
        "new": work.new,
        "unchanged": work.unchanged,
        "refused": work.refused,
        "problems": problems,
        "grew_kb": largest_kb() - settled[0],
    }


def largest_kb() -> int:
    """The most memory that this process ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report."""
    yield f"Customers: a file of {LINES:,} lines, at most {SECONDS:.0f} s, constant memory, every bad line reported"
    for name, words in (("first", "first import"), ("again", "the same file again")):
        one = found[name]
        yield (
            f"  {words}: {one['seconds']:.1f} s ({one['cpu_seconds']:.1f} s of work), {one['new']:,} new,"
            f" {one['unchanged']:,} unchanged, {one['refused']:,} refused, {one['grew_kb']} kB more"
        )

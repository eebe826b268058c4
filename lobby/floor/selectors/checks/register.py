"""The safety register: every safety item by area, with its newest result and the hazards that are open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from lobby.branches.models import Branch
from lobby.floor.enums.checks import CheckKind
from lobby.floor.models import ChecklistItem, ItemResult, Reminder
from lobby.floor.selectors.checks.templates import templates_of

HAZARD = "check-item"
# Of one checklist, items of the same code are the same point, whichever version they were answered in.
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Point:
    """One safety item with its newest answer and its oldest open task."""

    item: ChecklistItem
    result: ItemResult | None
    task: Reminder | None


@dataclass(frozen=True, slots=True)
class Area:
    """The points of one area."""

    name: str
    points: list[Point]

    @property
    def open(self) -> int:
        """How many points have an open hazard."""
        return sum(point.task is not None for point in self.points)


def register_of(branch: Branch, day: dt.date) -> list[Area]:
    """The register as it stands on a business day (5 queries)."""
    versions = [version for version in templates_of(branch, day) if version.template.kind == CheckKind.SAFETY]
    found = ChecklistItem.objects.filter(version__in=versions).select_related("version")
    items = list(found.order_by("version", "position"))
    newest, tasks = newest_results(branch), open_hazards(branch)
    keys = {item.pk: (item.version.template_id, item.code) for item in items}
    points = [Point(item, newest.get(keys[item.pk]), tasks.get(keys[item.pk])) for item in items]
    return [Area(name, list(rows)) for name, rows in groupby(points, key=lambda point: point.item.group)]


def newest_results(branch: Branch) -> dict[Key, ItemResult]:
    """The last answer to each safety item (1 query)."""
    results = ItemResult.objects.filter(run__branch=branch, run__kind=CheckKind.SAFETY)
    last = results.order_by("run__template_id", "item__code", "-answered_at").distinct("run__template_id", "item__code")
    return {
        (result.run.template_id, result.item.code): result
        for result in last.select_related("run", "item", "answered_by")
    }


def open_hazards(branch: Branch) -> dict[Key, Reminder]:
    """The open tasks about safety items, the one that is due first of each (2 queries)."""
    tasks = Reminder.objects.filter(branch=branch, subject_type=HAZARD, ended_at__isnull=True)
    open_tasks = list(tasks.select_related("owner").order_by("due_at", "pk"))
    about = ItemResult.objects.filter(pk__in=[task.subject_id for task in open_tasks], run__kind=CheckKind.SAFETY)
    keys = {result.pk: (result.run.template_id, result.item.code) for result in about.select_related("run", "item")}
    hazards: dict[Key, Reminder] = {}
    for task in open_tasks:
        if task.subject_id in keys:
            hazards.setdefault(keys[task.subject_id], task)
    return hazards

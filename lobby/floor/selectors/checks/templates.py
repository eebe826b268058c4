"""Which checklists a branch has, and what they say on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, Q, QuerySet, Subquery

from lobby.branches.models import Branch
from lobby.floor.models import ChecklistTemplate, ChecklistVersion


def versions_in_force(date: dt.date) -> QuerySet[ChecklistVersion]:
    """Published versions that count on a business day, of active checklists: the newest of each."""
    published = ChecklistVersion.objects.filter(published_at__isnull=False, effective_from__lte=date)
    newest = published.filter(template=OuterRef("template")).order_by("-effective_from", "-number").values("pk")[:1]
    return published.filter(pk=Subquery(newest), template__is_active=True).select_related("template")


def templates_of(branch: Branch, date: dt.date) -> list[ChecklistVersion]:
    """What counts at a branch on a business day; its own checklist replaces the bank's of that code (1 query)."""
    mine = Q(template__branch=branch) | Q(template__branch__isnull=True)
    found = versions_in_force(date).filter(mine).order_by("template__kind", "template__code")
    by_code: dict[str, ChecklistVersion] = {}
    for version in found:
        if version.template.branch_id is not None or version.template.code not in by_code:
            by_code[version.template.code] = version
    return list(by_code.values())


def template_of(kind: str, branch: Branch, date: dt.date) -> ChecklistVersion | None:
    """The first checklist of a kind that counts at a branch on a business day (1 query)."""
    return next((version for version in templates_of(branch, date) if version.template.kind == kind), None)


def version_on(template: ChecklistTemplate, date: dt.date) -> ChecklistVersion | None:
    """What a checklist says on a business day (1 query)."""
    return versions_in_force(date).filter(template=template).first()

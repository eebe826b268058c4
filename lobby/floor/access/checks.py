"""Fetching runs and checklists through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import branches_for, can, roles_with
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums.checks import HANDED_IN, CheckKind
from lobby.floor.errors.checks import NotYours
from lobby.floor.models import ChecklistItem, ChecklistRun, ChecklistTemplate, ChecklistVersion, ItemResult


def run_for(staff: Staff, run_id: int) -> ChecklistRun:
    """A run that the person may look at (2–4 queries). Raises NotFound."""
    runs = ChecklistRun.objects.filter(pk=run_id, branch__in=branches_for(staff, Permission.CHECK_DO))
    run = runs.select_related("branch", "version", "template", "submitted_by", "second_by", "decided_by").first()
    if run is None or not sees(run, roles_at(staff, run.branch), staff):
        raise NotFound
    return run


def sees(run: ChecklistRun, roles: set[str], staff: Staff) -> bool:
    """Whether somebody with these roles at its branch may know of a run.

    A mystery visit is nobody's business but the visitor's until it is released to the branch (S197c); then it is that of
    its signer and of whoever works on what customers experience. Visitors do not read each other's.
    """
    if run.kind != CheckKind.MYSTERY:
        return True
    if run.status not in HANDED_IN:
        return bool(roles & set(run.version.roles))
    readers = {run.version.signed_by, *roles_with(Permission.EXPERIENCE_VIEW)}
    return run.submitted_by_id == staff.pk or (run.released_at is not None and bool(roles & readers))


def run_to_do(staff: Staff, run_id: int, item: ChecklistItem | None = None) -> ChecklistRun:
    """A run that the person carries out, or an item of it about the person. Raises NotFound, NotYours."""
    run = run_for(staff, run_id)
    if not may_do(staff, run, item):
        raise NotYours
    return run


def may_do(staff: Staff, run: ChecklistRun, item: ChecklistItem | None = None) -> bool:
    """Whether a person carries out a run, by role; everybody on duty answers the items about people (2 queries)."""
    is_about = item is not None and item.is_per_person and staff.pk in run.people
    return is_about or bool(roles_at(staff, run.branch) & set(run.version.roles))


def run_to_sign(staff: Staff, run_id: int) -> ChecklistRun:
    """A run that the person's role signs off. Raises NotFound, Forbidden."""
    run = run_for(staff, run_id)
    if not may_sign(staff, run):
        raise Forbidden
    return run


def may_sign(staff: Staff, run: ChecklistRun) -> bool:
    """Whether a person's role signs a run off (3 queries)."""
    return run.version.signed_by in roles_at(staff, run.branch) and can(staff, run.branch, Permission.CHECK_SIGN)


def run_to_second(staff: Staff, run_id: int) -> ChecklistRun:
    """A run that the person may sign as the second of two. Raises NotFound, NotYours."""
    run = run_for(staff, run_id)
    if not may_do(staff, run) and not can(staff, run.branch, Permission.CHECK_SIGN):
        raise NotYours
    return run


def item_of(run: ChecklistRun, item_id: int) -> ChecklistItem:
    """An item of a run (1 query). Raises NotFound."""
    item = ChecklistItem.objects.filter(pk=item_id, version=run.version_id).first()
    if item is None:
        raise NotFound
    return item


def may_see_result(staff: Staff, result_id: int) -> bool:
    """Whether a person may look at the run that an answer belongs to."""
    run_id = ItemResult.objects.filter(pk=result_id).values_list("run", flat=True).first()
    try:
        return run_id is not None and run_for(staff, run_id) is not None
    except NotFound:
        return False


def template_for(branch: Branch, template_id: int) -> ChecklistTemplate:
    """A checklist of the branch or of the whole bank (1 query). Raises NotFound."""
    template = ChecklistTemplate.objects.filter(pk=template_id).first()
    if template is None or template.branch_id not in (None, branch.pk):
        raise NotFound
    return template


def edits(staff: Staff, template: ChecklistTemplate) -> bool:
    """Whether who edits checklists at a branch may change this one: the bank's are the system administrator's."""
    if template.branch_id is not None or staff.is_superuser:
        return True
    return RoleGrant.objects.filter(staff=staff, role=RoleCode.SYSADM).exists()


def version_to_edit(staff: Staff, branch: Branch, version_id: int) -> ChecklistVersion:
    """A version of a checklist that the person may change (1–2 queries). Raises NotFound."""
    version = ChecklistVersion.objects.filter(pk=version_id).select_related("template").first()
    if version is None or version.template.branch_id not in (None, branch.pk) or not edits(staff, version.template):
        raise NotFound
    return version

"""LM-9, the board of regional branch and head office, a fault in full, the form that notes one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from devices.access.faults import fault_for, levels_of, raised_for
from devices.enums.faults import (
    BY_HAND_KINDS,
    ENDED_FAULT,
    HIGHEST_LEVEL,
    IN_HAND,
    SECURITY_KINDS,
    UNFIXED,
    FaultKind,
    FaultStatus,
)
from devices.forms.faults import FaultForm
from devices.models.faults import Fault
from devices.panels.faults import SCREEN
from devices.selectors.faults import detail_of, lines_of
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.views.day import live_day

P = Permission
ICONS = {
    FaultKind.FREEZE: "snowflake",
    FaultKind.ID_READ: "id-card",
    FaultKind.PRINTING: "printer",
    FaultKind.CARD_JAM: "credit-card",
    FaultKind.CASH_JAM: "banknote",
    FaultKind.NETWORK: "wifi-off",
    FaultKind.SLOW: "turtle",
    FaultKind.STARTING: "loader",
    FaultKind.SILENT: "bell-off",
    FaultKind.POWER: "plug",
    FaultKind.HARDWARE: "wrench",
    FaultKind.SOFTWARE: "bug",
    FaultKind.CONFIGURATION: "settings",
    FaultKind.OTHER: "ellipsis",
}


@never_cache
@login_required
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """LM-9: the branch's open faults, worst first. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.FLOOR_VIEW)
    context = live_day(request.user, branch, SCREEN.name, at=timezone.now())
    context["levels"] = levels_of(context["held"])
    context["may_test"] = P.FAULT_VERIFY in context["held"]
    return render(request, "devices/faults/board.html", context)


@never_cache
@login_required
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """What is with the person's office, in all its branches; `?part=rows` is what changes. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    context = {"lines": lines_of(raised_for(request.user)), "at": at, "me": request.user}
    part = request.GET.get("part") == "rows"
    return render(request, "devices/faults/_office.html" if part else "devices/faults/office.html", context)


@never_cache
@login_required
@require_safe
def fault(request: HttpRequest, fault_id: int) -> HttpResponse:
    """A fault in full; `?part=now` is what changes while it lasts. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = fault_for(request.user, fault_id)
    context = live_day(request.user, found.branch, SCREEN.name, at=timezone.now())
    context.update(context_of(request.user, found, context["held"]))
    part = request.GET.get("part") == "now"
    return render(request, "devices/faults/_now.html" if part else "devices/faults/fault.html", context)


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, fault_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = fault_for(request.user, fault_id)
    held = access.permissions_at(request.user, found.branch)
    return render(request, "devices/faults/_card.html", context_of(request.user, found, held))


@never_cache
@login_required
@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The form that notes a fault, for everybody on the floor. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.FLOOR_VIEW)
    context = live_day(request.user, branch, SCREEN.name, at=timezone.now())
    form = FaultForm(branch=branch, initial={"device": request.GET.get("device", "")[:18]})
    context.update(form=form, kinds=[(one, ICONS[one]) for one in BY_HAND_KINDS])
    return render(request, "devices/faults/report.html", context)


def context_of(staff: Staff, fault: Fault, held: set[str]) -> dict[str, Any]:
    """A fault and what this person may do with it now; the verbs check it again."""
    levels = levels_of(held)
    is_theirs = fault.level in levels
    may_work = bool(levels & set(range(1, fault.level + 1)))
    may_pass_on = is_theirs and fault.level < HIGHEST_LEVEL and fault.kind not in SECURITY_KINDS
    is_unfixed, is_ended = fault.status in UNFIXED, fault.status in ENDED_FAULT
    return {
        "fault": fault,
        "branch": fault.branch,
        "detail": detail_of(fault, at=timezone.now()),
        "may_accept": is_unfixed and is_theirs and fault.handler_id is None and fault.raised_by_id != staff.pk,
        "may_try": may_work and not is_ended,
        "may_escalate": is_unfixed and may_pass_on,
        "may_fix": fault.status in IN_HAND and may_work,
        "may_test": fault.status == FaultStatus.FIXED and P.FAULT_VERIFY in held and fault.fixed_by_id != staff.pk,
        "is_mender": fault.status == FaultStatus.FIXED and fault.fixed_by_id == staff.pk,
        "may_cancel": fault.status == FaultStatus.OPEN and P.FAULT_HANDLE in held,
        "may_reopen": is_ended and bool({P.FAULT_HANDLE, P.FAULT_VERIFY} & held),
        "may_confirm": fault.kind == FaultKind.TAMPERING_SUSPECTED and not is_ended and P.SECURITY_VIEW in held,
    }

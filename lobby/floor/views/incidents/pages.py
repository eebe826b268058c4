"""LM-11, the command board BH-10, the page of security, an incident in full, the plans."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor import menu
from lobby.floor.access.incidents import incident_for, incidents_for
from lobby.floor.domain.plans import current_plans
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.enums.security import Behaviour
from lobby.floor.forms.incidents import (
    DrillForm,
    EvidenceForm,
    IncidentForm,
    OrderForm,
    PlanTaskForm,
    PromiseForm,
    ReportForm,
    StepForm,
    SuspicionForm,
)
from lobby.floor.selectors.incidents import board
from lobby.floor.selectors.incidents.detail import detail_of
from lobby.floor.views.day import live_day

P = Permission
# The two that anybody sets off with one tap come first and large.
ONE_TAP = (IncidentKind.SUDDEN_ILLNESS, IncidentKind.SECURITY)
ICONS = {
    IncidentKind.BANK_RUN: "landmark",
    IncidentKind.SYSTEM_FAILURE: "server-off",
    IncidentKind.ROBBERY: "shield-alert",
    IncidentKind.NATURAL_DISASTER: "cloud-lightning",
    IncidentKind.SUDDEN_ILLNESS: "heart-pulse",
    IncidentKind.INJURY: "bandage",
    IncidentKind.TROUBLE_MAKING: "megaphone",
    IncidentKind.CROWD_SURGE: "users",
    IncidentKind.RESOURCE_HOGGING: "hourglass",
    IncidentKind.FALSE_INFORMATION: "message-square-warning",
    IncidentKind.OTHER: "ellipsis",
    IncidentKind.GROUP_EVENT: "speech",
    IncidentKind.SECURITY: "siren",
}


def begin(request: HttpRequest, code: str, screen: str, permission: str) -> tuple[Branch, dict[str, Any]]:
    """The branch and the context of a live page. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, permission)
    return branch, live_for(request.user, branch, screen)


def live_for(staff: Staff, branch: Branch, screen: str) -> dict[str, Any]:
    """The context of a live page, with what the person may do about incidents."""
    context = live_day(staff, branch, screen, at=timezone.now())
    held = context["held"]
    return {
        **context,
        "may_command": P.INCIDENT_COMMAND in held,
        "may_classify": P.INCIDENT_CLASSIFY in held,
    }


@never_cache
@login_required
@require_safe
def incidents(request: HttpRequest, code: str) -> HttpResponse:
    """LM-11: report with one tap, follow the plan. Raises UnknownBranch, Forbidden."""
    branch, context = begin(request, code, "incidents", P.INCIDENT_REPORT)
    kinds = [(kind, ICONS[kind]) for kind in IncidentKind]
    context.update(
        one_tap=[one for one in kinds if one[0] in ONE_TAP],
        tiles=[one for one in kinds if one[0] not in ONE_TAP],
        zones=Zone.objects.filter(branch=branch).order_by("pk"),
        behaviours=Behaviour,
        help=board.help_at(branch, at=timezone.now()),
        order=OrderForm(branch=branch),
        form=IncidentForm(branch=branch),
    )
    return render(request, "floor/incidents/incidents.html", context)


@never_cache
@login_required
@require_safe
def command(request: HttpRequest, code: str) -> HttpResponse:
    """BH-10: lead, drill, look back. Raises UnknownBranch, Forbidden."""
    branch, context = begin(request, code, "command", P.INCIDENT_COMMAND)
    context.update(help=board.help_at(branch, at=timezone.now()), drill=DrillForm())
    return render(request, "floor/incidents/command.html", context)


@never_cache
@login_required
@require_safe
def security(request: HttpRequest, code: str) -> HttpResponse:
    """The page of security. Raises UnknownBranch, Forbidden."""
    branch, context = begin(request, code, "security", P.SECURITY_VIEW)
    context.update(
        behaviours=Behaviour,
        suspicion=SuspicionForm(branch=branch),
        zones=Zone.objects.filter(branch=branch).order_by("pk"),
        order=OrderForm(branch=branch),
    )
    return render(request, "floor/security/security.html", context)


@never_cache
@login_required
@require_safe
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """An incident in full; `?part=now` is what changes while it lasts. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = incident_for(request.user, incident_id)
    context = live_for(request.user, found.branch, "security" if found.is_restricted else "incidents")
    context.update(detail_context(request.user, found.pk, at=timezone.now()))
    template = "floor/incidents/_now.html" if request.GET.get("part") == "now" else "floor/incidents/incident.html"
    return render(request, template, context)


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, incident_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = incident_for(request.user, incident_id)
    [shown] = board.cards_of(incidents_for(request.user).filter(pk=found.pk))
    return render(request, "floor/incidents/_dialog.html", {"card": shown, "branch": found.branch})


def detail_context(staff: Staff, incident_id: int, *, at: dt.datetime) -> dict[str, Any]:
    """Everything about one incident."""
    [found] = board.cards_of(incidents_for(staff).filter(pk=incident_id))
    detail = detail_of(found.incident, at=at)
    with timezone.override(found.incident.branch.timezone):
        report = ReportForm(instance=detail.report)
        happened_at = report["happened_at"].as_widget()
    return {
        "card": found,
        "incident": found.incident,
        "detail": detail,
        "report_form": report,
        "happened_at": happened_at,
        "step_form": StepForm(),
        "evidence_form": EvidenceForm(),
        "promise_form": PromiseForm(branch=found.incident.branch),
    }


@never_cache
@login_required
@require_safe
def plans(request: HttpRequest, code: str) -> HttpResponse:
    """The emergency plans that count here. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    held = access.permissions_at(request.user, branch)
    shown: dict[tuple[str, str], Any] = {}
    for plan in current_plans(branch):
        shown.setdefault((plan.kind, plan.severity), plan)
    return render(
        request,
        "floor/incidents/plans.html",
        {
            "branch": branch,
            "menu": menu.links_for(branch, held, current="incidents"),
            "plans": sorted(shown.values(), key=lambda plan: (IncidentKind.values.index(plan.kind), plan.severity)),
            "form": PlanTaskForm(),
            "may_edit": P.INCIDENT_COMMAND in held,
        },
    )

"""The insides of the tablet's detail dialog for what alerts and tasks of complaints are about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from complaints.access.cases import sees_complaint
from complaints.access.follow import compensation_for, promise_for, review_for, subtask_for, visit_for
from complaints.selectors.follow import subtask_acts
from lobby.branches.access import permissions_at
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.alerts import roles_at

FINDERS: dict[str, Callable[[Staff, int], Any]] = {
    "promises": promise_for,
    "compensations": compensation_for,
    "visits": visit_for,
    "reviews": review_for,
}


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """What it is about, and the way to the complaint. Raises NotFound."""
    assert isinstance(request.user, Staff)
    row = FINDERS[noun](request.user, pk)
    context = {"row": row, "noun": noun, "complaint": row.complaint, "branch": row.complaint.branch}
    return render(request, "complaints/follow/card.html", {**context, "at": timezone.now()})


@never_cache
@login_required
@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """A department's task with the form for its answer; the complaint itself is for who may see it. Raises NotFound."""
    assert isinstance(request.user, Staff)
    made = subtask_for(request.user, task_id)
    branch = made.complaint.branch
    handles = Permission.COMPLAINT_HANDLE in permissions_at(request.user, branch)
    context = {
        "row": made,
        "complaint": made.complaint,
        "branch": branch,
        "acts": subtask_acts(made, request.user, roles_at(request.user, branch), handles),
        "sees_case": sees_complaint(request.user, made.complaint_id),
        "at": timezone.now(),
    }
    return render(request, "complaints/follow/task.html", context)

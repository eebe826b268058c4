"""A complaint's page and what belongs to it: its dialogs one by one, what is shown on demand, its pictures."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.cases import complaint_for
from complaints.access.numbers import complaint_numbered
from complaints.domain import reading
from complaints.domain.attaching import attach
from complaints.enums.board import DIALOG_ROOMS
from complaints.errors.cases import IllegalComplaintMove
from complaints.models import Complaint
from complaints.panels.board import SCREEN
from complaints.selectors.case import case_of, dialog_of, shown_of
from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.views.day import live_day


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A complaint in full, and a line that it was read; `?part=now` is what changes. Raises NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    complaint = complaint_numbered(request.user, code, number)
    part = request.GET.get("part") == "now"
    (reading.looked if part else reading.opened)(complaint, by=request.user, at=at)
    context = live_day(request.user, complaint.branch, SCREEN.name, at=at)
    context.update(context_of(request.user, complaint, context["held"]))
    return render(request, "complaints/board/_now.html" if part else "complaints/board/case.html", context)


@never_cache
@login_required
@require_safe
def dialog(request: HttpRequest, code: str, number: str, verb: str) -> HttpResponse:
    """The dialog of one act, for the board. Raises NotFound, IllegalComplaintMove."""
    assert isinstance(request.user, Staff)
    if verb not in DIALOG_ROOMS:
        raise NotFound
    complaint = complaint_numbered(request.user, code, number)
    held = access.permissions_at(request.user, complaint.branch)
    context = context_of(request.user, complaint, held)
    if verb not in context["case"].allowed:
        raise IllegalComplaintMove(step=complaint.get_step_display())
    return render(request, dialog_of(verb), context)


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog; it holds no personal data. Raises NotFound."""
    assert isinstance(request.user, Staff)
    complaint = complaint_for(request.user, complaint_id)
    held = access.permissions_at(request.user, complaint.branch)
    return render(request, "complaints/board/_detail.html", context_of(request.user, complaint, held))


@never_cache
@login_required
@require_POST
def show(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Show the personal data, which is written down. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    complaint = reading.show(complaint_numbered(request.user, code, number), by=request.user, at=timezone.now())
    context = {"complaint": complaint, "branch": complaint.branch, "personal": shown_of(complaint), "may_show": True}
    return render(request, "complaints/board/_personal.html", context)


@login_required
@require_POST
def add_pictures(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Add pictures and papers. Raises NotFound and what binding raises."""
    assert isinstance(request.user, Staff)
    complaint = complaint_numbered(request.user, code, number)
    attach(complaint, uploads_in(request.POST), by=request.user, at=timezone.now())
    return done(request, _("The pictures are kept."), back=reverse("complaints:case", args=[code, complaint.number]))


def context_of(staff: Staff, complaint: Complaint, held: set[str]) -> dict[str, Any]:
    """What every view of a complaint shows."""
    at = timezone.now()
    case = case_of(complaint, staff=staff, held=held, at=at)
    return {
        "complaint": complaint,
        "case": case,
        "branch": complaint.branch,
        "personal": case.personal,
        "may_show": Permission.COMPLAINT_PERSONAL in held,
        "me": staff,
        "held": held,
        "at": at,
    }

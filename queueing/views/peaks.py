"""A peak on the floor: start, the sheet of the run, what people do with their calls, stop and review."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from queueing.access import peak_run_for, peak_task_for, support_call_for, support_call_to_answer
from queueing.domain import peak_windows, peaks, support
from queueing.forms.floor import ReasonForm
from queueing.forms.peaks import NoteForm, WindowForm
from queueing.models import PeakRun
from queueing.selectors import peak_sheets


@never_cache
@login_required
@require_safe
def sheet(request: HttpRequest, run_id: int) -> HttpResponse:
    """The inside of the detail dialog for a run. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    return show(request, request.user, peak_run_for(request.user, run_id))


@never_cache
@login_required
@require_safe
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """The same, opened from somebody's task. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    return show(request, request.user, peak_run_for(request.user, peak_task_for(request.user, task_id).run_id))


def show(request: HttpRequest, staff: Staff, run: PeakRun) -> HttpResponse:
    """The sheet as this person may use it."""
    held = access.permissions_at(staff, run.branch)
    found = peak_sheets.sheet_of(run, staff, at=timezone.now())
    may_seat = found.may_seat and run.ended_at is None
    context = {
        "sheet": found,
        "run": run,
        "may_run": Permission.PEAK_RUN in held,
        "window": WindowForm(branch=run.branch) if may_seat else None,
    }
    return render(request, "queueing/peaks/_sheet.html", context)


@never_cache
@login_required
@require_safe
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """The inside of the detail dialog for a call for support. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = support_call_for(request.user, call_id)
    context = {
        "call": found,
        "is_own": found.staff_id == request.user.pk,
        "may_note": found.request_id is not None,
        "branch": found.branch,
    }
    return render(request, "queueing/peaks/_call.html", context)


@login_required
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Start the plan by hand. Raises UnknownBranch, Forbidden, PeakRunning."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_RUN)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    peaks.start(branch, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("The peak plan is running."), back=floor_of(branch))


@login_required
@require_POST
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """End the plan by hand. Raises NotFound, Forbidden, IllegalPeakMove."""
    assert isinstance(request.user, Staff)
    run = peak_run_for(request.user, run_id, Permission.PEAK_RUN)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    peaks.stop(run, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("The peak plan has ended."), back=floor_of(run.branch))


@login_required
@require_POST
def review(request: HttpRequest, run_id: int) -> HttpResponse:
    """Close a run with words about it. Raises NotFound, Forbidden, ReviewNotDue."""
    assert isinstance(request.user, Staff)
    run = peak_run_for(request.user, run_id, Permission.PEAK_RUN)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    peaks.review(run, by=request.user.actor, at=timezone.now(), note=form.cleaned_data["note"])
    return done(request, _("The review is kept; the peak is closed."), back=floor_of(run.branch))


@login_required
@require_POST
def window(request: HttpRequest, run_id: int) -> HttpResponse:
    """Open a temporary window. Raises NotFound, Forbidden, NotAuthorised and what opening a counter refuses."""
    assert isinstance(request.user, Staff)
    run = peak_run_for(request.user, run_id)
    form = WindowForm(request.POST, branch=run.branch)
    if not form.is_valid():
        return invalid(request, form)
    opened = peak_windows.open_window(run, by=request.user, at=timezone.now(), **form.cleaned_data)
    message = _("%(counter)s is open.") % {"counter": opened.counter.name}
    return done(request, message, back=floor_of(run.branch))


@login_required
@require_POST
def accept(request: HttpRequest, call_id: int) -> HttpResponse:
    """Come and help; for a request whoever runs the plan notes what was said on the telephone. Raises NotFound, Forbidden, IllegalSupportMove."""
    assert isinstance(request.user, Staff)
    found = support_call_to_answer(request.user, call_id)
    support.accept(found, by=request.user.actor, at=timezone.now())
    return done(request, _("The support counts from now."), back=floor_of(found.branch))


@login_required
@require_POST
def decline(request: HttpRequest, call_id: int) -> HttpResponse:
    """Say why one cannot come, or note why somebody cannot. Raises NotFound, Forbidden, IllegalSupportMove."""
    assert isinstance(request.user, Staff)
    found = support_call_to_answer(request.user, call_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    support.decline(found, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("The next one is asked."), back=floor_of(found.branch))


@login_required
@require_POST
def release(request: HttpRequest, call_id: int) -> HttpResponse:
    """The help is over. Raises NotFound, Forbidden, IllegalSupportMove."""
    assert isinstance(request.user, Staff)
    found = support_call_for(request.user, call_id)
    support.release(found, by=request.user.actor, at=timezone.now())
    return done(request, _("%(name)s goes back.") % {"name": found.staff.name}, back=floor_of(found.branch))


def floor_of(branch: Branch) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:floor", args=[branch.code])

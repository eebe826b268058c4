"""Changes of the roster."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date, clock_time, moment
from lobby.branches.enums import BreakKind, Duty, Permission, Post, RosterTemplate
from lobby.branches.models import Break, Shift, Staff
from lobby.kpi.forms import DayForm
from queueing.access import break_to_edit, shift_to_edit
from queueing.domain import posting, roster, roster_posts
from queueing.domain.flow import factors
from queueing.enums.forecasts import FlowCause
from queueing.forms.roster import (
    BeginForm,
    BreakForm,
    CauseForm,
    CopyForm,
    CounterForm,
    FactorForm,
    PostForm,
    ShiftForm,
)


@login_required
@require_POST
def plan_shift(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody on the roster. Raises UnknownBranch, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = ShiftForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    at, (starts_at, ends_at) = timezone.now(), form.span(branch, data["date"])
    shift = roster.plan_shift(
        branch,
        by=request.user.actor,
        at=at,
        staff=data["staff"],
        date=data["date"],
        starts_at=starts_at,
        ends_at=ends_at,
        post=Post(data["post"]),
        counter=data["counter"],
        template=RosterTemplate(data["template"] or RosterTemplate.NORMAL),
        duty=Duty(data["duty"]) if data["duty"] else None,
    )
    message = _("%(name)s is on the roster from %(starts)s.") % {
        "name": shift.staff.name,
        "starts": clock_time(branch, starts_at),
    }
    undo = reverse("queueing:roster-shift-cancel", args=[shift.pk]) if at < starts_at else ""
    return done(request, message, undo=undo, back=board_of(shift))


@login_required
@require_POST
def copy_day(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a day as another one was. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = CopyForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    count = roster.copy_day(branch, by=request.user.actor, at=timezone.now(), source=data["source"], date=data["date"])
    message = _("%(count)s shifts were copied.") % {"count": count}
    return done(request, message, back=reverse("queueing:roster-board", args=[branch.code]))


@login_required
@require_POST
def cancel_shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Take back a shift that has not begun. Raises NotFound, Forbidden, ShiftBegun."""
    assert isinstance(request.user, Staff)
    shift = shift_to_edit(request.user, shift_id)
    roster.cancel_shift(shift, by=request.user.actor, at=timezone.now())
    return done(request, _("%(name)s is off the roster.") % {"name": shift.staff.name}, back=board_of(shift))


@login_required
@require_POST
def place(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Let somebody work at another counter, from now on where the shift has begun. Raises NotFound, Forbidden, …"""
    assert isinstance(request.user, Staff)
    shift = shift_to_edit(request.user, shift_id)
    # The address of an undo carries its value itself.
    form = CounterForm(request.POST or request.GET, shift=shift)
    if not form.is_valid():
        return invalid(request, form)
    was, counter = shift.counter_id, form.cleaned_data["counter"]
    posting.place(shift, by=request.user.actor, at=timezone.now(), counter=counter)
    undo = with_value("queueing:roster-shift-place", shift.pk, counter=was) if was else ""
    message = _("%(name)s works at %(counter)s.") % {"name": shift.staff.name, "counter": counter.name}
    return done(request, message, undo=undo, back=board_of(shift))


@login_required
@require_POST
def stand(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody stand elsewhere for some hours. Raises UnknownBranch, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch, at = access.branch_for(request.user, code, Permission.ROSTER_EDIT), timezone.now()
    day = DayForm(request.POST)
    date = day.day_or(business_date(branch, at))
    form = PostForm(request.POST, branch=branch, date=date)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    starts_at, ends_at = form.span(branch, date)
    shift = roster_posts.stand(
        data["shift"],
        by=request.user.actor,
        at=at,
        starts_at=starts_at,
        ends_at=ends_at,
        post=Post(data["post"]),
        counter=data["counter"],
        duty=Duty(data["duty"]) if data["duty"] else None,
    )
    message = _("%(name)s: %(post)s from %(starts)s to %(ends)s.") % {
        "name": shift.staff.name,
        "post": shift.get_post_display(),
        "starts": clock_time(branch, shift.starts_at),
        "ends": clock_time(branch, shift.ends_at),
    }
    return done(request, message, back=board_of(shift))


@login_required
@require_POST
def add_break(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Plan a break, or close a window for a while. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    shift = shift_to_edit(request.user, shift_id)
    form = BreakForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    starts_at, ends_at = form.span(shift.branch, shift.date)
    planned = roster.add_break(
        shift,
        by=request.user.actor,
        at=timezone.now(),
        starts_at=starts_at,
        ends_at=ends_at,
        kind=BreakKind(form.cleaned_data["kind"]),
    )
    undo = reverse("queueing:roster-break-cancel", args=[planned.pk])
    return done(request, told(planned), undo=undo, back=board_of(shift))


@login_required
@require_POST
def move_break(request: HttpRequest, break_id: int) -> HttpResponse:
    """Let a break begin at another time. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    planned = break_to_edit(request.user, break_id)
    form = BeginForm(request.POST or request.GET)
    if not form.is_valid():
        return invalid(request, form)
    branch, was_at = planned.shift.branch, planned.starts_at
    starts_at = moment(branch, planned.shift.date, form.cleaned_data["starts"])
    moved = roster.move_break(planned, by=request.user.actor, at=timezone.now(), starts_at=starts_at)
    undo = with_value("queueing:roster-break-move", planned.pk, starts=clock_time(branch, was_at))
    return done(request, told(moved), undo=undo, back=board_of(moved.shift))


@login_required
@require_POST
def cancel_break(request: HttpRequest, break_id: int) -> HttpResponse:
    """Take back a break that has not begun. Raises NotFound, Forbidden, BreakOver."""
    assert isinstance(request.user, Staff)
    planned = break_to_edit(request.user, break_id)
    roster.cancel_break(planned, by=request.user.actor, at=timezone.now())
    message = _("The break of %(name)s is taken back.") % {"name": planned.shift.staff.name}
    return done(request, message, back=board_of(planned.shift))


@login_required
@require_POST
def set_factor(request: HttpRequest, code: str) -> HttpResponse:
    """Say what changes a day's arrivals. Raises UnknownBranch, Forbidden, DayIsOver."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = FactorForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    cause = FlowCause(data["cause"])
    factors.set_factor(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        date=data["date"],
        cause=cause,
        factor=data["factor"],
        note=data["note"],
    )
    clear = reverse("queueing:forecast-factor-clear", args=[branch.code])
    undo = f"{clear}?{urlencode({'date': data['date'].isoformat(), 'cause': cause.value})}"
    message = _("The forecast counts with %(cause)s.") % {"cause": cause.label}
    return done(request, message, undo=undo, back=reverse("queueing:forecast-board", args=[branch.code]))


@login_required
@require_POST
def clear_factor(request: HttpRequest, code: str) -> HttpResponse:
    """Take back what was said of a day. Raises UnknownBranch, Forbidden, DayIsOver."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = CauseForm(request.POST or request.GET)
    if not form.is_valid():
        return invalid(request, form)
    cause = FlowCause(form.cleaned_data["cause"])
    factors.clear_factor(branch, by=request.user.actor, at=timezone.now(), date=form.cleaned_data["date"], cause=cause)
    message = _("The forecast no longer counts with %(cause)s.") % {"cause": cause.label}
    return done(request, message, back=reverse("queueing:forecast-board", args=[branch.code]))


def told(planned: Break) -> str:
    """A break in a sentence."""
    branch = planned.shift.branch
    return _("%(name)s: %(kind)s from %(starts)s to %(ends)s.") % {
        "name": planned.shift.staff.name,
        "kind": planned.get_kind_display(),
        "starts": clock_time(branch, planned.starts_at),
        "ends": clock_time(branch, planned.ends_at),
    }


def with_value(name: str, pk: int, **values: object) -> str:
    """An address that carries what it posts, for taking back."""
    return f"{reverse(name, args=[pk])}?{urlencode(values)}"


def board_of(shift: Shift) -> str:
    """The roster of the shift's day."""
    return f"{reverse('queueing:roster-board', args=[shift.branch.code])}?day={shift.date:%Y-%m-%d}"

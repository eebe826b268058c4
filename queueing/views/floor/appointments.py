"""One appointment in the detail dialog, what staff do with it, and booking for a customer who calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date, local
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from queueing.access import (
    appointment_for,
    appointment_to_check_in,
    appointment_to_manage,
    appointment_to_prepare,
    service_of,
)
from queueing.domain.appointments import arriving, booking, ending, preparing, rescheduling
from queueing.domain.appointments.booking import Guest
from queueing.enums.appointments import APPOINTMENT_MOVES, BookingChannel
from queueing.forms.appointments import (
    CancelForm,
    InviteForm,
    ItemForm,
    RescheduleForm,
    ResultForm,
    StaffBookForm,
)
from queueing.models import Appointment
from queueing.panels.booking import amount_words
from queueing.selectors import appointment_lists as lists
from queueing.selectors.appointment_lists import Row

Fetch = Callable[[Staff, int], Appointment]
Posted = Callable[[HttpRequest, int], HttpResponse]


def posted(fetch: Fetch) -> Callable[[Callable[[HttpRequest, Staff, Appointment], HttpResponse]], Posted]:
    """A post on one appointment that `fetch` hands over. Raises NotFound, Forbidden."""

    def wrap(view: Callable[[HttpRequest, Staff, Appointment], HttpResponse]) -> Posted:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, appointment_id: int) -> HttpResponse:
            assert isinstance(request.user, Staff)
            return view(request, request.user, fetch(request.user, appointment_id))

        return act

    return wrap


def answer(request: HttpRequest, appointment: Appointment, message: str = "") -> HttpResponse:
    """What every act here says."""
    return done(request, message, back=reverse("floor:floor", args=[appointment.branch.code]))


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """The inside of the detail dialog. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    at, staff = timezone.now(), request.user
    appointment = appointment_for(staff, appointment_id)
    held = access.permissions_at(staff, appointment.branch)
    is_own = appointment.staff_id == staff.pk
    may_manage = is_own or Permission.TICKET_MANAGE in held
    row = Row(appointment, policy_of(appointment.branch, appointment.day), at)
    legal = {verb for verb, (sources, _target) in APPOINTMENT_MOVES.items() if appointment.status in sources}
    is_movable = may_manage and bool(legal & {"reschedule", "reinstate"})
    context = {
        "row": row,
        "appointment": appointment,
        "starts_at": local(appointment.branch, appointment.slot_at),
        "amount": amount_words(appointment.cash_amount),
        "items": [(item, item.text_in(get_language() or "zh-hans")) for item in appointment.prepare_items.all()],
        "is_worked_on": appointment.status in preparing.WORKED_ON,
        "may_sign": appointment.cash_counted_by_id != staff.pk and appointment.cash_checked_by_id is None,
        "may_manage": may_manage,
        "may_prepare": Permission.COUNTER_WORK in held,
        "may_check_in": row.may_check_in and Permission.TICKET_ISSUE in held,
        "legal": legal,
        "times": times(appointment.branch, lists.choices_for(appointment, at=at)) if is_movable else [],
        "timeline": lists.timeline(appointment),
    }
    return render(request, "queueing/appointments/_detail.html", context)


def times(branch: Branch, found: list[Any]) -> list[tuple[int, str]]:
    """Free slots as choices of a form."""
    return [(int(slot.starts_at.timestamp()), f"{local(branch, slot.starts_at):%m-%d %H:%M}") for slot in found]


@posted(appointment_to_check_in)
def check_in(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """The customer is here. Raises what check-in refuses."""
    ticket = arriving.check_in(appointment, by=staff.actor, at=timezone.now()).ticket
    assert ticket is not None
    return answer(request, appointment, _("Number %(number)s") % {"number": ticket.number})


@posted(appointment_to_manage)
def confirm(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """The branch expects the customer. Raises IllegalAppointmentMove."""
    booking.confirm(appointment, by=staff.actor, at=timezone.now())
    return answer(request, appointment, _("Confirmed."))


@posted(appointment_to_manage)
def move(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """Another time, also for somebody who did not come. Raises what rescheduling refuses."""
    form = RescheduleForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    rescheduling.rebook(appointment, by=staff.actor, at=timezone.now(), starts_at=form.cleaned_data["start"])
    return answer(request, appointment, _("Moved."))


@posted(appointment_to_manage)
def cancel(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """The branch calls it off. Raises IllegalAppointmentMove."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ending.cancel(appointment, by=staff.actor, at=timezone.now(), **form.cleaned_data)
    return answer(request, appointment, _("Cancelled. The customer's page says sorry and offers other times."))


@posted(appointment_to_prepare)
def add_item(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """One more thing to prepare. Raises IllegalAppointmentMove."""
    form = ItemForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    preparing.add_item(appointment, by=staff.actor, at=timezone.now(), text=form.cleaned_data["text"])
    return answer(request, appointment)


@login_required
@require_POST
def mark_item(request: HttpRequest, appointment_id: int, item_id: int) -> HttpResponse:
    """A thing is done. Raises NotFound, Forbidden, IllegalAppointmentMove."""
    assert isinstance(request.user, Staff)
    appointment = appointment_to_prepare(request.user, appointment_id)
    preparing.prepare(appointment, by=request.user.actor, at=timezone.now(), items=[item_id])
    return answer(request, appointment)


@login_required
@require_POST
def unmark_item(request: HttpRequest, appointment_id: int, item_id: int) -> HttpResponse:
    """A thing was not done after all. Raises NotFound, Forbidden, IllegalAppointmentMove."""
    assert isinstance(request.user, Staff)
    appointment = appointment_to_prepare(request.user, appointment_id)
    preparing.unmark(appointment, by=request.user.actor, at=timezone.now(), item=item_id)
    return answer(request, appointment)


@posted(appointment_to_prepare)
def cash_ready(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """One of two people says that the money is ready. Raises FourEyes, NothingToPrepare, IllegalAppointmentMove."""
    appointment = preparing.prepare(appointment, by=staff.actor, at=timezone.now(), cash_ready=True)
    is_ready = appointment.cash_checked_by_id is not None
    return answer(request, appointment, _("The cash is ready.") if is_ready else _("A second person must confirm it."))


@posted(appointment_to_manage)
def result(request: HttpRequest, staff: Staff, appointment: Appointment) -> HttpResponse:
    """What came of it. Raises IllegalAppointmentMove."""
    form = ResultForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ending.note_result(appointment, by=staff.actor, at=timezone.now(), text=form.cleaned_data["text"])
    return answer(request, appointment, _("Written down."))


@never_cache
@login_required
@require_safe
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The inside of the dialog that books for a customer who calls. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.TICKET_MANAGE)
    found = lists.choices_of(branch, at=timezone.now())
    services = [(service, times(branch, free)) for service, free in found if free]
    return render(request, "queueing/appointments/_new.html", {"branch": branch, "services": services})


@login_required
@require_POST
def book(request: HttpRequest, code: str) -> HttpResponse:
    """Book for a customer. Raises UnknownBranch, Forbidden and what booking refuses."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.TICKET_MANAGE)
    form = StaffBookForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    appointment = booking.request(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        service=service_of(branch, form.service_code),
        starts_at=form.starts_at,
        guest=Guest(form.cleaned_data["name"], form.cleaned_data["phone"]),
        channel=BookingChannel.TABLET,
        note=form.cleaned_data["note"],
    )
    return answer(request, appointment, told(appointment))


def told(appointment: Appointment) -> str:
    """What the customer on the phone is told."""
    when = f"{local(appointment.branch, appointment.slot_at):%m-%d %H:%M}"
    return _("Booked for %(when)s, code %(code)s.") % {"when": when, "code": appointment.code}


@never_cache
@login_required
@require_safe
def invitation(request: HttpRequest, code: str, service: str, start: int) -> HttpResponse:
    """The inside of the dialog that invites to one of the person's own free slots. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.COUNTER_WORK)
    starts_at = dt.datetime.fromtimestamp(min(start, 2**33), dt.UTC)
    context = {
        "branch": branch,
        "service": service_of(branch, service),
        "start": start,
        "starts_at": local(branch, starts_at),
        "is_today": business_date(branch, starts_at) == business_date(branch, timezone.now()),
    }
    return render(request, "queueing/appointments/_invitation.html", context)


@login_required
@require_POST
def invite(request: HttpRequest, code: str, service: str) -> HttpResponse:
    """Invite a customer to an own slot, with what for (S179). Raises UnknownBranch, Forbidden, what booking refuses."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.COUNTER_WORK)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    appointment = booking.request(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        service=service_of(branch, service),
        starts_at=form.cleaned_data["start"],
        guest=Guest(form.cleaned_data["name"], form.cleaned_data["phone"]),
        channel=BookingChannel.WEALTH,
        staff=request.user,
        value=form.cleaned_data["value"],
        note=form.cleaned_data["note"],
    )
    return answer(request, appointment, told(appointment))

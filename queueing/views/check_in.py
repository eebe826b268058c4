"""Check-in at the kiosk: by the code of the confirmation, entered or scanned."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.devices import pairs_devices
from lobby.branches.models import Device
from queueing.domain.appointments import arriving, limits
from queueing.errors.appointments import AlreadyCheckedIn, UnknownCode
from queueing.forms.appointments import CodeForm
from queueing.models import Appointment
from queueing.selectors.appointments import SCANNED, by_code
from queueing.views.customers import options_of
from queueing.views.kiosk import kiosk_of, page_of


@never_cache
@require_GET
@pairs_devices
def kiosk_code(request: HttpRequest, code: str) -> HttpResponse:
    """The keypad. Raises NotFound, Forbidden."""
    device, _viewer = kiosk_of(request, code)
    return render(request, "queueing/appointments/kiosk_code.html", page_of(request, device, timezone.now()))


@never_cache
@require_POST
def kiosk_check_in(request: HttpRequest, code: str) -> HttpResponse:
    """Give the number of the appointment; a second scan shows it again. Raises what `shown` and check-in raise."""
    device, viewer = kiosk_of(request, code)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    at = timezone.now()
    appointment = shown(device, form.cleaned_data["code"], day=business_date(device.branch, at))
    try:
        appointment = arriving.check_in(appointment, by=viewer.actor, at=at)
    except AlreadyCheckedIn:
        appointment.refresh_from_db(fields=["ticket"])
    assert appointment.ticket is not None  # whoever is checked in has a number
    address = reverse("queueing:kiosk-ticket", args=[device.code, appointment.ticket.page_token])
    return done(request, redirect=address + options_of(request).query)


def shown(kiosk: Device, code: str, *, day: dt.date) -> Appointment:
    """The appointment of what was typed or scanned (2 queries, 1 for a scan). Raises UnknownCode, TooManyCodes."""
    is_typed = SCANNED.search(code) is None
    if is_typed:
        limits.check_codes(kiosk, day=day)
    try:
        return by_code(kiosk.branch, code, day=day)
    except UnknownCode:
        if is_typed:
            limits.count_wrong_code(kiosk, day=day)
        raise

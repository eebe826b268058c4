"""Check-in at the kiosk: by the code of the confirmation, entered or scanned."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.devices import pairs_devices
from queueing.domain.appointments import arriving
from queueing.errors.appointments import AlreadyCheckedIn
from queueing.forms.appointments import CodeForm
from queueing.selectors.appointments import by_code
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
    """Give the number of the appointment; a second scan shows it again. Raises UnknownCode and what check-in refuses."""
    device, viewer = kiosk_of(request, code)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    at = timezone.now()
    appointment = by_code(device.branch, form.cleaned_data["code"], day=business_date(device.branch, at))
    try:
        appointment = arriving.check_in(appointment, by=viewer.actor, at=at)
    except AlreadyCheckedIn:
        appointment.refresh_from_db(fields=["ticket"])
    assert appointment.ticket is not None  # whoever is checked in has a number
    address = reverse("queueing:kiosk-ticket", args=[device.code, appointment.ticket.page_token])
    return done(request, redirect=address + options_of(request).query)

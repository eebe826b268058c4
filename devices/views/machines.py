"""A machine on the lobby tablet: its state, and putting it out of order and back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access import machine_for
from devices.access.fleet import device_for
from devices.domain import reporting
from devices.enums import BY_HAND, SERVING_KINDS, DeviceStatus
from devices.forms.machines import StatusForm
from devices.models import DeviceState
from devices.selectors import machine_of
from devices.selectors.fleet import seen
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Device, Staff


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, device_id: int) -> HttpResponse:
    """The inside of the detail dialog, for a device of any kind. Raises NotFound."""
    assert isinstance(request.user, Staff)
    device = device_for(request.user, device_id)
    one = seen(Device.objects.filter(pk=device.pk))[0]
    context = {
        "seen": one,
        "machine": one.machine,
        "lost": [part.label for part in one.machine.lost],
        "is_serving": device.kind in SERVING_KINDS,
        "branch": device.branch,
        "may_report": access.can(request.user, device.branch, Permission.DEVICE_REPORT),
    }
    return render(request, "devices/_device.html", context)


@login_required
@require_POST
def report(request: HttpRequest, device_id: int) -> HttpResponse:
    """Say what state a machine is in; the undo address says what it was before. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    device = machine_for(request.user, device_id, Permission.DEVICE_REPORT)
    form = StatusForm(request.POST or request.GET)
    if not form.is_valid():
        return invalid(request, form)
    before, status = machine_of(device).status, DeviceStatus(form.cleaned_data["status"])
    reporting.report(device, status, by=request.user.actor, at=timezone.now())
    # A machine that tells of itself is in the state it tells, whatever somebody wishes.
    after = DeviceStatus(DeviceState.objects.values_list("status", flat=True).get(device=device))
    undo = f"{reverse('devices:report', args=[device.pk])}?status={before}" if before in BY_HAND else ""
    message = _("%(device)s: %(state)s") % {"device": device.name, "state": after.label}
    return done(request, message, undo=undo, back=reverse("floor:floor", args=[device.branch.code]))

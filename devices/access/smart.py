"""Who may come near a session at a smart counter: the machine's own key for the customer, staff beside it only."""

from __future__ import annotations

from django.http import HttpRequest

from devices.enums.smart import LIVE
from devices.errors.smart import CustomerOperates
from devices.models.smart import AssistSession, SmartSession
from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Device, Staff
from lobby.live import credentials


def machine_of(request: HttpRequest, code: str) -> Device:
    """The machine whose customer asks (1–3 queries). Staff never stand in for a customer, superusers neither (N11).

    Raises CustomerOperates for any credential of staff, even beside the machine's own; NotFound for everybody else.
    """
    known = credentials.of(request)
    if known.staff is not None:
        raise CustomerOperates
    device = known.device
    if device is None or (device.code, device.kind) != (code, DeviceKind.SMART_COUNTER) or not device.is_active:
        raise NotFound
    return device


def live_session_of(device: Device) -> SmartSession:
    """The session at a machine (1 query). Raises NotFound."""
    live = SmartSession.objects.filter(device=device, status__in=LIVE)
    session = live.select_related("branch", "device__zone", "service").first()
    if session is None:
        raise NotFound
    return session


def session_for(staff: Staff, session_id: int) -> SmartSession:
    """A session where the person helps at machines (1–2 queries). Raises NotFound, Forbidden for others of the branch."""
    found = SmartSession.objects.filter(pk=session_id, branch__in=access.branches_for(staff))
    session = found.select_related("branch", "device__zone", "service").first()
    if session is None:
        raise NotFound
    check_helps(staff, session)
    return session


def assist_for(staff: Staff, assist_id: int) -> AssistSession:
    """Help at a machine of the person's branches (2 queries). Raises NotFound, Forbidden."""
    found = AssistSession.objects.filter(pk=assist_id, branch__in=access.branches_for(staff))
    assist = found.select_related("branch", "device").first()
    if assist is None:
        raise NotFound
    check_helps(staff, assist)
    return assist


def machine_to_help(staff: Staff, device_id: int) -> Device:
    """A machine at which the person helps (2 queries). Raises NotFound, Forbidden."""
    found = Device.objects.filter(pk=device_id, branch__in=access.branches_for(staff), is_active=True)
    device = found.filter(kind=DeviceKind.SMART_COUNTER).select_related("branch").first()
    if device is None:
        raise NotFound
    if not access.can(staff, device.branch, Permission.ASSIST_GIVE):
        raise Forbidden
    return device


def check_helps(staff: Staff, row: SmartSession | AssistSession) -> None:
    """Raises Forbidden for people of the branch who do not help at machines."""
    if not access.can(staff, row.branch, Permission.ASSIST_GIVE):
        raise Forbidden

"""Who may come near a video session: the machine's own key for the customer, staff through their grants."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from devices.enums.vtm import OPEN
from devices.errors.vtm import CustomerActs
from devices.models.vtm import VtmSession
from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Device, Staff
from lobby.live import credentials
from lobby.live.credentials import Credentials
from lobby.live.scopes import Audience

DESKS = (Permission.VTM_WORK, Permission.VTM_AUTHORISE, Permission.VTM_SCORE, Permission.VTM_WATCH)


def machine_of(request: HttpRequest, code: str) -> Device:
    """The machine whose customer asks (1–3 queries). Staff never stand in for a customer, superusers neither (N11).

    Raises CustomerActs for any credential of staff, even beside the machine's own; NotFound for everybody else.
    """
    known = credentials.of(request)
    if known.staff is not None:
        raise CustomerActs
    device = known.device
    if device is None or (device.code, device.kind) != (code, DeviceKind.VTM) or not device.is_active:
        raise NotFound
    return device


def open_session_of(device: Device) -> VtmSession:
    """The session at a machine (1 query). Raises NotFound."""
    session = VtmSession.objects.filter(device=device, status__in=OPEN).select_related("branch").first()
    if session is None:
        raise NotFound
    return session


def sessions_of(staff: Staff, permission: str) -> QuerySet[VtmSession]:
    """Sessions of the branches where somebody holds a permission."""
    return VtmSession.objects.filter(branch__in=access.branches_for(staff, permission))


def session_for(staff: Staff, session_id: int, permission: str) -> VtmSession:
    """One of them (1–2 queries). Raises NotFound, Forbidden for people of the branch who lack the permission."""
    found = sessions_of(staff, permission).select_related("branch", "device", "service").filter(pk=session_id).first()
    if found is not None:
        return found
    if VtmSession.objects.filter(pk=session_id, branch__in=access.branches_for(staff)).exists():
        raise Forbidden
    raise NotFound


def check_desk(staff: Staff, permission: str) -> None:
    """Raises Forbidden for somebody who holds the permission nowhere (1 query)."""
    if not access.branches_for(staff, permission).exists():
        raise Forbidden


def seat_of(staff: Staff, permission: str) -> Branch:
    """Whose news somebody's desk follows: their home branch, else one where they hold the permission (0–1 query).

    Raises Forbidden.
    """
    seat = staff.home_branch or access.branches_for(staff, permission).order_by("code").first()
    if seat is None:
        raise Forbidden
    return seat


def audience_of(known: Credentials, branch: Branch) -> Audience | None:
    """Who may watch: a video teller of the branch, else staff who work with such sessions there or sit there (2–3 queries)."""
    device = known.device
    if device is not None and known.staff is None:
        is_here = device.kind == DeviceKind.VTM and device.branch_id == branch.pk and device.is_active
        return Audience(language=known.language, device=device.pk) if is_here else None
    staff = known.staff
    if staff is None:
        return None
    held = access.permissions_at(staff, branch) & set(DESKS)
    if not held and staff.home_branch_id == branch.pk:
        held = {one.value for one in DESKS if access.branches_for(staff, one).exists()}
    return Audience(language=known.language, person=staff.pk, permissions=frozenset(held)) if held else None

"""Who takes part in a video session, as far as signals are concerned: its machine, its agent, supervisors who joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest

from devices.access.vtm import sessions_of
from devices.errors.watching import NotInSession
from devices.models.vtm import VtmSession
from devices.models.watching import VtmWatch
from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Locked, NotFound
from lobby.branches.models import Device, Staff
from lobby.live import credentials

Side = Literal["customer", "agent", "watcher"]
NEAR = (Permission.VTM_WORK, Permission.VTM_AUTHORISE, Permission.VTM_WATCH)


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who take part. `name` is what signals are addressed to: "customer", "agent", "watcher-12"."""

    side: Side
    kind: Literal["device", "person"]
    id: int

    @property
    def name(self) -> str:
        """How the others call it."""
        return f"watcher-{self.id}" if self.side == "watcher" else self.side


@dataclass(frozen=True, slots=True)
class Presence:
    """A session as one of its parties comes to it."""

    session: VtmSession
    me: Party
    by: Actor


def presence_of(request: HttpRequest, session_id: int) -> Presence:
    """The caller's part in a session (3–6 queries). The machine shows its own key, staff have signed in.

    Raises Locked for a login that waits for its password, NotInSession for people who may know of the session without
    taking part, NotFound for everybody else.
    """
    session = VtmSession.objects.select_related("branch", "device", "service").filter(pk=session_id).first()
    if session is None:
        raise NotFound
    known = credentials.of(request)
    if known.is_locked:
        raise Locked
    if known.staff is not None:
        return of_staff(session, known.staff, is_signed_in=known.session_key is not None)
    if known.device is None or not is_machine(session, known.device):
        raise NotFound
    return Presence(session, Party("customer", "device", known.device.pk), known.device.actor)


def is_machine(session: VtmSession, device: Device) -> bool:
    """Whether it is the session's own machine."""
    return device.pk == session.device_id and device.kind == DeviceKind.VTM and device.is_active


def of_staff(session: VtmSession, staff: Staff, *, is_signed_in: bool) -> Presence:
    """The part of somebody of the bank. Raises NotInSession, NotFound."""
    if is_signed_in and staff.pk == session.agent_id:
        return Presence(session, Party("agent", "person", staff.pk), staff.actor)
    may_watch = sessions_of(staff, Permission.VTM_WATCH).filter(pk=session.pk).exists()
    if is_signed_in and may_watch and VtmWatch.objects.filter(session=session, staff=staff, left_at=None).exists():
        return Presence(session, Party("watcher", "person", staff.pk), staff.actor)
    if may_watch or any(sessions_of(staff, one).filter(pk=session.pk).exists() for one in NEAR):
        raise NotInSession
    raise NotFound


def parties_of(session: VtmSession) -> list[Party]:
    """All who take part now (1 query)."""
    found = [Party("customer", "device", session.device_id)]
    if session.agent_id is not None:
        found.append(Party("agent", "person", session.agent_id))
    watchers = VtmWatch.objects.filter(session=session, left_at=None).order_by("pk").values_list("staff", flat=True)
    return [*found, *(Party("watcher", "person", staff) for staff in watchers)]

"""A customer asks for a remote teller, on the machine."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from django.db.models import Q

from devices import callers
from devices.callers import Caller
from devices.domain.states import held_usable
from devices.domain.vtm.moving import begun, check_customer, check_note, locked, move, note
from devices.enums.vtm import HIGH_RISK, OPEN, VtmEnd
from devices.errors.vtm import ConsentMissing, CustomerActs, EscortNeeded, MachineOut, MachineTaken, NotByVideo
from devices.models.vtm import VtmSession
from lobby.branches import access
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel, DeviceKind, Permission
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.live import journal

LONGEST = 200


def request(
    device: Device,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service,
    consents: bool,
    language: str = "zh-hans",
    caller: Caller | None = None,
    is_first_use: bool = False,
    escort: Staff | None = None,
    has_camera: bool = True,
    typed: Mapping[str, str] | None = None,
    amount: int | None = None,
) -> VtmSession:
    """Open a session and put it into the queue of those who have the skill.

    With a `caller` the service and whether it is the first use are the caller's. Raises CustomerActs, NotByVideo,
    ConsentMissing, EscortNeeded, MachineOut, MachineTaken.
    """
    if by.kind != "device" or by.id != device.pk or device.kind != DeviceKind.VTM:
        raise CustomerActs
    if caller is not None:
        service, is_first_use = caller.service, not caller.has_used
    check_request(service, device, consents=consents)
    escort_id = escort.pk if escort else caller.escort_id if caller else None
    if is_first_use and escort_id is None:
        raise EscortNeeded
    with journal.unit(by=by, at=at):
        # A machine that is reported on is held before the customers sent to it, so it comes first here as well.
        check_usable(device, service, at=at)
        callers.hold(caller.subject if caller else None)
        check_free(device, caller)
        session = VtmSession.objects.create(
            branch=device.branch,
            device=device,
            day=business_date(device.branch, at),
            since=at,
            service=service,
            language=language,
            subject_type=caller.subject[0] if caller else "",
            subject_id=caller.subject[1] if caller else None,
            number=caller.number if caller else "",
            is_first_use=is_first_use,
            escort_id=escort_id,
            has_camera=has_camera,
            consent_at=at,
            typed=as_json({**typed_before(caller), **(typed or {})}),
            amount=amount,
            is_high_risk=service.family in HIGH_RISK,
            requested_at=at,
        )
        begun(session, by=by, at=at)
        return move(session, "queue_up", by=SYSTEM, at=at, queued_at=at)


def check_request(service: Service, device: Device, *, consents: bool) -> None:
    """Raises NotByVideo, ConsentMissing."""
    if service.branch_id != device.branch_id or not service.is_active or Channel.VTM not in service.channels:
        raise NotByVideo(service=service.name)
    if not consents:
        raise ConsentMissing


def check_usable(device: Device, service: Service, *, at: dt.datetime) -> None:
    """Whoever asks at the same machine, or reports on it, waits for us here (1 statement). Raises MachineOut."""
    if not held_usable(device.pk, at=at, service=service):
        raise MachineOut


def check_free(device: Device, caller: Caller | None) -> None:
    """Nobody is at the machine, and the customer is at no other one (1 query). Raises MachineTaken."""
    taken = Q(device=device)
    if caller is not None:
        taken |= Q(subject_type=caller.subject[0], subject_id=caller.subject[1])
    if VtmSession.objects.filter(taken, status__in=OPEN).exists():
        raise MachineTaken


def typed_before(caller: Caller | None) -> dict[str, str]:
    """What the same customer typed in a session that did not get to its end (0–1 query)."""
    if caller is None:
        return {}
    before = VtmSession.objects.filter(subject_type=caller.subject[0], subject_id=caller.subject[1])
    last = before.order_by("-pk").first()
    return last.entries if last is not None else {}


def type_in(session: VtmSession, *, by: Actor, at: dt.datetime, typed: Mapping[str, str]) -> VtmSession:
    """Keep what the customer typed; lines not named stay as they were. Raises CustomerActs, IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_note(session, "type_in")
        session.typed = as_json({**session.entries, **typed})
        return note(session, "type_in", "typed")


def as_json(typed: Mapping[str, str]) -> str:
    """What was typed as it is kept."""
    cut = {key[:40]: value.strip()[:LONGEST] for key, value in typed.items()}
    return json.dumps(cut, ensure_ascii=False, sort_keys=True)


def cancel(session: VtmSession, *, by: Actor, at: dt.datetime, reason: VtmEnd, text: str = "") -> VtmSession:
    """The call ends before anybody answered: the customer hung up or left, or nobody came. Raises IllegalVtmMove."""
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        return move(session, "cancel", by=by, at=at, end_reason=reason, end_text=text[:LONGEST])


def may_escort(branch: Branch, username: str) -> Staff | None:
    """The colleague of the branch with this user name who helps at machines (2 queries)."""
    if not username or "\0" in username:
        return None
    staff = Staff.objects.filter(username=username, is_active=True, is_superuser=False).first()
    return staff if staff is not None and access.can(staff, branch, Permission.ASSIST_GIVE) else None

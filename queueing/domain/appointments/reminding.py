"""Setting and stopping an appointment's clocks, and what reminds staff of it."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import first_with_role
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import clock_time, local, moment, openings
from lobby.branches.enums import RoleCode
from lobby.branches.models import BranchPolicy, Staff
from lobby.customers.enums import Tier
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from queueing.enums.appointments import NoticeKind
from queueing.models import Appointment
from queueing.selectors.duty import manager_of
from queueing.selectors.slots import previous_open_day

EXPIRY, MISSED = "appointment.expiry", "appointment.missed"
NOTICES = {NoticeKind.DAY_BEFORE: "appointment.day_before", NoticeKind.HOURS_BEFORE: "appointment.hours_before"}
HOURS_BEFORE = dt.timedelta(hours=2)

PREPARE, COMING, FOLLOW_UP = "appointment.prepare", "appointment.coming", "appointment.follow_up"
TO_CONFIRM = "appointment.to_confirm"
FOLLOW_UP_WITHIN = dt.timedelta(hours=1)  # after the next opening
A_FORTNIGHT = 14


def watch_request(appointment: Appointment, policy: BranchPolicy, *, at: dt.datetime) -> None:
    """Let an unconfirmed request expire, at its slot at the latest, and remind somebody to confirm it until then."""
    due_at = min(appointment.requested_at + dt.timedelta(seconds=policy.confirm_within_s), appointment.slot_at)
    set_clock(appointment, EXPIRY, due_at)
    owner = appointment.staff or manager_of(appointment.branch)
    if owner is not None:
        remind(owner, appointment, TO_CONFIRM, at=at, due_at=at + (due_at - at) / 2)


def watch(appointment: Appointment, policy: BranchPolicy, *, at: dt.datetime) -> None:
    """Set the clocks of a confirmed slot; reminders whose time is over already are not given (5 statements at most)."""
    set_clock(appointment, MISSED, missed_at(appointment, policy))
    for kind, name in NOTICES.items():
        due_at = notice_at(appointment, kind)
        if due_at is not None and due_at > at:
            set_clock(appointment, name, due_at)


def set_clock(appointment: Appointment, kind: str, due_at: dt.datetime) -> None:
    """Start a clock or set the running one anew (1 statement)."""
    subject = ("appointment", appointment.pk)
    deadlines.set_deadline(kind, branch_id=appointment.branch_id, subject=subject, due_at=due_at)


def forget(appointment: Appointment, *, at: dt.datetime, reason: str) -> None:
    """Stop every clock and take back what reminds staff (4 statements)."""
    deadlines.stop(subject=("appointment", appointment.pk), at=at)
    forget_staff(appointment, at=at, reason=reason)


def forget_staff(appointment: Appointment, *, at: dt.datetime, reason: str) -> None:
    """Take back what reminds staff (3 statements when there is nothing)."""
    for kind in (PREPARE, COMING, TO_CONFIRM):
        reminders.cancel_about(("appointment", appointment.pk), at=at, reason=reason, kind=kind)


def missed_at(appointment: Appointment, policy: BranchPolicy) -> dt.datetime:
    """When a customer who is not here has not come."""
    return appointment.slot_at + dt.timedelta(seconds=policy.appointment_missed_s)


def notice_at(appointment: Appointment, kind: NoticeKind) -> dt.datetime | None:
    """When to remind: two hours before, or at the same time on the open day before (0–2 queries)."""
    if kind == NoticeKind.HOURS_BEFORE:
        return appointment.slot_at - HOURS_BEFORE
    before = previous_open_day(appointment.branch, appointment.day)
    if before is None:
        return None
    return moment(appointment.branch, before, local(appointment.branch, appointment.slot_at).time())


def remind_staff(appointment: Appointment, kind: str, *, at: dt.datetime, due_at: dt.datetime) -> None:
    """Remind whoever has something to get ready; an ordinary booking stands in the day's list and needs nobody."""
    owner = owner_of(appointment)
    if owner is not None:
        remind(owner, appointment, kind, at=at, due_at=due_at)


def remind(owner: Staff, appointment: Appointment, kind: str, *, at: dt.datetime, due_at: dt.datetime) -> None:
    """One reminder about an appointment."""
    reminders.create(
        owner,
        appointment.branch,
        by=SYSTEM,
        at=at,
        due_at=due_at,
        kind=kind,
        values=values_of(appointment),
        subject=("appointment", appointment.pk),
    )


def owner_of(appointment: Appointment) -> Staff | None:
    """The person the customer comes to; for ordered cash the supervisor, for a VIP the lobby manager (0–2 queries)."""
    if appointment.staff is not None:
        return appointment.staff
    if appointment.is_cash:
        return first_with_role(appointment.branch, RoleCode.TELLER_LEAD, RoleCode.LM, RoleCode.HEAD)
    is_vip = appointment.customer is not None and appointment.customer.tier == Tier.VIP
    return manager_of(appointment.branch) if is_vip else None


def values_of(appointment: Appointment) -> dict[str, object]:
    """What a reminder's text names."""
    return {
        "day": f"{appointment.day:%m-%d}",
        "time": clock_time(appointment.branch, appointment.slot_at),
        "service": kinds.in_both(appointment.service),
    }


def follow_up(appointment: Appointment, *, at: dt.datetime) -> None:
    """Remind the customer's own person to follow up on the next open day (S177) (4 statements, none without a person)."""
    if appointment.staff is None:
        return
    hours = openings(appointment.branch, appointment.day + dt.timedelta(days=1), A_FORTNIGHT)
    opens_at = next((one.opens_at for one in hours.values() if one.opens_at is not None and one.opens_at > at), None)
    due_at = (opens_at or at) + FOLLOW_UP_WITHIN
    remind_staff(appointment, FOLLOW_UP, at=at, due_at=due_at)


def forget_follow_up(appointment: Appointment, *, at: dt.datetime) -> None:
    """The service goes on after all (1 query when nobody was reminded)."""
    subject = ("appointment", appointment.pk)
    reminders.cancel_about(subject, at=at, reason="service goes on", kind=FOLLOW_UP)


def forget_request(appointment: Appointment, *, at: dt.datetime, reason: str) -> None:
    """Nobody has to confirm it any more (1 query when nobody was reminded)."""
    reminders.cancel_about(("appointment", appointment.pk), at=at, reason=reason, kind=TO_CONFIRM)

"""A case for every kind of deadline that the queue registers."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import Post, RoleCode
from lobby.floor.domain.library import installing
from lobby.floor.domain.outages import Reach, Terms, declare
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.outages import OutageScope
from lobby.floor.models import Alert
from queueing.alerts.form_help import FORM_HELP, ask_help
from queueing.alerts.tickets import LONG_HOLD
from queueing.domain import peaks, serving, support
from queueing.domain.appointments.booking import Guest, request
from queueing.domain.calling import call_next
from queueing.domain.rebooking.offering import offer
from queueing.enums.appointments import BookingChannel, NoticeKind
from queueing.models import (
    Appointment,
    AppointmentNotice,
    Helper,
    PeakPlan,
    PeakTask,
    PlanStep,
    RebookingOffer,
    SlotRule,
    SupportCall,
    SupportRequest,
    Ticket,
)
from tests import factories
from tests.floor.deadlines.stages import HOUR, MINUTE, Case, Stage, Subject

ANSWER = dt.timedelta(seconds=120)
ACCEPT_S = 120


def served(stage: Stage, code: str, prefix: str) -> Ticket:
    """A ticket of a service of its own, called at a counter of its own."""
    service = stage.service(f"cash-{code}", prefix)
    counter = factories.make_counter(stage.branch, code, stage.zone, [service])
    teller = stage.staff(f"teller-{code}", RoleCode.TELLER)
    factories.make_skills(teller, service.code)
    session = factories.make_session(counter, teller, stage.at)
    ticket = factories.make_ticket(service, stage.at, by=stage.manager)
    if code == "help":
        ask_help(ticket, by=CUSTOMER, at=stage.at)
    called = call_next(session, by=teller.actor, at=stage.at)
    assert called == ticket
    return called


def held_ticket(stage: Stage) -> Subject:
    """On hold; the first ring reads how long that may last."""
    ticket = served(stage, "hold", "H")
    by = Ticket.objects.get(pk=ticket.pk).session.staff.actor
    serving.start(ticket, by=by, at=stage.at)
    serving.hold(ticket, by=by, at=stage.at)
    sweep_deadlines(at=stage.at)
    return "ticket", ticket.pk


def helped_ticket(stage: Stage) -> Subject:
    """Help with a form was asked for, then the customer was called to the counter."""
    return "ticket", served(stage, "help", "F").pk


def calls_of(kind: str, pk: int) -> int:
    """How many alerts of a kind about a ticket were raised."""
    return Alert.objects.filter(kind=kind, subject_type="ticket", subject_id=pk).count()


def peak_task(stage: Stage) -> Subject:
    """The manager has not taken the task; the head is above."""
    assert stage.head
    PeakPlan.objects.create(branch=stage.branch, level="warning")
    active = PeakPlan.objects.create(branch=stage.branch, level="active")
    PlanStep.objects.create(plan=active, role=RoleCode.LM, kind="announce", accept_s=ACCEPT_S)
    run = peaks.start(stage.branch, by=stage.manager.actor, at=stage.at, reason="crowd")
    return "peak-task", run.tasks.get().pk


def seen_task(stage: Stage, pk: int) -> object:
    """Whose it is, and how many reminders about it are open."""
    task = PeakTask.objects.select_related("owner").get(pk=pk)
    return task.owner.username.partition("-")[0], task.reminder.ended_at


def asked_helper(stage: Stage) -> Subject:
    """The first of two on the list was asked."""
    for position, name in enumerate(("qian", "sun")):
        staff = stage.staff(name, RoleCode.RM)
        factories.make_skills(staff, "cash")
        Helper.objects.create(branch=stage.branch, staff=staff, position=position)
    assert stage.service()
    asked = support.request_support(
        stage.branch, by=stage.manager.actor, at=stage.at, post=Post.COUNTER, reason="crowd", skill="cash"
    )
    return "support-call", asked.calls.get().pk


def seen_request(stage: Stage, pk: int) -> object:
    """Who was asked, in order, and what came of it."""
    asked = SupportRequest.objects.get(calls=pk)
    return [call.status for call in SupportCall.objects.filter(request=asked).order_by("pk")]


def booked(stage: Stage, slot: dt.datetime, code: str, *, confirms_itself: bool = True) -> Subject:
    """A customer comes at that time, for a service of its own."""
    service = stage.service(f"booked-{code}", code)
    SlotRule.objects.create(branch=stage.branch, service=service, lead_min=10, confirms_itself=confirms_itself)
    made = request(
        stage.branch,
        by=CUSTOMER,
        at=stage.at,
        service=service,
        starts_at=slot,
        guest=Guest("张小明", f"1380000{stage.branch.pk % 100:02}{ord(code[0]):02}"),
        channel=BookingChannel.PHONE,
    )
    return "appointment", made.pk


def status_of(stage: Stage, pk: int) -> object:
    """The appointment's status."""
    return Appointment.objects.get(pk=pk).status


def was_reminded(pk: int, kind: NoticeKind) -> bool:
    """Whether it got a reminder of this kind."""
    return AppointmentNotice.objects.filter(appointment=pk, kind=kind).exists()


def offered_ticket(stage: Stage) -> Subject:
    """Somebody who waits during an outage is offered a later time."""
    installing.install(stage.branch, at=stage.at - HOUR)
    ticket = factories.make_ticket(stage.service("cash-outage", "O"), stage.at, by=stage.manager)
    SlotRule.objects.create(branch=stage.branch, service=ticket.service)
    outage = declare(
        stage.branch,
        by=stage.manager.actor,
        at=stage.at,
        reach=Reach(OutageScope.ALL),
        terms=Terms("screen-outage", stage.manager),
    )
    made = offer(outage, by=stage.manager.actor, at=stage.at, minutes=15)
    return "rebooking", made.pk


CASES = {
    "rebooking.expiry": Case(
        offered_ticket,
        lambda stage: stage.at + 15 * MINUTE,
        lambda _stage, pk: RebookingOffer.objects.get(rebooking=pk).status,
        "offered",
        "expired",
    ),
    "ticket.hold": Case(
        held_ticket, lambda stage: stage.after("hold_alert_s"), lambda _stage, pk: calls_of(LONG_HOLD, pk), 0, 1
    ),
    "form.help": Case(
        helped_ticket,
        lambda stage: stage.at + MINUTE,
        lambda _stage, pk: Alert.objects.get(kind=FORM_HELP, subject_id=pk).resolve_reason,
        "",
        "ticket called",
    ),
    "peak.accept": Case(
        peak_task, lambda stage: stage.at + dt.timedelta(seconds=ACCEPT_S), seen_task, ("mei", None), ("wang", None)
    ),
    "peak.support": Case(asked_helper, lambda stage: stage.at + ANSWER, seen_request, ["asked"], ["lapsed", "asked"]),
    "appointment.expiry": Case(
        lambda stage: booked(stage, stage.opens(1), "X", confirms_itself=False),
        lambda stage: min(stage.after("confirm_within_s"), stage.opens(1)),
        status_of,
        "requested",
        "expired",
    ),
    "appointment.missed": Case(
        lambda stage: booked(stage, stage.opens(), "M"),
        lambda stage: stage.opens().astimezone(dt.UTC) + dt.timedelta(seconds=stage.policy.appointment_missed_s),
        status_of,
        "confirmed",
        "no_show",
        is_at_work=True,
    ),
    "appointment.day_before": Case(
        lambda stage: booked(stage, stage.opens(), "D"),
        lambda stage: stage.wall(stage.days.opened),
        lambda _stage, pk: was_reminded(pk, NoticeKind.DAY_BEFORE),
        False,
        True,
        late=False,
        early=8 * HOUR,
        is_at_work=True,
    ),
    "appointment.hours_before": Case(
        lambda stage: booked(stage, stage.opens(1), "B"),
        lambda stage: stage.opens(1).astimezone(dt.UTC) - 2 * HOUR,
        lambda _stage, pk: was_reminded(pk, NoticeKind.HOURS_BEFORE),
        False,
        True,
        late=False,
    ),
}

"""What in the queue needs a person: long waits, long holds and lost VIPs."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, moment, opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import raise_alert, resolve, resolve_about
from lobby.floor.domain.sweeping import apart
from lobby.floor.enums import REMINDER_MOVES, Severity
from lobby.floor.events import AlertResolved
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.live import journal
from lobby.live.events import Event
from queueing.enums import CALLABLE, PriorityClass, TicketStatus
from queueing.events import TicketCalled, TicketFinished
from queueing.models import CareAction, Ticket
from queueing.selectors.duty import manager_of
from queueing.selectors.peaks import card_receiver

LONG_WAIT = "ticket.long_wait"
LONG_HOLD = "ticket.long_hold"
COMPANION = "care.companion"
GREETING = "care.vip_greeting"
# What somebody was asked for while the customer waits, over with the wait.
OF_A_WAIT = (COMPANION, GREETING)
CARE = "care.long_wait"
CALL_BACK = "vip.call_back"
HOLD_CLOCK = "ticket.hold"
RECEPTION = (RoleCode.LM, RoleCode.LMA)

CARE_WITHIN = dt.timedelta(minutes=5)
CALL_BACK_AFTER = dt.timedelta(hours=2)
# Customers are contacted on business days between these hours of the branch's clock.
CONTACT_FROM, CONTACT_UNTIL = dt.time(9), dt.time(20)
MOST_CLOSED_DAYS = 14

ALERT_KINDS = (
    kinds.AlertKind(
        name=LONG_WAIT,
        text=_("{number} waits over {minutes} min"),
        title=_("Long wait"),
        help=_("{service} · explain, offer another way"),
        severity=Severity.LATE,
        roles=RECEPTION,
    ),
    kinds.AlertKind(
        name=LONG_HOLD,
        text=_("{number} is on hold over {minutes} min"),
        title=_("Long on hold"),
        help=_("{counter} · help with what is missing"),
        severity=Severity.ATTENTION,
        roles=RECEPTION,
    ),
)
REMINDER_KINDS = (
    kinds.ReminderKind(name=CARE, text=_("Look after {number}: a long wait for {service}")),
    kinds.ReminderKind(name=CALL_BACK, text=_("Call the VIP back who left with {number} ({service})")),
)


def register() -> None:
    """Fill the floor's registries and follow the queue's news."""
    for alert in ALERT_KINDS:
        kinds.register_alert(alert)
    for reminder in REMINDER_KINDS:
        kinds.register_reminder(reminder)
    kinds.register_subject("ticket", ticket_address)
    deadlines.register(HOLD_CLOCK, when_held)
    for event_type, handler in SUBSCRIPTIONS:
        journal.subscribe(event_type, handler)


def ticket_address(ticket_id: int) -> str:
    """The inside of the tablet's detail dialog for a ticket."""
    return reverse("queueing:floor-ticket", args=[ticket_id])


def sweep_long_waits(*, at: dt.datetime, limit: int = 500) -> int:
    """Raise one alert and one care reminder for every wait that crosses the long-wait line (S100); returns how many.

    Safe to run twice or side by side: each ticket is locked, marked and committed by itself.
    """
    ids = over_the_line(at).order_by("long_wait_at").values_list("pk", flat=True)[:limit]
    return sum(
        apart(partial(alert_long_wait, ticket_id, at=at), failed="long_wait_alert_failed", ticket=ticket_id)
        for ticket_id in list(ids)
    )


def over_the_line(at: dt.datetime) -> QuerySet[Ticket]:
    """Waiting tickets over the line that nobody was told of; a new wait leg has the whole time again.

    Somebody who was just cared for raises no alert for a while (S416).
    """
    patience = F("long_wait_at") - F("issued_at")
    waiting = Ticket.objects.filter(status__in=CALLABLE, long_wait_at__lte=at, long_wait_alerted_at__isnull=True)
    cared_for = CareAction.objects.filter(ticket=OuterRef("pk"), undone_at__isnull=True, quiet_until__gt=at)
    return waiting.filter(~Exists(cared_for), waits_since__lte=at - patience)


def alert_long_wait(ticket_id: int, *, at: dt.datetime) -> bool:
    """Tell the lobby about one ticket; False when it was called meanwhile."""
    with journal.unit(by=SYSTEM, at=at):
        rows = over_the_line(at).select_for_update(no_key=True, of=("self",), skip_locked=True).filter(pk=ticket_id)
        ticket = rows.select_related("branch", "service__zone").first()
        if ticket is None:
            return False
        ticket.long_wait_alerted_at = at
        ticket.save(update_fields=["long_wait_alerted_at"])
        tell_of_long_wait(ticket, at=at)
    return True


def tell_of_long_wait(ticket: Ticket, *, at: dt.datetime) -> None:
    """One alert for the reception and one care reminder for the lobby manager; in a peak for chief or assistant."""
    subject = ("ticket", ticket.pk)
    to = card_receiver(ticket.branch, ticket.priority, ticket.service.complexity)
    minutes = int((ticket.long_wait_at - ticket.issued_at).total_seconds() // 60)
    values = {"number": ticket.number, "service": kinds.in_both(ticket.service), "minutes": minutes}
    raise_alert(
        ticket.branch,
        LONG_WAIT,
        by=SYSTEM,
        at=at,
        subject=subject,
        values=values,
        zone=ticket.service.zone,
        roles=to.roles,
        person=to.person,
    )
    due_at = at + CARE_WITHIN
    remind_manager(ticket.branch, CARE, at=at, due_at=due_at, values=values, subject=subject, owner=to.person)


def remind_manager(
    branch: Branch,
    kind: str,
    *,
    at: dt.datetime,
    due_at: dt.datetime,
    values: dict[str, object],
    subject: tuple[str, int],
    owner: Staff | None = None,
) -> Reminder | None:
    """Remind the lobby manager, the head where there is none; None in a branch with neither (1 query more)."""
    owner = owner or manager_of(branch)
    if owner is None:
        return None
    return reminders.create(owner, branch, by=SYSTEM, at=at, due_at=due_at, kind=kind, values=values, subject=subject)


def ticket_called(event: Event, by: Actor, at: dt.datetime) -> None:
    """Its wait is over (no query for one about which nobody was told)."""
    assert isinstance(event, TicketCalled)
    if event.was_told:
        end_long_wait(event, by, at)


def end_long_wait(event: Event, by: Actor, at: dt.datetime) -> None:
    """A waiting ticket was called or went elsewhere (1 query for one about which nobody was told)."""
    told = Q(long_wait_alerted_at__isnull=False) | Q(companion_alerted_at__isnull=False) | Q(priority=PriorityClass.VIP)
    ticket = Ticket.objects.filter(told, pk=event.subject_id).first()
    if ticket is not None:
        settle_long_wait(ticket, at=at, reason=event.type)


def settle_long_wait(ticket: Ticket, *, at: dt.datetime, reason: str) -> None:
    """Take back what a long wait set off."""
    subject = ("ticket", ticket.pk)
    resolve_about(subject, at=at, reason=reason, among=[LONG_WAIT, *OF_A_WAIT])
    reminders.cancel_about(subject, at=at, reason=reason, kind=CARE)


def end_of_long_wait(ticket: Ticket, *, by: Actor, at: dt.datetime) -> None:
    """Somebody looked after the customer: the alert and the care reminder are done."""
    alerts = Alert.objects.filter(subject_type="ticket", subject_id=ticket.pk, kind=LONG_WAIT, resolved_at__isnull=True)
    for alert in alerts.order_by("pk"):
        resolve(alert, by=by, at=at, reason="care given")


def start_hold_clock(event: Event, by: Actor, at: dt.datetime) -> None:
    """A customer is on hold. The first ring reads the policy, so that a hold costs the teller one statement."""
    deadlines.set_deadline(HOLD_CLOCK, branch_id=event.branch_id, subject=("ticket", event.subject_id), due_at=at)


def when_held(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Look at a held ticket: ring again when the hold gets long, then tell the reception once; in a peak the chief or
    the assistant.
    """
    # Locked, so that a resume either sees the alert or is seen here.
    rows = Ticket.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "counter", "service")
    ticket = rows.get(pk=deadline.subject_id)
    if ticket.status != TicketStatus.ON_HOLD or ticket.held_at is None or ticket.counter is None:
        return None
    patience = policy_of(ticket.branch, ticket.day).hold_alert_s
    if at < (rings_at := ticket.held_at + dt.timedelta(seconds=patience)):
        return rings_at
    values = {"number": ticket.number, "counter": kinds.in_both(ticket.counter), "minutes": patience // 60}
    to = card_receiver(ticket.branch, ticket.priority, ticket.service.complexity)
    subject = ("ticket", ticket.pk)
    raise_alert(
        ticket.branch, LONG_HOLD, by=SYSTEM, at=at, subject=subject, values=values, roles=to.roles, person=to.person
    )
    return None


def end_long_hold(event: Event, by: Actor, at: dt.datetime) -> None:
    """A held ticket is served again, or was taken out (1 query)."""
    resolve_about(("ticket", event.subject_id), at=at, reason=event.type, among=[LONG_HOLD])


def end_settled_hold(event: Event, by: Actor, at: dt.datetime) -> None:
    """An ordinary finish comes from the counter; only one with a reason can have settled a held ticket."""
    assert isinstance(event, TicketFinished)
    if event.reason:
        end_long_hold(event, by, at)


def customer_left(event: Event, by: Actor, at: dt.datetime) -> None:
    """Nobody is waited for any more; a lost VIP is called back (S103) (2 queries)."""
    ticket = Ticket.objects.select_related("branch", "service", "customer__owner").get(pk=event.subject_id)
    if ticket.long_wait_alerted_at is not None:
        settle_long_wait(ticket, at=at, reason=event.type)
    resolve_about(("ticket", ticket.pk), at=at, reason=event.type, among=[LONG_HOLD, *OF_A_WAIT])
    if ticket.priority == PriorityClass.VIP and event.type == "ticket.abandoned":
        values: dict[str, object] = {"number": ticket.number, "service": kinds.in_both(ticket.service)}
        due_at = contact_time(ticket.branch, at)
        owner = ticket.customer.owner if ticket.customer else None
        subject = ("ticket", ticket.pk)
        remind_manager(
            ticket.branch, CALL_BACK, at=at, due_at=due_at, values=values, subject=subject, owner=active(owner)
        )


def active(person: Staff | None) -> Staff | None:
    """Somebody who still works here."""
    return person if person is not None and person.is_active else None


def contact_time(branch: Branch, at: dt.datetime) -> dt.datetime:
    """When to call a customer: some hours on, within the contact hours of a day on which the branch opens."""
    wished = at + CALL_BACK_AFTER
    date = business_date(branch, wished)
    for _day in range(MOST_CLOSED_DAYS):
        if opening(branch, date).opens_at is not None and wished <= moment(branch, date, CONTACT_UNTIL):
            return max(wished, moment(branch, date, CONTACT_FROM))
        date += dt.timedelta(days=1)
        wished = moment(branch, date, CONTACT_FROM)
    return at + CALL_BACK_AFTER


def care_was_given(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever says that the alert is done with has looked after the customer: the care reminder is done too."""
    assert isinstance(event, AlertResolved)
    if event.kind != LONG_WAIT or by.kind != "staff":
        return
    ticket_id = int(event.about.removeprefix("ticket:"))
    sources, _target = REMINDER_MOVES["finish"]
    care = Reminder.objects.filter(subject_type="ticket", subject_id=ticket_id, kind=CARE, status__in=sources)
    for reminder in care:
        reminders.finish(reminder, by=by, at=at)


SUBSCRIPTIONS = (
    ("ticket.called", ticket_called),
    ("ticket.diverted", end_long_wait),
    ("ticket.held", start_hold_clock),
    ("ticket.resumed", end_long_hold),
    ("ticket.finished", end_settled_hold),
    ("ticket.abandoned", customer_left),
    ("ticket.cancelled", customer_left),
    ("alert.resolved", care_was_given),
)

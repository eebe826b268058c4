"""What happens elsewhere and follow-ups follow, inside the transaction of whoever does it."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Staff
from lobby.floor.models import Reminder
from lobby.live import journal
from lobby.live.events import Event
from marketing.domain.follow.acting import cancel
from marketing.domain.follow.making import create
from marketing.domain.follow.moving import REMINDER, locked, move, news_of
from marketing.domain.follow.ruling import rule_for, rules_of
from marketing.domain.messages.moving import cancelled
from marketing.enums.follow import CONSENT_OF, FollowUpKind, FollowUpStatus
from marketing.enums.messages import CancelCause, MessageStatus
from marketing.errors.follow import FollowUpBusy, SayWhatCame
from marketing.events.follow import FollowUpCancelled, FollowUpTaken
from marketing.models import FollowUp, Message
from queueing.models import Appointment

WITHDRAWN = "the customer took the consent back"


def when_consent_is_withdrawn(event: Event, by: Actor, at: dt.datetime) -> None:
    """Nothing that needs the consent stays planned: no follow-up, no message (2 queries when there is none)."""
    payload = event.payload()
    kinds = [kind for kind, purpose in CONSENT_OF.items() if purpose == payload["purpose"]]
    planned = FollowUp.objects.filter(customer=payload["customer"], kind__in=kinds, ended_at__isnull=True)
    for follow_up in planned.order_by("pk"):
        cancel(follow_up, by=SYSTEM, at=at, reason=WITHDRAWN)
    waiting = Message.objects.select_for_update(no_key=True).filter(
        customer=payload["customer"], purpose=payload["purpose"]
    )
    for message in waiting.filter(status=MessageStatus.QUEUED).order_by("pk"):
        cancelled(message, CancelCause.NO_CONSENT, ended_at=at)


def when_meeting_is_over(event: Event, by: Actor, at: dt.datetime) -> None:
    """A meeting with the customer's own person is followed up by the rules (2–14 statements)."""
    payload = event.payload()
    found = Appointment.objects.filter(pk=payload["appointment"], staff__isnull=False, customer__isnull=False)
    appointment = found.select_related("branch", "service", "customer__owner", "staff", "ticket__visit").first()
    if appointment is None:
        return
    assert appointment.customer is not None
    customer = appointment.customer
    rules = rules_of(appointment.branch, FollowUpKind.MEETING)
    rule = rule_for(rules, service_family=appointment.service.family, tier=customer.tier)
    if rule is not None:
        create(
            customer,
            branch=appointment.branch,
            by=SYSTEM,
            at=at,
            kind=FollowUpKind.MEETING,
            days=rule.days,
            owner=appointment.staff,
            visit=appointment.ticket.visit if appointment.ticket else None,
            rule=rule,
            key=key_of(appointment.pk, at=at, appointment=appointment),
        )


def key_of(pk: int, *, at: dt.datetime, appointment: Appointment) -> str:
    """Once for a meeting and the day on which it was completed."""
    return f"appointment:{pk}:{business_date(appointment.branch, at)}"


def when_meeting_goes_on(event: Event, by: Actor, at: dt.datetime) -> None:
    """The end of a meeting was taken back: what it planned is forgotten, so that its end plans it again."""
    about = f"appointment:{event.payload()['appointment']}:"
    for follow_up in FollowUp.objects.filter(
        branch=event.branch_id, kind=FollowUpKind.MEETING, key__startswith=about, ended_at__isnull=True
    ):
        cancel(follow_up, by=SYSTEM, at=at, reason="the meeting goes on")
        FollowUp.objects.filter(pk=follow_up.pk).update(key="")


def when_reminder_moves(event: Event, by: Actor, at: dt.datetime) -> None:
    """Its reminder was taken, done or called off on My day. Raises SayWhatCame, FollowUpBusy.

    The reminder is locked already, which verbs of follow-ups lock last: this waits for nobody.
    """
    payload = event.payload()
    if payload["kind"] != REMINDER:
        return
    pk = Reminder.objects.values_list("subject_id", flat=True).get(pk=payload["reminder"])
    assert pk is not None
    free = FollowUp.objects.select_for_update(no_key=True, skip_locked=True, of=("self",)).filter(pk=pk)
    if free.values_list("pk").first() is None:
        if FollowUp.objects.filter(pk=pk).exists():
            raise FollowUpBusy
        return
    follow_up = locked(FollowUp(pk=pk))
    if follow_up.status != FollowUpStatus.OPEN:
        return
    if event.type == "reminder.done":
        raise SayWhatCame
    if event.type == "reminder.taken":
        follow_up = move(follow_up, "take", owner=taker_of(by))
        journal.record(FollowUpTaken(**news_of(follow_up)))
    elif event.type == "reminder.cancelled" and by.staff_id is not None:
        reason = str(payload["reason"])
        move(follow_up, "cancel", ended_at=at, ended_by_id=by.staff_id, cancel_reason=reason[:120])
        journal.record(FollowUpCancelled(**news_of(follow_up)))


def taker_of(by: Actor) -> Staff:
    """Who took the reminder; only people do (1 query)."""
    assert by.staff_id is not None
    return Staff.objects.get(pk=by.staff_id)

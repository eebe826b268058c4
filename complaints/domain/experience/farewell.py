"""A thank-you after a visit: only to a customer who agreed to be contacted, and never while a complaint is open (S197b).

Nothing is sent from here. The person who said goodbye gets a task with the approved words; the rule is checked when the task
is made, and who would break it gets none.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from complaints.errors.experience import NoThanks, NoThanksWithoutConsent, ThankedAlready
from lobby.branches.calendar import next_opening
from lobby.branches.errors import LobbyError
from lobby.branches.models import Staff
from lobby.customers.models import ContactHold
from lobby.floor.domain import reminders
from lobby.floor.models import Reminder
from lobby.live import journal
from queueing.models import Visit

THANKS = "visit.thanks"
HOUR = dt.timedelta(hours=1)


def refusal(visit: Visit) -> LobbyError | None:
    """Why nobody thanks this customer afterwards, None where somebody may (0–2 queries)."""
    if visit.customer is None or visit.customer.consent_service_at is None:
        return NoThanksWithoutConsent()
    held = Q(visit=visit.pk) | Q(customer=visit.customer)
    if ContactHold.objects.filter(held, until__isnull=True).exists():
        return NoThanks()
    if Reminder.objects.filter(kind=THANKS, subject_type="visit", subject_id=visit.pk).exists():
        return ThankedAlready()
    return None


def thank(visit: Visit, *, by: Staff, at: dt.datetime) -> Reminder:
    """Take on to thank the customer, an hour after the next opening.

    Raises NoThanksWithoutConsent, NoThanks, ThankedAlready.
    """
    with journal.unit(by=by.actor, at=at):
        visit = (
            Visit.objects.select_for_update(no_key=True, of=("self",))
            .select_related("branch", "customer")
            .get(pk=visit.pk)
        )
        if (refused := refusal(visit)) is not None:
            raise refused
        number = visit.tickets.order_by("pk").values_list("number", flat=True).first() or "–"
        return reminders.create(
            by,
            visit.branch,
            by=by.actor,
            at=at,
            due_at=(next_opening(visit.branch, at) or at) + HOUR,
            kind=THANKS,
            values={"number": number},
            subject=("visit", visit.pk),
        )

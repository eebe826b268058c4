"""Who may rate by which way, and who sees what of a rating. What customers wrote is for few, never for whoever served."""

from __future__ import annotations

from complaints.enums.ratings import DEVICE_SOURCES, RatingSource
from complaints.errors.ratings import NotAtCounter
from complaints.models import Rating
from complaints.selectors.ratings import counter_of
from lobby.branches.access import Person, branches_for, can
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Counter, Device, Staff
from queueing.access import TICKETS, found_for
from queueing.models import Ticket

RATINGS = Rating.objects.select_related("branch", "service", "ticket__counter", "visit", "recovered_by")


def ticket_to_rate(person: Person, ticket_id: int) -> tuple[Ticket, RatingSource]:
    """A ticket and how this caller rates it: a kiosk and the counter's evaluator for their customer, staff who call
    customers back for what they were told (1–3 queries). Raises NotFound, Forbidden, NotAtCounter.
    """
    rows = TICKETS.filter(pk=ticket_id)
    if not isinstance(person, Device):
        return found_for(person, rows, Permission.COMPLAINT_CALL_BACK), RatingSource.CALL
    ticket = rows.filter(branch__in=branches_for(person)).first()
    if ticket is None:
        raise NotFound
    source = DEVICE_SOURCES.get(DeviceKind(person.kind))
    if source is None:
        raise Forbidden
    if person.kind == DeviceKind.EVALUATOR and ticket.counter != counter_of(person):
        raise NotAtCounter
    return ticket, source


def rating_for(person: Staff, rating_id: int) -> Rating:
    """A rating at a branch where the person cares for customers or sees what they experience (1–3 queries).

    Raises NotFound, Forbidden.
    """
    rows = RATINGS.filter(pk=rating_id)
    seen = rows.filter(branch__in=branches_for(person, Permission.EXPERIENCE_VIEW)).first()
    return seen or found_for(person, rows, Permission.CARE_GIVE)


def rating_to_recover(person: Staff, rating_id: int) -> Rating:
    """A rating at a branch where the person cares for customers (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, RATINGS.filter(pk=rating_id), Permission.CARE_GIVE)


def reads_words(person: Staff, rating: Rating) -> bool:
    """Whether the person may read what the customer wrote (1 query, none about oneself)."""
    return person.pk != rating.served_by_id and can(person, rating.branch, Permission.COMPLAINT_PERSONAL)


def counters_of(branch: Branch) -> list[Counter]:
    """Where an evaluator can stand (1 query)."""
    return list(Counter.objects.filter(branch=branch, is_active=True).order_by("code"))

"""Looking at a customer's card: never without a purpose, and every look is written down (S169, N20)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Staff
from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ViewPurpose
from lobby.customers.errors.finding import PurposeMissing
from lobby.customers.events.finding import CustomerFound, CustomerViewed
from lobby.customers.models import Customer, ProfileView
from lobby.live import journal

# A purpose once said holds while one reads and acts; then it is said again.
LOOK_LASTS = dt.timedelta(minutes=10)


def look(customer: Customer, *, by: Staff, at: dt.datetime, purpose: str, place: str) -> ProfileView:
    """Write down who looks at whose card and why; from then on the card is open to that person for ten minutes.

    1 statement beside the journal's. Raises PurposeMissing.
    """
    if purpose not in ViewPurpose.values:
        raise PurposeMissing
    with journal.unit(by=by.actor, at=at):
        view = ProfileView.objects.create(
            branch_id=customer.branch_id, customer=customer, staff=by, purpose=purpose, place=Place(place), at=at
        )
        journal.record(
            CustomerViewed(branch_id=customer.branch_id, customer=customer.pk, purpose=purpose, place=view.place)
        )
    return view


def running_look(customer: Customer, *, by: Staff, at: dt.datetime) -> ProfileView | None:
    """The look that is still open to this person, None where a purpose has to be said first (1 query)."""
    views = ProfileView.objects.filter(customer=customer, staff=by, at__gt=at - LOOK_LASTS, at__lte=at)
    return views.order_by("-at").first()


def has_found(customer: Customer, *, by: Staff, at: dt.datetime) -> bool:
    """Whether a search of the person's own pointed to the customer within the time of a look (1 query)."""
    told = journal.timeline(CustomerFound.subject_type, customer.pk, customer.branch_id, at - LOOK_LASTS)
    me = by.actor
    return any((one.type, one.by_kind, one.by_id) == (CustomerFound.type, me.kind, me.id) for one in told)

"""Opening a customer's card: something leads to the customer, or it counts as a search (S169, N20).

Cards have numbers that follow each other. Whoever walks through them is stopped where whoever guesses phone numbers is.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from lobby.branches.calendar import business_date
from lobby.branches.models import Staff
from lobby.customers.domain.finding import count
from lobby.customers.domain.viewing import has_found, look, running_look
from lobby.customers.enums.finding import Place
from lobby.customers.errors.finding import FindFirst
from lobby.customers.models import Customer, ProfileView
from marketing.models import FollowUp, Lead
from queueing.enums import OPEN_VISITS
from queueing.enums.appointments import HOLDING
from queueing.models import Appointment, Visit


def open_card(customer: Customer, *, by: Staff, at: dt.datetime, purpose: str, place: Place) -> ProfileView:
    """Open the card for a purpose; a customer whom nothing leads to counts as a search in vain, whoever it is.

    Call it outside of other units, as `find`. Raises PurposeMissing, TooManySearches.
    """
    if not is_led_to(customer, by, at=at):
        count(by.actor, at=at)
    return look(customer, by=by, at=at, purpose=purpose, place=place)


def check_led_to(customer: Customer, staff: Staff, *, at: dt.datetime) -> None:
    """Raises FindFirst where nothing leads the person to the customer."""
    if not is_led_to(customer, staff, at=at):
        raise FindFirst


def is_led_to(customer: Customer, staff: Staff, *, at: dt.datetime) -> bool:
    """Whether the customer is the person's own, is or comes here today, was found by them or is open to them (0–3 queries)."""
    if customer.owner_id == staff.pk or running_look(customer, by=staff, at=at) is not None:
        return True
    return is_here_or_theirs(customer, staff, at=at) or has_found(customer, by=staff, at=at)


def is_here_or_theirs(customer: Customer, staff: Staff, *, at: dt.datetime) -> bool:
    """Whether a visit or today's appointment of the branch, or an open lead or follow-up of the person is theirs (1 query)."""
    branch, card = customer.branch, OuterRef("pk")
    visits = Visit.objects.filter(branch=branch, customer=card, status__in=OPEN_VISITS)
    booked = Appointment.objects.filter(branch=branch, customer=card, day=business_date(branch, at), status__in=HOLDING)
    leads = Lead.objects.filter(Q(creator=staff) | Q(receiver=staff), customer=card, ended_at__isnull=True)
    follow_ups = FollowUp.objects.filter(owner=staff, customer=card, ended_at__isnull=True)
    ways = Exists(visits) | Exists(booked) | Exists(leads) | Exists(follow_ups)
    return Customer.objects.filter(ways, pk=customer.pk).exists()

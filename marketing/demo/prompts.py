"""What makes prompts visible in the demo: what ships, two customers in the hall with their needs, a hint put away."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.domain import installing_prompts
from marketing.domain.prompting import note_need, skip
from marketing.enums.needs import NeedKind, SkipReason
from queueing.domain.identifying import identify
from queueing.enums import CALLABLE
from queueing.models import Ticket

BRANCH = "0001"
N = NeedKind
NEEDS = (N.INVESTING, N.BILLS, N.ABROAD)


def write(password: str, at: dt.datetime) -> None:
    """Write what is missing; a second run changes nothing."""
    branch = Branch.objects.filter(is_demo=True, code=BRANCH).first()
    by = Staff.objects.filter(username="manager").first()
    if branch is None:
        return
    installing_prompts.install(branch, at=at)
    if by is not None:
        bring_customers(branch, by, at=at)


def bring_customers(branch: Branch, by: Staff, *, at: dt.datetime) -> None:
    """Some who wait turn out to be customers who agreed to offers, and name what they need."""
    waiting = Ticket.objects.filter(branch=branch, day=business_date(branch, at), status__in=CALLABLE)
    if waiting.filter(visit__customer__consent_marketing_at__isnull=False, visit__needs__isnull=False).exists():
        return
    here = waiting.filter(visit__customer__isnull=False).values("visit__customer")
    free = Customer.objects.filter(branch=branch, consent_marketing_at__isnull=False).exclude(pk__in=here)
    visits_open = waiting.filter(visit__customer__isnull=True).select_related("visit", "branch").order_by("-queue_at")
    for ticket, customer, kind in zip(visits_open, free.order_by("pk"), NEEDS, strict=False):
        identify(ticket, customer, by=by.actor, at=at)
        note_need(ticket.visit, by=by, at=at, kind=kind)
        if kind == N.ABROAD:
            skip(ticket, by=by, at=at, reason=SkipReason.NO_TIME)

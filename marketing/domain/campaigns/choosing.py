"""Whom an event may be offered to, before anybody is invited."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from lobby.branches.models import Staff
from lobby.customers.enums import Tier
from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.models import Customer, RiskAssessment
from marketing.domain.contacting import standings
from marketing.models import Event, EventGuest
from marketing.selectors.terms import in_force


def candidates(event: Event, staff: Staff, *, at: dt.datetime, limit: int = 40) -> list[Customer]:
    """Customers who may be invited: consent, no complaint, no peace asked for, risk within their level (3 queries).

    The staff member's own first, then by tier. The gate decides again when one is invited.
    """
    rows = Customer.objects.filter(branch=event.branch_id, consent_marketing_at__lte=at, closed_on=None)
    rows = rows.exclude(pk__in=EventGuest.objects.filter(event=event).values("customer"))
    if event.product is not None and event.product.risk is not None:
        able = RiskAssessment.objects.filter(
            customer=OuterRef("pk"),
            status=AssessmentStatus.VALID,
            valid_until__gt=at,
            level__gte=event.product.risk,
        )
        rows = rows.filter(Exists(able))
    whose = Case(When(owner=staff, then=Value(0)), default=Value(1), output_field=IntegerField())
    tier = Case(When(tier=Tier.VIP, then=Value(0)), When(tier=Tier.GOLD, then=Value(1)), default=Value(2))
    found = list(rows.select_related("owner").order_by(whose, tier, "pk")[: 2 * limit])
    how = standings(Customer.objects.filter(pk__in=[one.pk for one in found]), at=at)
    terms = in_force(at)
    return [one for one in found if one.pk in how and how[one.pk].silence(terms, event.family) is None][:limit]

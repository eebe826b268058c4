"""What risk a customer can bear, as it stands, and what came before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.models import AssessmentTerms, Customer, RiskAssessment

S = AssessmentStatus
STANDING = (S.PENDING, S.VALID, S.EXPIRED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a customer's assessments stand: the valid one, the one to be confirmed, one that has run out."""

    valid: RiskAssessment | None = None
    pending: RiskAssessment | None = None
    expired: RiskAssessment | None = None

    @property
    def last(self) -> RiskAssessment | None:
        """The last one that counted, whether it still does or not."""
        return self.valid or self.expired


def terms_in_force(at: dt.datetime) -> AssessmentTerms:
    """The bank's terms of assessments at a moment (1 query); before the first row what the product ships."""
    rows = AssessmentTerms.objects.filter(effective_from__lte=timezone.localdate(at))
    return rows.order_by("-effective_from").first() or AssessmentTerms(effective_from=dt.date.min)


def standing(customer_id: int, *, at: dt.datetime) -> Standing:
    """How a customer's assessments stand at a moment (1 query), by the clock: what has run out counts no more.

    A changed level that nobody confirmed in its time is gone with it.
    """
    rows = RiskAssessment.objects.filter(customer=customer_id, status__in=STANDING).order_by("-assessed_at", "-pk")
    valid = pending = expired = None
    # At most one is valid and one pending, and both are younger than what has run out.
    for row in rows[:3]:
        is_over = row.valid_until <= at
        if row.status == S.PENDING:
            pending = None if is_over else row
        elif row.status == S.VALID and not is_over:
            valid = row
        else:
            expired = expired or row
    return Standing(valid, pending, expired)


def history(customer: Customer) -> list[RiskAssessment]:
    """Every assessment of a customer, newest first (1 query)."""
    return list(customer.assessments.select_related("by").order_by("-assessed_at", "-pk"))

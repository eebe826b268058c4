"""Measures that several figures share."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Expression, ExpressionWrapper, F, FloatField, Q, Value, When
from django.db.models.fields import DurationField
from django.db.models.functions import Cast, Coalesce, Extract, Greatest


def seconds(duration: Any) -> Expression:
    """A difference of two moments in seconds."""
    return Cast(Extract(ExpressionWrapper(duration, DurationField()), "epoch"), FloatField())


# The wait ends with the first call, else when the customer let others go first or left. The part that a called
# customer had asked for is known as `customer_pause_s`.
WAIT_ENDED_AT = Coalesce("first_called_at", "postponed_at", "ended_at")
WAIT_S = Greatest(Value(0.0), seconds(WAIT_ENDED_AT - F("issued_at")) - F("customer_pause_s"))


def counts(condition: Q) -> Expression:
    """1 where the condition holds, else 0."""
    return Case(When(condition, then=Value(1.0)), default=Value(0.0))

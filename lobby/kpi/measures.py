"""Measures that figures of several apps share."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Expression, ExpressionWrapper, FloatField, Q, Value, When
from django.db.models.fields import DurationField
from django.db.models.functions import Cast, Extract


def seconds(duration: Any) -> Expression:
    """A difference of two moments in seconds."""
    return Cast(Extract(ExpressionWrapper(duration, DurationField()), "epoch"), FloatField())


def counts(condition: Q) -> Expression:
    """1 where the condition holds, else 0."""
    return Case(When(condition, then=Value(1.0)), default=Value(0.0))

"""What the calls about appointments take."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from rest_framework import serializers
from rest_framework.serializers import DateField

from lobby.branches.api.bodies import MAX_BIGINT, Body, Flag, QueryWhole, Text, Whole
from lobby.branches.api.moments import Moment
from queueing.api.bodies import LANGUAGE, reason, service_code
from queueing.forms.appointments import NAME, PHONE

MOST_CASH = 100_000_000


class Currency(TextChoices):
    """What can be ordered."""

    CNY = "CNY"
    USD = "USD"
    EUR = "EUR"
    HKD = "HKD"
    JPY = "JPY"
    GBP = "GBP"


class SlotQuery(Body):
    """Which slots are listed."""

    service = service_code()
    staff = Text(max_length=40, required=False, help_text="User name of the person to meet")
    days = QueryWhole(min_value=1, max_value=60, default=7)
    amount = QueryWhole(min_value=1, max_value=MOST_CASH, required=False, help_text="Cash to have ready")

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that Python takes."""
        first = DateField(required=False, help_text="First business day; today without one")
        return {**super().get_fields(), "from": first}


class DayQuery(Body):
    """Which day is listed."""

    day = DateField(required=False, help_text="Business day; today without one")


class CashBody(Body):
    """Money to have ready."""

    amount = Whole(min_value=1, max_value=MOST_CASH)
    currency = serializers.ChoiceField(Currency.choices, default=Currency.CNY)
    notes = Text(max_length=120, required=False, help_text="Which notes the customer would like")


class BookBody(Body):
    """A slot is wished."""

    service = service_code()
    start = Moment(help_text="Start of a slot")
    name = Text(max_length=60, validators=[NAME])
    phone = Text(max_length=20, validators=[PHONE])
    staff = Text(max_length=40, required=False, help_text="User name of the person to meet")
    customer = Text(max_length=40, allow_null=True, default=None, help_text="The core system's number")
    language = Text(max_length=10, validators=[LANGUAGE], required=False)
    note = Text(max_length=200, required=False)
    cash = CashBody(required=False, allow_null=True, default=None)


class RescheduleBody(Body):
    """Another slot."""

    start = Moment(help_text="Start of a slot")


class PrepareBody(Body):
    """What is done; with nothing in it the appointment must be ready already."""

    items = serializers.ListField(child=Whole(min_value=1, max_value=MAX_BIGINT), max_length=30, default=list)
    cash_ready = Flag(default=False, help_text="Two members of staff say so, one after the other")


class CallOffBody(Body):
    """Why, and what the customer is told."""

    reason = reason()
    apology = Text(max_length=200, required=False)

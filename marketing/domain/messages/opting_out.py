"""The way out that every offer carries: whoever holds the message ends offers, without signing in (N09)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import NotFound
from lobby.customers.domain import consenting
from lobby.customers.enums.profile import ConsentPurpose, ConsentWay
from lobby.customers.models import Customer
from marketing.models import Message


def message_by_token(token: str) -> Message:
    """The message that carried the address (1 query). Raises NotFound."""
    found = Message.objects.filter(token=token, customer__isnull=False).select_related("customer", "branch").first()
    if found is None:
        raise NotFound
    return found


def opt_out(message: Message, *, at: dt.datetime) -> Customer:
    """The customer takes the consent to offers back; saying it again changes nothing."""
    assert message.customer is not None
    return consenting.withdraw(
        message.customer, purpose=ConsentPurpose.MARKETING, by=CUSTOMER, at=at, way=ConsentWay.LINK
    )

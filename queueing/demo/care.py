"""A VIP customer of the demo branch with an owner, found by the number VIP0001."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.cards import add_customer
from lobby.customers.enums import Tier
from lobby.customers.selectors.cards import customer_by_reference

REFERENCE = "VIP0001"


def write(password: str, at: dt.datetime) -> None:
    """Make the card if it is missing; a second run changes nothing."""
    branch = Branch.objects.get(code="0001")
    if customer_by_reference(branch, REFERENCE) is None:
        owner = Staff.objects.get(username="wealth1")
        add_customer(branch, by=SYSTEM, at=at, name="林若溪", reference=REFERENCE, tier=Tier.VIP, owner=owner)

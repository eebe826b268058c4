"""Who was found at a kiosk a moment ago: a signed word in the page's address, good for this kiosk and two minutes."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from lobby.branches.models import Device
from lobby.customers.models import Customer

SALT = "queueing.kiosk_guest"
# The page goes back to its start long before, so the next customer never finds it.
LASTS_S = 120


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer who was found, and how."""

    customer: Customer
    way: str


def token_for(kiosk: Device, customer: Customer, way: str) -> str:
    """What the next page carries; it names an id, nothing personal."""
    return signing.dumps({"kiosk": kiosk.pk, "customer": customer.pk, "way": way}, salt=SALT)


def known_by_token(kiosk: Device, token: str) -> Guest | None:
    """The customer a token of this kiosk is about (0–1 query); None for none, an old one or somebody else's."""
    if not token:
        return None
    try:
        value = signing.loads(token, salt=SALT, max_age=LASTS_S)
    except signing.BadSignature:
        return None
    if value["kiosk"] != kiosk.pk:
        return None
    customer = Customer.objects.filter(branch=kiosk.branch_id, pk=value["customer"]).first()
    return Guest(customer, value["way"]) if customer else None

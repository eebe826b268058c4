"""Words of the customer card."""

from lobby.customers.enums.cards import Capacity, ContactWay, Tier
from lobby.customers.enums.holds import ContactHoldKind

__all__ = ["Capacity", "ContactHoldKind", "ContactWay", "Tier"]

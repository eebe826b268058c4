"""Finding customers."""

from __future__ import annotations

from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.models import Customer


def customer_by_reference(branch: Branch, reference: str) -> Customer | None:
    """The branch's customer with this core-system number, found through the blind index."""
    return Customer.objects.filter(branch=branch, reference_index=blind_index(reference)).first()

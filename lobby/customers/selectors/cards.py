"""Finding customers, and who is left in peace."""

from __future__ import annotations

from django.db.models import Q

from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.models import ContactHold, Customer


def customer_by_reference(branch: Branch, reference: str) -> Customer | None:
    """The branch's customer with this core-system number, found through the blind index."""
    return Customer.objects.filter(branch=branch, reference_index=blind_index(reference)).first()


def is_contact_held(*, customer_id: int | None = None, visit_id: int | None = None) -> bool:
    """Whether nothing may be offered to a customer, or in a visit, at present (1 query, 0 for nobody)."""
    about = Q(customer=customer_id) if customer_id is not None else Q(pk__in=[])
    if visit_id is not None:
        about |= Q(visit=visit_id)
    return ContactHold.objects.filter(about, until__isnull=True).exists()

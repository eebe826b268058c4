"""What the words of a body mean at a branch; strangers' are unknown."""

from __future__ import annotations

from typing import Any

from lobby.branches.models import Branch, Staff
from marketing.access.leads import customer_of
from marketing.domain.leads.offering import workers
from marketing.errors.leads import UnknownColleague, UnknownProduct, VisitElsewhere
from marketing.models import Product
from queueing.models import Ticket, Visit


def colleague_of(branch: Branch, username: str) -> Staff:
    """Somebody who works on leads at the branch (1 query). Raises UnknownColleague."""
    person = workers(branch).filter(username=username).first()
    if person is None:
        raise UnknownColleague
    return person


def product_of(code: str) -> Product:
    """A product by its code (1 query). Raises UnknownProduct."""
    product = Product.objects.filter(code=code).first()
    if product is None:
        raise UnknownProduct
    return product


def cause_of(branch: Branch, sent: dict[str, Any]) -> dict[str, Any]:
    """A body with rows in the place of ids (1–4 queries).

    Raises CustomerElsewhere, VisitElsewhere, UnknownProduct.
    """
    found = {**sent, "customer": customer_of(branch, sent["customer"])}
    if "visit" in sent:
        found["visit"] = one_of(Visit.objects.filter(branch=branch, pk=sent["visit"]))
    if "ticket" in sent:
        found["ticket"] = one_of(Ticket.objects.select_related("visit").filter(branch=branch, pk=sent["ticket"]))
    if "product" in sent:
        found["product"] = product_of(sent["product"])
    return found


def one_of(rows: Any) -> Any:
    """The only row. Raises VisitElsewhere."""
    row = rows.first()
    if row is None:
        raise VisitElsewhere
    return row

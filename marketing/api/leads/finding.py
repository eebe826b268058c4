"""What the words of a body mean at a branch; strangers' are unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.finding import by_reference
from lobby.customers.models import Customer
from marketing.domain.leads.offering import workers
from marketing.errors.leads import CustomerElsewhere, UnknownColleague, UnknownProduct, VisitElsewhere
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


def cause_of(branch: Branch, sent: dict[str, Any], *, by: Actor, at: dt.datetime) -> dict[str, Any]:
    """A body with rows in the place of numbers (1–6 statements).

    Raises CustomerElsewhere, VisitElsewhere, UnknownProduct, TooManySearches.
    """
    found = dict(sent)
    if "visit" in sent:
        visits = Visit.objects.select_related("customer")
        found["visit"] = one_of(visits.filter(branch=branch, pk=sent["visit"]))
    if "ticket" in sent:
        tickets = Ticket.objects.select_related("visit__customer")
        found["ticket"] = one_of(tickets.filter(branch=branch, pk=sent["ticket"]))
    if "product" in sent:
        found["product"] = product_of(sent["product"])
    found["customer"] = customer_in(branch, found, by=by, at=at)
    return found


def customer_in(branch: Branch, found: dict[str, Any], *, by: Actor, at: dt.datetime) -> Customer:
    """The customer by number, else the one of the visit (0–3 statements). Raises CustomerElsewhere, TooManySearches."""
    if "customer" in found:
        customers = Customer.objects.filter(branch=branch)
        customer = by_reference(customers, found["customer"], by=by, at=at)
    else:
        visit = found["visit"] if "visit" in found else found["ticket"].visit if "ticket" in found else None
        customer = visit.customer if visit else None
    if customer is None:
        raise CustomerElsewhere
    return customer


def one_of(rows: Any) -> Any:
    """The only row. Raises VisitElsewhere."""
    row = rows.first()
    if row is None:
        raise VisitElsewhere
    return row

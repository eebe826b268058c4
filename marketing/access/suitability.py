"""Fetching customers, assessments, products and colleagues through the person."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from lobby.branches.access import Person, branches_for, units_above
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Qualification, RoleGrant, Staff
from lobby.customers.domain.finding import by_reference
from lobby.customers.models import Customer, RiskAssessment
from marketing.models import Product

P = Permission


def customer_at(branch: Branch, customer_id: int) -> Customer:
    """A customer of a branch that the person was let into (1 query). Raises NotFound."""
    found = Customer.objects.filter(pk=customer_id, branch=branch).select_related("branch", "owner").first()
    if found is None:
        raise NotFound
    return found


def customer_by_reference_for(person: Person, reference: str, permission: str, *, at: dt.datetime) -> Customer:
    """A customer of a branch where the person holds the permission (3–4 statements), looked for as `by_reference` does.

    Raises Forbidden, NotFound, TooManySearches.
    """
    branches = branches_for(person, permission)
    customers = Customer.objects.filter(branch__in=branches).select_related("branch")
    found = by_reference(customers, reference, by=person.actor, at=at)
    if found is None:
        if not branches.exists():
            raise Forbidden
        raise NotFound
    return found


def assessment_of(customer: Customer, assessment_id: int) -> RiskAssessment:
    """One of the customer's assessments (1 query). Raises NotFound."""
    found = RiskAssessment.objects.filter(pk=assessment_id, customer=customer).select_related("customer").first()
    if found is None:
        raise NotFound
    return found


def product_by_code(code: str) -> Product:
    """A product of the bank (1 query). Raises NotFound."""
    found = Product.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def colleagues(branch: Branch) -> QuerySet[Staff]:
    """Everybody with a role at the branch or above it."""
    grants = RoleGrant.objects.filter(Q(branch=branch) | Q(unit__in=units_above(branch)))
    return Staff.objects.filter(is_active=True, pk__in=grants.values("staff")).order_by("name", "pk")


def colleague(branch: Branch, username: str) -> Staff:
    """A member of the branch's staff by user name. Raises NotFound."""
    found = colleagues(branch).filter(username=username).first()
    if found is None:
        raise NotFound
    return found


def qualification_at(branch: Branch, qualification_id: int) -> Qualification:
    """A qualification of somebody of the branch. Raises NotFound."""
    rows = Qualification.objects.filter(pk=qualification_id, staff__in=colleagues(branch))
    found = rows.select_related("staff").first()
    if found is None:
        raise NotFound
    return found

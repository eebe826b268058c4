"""Families who are looked after together, each member by their own consent (S175)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.customers.errors.cards import NoConsent, OwnFamily
from lobby.customers.events.cards import HouseholdChanged
from lobby.customers.models import Customer, Household
from lobby.live import journal


def link(customer: Customer, member: Customer, *, by: Actor, at: dt.datetime) -> Customer:
    """Let a customer belong to the family of another one; both must have agreed.

    Raises NoConsent, OwnFamily for oneself and for customers of another branch.
    """
    if customer.pk == member.pk or customer.branch_id != member.branch_id:
        raise OwnFamily
    with journal.unit(by=by, at=at):
        both = Customer.objects.select_for_update(no_key=True).filter(pk__in=[customer.pk, member.pk])
        pair = list(both.order_by("pk"))
        if any(one.consent_household_at is None for one in pair):
            raise NoConsent
        joining, other = sorted(pair, key=lambda one: one.pk != customer.pk)
        if other.household_id is None:
            other.household = Household.objects.create(branch_id=customer.branch_id, created_at=at)
            other.save(update_fields=["household"])
        joining.household_id = other.household_id
        joining.save(update_fields=["household"])
        journal.record(HouseholdChanged(branch_id=customer.branch_id, customer=customer.pk))
    return joining


def unlink(customer: Customer, *, by: Actor, at: dt.datetime) -> Customer:
    """The customer does not belong to the family any more; from now on neither sees the other."""
    with journal.unit(by=by, at=at):
        customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
        if customer.household_id is not None:
            customer.household = None
            customer.save(update_fields=["household"])
            journal.record(HouseholdChanged(branch_id=customer.branch_id, customer=customer.pk))
    return customer


def members_of(customer: Customer) -> list[Customer]:
    """The others of the family, nobody where there is none or where the consent is gone (0–1 query)."""
    if customer.household_id is None:
        return []
    others = Customer.objects.filter(household=customer.household_id, consent_household_at__isnull=False)
    return list(others.exclude(pk=customer.pk).order_by("pk"))

"""Finding a customer: by phone number, customer number, identity document or bank card; never by a face (N03).

What is looked for is turned into blind indexes and forgotten. Whoever guesses numbers is stopped: searches in vain are
counted for each member of staff and each machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.db import connection
from django.db.models import F, QuerySet

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.enums.finding import FindWay, Place
from lobby.customers.errors.finding import TooManySearches
from lobby.customers.events.finding import CustomerFound
from lobby.customers.models import BankCard, Customer, FindTally
from lobby.customers.numbers import bank_card_index, document_index, phone_index, plain
from lobby.customers.readers import reading_of
from lobby.live import journal

# Searches in vain within an hour. A family may share a phone number: so many are offered to choose from.
MISSES = {"device": 30, "staff": 60}
MOST = 5
# One statement counts and holds the row until commit, so that tries made at the same time are counted one by one.
COUNT = """
    INSERT INTO customers_findtally AS tally (who, hour, misses) VALUES (%s, %s, 1)
    ON CONFLICT (who) DO UPDATE
    SET hour = excluded.hour, misses = CASE WHEN tally.hour = excluded.hour THEN tally.misses + 1 ELSE 1 END
    RETURNING misses
"""


def find(
    branch: Branch, *, by: Actor, at: dt.datetime, ways: Sequence[FindWay], text: str, place: Place
) -> list[Customer]:
    """Customers of the branch who are known by it, the first way that finds anybody; at most five, none if nobody.

    5 statements, 3 in vain. A search in vain is counted whatever becomes of the caller's own work, so call it outside
    of other units. Raises TooManySearches.
    """
    with journal.unit(by=by, at=at):
        count(by, at=at)
        for way in ways:
            found = list(known_by(branch, way, text)[:MOST])
            if found:
                FindTally.objects.filter(who=who(by)).update(misses=F("misses") - 1)
                for customer in found:
                    journal.record(CustomerFound(branch_id=branch.pk, customer=customer.pk, way=way, place=place))
                return found
    return []


def by_reference(customers: QuerySet[Customer], reference: str, *, by: Actor, at: dt.datetime) -> Customer | None:
    """Who of them has this number of the core system, for a verb that is sent it (3 statements).

    Call it in the verb's own unit: a number that nobody has counts as a search in vain although the verb is refused.
    Raises TooManySearches.
    """
    count(by, at=at)
    found = customers.filter(reference_index=index_of(FindWay.REFERENCE, reference)).order_by("branch").first()
    if found is None:
        journal.leave_trace(partial(count, by, at=at))
    else:
        FindTally.objects.filter(who=who(by)).update(misses=F("misses") - 1)
    return found


def known_by(branch: Branch, way: FindWay, text: str) -> QuerySet[Customer]:
    """The customers whom something points to; nobody for what has no number in it."""
    index = index_of(way, text)
    customers = Customer.objects.filter(branch=branch).select_related("owner").order_by("pk")
    if not index:
        return customers.none()
    if way == FindWay.BANK_CARD:
        return customers.filter(pk__in=BankCard.objects.filter(branch=branch, number_index=index).values("customer"))
    column = {
        FindWay.PHONE: "phone_index",
        FindWay.REFERENCE: "reference_index",
        FindWay.DOCUMENT: "document_index",
    }[way]
    return customers.filter(**{column: index})


def index_of(way: FindWay, text: str) -> str:
    """The blind index of what was typed or read, "" for nothing."""
    if way == FindWay.PHONE:
        return phone_index(text)
    if way == FindWay.DOCUMENT:
        return document_index(text)
    if way == FindWay.BANK_CARD:
        return bank_card_index(text)
    reference = plain(text).strip()
    return blind_index(reference) if reference else ""


def ways_of(text: str) -> tuple[FindWay, ...]:
    """What a typed number can be, likeliest first."""
    reading = reading_of(text)
    first = (reading.way,) if reading else ()
    return *first, FindWay.PHONE, FindWay.REFERENCE


def count(by: Actor, *, at: dt.datetime) -> None:
    """Count a search of this hour until it finds somebody (1 statement). Raises TooManySearches."""
    hour = at.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [who(by), hour])
        (misses,) = cursor.fetchone()
    if misses > MISSES.get(by.kind, MISSES["device"]):
        raise TooManySearches


def who(by: Actor) -> str:
    """Under what somebody's searches are counted."""
    return f"{by.kind}:{by.id}"


def add_bank_card(customer: Customer, number: str) -> BankCard:
    """A bank card that the customer is found by from now on; the number itself is not kept (1–2 statements)."""
    card, _is_new = BankCard.objects.get_or_create(
        branch_id=customer.branch_id, number_index=bank_card_index(number), defaults={"customer": customer}
    )
    return card

"""Who a lead is offered to when nobody says to whom: whoever looks after the customer, may sell it, and has most time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Qualification, Staff
from lobby.customers.models import Customer
from marketing.domain.leads.offering import receivers
from marketing.enums.leads import OPEN
from marketing.enums.suitability import LICENCES
from marketing.models import Lead


def in_order(branch: Branch, customer: Customer, family: str, *, at: dt.datetime) -> list[Staff]:
    """Who is there to take it, best first: the customer's owner, who is licensed, who has fewest leads (2–3 queries)."""
    people = receivers(branch, at=at)
    licensed, busy = who_may_sell(people, branch, family, at=at), open_leads(people)
    return sorted(
        people,
        key=lambda one: (one.pk != customer.owner_id, one.pk not in licensed, busy.get(one.pk, 0), one.pk),
    )


def who_may_sell(people: Sequence[Staff], branch: Branch, family: str, *, at: dt.datetime) -> set[int]:
    """Ids of those who are licensed for a family on the branch's date; everybody where it needs none (0–1 queries)."""
    licence = LICENCES.get(family)  # type: ignore[call-overload]
    if licence is None:
        return {one.pk for one in people}
    day = local(branch, at).date()
    held = Qualification.objects.filter(staff__in=people, kind=licence, valid_from__lte=day, valid_until__gte=day)
    return set(held.values_list("staff", flat=True))


def open_leads(people: Sequence[Staff]) -> dict[int, int]:
    """How many open leads each of some people has (1 query)."""
    rows = Lead.objects.filter(receiver__in=people, status__in=OPEN).values("receiver").annotate(n=Count("pk"))
    return {row["receiver"]: row["n"] for row in rows}

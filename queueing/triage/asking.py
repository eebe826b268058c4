"""What routing may know of a customer: what was stated, and what the customer's card says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.enums import Channel
from lobby.branches.models import BranchPolicy
from lobby.customers.models import Customer
from queueing.enums import CARE_TRAITS, Trait
from queueing.triage.rules import Asker


def asker_of(
    traits: Iterable[str],
    customer: Customer | None,
    *,
    policy: BranchPolicy,
    day: dt.date,
    guided: frozenset[Channel] = frozenset(),
) -> Asker:
    """Put together what is known; nothing is guessed."""
    stated = set(traits)
    return Asker(
        is_elderly=Trait.ELDERLY in stated or is_elderly(customer, policy, day),
        prefers_counter=Trait.PREFERS_COUNTER in stated or (customer is not None and customer.prefers_counter),
        needs_care=bool(CARE_TRAITS & stated),
        guided=guided,
    )


def is_elderly(customer: Customer | None, policy: BranchPolicy, day: dt.date) -> bool:
    """Whether the card's year of birth makes the customer elderly; a birthday still to come this year does not matter."""
    if customer is None or customer.birth_year is None:
        return False
    return day.year - customer.birth_year >= policy.elderly_from_age

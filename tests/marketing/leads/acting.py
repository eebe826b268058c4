"""Every verb of leads as whoever may use it would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.domain import leads
from marketing.enums.leads import LEAD_MOVES, LeadSource
from marketing.models import Lead, Product
from queueing.models import Visit

STEPS = ("offer", "accept", "contact", "assess", "propose", "win")
Act = Callable[[Lead, dt.datetime], Lead]


def acts(*, creator: Staff, receiver: Staff, product: Product) -> dict[str, Act]:
    """Verb → what does it with everything it needs."""
    own: dict[str, Any] = {"by": receiver}
    return {
        "offer": lambda lead, at: leads.offer(lead, by=creator, at=at, to=receiver),
        "accept": lambda lead, at: leads.accept(lead, at=at, **own),
        "decline": lambda lead, at: leads.decline(lead, at=at, reason="busy", **own),
        "expire": lambda lead, at: leads.expire(lead, at=at),
        "contact": lambda lead, at: leads.contact(lead, at=at, way="meeting", answer="interested", **own),
        "assess": lambda lead, at: leads.assess(lead, at=at, **own),
        "propose": lambda lead, at: leads.propose(lead, at=at, product=product, recording_ref="REC-1", **own),
        "win": lambda lead, at: leads.win(lead, at=at, deal_reference="D-1", **own),
        "lose": lambda lead, at: leads.lose(lead, at=at, reason="rate too low", **own),
        "withdraw": lambda lead, at: leads.withdraw(lead, by=creator, at=at, reason="noted by mistake"),
    }


def created(
    branch: Branch, customer: Customer, visit: Visit, by: Staff, at: dt.datetime, family: str = "wealth", **fields: Any
) -> Lead:
    """A lead from the lobby, just noted."""
    fields = {"source": LeadSource.LOBBY, "visit": visit, **fields}
    return leads.create(branch, by=by, at=at, customer=customer, family=family, **fields)[0]


def brought(lead: Lead, verb: str, how: dict[str, Act], at: dt.datetime) -> Lead:
    """The lead once the so-far usual steps up to a verb are done."""
    for step in STEPS[: STEPS.index(verb) + 1]:
        lead = how[step](lead, at)
    return lead


assert set(STEPS) < set(LEAD_MOVES)

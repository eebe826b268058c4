"""Settling a complaint while the customer is still there (S180c): registered and settled by one card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from complaints.domain.cases import register, settle
from complaints.enums.cases import CardStep, Step, Verdict
from complaints.models import Complaint
from lobby.branches.models import Staff
from lobby.live import journal


def settle_now(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    card: Collection[CardStep | str],
    verdict: Verdict,
    answer: str,
    **facts: Any,
) -> Complaint:
    """Register what is not registered yet with the card's `facts`, then settle it; both or nothing.

    Raises what `register` and `settle` raise.
    """
    with journal.unit(by=by.actor, at=at):
        if complaint.step == Step.RECEIVED:
            complaint = register(complaint, by=by, at=at, **facts)
        return settle(complaint, by=by, at=at, card=card, verdict=verdict, answer=answer)

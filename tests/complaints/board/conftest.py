"""A board with a complaint in every column, and people who see it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.enums.cases import MAIN_STEPS, CaseSeverity, ClockKind, ReceiptChannel, Step
from complaints.models import Complaint
from lobby.branches.models import Branch, Staff
from tests.complaints.factories import make_complaint

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def cases(branch: Branch, manager: Staff, lead: Staff, at: dt.datetime) -> dict[str, Complaint]:
    """One in each step that is open, by step; the older the later the step. What is followed up has no clock any more."""
    found: dict[str, Complaint] = {}
    for days, step in enumerate((*MAIN_STEPS[:-1], Step.IN_REVIEW)):
        more: dict[str, Any] = {"severity": CaseSeverity.SERIOUS, "is_major": True} if step == Step.PLANNED else {}
        owner = lead if step == Step.RESOLVING else manager
        channel = ReceiptChannel.CALL if step == Step.ANALYSING else ReceiptChannel.VISIT
        received_at = at - days * 4 * DAY
        found[step] = make_complaint(
            branch, owner=owner, step=step, received_at=received_at, receipt_channel=channel, **more
        )
        if days >= MAIN_STEPS.index(Step.REGISTERED):
            found[step].clocks.filter(kind=ClockKind.FIRST_FEEDBACK).update(stopped_at=received_at + HOUR, is_met=True)
        if step in (Step.FOLLOWUP, Step.IN_REVIEW):
            found[step].clocks.update(stopped_at=received_at + DAY, is_met=True)
    return found

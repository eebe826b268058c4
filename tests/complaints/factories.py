"""Plain makers of complaints' rows; what a call does not name is as simple as can be."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from complaints.domain import clocks
from complaints.domain.cases import moving
from complaints.enums.cases import ENDED_STEPS, Dimension, LocalCause, ReceiptChannel
from complaints.models import Complaint, ComplaintCode, ComplaintTerms
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch

BEGIN = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
numbers = itertools.count(1)


def make_terms(effective_from: dt.date = dt.date(2020, 1, 1), **fields: Any) -> ComplaintTerms:
    """The terms from a date on: those that are there already, unless the call names what they say."""
    return ComplaintTerms.objects.update_or_create(effective_from=effective_from, defaults=fields)[0]


def make_code(dimension: str, code: str, **fields: Any) -> ComplaintCode:
    names = {"name_zh": f"类{code}", "name_en": f"Class {code}"}
    return ComplaintCode.objects.create(dimension=dimension, code=code, **{**names, **fields})


def make_codes() -> dict[str, ComplaintCode]:
    """One code of each dimension, by what `register` calls it."""
    return {
        "channel_code": make_code(Dimension.CHANNEL, "t-counter"),
        "business_code": make_code(Dimension.BUSINESS, "t-cards"),
        "cause_code": make_code(Dimension.CAUSE, "t-wait", local_cause=LocalCause.WAIT),
    }


def make_complaint(branch: Branch, **fields: Any) -> Complaint:
    """A complaint's row in the named step, with its open step and both clocks; `owner` has to be named.

    `received_at` (else a Tuesday, 10:00) is also when the step began and the clocks started.
    """
    at = fields.get("received_at", BEGIN)
    defaults: dict[str, Any] = {
        "number": f"{branch.code}-T-{next(numbers)}",
        "day": business_date(branch, at),
        "receipt_channel": ReceiptChannel.VISIT,
        "content": "等了一个半小时，没有人解释",
        "received_at": at,
        "facts_at": at,
        "step_since": at,
        "touched_at": at,
    }
    if fields.get("step") in ENDED_STEPS:
        defaults["ended_at"] = at
    if "terms" not in fields:
        defaults["terms"] = ComplaintTerms.objects.order_by("-effective_from").first() or make_terms()
    complaint = Complaint.objects.create(branch=branch, **{**defaults, **fields})
    moving.begin_step(complaint, at=at)
    if complaint.is_open:
        clocks.start(complaint, at=at)
    return complaint

"""Asking the gate about one product, and keeping what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.live import journal
from marketing.domain.suitability.facts import facts_of
from marketing.domain.suitability.rules import Reason, judge
from marketing.enums.products import Surface
from marketing.errors.suitability import Unsuitable
from marketing.events.suitability import SuitabilityRefused
from marketing.models import Product, SuitabilityCheck


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says, and the row that keeps it."""

    is_allowed: bool
    reasons: tuple[Reason, ...]
    row: SuitabilityCheck


def check(
    customer: Customer | None,
    product: Product,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    surface: Surface,
    staff: Staff | None = None,
    visit_id: int | None = None,
    is_extra_confirmed: bool = False,
) -> Verdict:
    """Judge and keep the answer (5 statements). A refusal stays even if the caller's unit is undone."""
    facts = facts_of(
        customer, staff=staff, branch=branch, at=at, visit_id=visit_id, is_extra_confirmed=is_extra_confirmed
    )
    reasons = judge(facts, product, surface)
    row = SuitabilityCheck(
        branch=branch,
        customer_id=facts.customer_id,
        product=product,
        staff_id=staff.pk if staff else by.staff_id,
        surface=surface,
        assessment=facts.standing.valid,
        risk=product.risk,
        is_allowed=not reasons,
        rules=[reason.rule.value for reason in reasons],
        at=at,
    )
    with journal.unit(by=by, at=at):
        write(row)
        if reasons:
            journal.leave_trace(partial(write_again, row, by))
    return Verdict(not reasons, reasons, row)


def require(customer: Customer | None, product: Product, **asked: Any) -> Verdict:
    """The same as `check`. Raises Unsuitable when the gate is closed."""
    verdict = check(customer, product, **asked)
    if not verdict.is_allowed:
        raise Unsuitable(verdict.reasons)
    return verdict


def write(row: SuitabilityCheck) -> None:
    """Keep an answer; a refusal is news. Call it in a unit."""
    row.save(force_insert=True)
    if not row.is_allowed:
        journal.record(
            SuitabilityRefused(
                branch_id=row.branch_id,
                suitability_check=row.pk,
                customer=row.customer_id,
                product=row.product_id,
                surface=row.surface,
                rules=row.rules,
            )
        )


def write_again(row: SuitabilityCheck, by: Actor) -> None:
    """Keep a refusal whose unit was undone."""
    row.pk = None
    with journal.unit(by=by, at=row.at):
        write(row)

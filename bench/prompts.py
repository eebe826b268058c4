"""The prompt decision for a ticket, with 30 rules and with 300: ten milliseconds, and no statement for a rule."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.hall import Hall
from lobby.customers.models import Customer, Holding, RiskAssessment
from marketing.domain.installing_prompts import install
from marketing.domain.prompting import decide, note_need
from marketing.enums.products import Family, ProductStatus
from marketing.models import MarketingTerms, Product, Rule
from queueing.domain.issuing import issue
from queueing.enums import Source
from queueing.models import Ticket

DECISIONS, WARM, COPIES = 300, 20, 10
WAITING = 30
AT_MOST_MS = 10.0


def measure(hall: Hall) -> dict[str, Any]:
    """Times and statements of one decision, with the rules shipped and with ten times as many."""
    ticket = build(hall)
    found = {"rules": Rule.objects.filter(is_active=True).count(), **timed(hall, ticket)}
    multiply()
    found["many"] = {"rules": Rule.objects.filter(is_active=True).count(), **timed(hall, ticket)}
    return found


def build(hall: Hall) -> Ticket:
    """Somebody of whom much is known, who waits behind others."""
    at = timezone.now()
    # Nobody is called any minute here, however few wait.
    MarketingTerms.objects.create(effective_from=dt.date(2020, 1, 1), least_wait_s=0)
    install(hall.branch, at=at - dt.timedelta(days=1))
    for family in Family:
        risk = 2 if family in {Family.WEALTH, Family.FUND, Family.INSURANCE} else None
        Product.objects.create(
            code=f"B-{family}"[:20],
            family=family,
            issuer_risk=risk,
            seller_risk=risk,
            status=ProductStatus.OFFERED,
            name_zh=family,
            name_en=family,
        )
    customer = Customer.objects.create(
        branch=hall.branch, name="测速客户", birth_year=1980, consent_marketing_at=at, is_payroll=True
    )
    RiskAssessment.objects.create(customer=customer, level=2, assessed_at=at, valid_until=at + dt.timedelta(days=365))
    for family in ("savings", "time_deposit", "mobile_bank"):
        Holding.objects.create(customer=customer, family=family, imported_at=at)
    hall.issue(WAITING * len(hall.sessions))
    by, at = hall.sessions[0].staff, timezone.now()
    ticket = issue(hall.branch, by=by.actor, at=at, service=hall.service, source=Source.KIOSK, customer=customer)
    note_need(ticket.visit, by=by, at=at, kind="bills")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return ticket


def multiply() -> None:
    """Every rule ten times over, under codes of their own; the copies come last and apply as their models do."""
    rules = list(Rule.objects.filter(is_active=True))
    for copy in range(1, COPIES):
        for rule in rules:
            rule.pk, rule.code, rule.priority = None, f"{rule.code.partition('.')[0]}.{copy}", 900
        Rule.objects.bulk_create(rules)


def timed(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    """Milliseconds of a decision while nothing else changes, and its statements."""
    staff, took = hall.sessions[0].staff, []
    with CaptureQueriesContext(connection) as captured:
        found = decide(ticket, staff=staff, at=timezone.now())
    assert found.candidate is not None, found.why
    for n in range(WARM + DECISIONS):
        began = time.perf_counter()
        decide(ticket, staff=staff, at=timezone.now())
        if n >= WARM:
            took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {
        "p50_ms": round(took[len(took) // 2], 2),
        "p95_ms": round(took[int(len(took) * 0.95)], 2),
        "statements": len(captured),
    }


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report, a line at a time."""
    for run in (found, found["many"]):
        yield (
            f"Prompt decision, {run['rules']} rules: p50 {run['p50_ms']:.1f}, p95 {run['p95_ms']:.1f} ms,"
            f" {run['statements']} statements   at most {AT_MOST_MS:.0f} ms"
        )

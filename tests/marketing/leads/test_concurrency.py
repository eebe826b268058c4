"""Several at once: one lead of a customer and family, one answer to an offer; the clock waits for nobody for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.domain.sweeping import sweep_deadlines
from marketing.domain import leads
from marketing.errors.leads import IllegalLeadMove, NotTheReceiver
from marketing.models import Lead, Product, Referral
from queueing.models import Visit
from tests.marketing.leads.acting import acts, brought, created

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run them in threads that begin together; refusals come back as values."""
    barrier = Barrier(len(works))

    def attempt(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return work()
        except (IllegalLeadMove, NotTheReceiver) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(attempt, works))


def test_the_same_interest_noted_at_once_is_one_lead_and_an_offer_has_one_answer(
    branch: Branch, manager: Staff, adviser: Staff, customer: Customer, visit: Visit, product: Product, at: dt.datetime
) -> None:
    noted = all_at_once(*[lambda: created(branch, customer, visit, manager, at, is_on_site=True)] * 6)

    assert {one.pk for one in noted} == {Lead.objects.get().pk}
    how = acts(creator=manager, receiver=adviser, product=product)
    lead = brought(noted[0], "offer", how, at)
    due = at + dt.timedelta(seconds=180)
    answers = all_at_once(
        lambda: leads.accept(lead, by=adviser, at=due),
        lambda: leads.decline(lead, by=adviser, at=due, reason="busy"),
        lambda: sweep_deadlines(at=due),
        lambda: sweep_deadlines(at=due),
    )
    sweep_deadlines(at=due + dt.timedelta(seconds=1))
    lead.refresh_from_db()
    referral = Referral.objects.get()
    assert referral.answer == lead.status
    assert sum(isinstance(one, Lead) for one in answers) == (referral.answer != "expired")

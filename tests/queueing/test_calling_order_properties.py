"""Whatever comes in: nobody is passed too often, and everybody ordinary is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.enums import Trait
from queueing.models import CounterSession, Ticket
from queueing.selectors.order import calling_order
from tests import factories
from tests.factories import make_customer, make_session, make_skills, make_ticket

MAX_PASSES = 3
STEP = dt.timedelta(seconds=40)
KINDS = st.sampled_from(["care", "vip", "normal", "complex"])
# What happens: somebody comes, or one of the two counters calls.
STEPS = st.lists(st.one_of(KINDS, st.sampled_from(["broad", "narrow"])), max_size=40)
each_example_in_a_branch_of_its_own = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class Hall:
    """A branch with a counter for everything and one for simple business, and how often who was passed in a row."""

    cash: object
    personal: object
    broad: CounterSession
    narrow: CounterSession
    manager: object
    now: dt.datetime
    streaks: dict[int, int] = field(default_factory=dict)
    called: list[int] = field(default_factory=list)

    def come(self, kind: str) -> Ticket:
        self.now += STEP
        branch = self.cash.branch
        if kind == "care":
            return make_ticket(self.cash, self.now, by=self.manager, traits=[Trait.ELDERLY])
        if kind == "vip":
            customer = make_customer(branch, self.now, by=self.manager, tier="vip")
            return make_ticket(self.cash, self.now, by=self.manager, customer=customer)
        return make_ticket(self.personal if kind == "complex" else self.cash, self.now, by=self.manager)

    def call(self, session: CounterSession) -> Ticket | None:
        """Call and finish, and count by hand whom that passed."""
        self.now += STEP
        before = self.oldest_normal(session)
        ticket = call_next(session, by=session.staff.actor, at=self.now)
        if ticket is None:
            assert before is None
            return None
        if before is not None and ticket.pk != before and ticket.priority != "normal":
            self.streaks[before] = self.streaks.get(before, 0) + 1
        self.streaks.pop(ticket.pk, None)
        self.called.append(ticket.pk)
        finish(start(ticket, by=session.staff.actor, at=self.now), by=session.staff.actor, at=self.now)
        return ticket

    def oldest_normal(self, session: CounterSession) -> int | None:
        able = Ticket.objects.filter(status="waiting", priority="normal", service__in=session.services_in_force)
        return able.order_by("queue_at", "pk").values_list("pk", flat=True).first()


@pytest.fixture
def hall(branch, zone, cash, personal, session, manager, at):
    helper = factories.make_staff("narrow", branch, "TELLER")
    make_skills(helper, "cash")
    narrow = make_session(factories.make_counter(branch, "9", zone, [cash]), helper, at)
    return Hall(cash, personal, session, narrow, manager, at)


@contextmanager
def fresh(hall: Hall) -> Iterator[Hall]:
    """The hall as the fixture left it; what an example does is taken back."""
    with transaction.atomic():
        yield Hall(hall.cash, hall.personal, hall.broad, hall.narrow, hall.manager, hall.now)
        transaction.set_rollback(True)


@given(steps=STEPS)
@each_example_in_a_branch_of_its_own
def test_nobody_ordinary_is_passed_more_than_the_set_times_in_a_row(hall, steps):
    with fresh(hall) as here:
        for step in steps:
            if step in {"broad", "narrow"}:
                here.call(getattr(here, step))
            else:
                here.come(step)
            assert max(here.streaks.values(), default=0) <= MAX_PASSES


@given(
    ordinary=st.lists(st.sampled_from(["normal", "complex"]), min_size=1, max_size=3),
    priority=st.lists(st.sampled_from(["care", "vip"]), min_size=16, max_size=16),
)
@each_example_in_a_branch_of_its_own
def test_ordinary_customers_are_called_while_priority_never_ends(hall, ordinary, priority):
    with fresh(hall) as here:
        waiting = [here.come(kind).pk for kind in ordinary]
        for kind in priority[: len(waiting) * (MAX_PASSES + 1)]:
            here.come(kind)
            here.call(here.broad)

        assert set(waiting) <= set(here.called)


@given(steps=st.lists(KINDS, min_size=1, max_size=12))
@each_example_in_a_branch_of_its_own
def test_the_order_shown_is_the_order_called(hall, steps):
    with fresh(hall) as here:
        for kind in steps:
            here.come(kind)
        shown = [place.ticket.pk for place in calling_order(here.cash.branch, at=here.now)]

        while here.call(here.broad) is not None:
            pass

        assert here.called == shown

"""Rework and repeat trips on rows made by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.kpi import periods, registry
from lobby.kpi.measuring import rows_of
from lobby.kpi.readings import read, read_split
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, send_back, start
from queueing.domain.waiting import cancel, leave
from queueing.enums import Outcome, ReturnReason, TicketStatus, VisitStatus
from queueing.models import Ticket, Visit
from tests.factories import make_customer, make_ticket
from tests.queueing.test_kpis import DAY, make_row

DAYS = dt.timedelta(days=1)


@pytest.fixture
def period(branch):
    return periods.day_of(branch, DAY)


def serve(session, teller, at):
    return start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)


def test_return_with_a_reason_raises_the_rate_and_reasons_are_ranked(period, cash, session, teller, manager, at):
    for _ in range(4):
        make_ticket(cash, at, by=manager)
    reasons = [ReturnReason.FORM, ReturnReason.COPY, ReturnReason.FORM]
    for reason in reasons:
        sent = send_back(serve(session, teller, at), by=teller.actor, at=at, reason=reason)
        finish(start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at), by=teller.actor, at=at)
        assert Ticket.objects.get(pk=sent.pk).status == TicketStatus.DONE
    finish(serve(session, teller, at), by=teller.actor, at=at)

    whole, groups = read_split(registry.get("K18"), period)

    assert (whole.text, whole.n) == ("75.0", 4)
    assert [(str(name), reading.text) for name, reading in groups] == [
        (str(ReturnReason.FORM.label), "50.0"),
        (str(ReturnReason.COPY.label), "25.0"),
    ]


def test_rework_leaves_out_those_never_served_and_those_in_error(period, cash, session, teller, manager, at):
    assert read(registry.get("K18"), period).text == "–"
    make_ticket(cash, at, by=manager)
    cancelled = send_back(serve(session, teller, at), by=teller.actor, at=at, reason=ReturnReason.OTHER)
    cancel(cancelled, by=manager.actor, at=at, reason="given in error")
    make_ticket(cash, at, by=manager)

    assert read(registry.get("K18"), period).n == 0


@pytest.fixture
def customer(branch, manager, at):
    return make_customer(branch, at, by=manager)


def came(service, customer, moment, **fields):
    """A visit of a customer with one ticket that ended after four minutes."""
    day = fields.pop("day", moment.date())
    ticket = make_row(service, moment, day=day, customer=customer, waited=1, **fields)
    Visit.objects.filter(pk=ticket.visit_id).update(customer=customer, status=VisitStatus.FINISHED)
    return ticket


FAILED = {"outcome": Outcome.NOT_POSSIBLE, "return_reason": ReturnReason.DOCUMENT}


@pytest.mark.parametrize(
    ("before", "failed", "repeat"),
    [
        (2 * DAYS, FAILED, True),
        (7 * DAYS - dt.timedelta(minutes=5), FAILED, True),
        (7 * DAYS, FAILED, True),
        (7 * DAYS + dt.timedelta(minutes=6), FAILED, False),
        (2 * DAYS, {**FAILED, "outcome": Outcome.COMPLETED}, False),
        (2 * DAYS, {**FAILED, "return_reason": ReturnReason.OTHER}, False),
        (2 * DAYS, {**FAILED, "return_reason": ""}, False),
        (2 * DAYS, {"status": TicketStatus.ABANDONED, "return_reason": ReturnReason.COPY, "return_count": 1}, True),
        (2 * DAYS, {"status": TicketStatus.ABANDONED}, False),
    ],
)
def test_second_visit_for_missing_papers_raises_the_rate(period, cash, customer, at, before, failed, repeat):
    came(cash, customer, at - before, **failed)
    came(cash, customer, at)

    reading = read(registry.get("K19"), period)

    assert (reading.n, reading.text) == (1, "100.0" if repeat else "0.0")


def test_repeat_trip_is_of_the_same_customer_and_service(period, cash, personal, branch, customer, manager, at):
    came(cash, customer, at - 2 * DAYS, **FAILED)
    other = make_customer(branch, at, by=manager)
    came(personal, customer, at)
    came(cash, other, at)
    make_row(cash, at)

    reading = read(registry.get("K19"), period)

    assert (reading.n, reading.text) == (2, "0.0")
    assert registry.get("K19").aside(period)


def test_rows_behind_the_figures_can_be_listed(client, head, period, cash, customer, at):
    came(cash, customer, at - 2 * DAYS, **FAILED)
    again = came(cash, customer, at, started_at=at, return_count=2, return_reason=ReturnReason.FORM)
    assert [row.pk for row in rows_of(registry.get("K19"), period)] == [again.visit_id]
    client.force_login(head)
    client.cookies["django_language"] = "en"

    for code, words in (("K18", "form incomplete"), ("K19", "Came again for papers")):
        html = client.get(f"/head/{period.branch.code}/kpi/{code}/", {"day": DAY.isoformat()}).content.decode()
        assert words in html
        assert again.number in html


def test_undone_finish_counts_again_as_it_ends(period, cash, customer, session, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager, customer=customer)
    leave(
        send_back(serve(session, teller, at), by=teller.actor, at=at, reason=ReturnReason.DOCUMENT),
        by=teller.actor,
        at=at,
    )

    assert Ticket.objects.get(pk=ticket.pk).status == TicketStatus.ABANDONED
    assert read(registry.get("K18"), period).text == "100.0"

"""Each formula on the rows of its requirement."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from devices.enums.smart import SmartStatus
from devices.models.smart import SmartSession
from lobby.branches.enums import Channel
from lobby.kpi import periods, registry
from lobby.kpi.measuring import measured_by, rows_of
from lobby.kpi.readings import read
from queueing.enums import Outcome, Trait
from queueing.models import Ticket
from tests.factories import make_customer, make_service
from tests.queueing.test_kpis import DAY, MINUTE, make_row


@pytest.fixture
def period(branch):
    return periods.day_of(branch, DAY)


@pytest.fixture
def served(transfer, session, counter, at):
    """Done at the counter, which takes one customer after the other."""

    def row(*, minutes=10, service=transfer, **fields):
        start = at + MINUTE
        ends = {"started_at": start, "ended_at": start + minutes * MINUTE}
        ticket = make_row(service, at, waited=1, outcome=Outcome.COMPLETED, session=session, counter=counter, **fields)
        Ticket.objects.filter(pk=ticket.pk).update(**ends)
        return ticket

    return row


@pytest.fixture
def at_machine(transfer, machine, at):
    """Done at the smart counter."""

    def row(*, minutes=4.0, status=SmartStatus.DONE, is_counted=True, is_routine=True, service=transfer, **fields):
        ticket = make_row(service, at, waited=1, outcome=Outcome.COMPLETED, **fields)
        took = dt.timedelta(minutes=minutes)
        SmartSession.objects.create(
            branch=service.branch,
            device=machine,
            day=DAY,
            status=status,
            since=at,
            service=service,
            subject_type="ticket",
            subject_id=ticket.pk,
            is_counted=is_counted,
            is_routine=is_routine,
            end_reason="" if status == SmartStatus.DONE else "idle",
            touched_at=at,
            started_at=at,
            ended_at=at + took,
        )
        return ticket

    return row


def text(code, period):
    return read(registry.get(code), period).text


def test_use_is_counted_without_the_elderly(period, served, at_machine):
    for _ in range(80):
        at_machine()
    for n in range(20):
        served(traits=[Trait.ELDERLY] if n < 10 else [])

    assert read(registry.get("K06"), period).n == 90
    assert text("K06", period) == "88.9"


def test_no_elderly_row_is_in_any_figure_of_use(period, branch, manager, served, at_machine, at):
    old = make_customer(branch, at, by=manager, name="Li", birth_year=1966)
    young = make_customer(branch, at, by=manager, name="Wu", birth_year=1967)
    stays = make_customer(branch, at, by=manager, name="He", prefers_counter=True)
    kept = [served(), at_machine(), served(customer=young), at_machine(customer=young)]
    for make in (served, at_machine):
        for more in (
            {"traits": [Trait.ELDERLY]},
            {"traits": [Trait.PREFERS_COUNTER]},
            {"customer": old},
            {"customer": stays},
        ):
            make(**more)
    at_machine(is_counted=False)

    for code in ("K06", "K06A"):
        assert {row.pk for row in rows_of(registry.get(code), period)} == {row.pk for row in kept}
    assert rows_of(registry.get("K17"), period).count() == 2


def test_what_smart_counters_cannot_do_counts_in_the_variant_only(period, cash, served, at_machine):
    at_machine()
    served(service=cash)

    assert (text("K06", period), text("K06A", period)) == ("100.0", "50.0")


def test_coverage_is_48_of_50(period, branch):
    for n in range(50):
        channels = [Channel.COUNTER, *([Channel.SMART_COUNTER] if n < 48 else [])]
        make_service(branch, f"s{n}", "A", channels=channels)

    assert text("K07", period) == "96.0"


def test_unticking_one_service_lowers_the_coverage_of_self_service_exactly(period, branch):
    services = [make_service(branch, f"s{n}", "A", channels=[Channel.COUNTER, Channel.SELF_SERVICE]) for n in range(10)]
    make_service(branch, "rare", "B", complexity="complex")
    assert text("K16", period) == "100.0"

    services[0].channels = [Channel.COUNTER]
    services[0].save()

    assert text("K16", period) == "90.0"


def test_time_counts_completed_everyday_business_alone(period, at_machine):
    at_machine(minutes=2)
    at_machine(minutes=3)
    at_machine(minutes=40, status=SmartStatus.ABORTED)
    at_machine(minutes=20, is_routine=False)

    assert text("K08", period) == "2.5"


def test_the_ratio_compares_medians_of_the_same_business(period, branch, transfer, served, at_machine):
    other = make_service(branch, "card", "K", channels=[Channel.COUNTER, Channel.SMART_COUNTER])
    for minutes in (3, 4, 30):
        at_machine(minutes=minutes)
    for minutes in (8, 10, 60):
        served(minutes=minutes)
    at_machine(minutes=6, service=other)
    served(minutes=6, service=other)

    kpi = registry.get("K17")
    by_service = {code: parts.mean for code, parts in measured_by(kpi, period, "service__code").items()}
    assert by_service == pytest.approx({"transfer": 0.4, "card": 1.0})
    assert text("K17", period) == "55.0"
    with translation.override("en"):
        assert kpi.aside(period) == "Compared with 4 customers at counters."


def test_without_a_counter_side_there_is_no_ratio(period, at_machine):
    at_machine()

    assert text("K17", period) == "–"


def test_whoever_came_without_a_number_counts_as_well(period, brought_to, at):
    brought_to(SmartStatus.DONE)

    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.is_without_number) == ("done", True)
    assert (read(registry.get("K06"), period).n, text("K06", period)) == (1, "100.0")

"""Small known sets whose figures were reckoned by hand, the rows behind each, and how they are shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from complaints.domain import clocks, follow
from complaints.domain.cases import moving
from complaints.enums.cases import ClockKind, Step
from complaints.enums.follow import Satisfaction
from complaints.models import Complaint, ComplaintClock, ComplaintStep, ComplaintTerms, Promise
from lobby.branches.models import Branch, Service, Staff
from lobby.kpi import registry
from lobby.kpi.measuring import rows_of
from lobby.kpi.periods import period
from lobby.kpi.readings import read
from lobby.live import journal
from queueing.models import Ticket
from tests import factories
from tests.complaints.factories import make_complaint
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide, unanswered

MARCH_10, MARCH_31 = dt.date(2026, 3, 10), dt.date(2026, 3, 31)
MINUTE = dt.timedelta(minutes=1)


def figure(branch: Branch, code: str, first: dt.date = MARCH_10, last: dt.date = MARCH_31) -> tuple[int, str]:
    """How many rows, and the figure as it is told; the rows behind it are as many."""
    kpi, days = registry.get(code), period(branch, first, last)
    found = read(kpi, days)
    assert len([row for row in rows_of(kpi, days) if row.measure is not None]) == found.n
    return found.n, found.text


def settled(branch: Branch, by: Staff, at: dt.datetime, **fields: Any) -> Complaint:
    """Registered, and settled on the spot."""
    complaint = make_complaint(branch, owner=by, step=Step.REGISTERED, received_at=at, **fields)
    return decide(complaint, by, at, "settle")


def closed(
    complaint: Complaint, by: Staff, at: dt.datetime, satisfaction: Satisfaction = Satisfaction.SATISFIED
) -> None:
    answered(complaint, by, at, satisfaction)
    follow.close(complaint, by=by, at=at)


def reopened(complaint: Complaint, by: Staff, at: dt.datetime) -> None:
    with journal.unit(by=by.actor, at=at):
        moving.move(moving.locked(complaint), "reopen", by=by.actor, at=at)


@pytest.fixture
def nothing(branch: Branch, terms: ComplaintTerms) -> None:
    """Without rows there is no figure."""
    for code in ("K11", "K12", "K13", "K14", "K15", "K33", "K37"):
        assert figure(branch, code) == (0, "–")


def test_first_contact_and_satisfaction(
    nothing: None, branch: Branch, manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    kept, soon, late, unheard, waiting = (settled(branch, manager, at) for _ in range(5))
    closed(kept, protector, at + HOUR)
    closed(soon, protector, at + HOUR, Satisfaction.NEUTRAL)
    reopened(soon, protector, at + HOUR + 7 * DAY)
    closed(late, protector, at + HOUR, Satisfaction.DISSATISFIED)
    reopened(late, protector, at + HOUR + 7 * DAY + MINUTE)
    for _ in range(3):
        unanswered(unheard, protector, at + HOUR)
    follow.close(unheard, by=protector, at=at + HOUR)
    reopened(waiting, protector, at + HOUR)
    make_complaint(branch, owner=manager, step=Step.RECEIVED, received_at=at)
    make_complaint(branch, owner=manager, step=Step.NOT_ACCEPTED, received_at=at)
    analysing = make_complaint(branch, owner=manager, step=Step.ANALYSING, received_at=at)
    ComplaintStep.objects.create(complaint=analysing, step=Step.REGISTERED, owner=manager, began_at=at, ended_at=at)

    # Of six registered: kept, late (opened again after the seven days) and unheard.
    assert figure(branch, "K11") == (6, "50.0")
    assert figure(branch, "K13") == (3, "33.3")
    assert registry.get("K13").aside(period(branch, MARCH_10, MARCH_31)) in (
        "有 1 位客户未联系上。",
        "1 customer was not reached.",
    )


def test_both_clocks_by_the_day_they_were_over(nothing: None, branch: Branch, manager: Staff, at: dt.datetime) -> None:
    early, late, running, withdrawn = (
        make_complaint(branch, owner=manager, step=Step.RESOLVING, received_at=at) for _ in range(4)
    )
    both = (ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL)
    clocks.stop(early, *both, at=at + HOUR)
    clocks.stop(late, ClockKind.FIRST_FEEDBACK, at=at + DAY + MINUTE)
    clocks.stop(late, ClockKind.LEGAL, at=at + 20 * DAY)
    clocks.stop(withdrawn, *both, at=at + HOUR, is_due=False)

    # The late ones and those that run still count on the day they were due.
    assert figure(branch, "K12") == (3, "33.3")
    assert figure(branch, "K12", MARCH_10, MARCH_10) == (1, "100.0")
    assert figure(branch, "K12", dt.date(2026, 3, 11)) == (2, "0.0")
    assert figure(branch, "K15") == (3, "33.3")
    assert figure(branch, "K15", MARCH_10, dt.date(2026, 3, 24)) == (1, "100.0")
    ComplaintClock.objects.filter(complaint=running).update(due_at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert figure(branch, "K12") == (2, "50.0")


def test_feelings_first_and_promises(nothing: None, branch: Branch, manager: Staff, at: dt.datetime) -> None:
    heard = make_complaint(branch, owner=manager, received_at=at, emotion_at=at)
    make_complaint(branch, owner=manager, received_at=at, emotion_at=at + MINUTE)
    make_complaint(branch, owner=manager, received_at=at)
    make_complaint(branch, owner=manager, received_at=at, emotion_at=at, step=Step.MERGED, merged_into=heard)
    made = [follow.promise(heard, by=manager, at=at, text="回话", due_at=at + DAY) for _ in range(6)]
    follow.keep_promise(made[0], by=manager, at=at + DAY)
    follow.change_promise(made[1], by=manager, at=at, due_at=at + 3 * DAY, reason="晚两天")
    follow.keep_promise(made[1], by=manager, at=at + 2 * DAY)
    follow.keep_promise(made[2], by=manager, at=at + DAY + MINUTE)
    follow.call_off_promise(made[3], by=manager, at=at + HOUR, reason="不办了")
    Promise.objects.filter(pk=made[4].pk).update(overdue_at=at + DAY)

    assert figure(branch, "K14") == (3, "33.3")
    # Kept, changed in advance and kept; against late, called off and overdue. The sixth is not due yet.
    assert figure(branch, "K33") == (5, "40.0")
    assert figure(branch, "K33", dt.date(2026, 3, 13)) == (1, "100.0")


def test_work_is_told_in_services_and_adds_up(
    nothing: None, branch: Branch, cash: Service, manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    for minutes in (5, 15):
        ticket = factories.make_ticket(cash, at, by=manager)
        Ticket.objects.filter(pk=ticket.pk).update(started_at=at, ended_at=at + minutes * MINUTE, status="done")
    one, other = (make_complaint(branch, owner=manager, step=Step.RESOLVING, received_at=at) for _ in range(2))
    for complaint in (one, other):
        with journal.unit(by=manager.actor, at=at):
            moving.log(moving.locked(complaint), "note", by=manager.actor, at=at, text="查", effort_minutes=45)
        decide(complaint, manager, at)
    follow.call_back(
        one, by=protector, at=at, result="answered", is_solved=True, satisfaction="satisfied", effort_minutes=10
    )
    follow.close(one, by=protector, at=at, effort_minutes=5)

    # 45 + 10 + 5 minutes against a mean service of 10; the other one is not over.
    assert figure(branch, "K37") == (1, "6.0")
    steps = sum(one.steps.values_list("effort_minutes", flat=True))
    assert steps == sum(one.entries.values_list("effort_minutes", flat=True)) == 60


def test_every_figure_opens_its_rows(
    branch: Branch, manager: Staff, head: Staff, protector: Staff, at: dt.datetime, client: Client
) -> None:
    complaint = settled(branch, manager, at)
    promise = follow.promise(complaint, by=manager, at=at, text="回话", due_at=at + HOUR)
    follow.keep_promise(promise, by=manager, at=at)
    closed(complaint, protector, at)
    client.force_login(head)

    for code in ("K11", "K12", "K13", "K14", "K15", "K33", "K37"):
        page = client.get(f"/head/{branch.code}/kpi/{code}/?day=2026-03-10")
        assert (page.status_code, complaint.number in page.content.decode()) == (200, True), code

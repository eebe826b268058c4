"""Terms, zone or openings have changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.domain.clocks import reckoning
from complaints.domain.clocks.extending import approve_extension, extend, tell_extension
from complaints.enums.cases import ClockKind, EntryKind, Step
from complaints.enums.clocks import BASIS, BASIS_EVERY_S, UNTOUCHED
from complaints.models import ClockBasis, ComplaintClock
from lobby.branches.models import BusinessDay, OpeningHours
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from tests.complaints.clocks.conftest import received
from tests.complaints.clocks.test_ladder import clock_of, told
from tests.complaints.factories import make_complaint, make_terms
from tests.tables import nothing_written

HOUR, DAY, SECOND = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(seconds=1)
LOOK = dt.timedelta(seconds=BASIS_EVERY_S)
FEEDBACK, LEGAL = ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL


def dues(complaint) -> dict[str, dt.datetime]:
    return dict(complaint.clocks.filter(stopped_at=None).values_list("kind", "due_at"))


def untouched_at(complaint) -> dt.datetime:
    return Deadline.objects.get(kind=UNTOUCHED, subject_id=complaint.pk, done_at=None).due_at


def test_corrected_terms_count_for_their_complaints_new_ones_from_their_date(complaint, branch, manager, at):
    before = dues(complaint)
    sweep_deadlines(at=at + LOOK)
    assert dues(complaint) == before
    make_terms(dt.date(2026, 3, 11), first_feedback_s=3600, legal_days=10)
    sweep_deadlines(at=at + 2 * LOOK)
    assert dues(complaint) == before
    assert dues(received(branch, manager, at + DAY))[FEEDBACK] == at + DAY + HOUR

    terms = complaint.terms
    terms.first_feedback_s, terms.legal_days, terms.register_s = 20 * 60, 20, 2 * 3600
    terms.save()
    sweep_deadlines(at=at + DAY + 2 * LOOK)

    assert dues(complaint) == {FEEDBACK: at + 2 * LOOK, LEGAL: before[LEGAL] + 5 * DAY}
    complaint.refresh_from_db()
    assert complaint.step_due_at == complaint.steps.get().due_at == at + 2 * HOUR
    line = complaint.entries.get(kind=EntryKind.RECKONED)
    assert [one.get("clock", one.get("step")) for one in line.values["changes"]] == [FEEDBACK, LEGAL, Step.RECEIVED]
    # What is overdue by it is told at once.
    assert [level for level, _who in told(clock_of(complaint, FEEDBACK))] == [50, 75, 100, 124]


def test_an_extended_clock_is_reckoned_with_its_extensions(complaint, manager, head, at):
    extend(complaint, by=manager, at=at, reason="复杂")
    approve_extension(complaint, by=head, at=at)
    tell_extension(complaint, by=manager, at=at, way="电话")
    before = dues(complaint)[LEGAL]
    sweep_deadlines(at=at + LOOK)

    type(complaint.terms).objects.update(extension_days=20)
    sweep_deadlines(at=at + 2 * LOOK)

    assert dues(complaint)[LEGAL] == before + 5 * DAY


def test_another_zone_moves_days_and_not_hours(complaint, branch, at):
    before = dues(complaint)
    sweep_deadlines(at=at + LOOK)

    branch.timezone = "Europe/Berlin"
    branch.save()
    sweep_deadlines(at=at + 2 * LOOK)

    # Its day ends seven hours later, six after the change to summer time on the 29th; the 25th is before.
    assert dues(complaint) == {FEEDBACK: before[FEEDBACK], LEGAL: before[LEGAL] + 7 * HOUR}


def test_another_calendar_moves_what_counts_opening_time(complaint, branch, manager, at):
    assert untouched_at(complaint) == at + 4 * HOUR
    sweep_deadlines(at=at + LOOK)

    OpeningHours.objects.filter(branch=branch).update(closes_at=dt.time(12))
    sweep_deadlines(at=at + 2 * LOOK)
    # Two hours are left today; two more from nine tomorrow.
    assert untouched_at(complaint) == at + DAY + HOUR
    # A holiday in between, then taken back.
    day = BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11), is_holiday=True)
    sweep_deadlines(at=at + 3 * LOOK)
    assert untouched_at(complaint) == at + 2 * DAY + HOUR
    day.delete()
    sweep_deadlines(at=at + 4 * LOOK)
    assert untouched_at(complaint) == at + DAY + HOUR
    before = dues(complaint)
    with nothing_written():
        assert reckoning.differs(ClockBasis.objects.get().values, reckoning.basis_of(branch, at=at + 3 * DAY)) is False
    assert dues(complaint) == before


def test_many_are_reckoned_in_chunks_with_as_many_statements_for_each(branch, manager, at, monkeypatch):
    terms = make_terms()
    monkeypatch.setattr(reckoning, "CHUNK", 4)
    received(branch, manager, at)
    for _ in range(9):
        make_complaint(branch, owner=manager, terms=terms, received_at=at, step_due_at=at + 4 * HOUR)
    sweep_deadlines(at=at + LOOK)
    for second in range(1, 4):
        sweep_deadlines(at=at + LOOK + second * SECOND)
    assert ClockBasis.objects.get().reckoned_upto is None
    terms.legal_days = 20
    terms.save()
    looking = Deadline.objects.get(kind=BASIS)
    counts = []

    for second in range(3):
        with CaptureQueriesContext(connection) as captured:
            sweep_deadlines(at=at + 2 * LOOK + (3 + second) * SECOND)
        counts.append(sum("complaints_" in one["sql"] for one in captured if not one["sql"].startswith("UPDATE")))

    assert ClockBasis.objects.get().reckoned_upto is None
    assert len(set(ComplaintClock.objects.filter(kind=LEGAL).values_list("due_at", flat=True))) == 1
    looking.refresh_from_db()
    assert looking.due_at == at + 3 * LOOK + 5 * SECOND
    # Four, four and two rows; what rings for each of them comes on top.
    assert counts == []


@pytest.mark.parametrize("is_open", [True, False])
def test_a_branch_with_nothing_open_looks_no_more(complaint, manager, at, is_open):
    if not is_open:
        type(complaint).objects.update(step=Step.WITHDRAWN, ended_at=at)
    sweep_deadlines(at=at + LOOK)

    assert Deadline.objects.filter(kind=BASIS, done_at=None).exists() is is_open

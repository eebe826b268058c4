"""Terms, zone or openings have changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.domain.clocks import reckoning
from complaints.domain.clocks.basis import basis_of, differs
from complaints.domain.clocks.extending import approve_extension, extend, tell_extension
from complaints.enums.cases import ClockKind, EntryKind, Step, ToldWay
from complaints.enums.clocks import BASIS, BASIS_EVERY_S, UNTOUCHED
from complaints.models import ClockBasis, Complaint, ComplaintClock, ComplaintEntry, ComplaintTerms
from lobby.branches.actors import SYSTEM
from lobby.branches.models import BusinessDay, OpeningHours
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from lobby.live import journal
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
    tell_extension(complaint, by=manager, at=at, way=ToldWay.PHONE)
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
        assert differs(ClockBasis.objects.get().values, basis_of(branch, at=at + 3 * DAY)) is False
    assert dues(complaint) == before


def test_many_are_reckoned_in_chunks_with_as_many_statements_for_each(branch, manager, at, monkeypatch):
    terms = make_terms()
    received(branch, manager, at)
    for _ in range(9):
        make_complaint(branch, owner=manager, terms=terms, received_at=at, step_due_at=at + 4 * HOUR)
    ids = list(Complaint.objects.order_by("pk").values_list("pk", flat=True))
    counts = []

    for days, some in ((16, ids[:1]), (17, ids), (17, ids[:1]), (17, ids)):
        ComplaintTerms.objects.update(legal_days=days)
        with CaptureQueriesContext(connection) as captured, journal.unit(by=SYSTEM, at=at):
            assert reckoning.reckon(some, at=at) == (0 if len(counts) > 1 else len(some))
        counts.append(len(captured) - 2)
    assert counts[0] == counts[1] <= 14
    assert counts[2] == counts[3] == 3

    # A branch with many is reckoned a chunk a second.
    monkeypatch.setattr(reckoning, "CHUNK", 4)
    ComplaintTerms.objects.update(legal_days=20)
    for second, done in enumerate((4, 8, 10)):
        sweep_deadlines(at=at + LOOK + second * SECOND)
        assert ComplaintEntry.objects.filter(kind=EntryKind.RECKONED, at__gt=at).count() == done
    assert ClockBasis.objects.get().reckoned_upto is None
    assert Deadline.objects.get(kind=BASIS, done_at=None).due_at == at + 2 * LOOK + 2 * SECOND
    assert set(ComplaintClock.objects.filter(kind=LEGAL).values_list("due_at", flat=True)) == {
        at + 20 * DAY + 14 * HOUR
    }


@pytest.mark.parametrize("is_open", [True, False])
def test_a_branch_with_nothing_open_looks_no_more(complaint, manager, at, is_open):
    if not is_open:
        type(complaint).objects.update(step=Step.WITHDRAWN, ended_at=at)
    sweep_deadlines(at=at + LOOK)

    assert Deadline.objects.filter(kind=BASIS, done_at=None).exists() is is_open

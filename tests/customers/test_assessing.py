"""Assessing what risk a customer can bear: limits, months, changed levels, running out."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.customers.domain.assessing import assess, confirm, expire_due, reject
from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.errors.assessments import (
    AssessedOftenThisYear,
    AssessedOftenToday,
    NoSuchLevel,
    NothingToConfirm,
)
from lobby.customers.models import AssessmentTerms, RiskAssessment
from lobby.customers.selectors.assessments import standing
from lobby.live.models import Entry
from tests.factories import make_branch
from tests.marketing.factories import make_assessment, make_customer

S = AssessmentStatus
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def test_a_level_that_nobody_confirmed_in_its_time_never_counted(branch, manager, at):
    customer = make_customer(branch)
    assess(customer, level=2, by=manager, at=at)
    assess(customer, level=5, by=manager, at=at + DAY)

    later = at + 400 * DAY
    assert expire_due(at=later) == 2
    again = assess(customer, level=5, by=manager, at=later)

    assert again.status == S.PENDING
    assert standing(customer.pk, at=later).last.level == 2


def test_a_changed_level_counts_once_it_is_confirmed(branch, manager, at):
    customer = make_customer(branch)
    first = assess(customer, level=3, by=manager, at=at)
    assert (first.status, first.valid_until.isoformat()) == (S.VALID, "2027-03-09T16:00:00+00:00")
    same = assess(customer, level=3, by=manager, at=at + DAY)
    first.refresh_from_db()
    assert (same.status, first.status) == (S.VALID, S.SUPERSEDED)

    changed = assess(customer, level=5, by=manager, at=at + 2 * DAY)
    found = standing(customer.pk, at=at + 2 * DAY)
    assert (changed.status, found.valid, found.pending) == (S.PENDING, same, changed)
    reject(changed, by=manager, at=at + 2 * DAY)
    assert standing(customer.pk, at=at + 2 * DAY).pending is None
    again = assess(customer, level=1, by=manager, at=at + 3 * DAY)
    confirm(again, by=manager, at=at + 3 * DAY + HOUR)
    found = standing(customer.pk, at=at + 4 * DAY)
    assert (found.valid, found.pending, found.valid.confirmed_at) == (again, None, at + 3 * DAY + HOUR)

    for status in S:
        for verb in (confirm, reject):
            RiskAssessment.objects.filter(pk__in=(again.pk, changed.pk)).update(status=S.SUPERSEDED)
            RiskAssessment.objects.filter(pk=changed.pk).update(status=status)
            if status == S.PENDING:
                assert verb(changed, by=manager, at=at + 4 * DAY).status == (
                    S.VALID if verb is confirm else S.SUPERSEDED
                )
            else:
                with pytest.raises(NothingToConfirm):
                    verb(changed, by=manager, at=at + 4 * DAY)
    told = Entry.objects.filter(subject_type="assessment").order_by("pk")
    assert [entry.type for entry in told].count("customer.assessed") == 4
    assert all("level" not in entry.payload for entry in told)


def test_a_change_is_one_even_after_the_old_level_ran_out(branch, manager, at):
    customer = make_customer(branch)
    old = make_assessment(customer, 2, at - 400 * DAY)
    found = assess(customer, level=4, by=manager, at=at)
    assert (found.status, standing(customer.pk, at=at).last) == (S.PENDING, old)
    for bad in (0, 6):
        with pytest.raises(NoSuchLevel):
            assess(customer, level=bad, by=manager, at=at)
    confirm_late = at + 370 * DAY
    with pytest.raises(NothingToConfirm):
        confirm(found, by=manager, at=confirm_late)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_two_a_day_and_eight_in_twelve_months(manager, zone, db):
    branch = make_branch("7009", timezone=zone)
    customer = make_customer(branch)
    noon = dt.datetime(2026, 3, 7, 17, tzinfo=dt.UTC)  # clocks change in New York within the days below
    made = [assess(customer, level=2, by=manager, at=noon + n // 2 * DAY + n % 2 * HOUR) for n in range(8)]
    with pytest.raises(AssessedOftenToday):
        assess(customer, level=2, by=manager, at=noon + 3 * DAY + 2 * HOUR)
    with pytest.raises(AssessedOftenThisYear) as refused:
        assess(customer, level=2, by=manager, at=noon + 4 * DAY)
    first = made[0].assessed_at
    assert str(first.year + 1) in refused.value.detail
    AssessmentTerms.objects.create(effective_from=dt.date(2026, 1, 1), per_day=9, per_year=9)
    assert assess(customer, level=2, by=manager, at=noon + 4 * DAY).status == S.VALID


def test_what_has_run_out_is_written_down_once(branch, manager, at):
    for n in range(3):
        make_assessment(make_customer(branch, f"C{n}"), 2, at - 366 * DAY, valid_until=at - n * DAY)
    make_assessment(make_customer(branch, "C9"), 2, at, status=S.PENDING, valid_until=at)
    fine = make_assessment(make_customer(branch, "C8"), 2, at)
    assert (expire_due(at=at), expire_due(at=at)) == (4, 0)
    fine.refresh_from_db()
    assert fine.status == S.VALID


@pytest.mark.django_db(transaction=True)
def test_colleagues_at_the_same_moment_do_not_make_a_third_of_a_day(branch, manager, at):
    customer = make_customer(branch)
    results: list[object] = []

    def try_one() -> None:
        try:
            results.append(assess(customer, level=2, by=manager, at=at).status)
        except AssessedOftenToday as refused:
            results.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_one) for _n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(results) == ["assessed_often_today"] * 2 + [S.VALID] * 2

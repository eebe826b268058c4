"""The feed with more open than it shows: the worst is never cut, and it costs what it costs with one line."""

import datetime as dt

import pytest
from django.db import connection

from lobby.floor import kinds
from lobby.floor.enums import Severity
from lobby.floor.models import Alert, Reminder
from lobby.floor.selectors.feed import FEED_ROWS, feed, open_alerts, reminders_for

MINUTE = dt.timedelta(minutes=1)


def fill(branch, at, owner, alerts, tasks):
    Alert.objects.bulk_create(
        Alert(
            branch=branch,
            kind="test.leak",
            subject_type="thing",
            subject_id=number,
            severity=Severity.ATTENTION,
            roles=["LMA"],
            raised_at=at + number * MINUTE,
        )
        for number in range(alerts)
    )
    Reminder.objects.bulk_create(
        Reminder(
            branch=branch,
            owner=owner,
            kind=kinds.TASK,
            text="x",
            status="due",
            created_at=at,
            remind_at=at,
            due_at=at + (number + 60) * MINUTE,
        )
        for number in range(tasks)
    )


def test_the_newest_late_alert_stands_before_hundreds_of_lesser_ones(branch, assistant, raised, at):
    fill(branch, at, assistant, 100, 100)
    worst = raised(999, severity=Severity.LATE)
    Alert.objects.filter(pk=worst.pk).update(raised_at=at + dt.timedelta(hours=9))

    found = feed(branch, assistant.pk, at=at)

    assert (found[0].id, found[0].severity) == (worst.pk, "late")
    assert len(found) == FEED_ROWS


def test_the_late_task_stands_before_hundreds_of_tasks_to_come(branch, assistant, at):
    fill(branch, at, assistant, 0, 200)
    late = Reminder.objects.latest("pk")
    Reminder.objects.filter(pk=late.pk).update(status="overdue", due_at=at - MINUTE)

    (first, *rest) = feed(branch, assistant.pk, at=at)

    assert (first.id, first.severity) == (late.pk, "late")
    assert {item.severity for item in rest} == {""}


def test_what_somebody_takes_care_of_comes_after_the_rest_of_its_kind(branch, assistant, manager, at):
    fill(branch, at, assistant, 60, 0)
    Alert.objects.filter(subject_id__lt=50).update(status="accepted", accepted_by=manager)

    found = feed(branch, assistant.pk, at=at)

    assert [item.status for item in found[:10]] == ["raised"] * 10
    assert {item.status for item in found[10:]} == {"accepted"}


@pytest.mark.parametrize(("alerts", "tasks"), [(1, 1), (500, 2000)])
def test_the_number_of_queries_does_not_grow(branch, assistant, at, alerts, tasks, django_assert_num_queries):
    fill(branch, at, assistant, alerts, tasks)

    with django_assert_num_queries(6):
        feed(branch, assistant.pk, at=at)


def test_both_lists_are_read_by_index(branch, assistant, at):
    fill(branch, at, assistant, 500, 2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE floor_alert")
        cursor.execute("ANALYZE floor_reminder")
        # A test's tables are so small that reading them whole is the cheapest: only whether an index serves is asked.
        cursor.execute("SET LOCAL enable_seqscan = off")

    alerts = open_alerts(branch.pk).filter(roles__overlap=["LMA"])[:FEED_ROWS].explain()
    tasks = reminders_for(assistant, branch, {"LMA"}, at=at).explain()

    assert "alert_worst_first" in alerts
    assert "Sort" not in alerts
    assert "reminder_open" in tasks
    assert "Seq Scan" not in tasks

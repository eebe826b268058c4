"""Alerts that a sweep raises together, and rows that it handles together."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.enums.clocks import STEP_LATE, UNTOUCHED
from complaints.models import ClockNotice
from lobby.branches.actors import SYSTEM
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import Call, raise_alert, raise_many
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from tests.complaints.factories import make_complaint, make_terms

HOUR = dt.timedelta(hours=1)
FEEDBACK = "complaint.first_feedback"


def columns(alert: Alert) -> dict[str, object]:
    """All but its place, its subject and when."""
    apart = ("id", "subject_id")
    return {field.name: getattr(alert, field.attname) for field in alert._meta.fields if field.name not in apart}


def test_many_are_raised_as_one_is(branch, manager, head, at):
    words = {"number": "1", "due": "03-10 10:00"}
    wanted = [
        Call(branch, STEP_LATE, ("complaint", 1), words, [], manager),
        Call(branch, STEP_LATE, ("complaint", 2), words, ["HEAD"], manager, head),
        Call(branch, UNTOUCHED, ("complaint", 2), words, ["HEAD", "LM"]),
    ]
    for call in wanted:
        options = {"roles": call.roles, "person": call.person, "apart_from": call.apart_from}
        subject = ("complaint", call.subject[1] + 100)
        raise_alert(branch, call.kind, by=SYSTEM, at=at, subject=subject, values=words, **options)

    assert raise_many(wanted, by=SYSTEM, at=at) == 3

    alone, together = (Alert.objects.filter(subject_id__in=some).order_by("pk") for some in ((101, 102), (1, 2)))
    assert [columns(one) for one in together] == [columns(one) for one in alone]
    assert raise_many(wanted, by=SYSTEM, at=at + HOUR) == raise_many([], by=SYSTEM, at=at) == 0
    with pytest.raises(ValueError, match="timed"):
        raise_many([Call(branch, kinds.OVERDUE, ("complaint", 1), {}, ["LM"])], by=SYSTEM, at=at)


def sweep_of(branch, owner, number, at) -> int:
    """Statements of a sweep in which so many complaints are due."""
    terms = make_terms()
    Deadline.objects.all().delete()
    for _ in range(number):
        make_complaint(branch, owner=owner, terms=terms, received_at=at)
    Deadline.objects.exclude(kind=FEEDBACK).delete()
    with CaptureQueriesContext(connection) as captured:
        sweep_deadlines(at=at + 12 * HOUR)
    return len(captured)


def test_a_sweep_takes_as_many_statements_for_many_as_for_a_few(branch, manager, head, at):
    few = sweep_of(branch, manager, 2, at)

    assert sweep_of(branch, manager, 12, at + 24 * HOUR) == few <= 20
    assert ClockNotice.objects.filter(level=50).count() == 14


def test_when_one_fails_the_others_are_handled_by_themselves(branch, manager, head, at, monkeypatch):
    terms = make_terms()
    one, bad, two = (make_complaint(branch, owner=manager, terms=terms, received_at=at) for _ in range(3))
    handler = deadlines.handler_of(FEEDBACK)

    def failing(deadline, at):
        if deadline.subject_id == bad.pk:
            raise ZeroDivisionError
        return handler(deadline, at)

    monkeypatch.setitem(deadlines.registered(), FEEDBACK, failing)
    sweep_deadlines(at=at + 12 * HOUR)

    assert set(ClockNotice.objects.values_list("clock__complaint", flat=True)) == {one.pk, two.pk}
    assert Deadline.objects.get(parked_at__isnull=False).subject_id == bad.pk

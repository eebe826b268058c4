"""What forecasts read."""

from __future__ import annotations

import datetime as dt

from queueing.models import Appointment, SlotRule
from queueing.selectors.appointments import booked


def make(rule, slot_at, *, seat=0, status="confirmed", code="100000"):
    end = slot_at + dt.timedelta(minutes=30)
    return Appointment.objects.create(
        branch=rule.branch, rule=rule, service=rule.service, day=slot_at.date(), slot_at=slot_at, ends_at=end,
        busy_until=end, seat=seat, status=status, code=code, channel="phone", name="张小明", phone="13800000000",
        phone_index="", requested_at=slot_at,
    )  # fmt: skip


def test_booked_counts_half_hours_by_service(branch, cash, at, django_assert_num_queries):
    rule = SlotRule.objects.create(branch=branch, service=cash, capacity=2, length_min=15)
    make(rule, at, code="1")
    make(rule, at, seat=1, code="2")
    make(rule, at + dt.timedelta(minutes=15), code="3")
    make(rule, at + dt.timedelta(minutes=30), code="4")
    make(rule, at + dt.timedelta(minutes=45), status="cancelled", code="5")

    with django_assert_num_queries(1):
        found = booked(branch, since=at, until=at + dt.timedelta(hours=1))

    assert found == {(cash.pk, at): 3, (cash.pk, at + dt.timedelta(minutes=30)): 1}

"""Which times are offered: opening hours, exchanged workdays, lead, horizon, skill, room, buffer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lobby.branches.calendar import local
from lobby.branches.models import BusinessDay, Skill
from queueing.domain.appointments.booking import Cash
from queueing.models import Appointment, SlotRule
from queueing.models.tickets import new_page_token
from queueing.selectors.slots import busy_between, lead_day, next_free, previous_open_day, slots
from tests import factories

TUESDAY = dt.date(2026, 3, 10)


def times(branch, found):
    return [f"{local(branch, slot.starts_at):%H:%M}" for slot in found]


def test_slots_run_from_opening_to_closing_after_the_lead(rule, branch, cash, at, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = slots(branch, at=at, first=TUESDAY, days=1, service=cash)

    assert times(branch, found)[0] == "10:30"
    assert times(branch, found)[-1] == "16:30"
    assert {slot.free for slot in found} == {2}


def test_as_many_queries_for_a_fortnight_with_people_and_rooms(
    rule, meetings, branch, at, book, django_assert_num_queries
):
    book(1)

    with django_assert_num_queries(6):
        slots(branch, at=at, first=TUESDAY, days=14)


def test_closed_on_a_holiday_and_open_on_an_exchanged_saturday(rule, branch, cash, at):
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11), is_holiday=True)
    opens = dt.datetime(2026, 3, 14, 1, tzinfo=dt.UTC)
    BusinessDay.objects.create(
        branch=branch, date=dt.date(2026, 3, 14), is_swap_workday=True, opens_at=opens, closes_at=opens.replace(hour=3)
    )

    days = {slot.day for slot in slots(branch, at=at, first=TUESDAY, days=6, service=cash)}

    assert days == {dt.date(2026, 3, day) for day in (10, 12, 13, 14)}


def test_nothing_before_today_or_past_the_horizon(rule, branch, cash, at):
    days = {slot.day for slot in slots(branch, at=at, first=TUESDAY - dt.timedelta(days=5), days=60, service=cash)}

    assert (min(days), max(days)) == (TUESDAY, dt.date(2026, 3, 24))


def test_a_rule_may_have_hours_of_its_own(branch, cash, at):
    SlotRule.objects.create(
        branch=branch, service=cash, first_at=dt.time(14), last_at=dt.time(15, 10), length_min=30, buffer_min=5
    )

    assert times(branch, slots(branch, at=at, first=TUESDAY, days=1, service=cash)) == ["14:00", "14:35"]


def test_slots_end_when_the_branch_closes(branch, cash, at):
    SlotRule.objects.create(branch=branch, service=cash, first_at=dt.time(16), last_at=dt.time(20), length_min=60)

    assert times(branch, slots(branch, at=at, first=TUESDAY, days=1, service=cash)) == ["16:00"]


def test_a_person_is_offered_only_with_the_skill(meetings, branch, wealth, adviser, at):
    assert slots(branch, at=at, first=TUESDAY, days=1, service=wealth)

    Skill.objects.filter(staff=adviser).delete()

    assert slots(branch, at=at, first=TUESDAY, days=1, service=wealth) == []


def test_a_person_and_a_room_are_taken_for_every_service(meetings, room, branch, wealth, adviser, book, at):
    other = factories.make_service(branch, "loan", "L", family="loan")
    factories.make_skills(adviser, "loan")
    SlotRule.objects.create(branch=branch, service=other, staff=adviser, length_min=30, lead_min=30)
    colleague = factories.make_staff("hong", branch)
    factories.make_skills(colleague, "loan")
    factories.RoleGrant.objects.create(staff=colleague, role="WM", branch=branch)
    SlotRule.objects.create(branch=branch, service=other, staff=colleague, room=room, length_min=30, lead_min=30)

    book(service=wealth, starts_at=at + dt.timedelta(minutes=90))  # 11:30 to 12:30, its buffer to 12:45

    free = [slot for slot in slots(branch, at=at, first=TUESDAY, days=1, service=other) if slot.free]
    assert times(branch, free)[:4] == ["10:30", "10:30", "11:00", "11:00"]
    assert times(branch, free)[4:6] == ["13:00", "13:00"]


def test_the_next_free_times_go_on_over_days(rule, branch, cash, book, at):
    last = at + dt.timedelta(hours=6, minutes=30)  # 16:30
    book(starts_at=last)
    book(starts_at=last)

    found = next_free(branch, cash, at=at, since=last)

    assert [f"{local(branch, slot.starts_at):%d %H:%M}" for slot in found] == ["11 09:00", "11 09:30", "11 10:00"]


@pytest.mark.parametrize(("weekday", "expected"), [(10, 11), (13, 14), (14, 17)])
def test_cash_leaves_one_open_day(branch, weekday, expected):
    """A Tuesday for Wednesday, a Friday for whatever comes next, a closed Saturday for the Tuesday."""
    at = dt.datetime(2026, 3, weekday, 2, tzinfo=dt.UTC)

    assert lead_day(branch, at=at, days=1).day == expected


def test_the_open_day_before_a_monday_is_a_friday(branch):
    assert previous_open_day(branch, dt.date(2026, 3, 16)) == dt.date(2026, 3, 13)


def test_who_is_busy_is_found_by_index_however_long_the_history(meetings, wealth, book, at):
    seen = book(1.5, service=wealth)
    Appointment.objects.bulk_create(past(seen, days) for days in range(1, 1000))
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        cursor.execute("ANALYZE queueing_appointment")
        busy_between([meetings], at, at + dt.timedelta(days=90))
        cursor.execute("EXPLAIN " + asked.captured_queries[-1]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "appointment_person" in plan
    assert "appointment_room" in plan


def past(appointment, days):
    """The same appointment so many days earlier, kept."""
    fields = {field.attname: getattr(appointment, field.attname) for field in Appointment._meta.concrete_fields}
    times = {name: fields[name] - dt.timedelta(days=days) for name in ("slot_at", "ends_at", "busy_until", "day")}
    own = {"id": None, "page_token": new_page_token(), "status": "completed"}
    return Appointment(**{**fields, **times, **own})


def test_large_cash_is_offered_from_its_day_on(rule, branch, cash, book, at):
    with pytest.raises(Exception) as refusal:
        book(2, cash=Cash(amount=80_000))

    assert refusal.value.code == "cash_too_soon"
    assert book(24, cash=Cash(amount=80_000)).cash_currency == "CNY"
    assert book(2, cash=Cash(amount=50_000)).status == "confirmed"

"""K36 on hours made by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.kpi import periods, registry
from lobby.kpi.measuring import measured, measured_by_hour, rows_of
from lobby.kpi.readings import read
from queueing.models import ForecastError

DAY = dt.date(2026, 3, 10)


@pytest.fixture
def kpi():
    return registry.get("K36")


@pytest.fixture
def period(branch):
    return periods.day_of(branch, DAY)


def make_hour(branch, hour, planned, arrivals, day=DAY):
    starts_at = dt.datetime.combine(day, dt.time(hour - 8), dt.UTC)
    return ForecastError.objects.create(branch=branch, day=day, starts_at=starts_at, planned=planned, arrivals=arrivals)


def test_forecast_error_is_the_mean_over_hours_with_five_arrivals(branch, kpi, period):
    make_hour(branch, 9, 12, 10)  # 20 % too many
    make_hour(branch, 10, 15, 20)  # 25 % too few
    make_hour(branch, 11, 5, 5)  # right
    make_hour(branch, 12, 9, 4)  # too few to count
    make_hour(branch, 9, 50, 10, day=DAY - dt.timedelta(days=1))

    reading = read(kpi, period)

    assert (reading.text, reading.n, str(reading.target)) == ("15.0", 3, "25.0")
    assert measured(kpi, period).total == pytest.approx(0.45)
    assert {hour: parts.mean for hour, parts in measured_by_hour(kpi, period).items()} == {9: 0.2, 10: 0.25, 11: 0}
    assert "1" in kpi.aside(period)


def test_its_rows_are_the_hours_worst_first(branch, kpi, period):
    right, wrong = make_hour(branch, 9, 5, 5), make_hour(branch, 10, 10, 5)

    assert list(rows_of(kpi, period)) == [wrong, right]
    assert kpi.aside(period) == ""
    assert (right.off_by, wrong.off_by, ForecastError(planned=1, arrivals=0).off_by) == (0, 100, None)


def test_its_page_shows_them(branch, head, client):
    make_hour(branch, 10, 10, 8)
    client.force_login(head)

    page = client.get(
        reverse("kpi:kpi-detail", args=["7001", "K36"]), {"day": "2026-03-10"}, headers={"Accept-Language": "en"}
    )

    assert page.status_code == 200
    assert b"25.0 %" in page.content

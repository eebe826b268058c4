"""K28 and its companions, on appointments brought into their state by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.kpi import periods, registry
from lobby.kpi.measuring import measured, rows_of
from queueing.models import Appointment

DAY = dt.date(2026, 3, 10)


@pytest.fixture
def period(branch):
    return periods.day_of(branch, DAY)


@pytest.fixture
def day(rule, book, at):
    """One of each end, one still to come, one that nobody confirmed."""
    states = ["completed", "no_show", "cancelled", "completed", "confirmed", "expired", "requested"]
    for number, state in enumerate(states):
        appointment = book(1 + number / 2)
        never = {"confirmed_at": None} if state in {"expired", "requested"} else {}
        Appointment.objects.filter(pk=appointment.pk).update(status=state, **never)


def parts(code, period):
    found = measured(registry.get(code), period)
    return found.n, found.total


def test_kept_missed_and_booked(day, period):
    assert parts("K28", period) == (4, 2.0)
    assert parts("K28M", period) == (4, 1.0)
    assert parts("K28B", period) == (6, 5.0)


def test_an_empty_day(period):
    for code in ("K28", "K28M", "K28B"):
        assert parts(code, period) == (0, 0.0)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_figure_opens_its_rows(day, period, client, head, branch, language):
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("kpi:kpi-detail", args=[branch.code, "K28"]), {"day": DAY.isoformat(), "lang": language})

    assert page.status_code == 200
    assert rows_of(registry.get("K28"), period).count() == 4
    assert "11:00" in page.content.decode()

"""The demo branch is forecast from the first minute."""

from __future__ import annotations

import datetime as dt

from lobby.branches.demo import branch as demo_branch
from lobby.branches.models import Branch
from lobby.kpi import periods, registry
from lobby.kpi.readings import read
from queueing.demo import flow
from queueing.models import FlowCount, FlowForecast, FlowState
from queueing.selectors.forecasts import slots


def test_the_demo_branch_has_weeks_of_counts_and_a_forecast_and_keeps_them(db, at):
    demo_branch.write("a-demo-password", at)

    flow.write("", at)
    made = FlowForecast.objects.count()
    yesterday = read(registry.get("K36"), periods.day_of(Branch.objects.get(code="0001"), dt.date(2026, 3, 9)))
    flow.write("", at + dt.timedelta(days=1))

    branch = Branch.objects.get(code="0001")
    today = slots(branch, since=at - dt.timedelta(hours=6), until=at + dt.timedelta(hours=18))
    assert FlowCount.objects.filter(branch=branch).count() == 70 * 5
    assert FlowForecast.objects.count() == made == 15 * 48 * 5
    assert 300 < sum(slot.mean for slot in today) < 600
    assert (yesterday.n, yesterday.value < 40) == (10, True)
    assert FlowState.objects.get(branch=branch).due_at > at

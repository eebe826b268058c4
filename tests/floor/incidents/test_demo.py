"""The demo's incident: one accident that is in hand, so that the day looks like a day."""

import datetime as dt

from django.db.models import Q

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.demo import incidents as demo
from lobby.floor.domain import plans
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Incident, Reminder
from lobby.floor.selectors.feed import feed
from tests.factories import make_branch, make_hours, make_policy, make_staff


def test_an_hour_without_anybody_makes_no_storm_and_a_second_run_changes_nothing(db, at):
    branch = make_branch("0001", is_demo=True)
    make_hours(branch)
    make_policy(branch)
    manager = make_staff("manager", branch, RoleCode.LM)
    make_staff("head", branch, RoleCode.HEAD)
    make_staff("guard1", branch, RoleCode.SEC)

    plans.install(by=SYSTEM, at=at)

    demo.write("password", at)
    demo.write("password", at)
    for minutes in range(1, 61):
        sweep_deadlines(at=at + dt.timedelta(minutes=minutes))

    assert list(Incident.objects.order_by("pk").values_list("status", "is_drill")) == [
        ("closed", True),
        ("contained", False),
    ]
    assert Reminder.objects.exclude(Q(status="done") | Q(status="cancelled")).count() == 1
    assert Alert.objects.exclude(status="resolved").count() <= 3
    assert len(feed(branch, manager.pk, at=at + dt.timedelta(hours=1))) <= 3

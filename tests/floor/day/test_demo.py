"""The demo of My day."""

import pytest

from lobby.branches.enums import RoleCode
from lobby.floor.demo import day
from lobby.floor.models import Activity, HandoverNote, Reminder, ZoneDuty
from tests.factories import make_branch, make_hours, make_policy, make_staff, make_zone

ROLES = {"manager": RoleCode.LM, "lead1": RoleCode.TELLER_LEAD, "teller1": RoleCode.TELLER, "head": RoleCode.HEAD}


@pytest.fixture
def cast(db):
    branch = make_branch("0001", is_demo=True)
    make_hours(branch)
    make_policy(branch)
    make_zone(branch)
    return [make_staff(name, branch, role) for name, role in ROLES.items()]


def counts():
    return [model.objects.count() for model in (Reminder, Activity, HandoverNote, ZoneDuty)]


def test_it_writes_every_list_and_a_second_run_changes_nothing(cast, at):
    day.write("password", at)
    first = counts()

    day.write("password", at.replace(minute=30))

    assert first == counts() == [7, 7, 1, 1]


def test_a_real_branch_is_left_alone(branch, at):
    day.write("password", at)

    assert counts() == [0, 0, 0, 0]

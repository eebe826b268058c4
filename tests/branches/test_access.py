"""Who may see and do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from lobby.branches.access import branch_for, branches_for, can, permissions_at, staff_with_role
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, UnknownBranch
from tests.factories import make_branch, make_staff, make_unit


def test_a_branch_is_found_by_its_own_people(branch, other_branch, teller, stranger, kiosk):
    assert branch_for(teller, "7001") == branch
    assert branch_for(kiosk, "7001", Permission.TICKET_ISSUE) == branch
    for person in (stranger, AnonymousUser()):
        with pytest.raises(UnknownBranch):
            branch_for(person, "7001")
    with pytest.raises(UnknownBranch):
        branch_for(kiosk, "7002")


def test_a_missing_role_is_told_apart_from_a_strangers_branch(branch, teller, kiosk, wall):
    for person, permission in (
        (teller, Permission.TICKET_MANAGE),
        (kiosk, Permission.TICKET_MANAGE),
        (wall, Permission.TICKET_ISSUE),
    ):
        with pytest.raises(Forbidden):
            branch_for(person, "7001", permission)


def test_a_grant_at_a_unit_covers_the_branches_below(branch):
    office = make_unit("0001HO", "head_office")
    region = make_unit("8800", parent=office)
    below = make_branch("8801", unit=region)
    officer = make_staff("ho", None, RoleCode.HO, unit=office)

    assert list(branches_for(officer)) == [below]
    assert branch_for(officer, "8801", Permission.KPI_VIEW) == below
    with pytest.raises(UnknownBranch):
        branch_for(officer, "7001")


def test_inactive_people_branches_and_devices_have_nothing(branch, teller, kiosk):
    teller.is_active = kiosk.is_active = False

    assert not branches_for(teller).exists()
    assert not branches_for(kiosk).exists()
    for person in (teller, kiosk):
        with pytest.raises(UnknownBranch):
            branch_for(person, "7001", Permission.TICKET_ISSUE)


def test_a_closed_branch_is_gone_for_everyone(branch, teller, manager):
    branch.is_active = False
    branch.save()

    assert not branches_for(teller).exists()
    with pytest.raises(UnknownBranch):
        branch_for(manager, "7001")


def test_a_superuser_sees_every_branch(branch, other_branch):
    root = make_staff("root", None)
    root.is_superuser = True

    assert set(branches_for(root, Permission.COUNTER_MANAGE)) == {branch, other_branch}
    assert branch_for(root, "7002") == other_branch
    assert permissions_at(root, branch) == set(Permission.values)


def test_permissions_follow_the_role(branch, teller, manager, wall, kiosk):
    assert can(teller, branch, Permission.COUNTER_WORK)
    assert not can(manager, branch, Permission.COUNTER_WORK)
    assert can(manager, branch, Permission.TICKET_MANAGE)
    assert can(kiosk, branch, Permission.TICKET_ISSUE)
    assert not can(wall, branch, Permission.TICKET_ISSUE)
    assert permissions_at(teller, branch) == {
        Permission.FLOOR_VIEW,
        Permission.LIBRARY_VIEW,
        Permission.COMPLAINT_CAPTURE,
        Permission.INCIDENT_REPORT,
        Permission.CHECK_DO,
        Permission.COUNTER_WORK,
        Permission.TICKET_ISSUE,
        Permission.WAIVER_GRANT,
        Permission.CASH_SEIZE,
        Permission.FRAUD_CHECK,
        Permission.DUAL_SIGN,
        Permission.FAULT_VERIFY,
        Permission.CUSTOMER_FIND,
        Permission.CUSTOMER_VIEW,
        Permission.CUSTOMER_EDIT,
        Permission.PROMPT_USE,
        Permission.LEAD_CREATE,
    }


def test_staff_with_a_role_are_of_this_very_branch(branch, manager, stranger, teller):
    assert list(staff_with_role(branch, [RoleCode.LM])) == [manager]


def test_finding_a_branch_is_one_query(branch, teller, django_assert_num_queries):
    with django_assert_num_queries(1):
        branch_for(teller, "7001", Permission.FLOOR_VIEW)


def test_an_odd_code_finds_nothing(branch, manager):
    for code in ("", "7001\0", "'; DROP TABLE", "7001 ", "七"):
        with pytest.raises(UnknownBranch):
            branch_for(manager, code)

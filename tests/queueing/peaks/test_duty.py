"""Who is there: the roster, breaks, and a roster that says nothing."""

from __future__ import annotations

import pytest

from lobby.branches.enums import Duty, Post, RoleCode, RosterTemplate
from lobby.branches.models import Break, Shift
from queueing.domain import peaks
from queueing.selectors.duty import on_duty, upwards
from tests import factories
from tests.queueing.peaks.conftest import MINUTE


def shift(staff, at, begins=-60, ends=60, **fields):
    return Shift.objects.create(
        branch=staff.home_branch,
        staff=staff,
        date=at.date(),
        starts_at=at + begins * MINUTE,
        ends_at=at + ends * MINUTE,
        **{"post": Post.LOBBY, **fields},
    )


@pytest.fixture
def second(branch):
    """Another lobby manager."""
    return factories.make_staff("qiu", branch, RoleCode.LM)


def test_without_a_roster_everybody_is_there(branch, manager, second, at):
    assert on_duty(branch, "LM", at=at) == [manager, second]


def test_who_is_on_a_shift_is_there_and_who_is_off_is_not(branch, manager, second, at):
    shift(manager, at, begins=60, ends=120)
    shift(second, at)

    assert on_duty(branch, "LM", at=at) == [second]


def test_who_is_in_a_break_is_not_there(branch, manager, second, at):
    shift(second, at)
    Break.objects.create(shift=shift(manager, at), starts_at=at - MINUTE, ends_at=at + MINUTE)

    assert on_duty(branch, "LM", at=at) == [second]
    assert on_duty(branch, "LM", at=at + 2 * MINUTE) == [manager, second]


def test_who_is_on_no_roster_and_who_is_at_a_counter_is_there(branch, counter, manager, teller, at):
    shift(manager, at)
    shift(teller, at, begins=60, ends=120)
    factories.make_session(counter, teller, at)
    head = factories.make_staff("jiang", branch, RoleCode.HEAD)

    assert on_duty(branch, "TELLER", at=at) == [teller]
    assert on_duty(branch, "HEAD", at=at) == [head]


def test_a_roster_with_nobody_on_it_now_says_nothing(branch, manager, second, at):
    shift(manager, at, begins=60, ends=120)

    assert on_duty(branch, "LM", at=at) == [manager, second]


def test_chief_and_assistant_come_from_the_peak_roster(branch, lines, plan, manager, second, assistant, at):
    shift(manager, at)
    shift(second, at, template=RosterTemplate.PEAK, duty=Duty.CHIEF)
    shift(assistant, at, template=RosterTemplate.PEAK, duty=Duty.ASSISTANT)

    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    run.refresh_from_db()
    assert (run.chief, run.assistant) == (second, assistant)


@pytest.mark.parametrize(
    ("role", "chain"),
    [
        ("LMA", ["LMA", "LM", "HEAD"]),
        ("TELLER", ["TELLER", "TELLER_LEAD", "HEAD", "LM"]),
        ("SEC", ["SEC", "LM", "HEAD"]),
        ("HEAD", ["HEAD", "LM"]),
    ],
)
def test_the_next_role_up(role, chain):
    assert upwards(role) == chain

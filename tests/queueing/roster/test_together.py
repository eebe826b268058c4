"""Two people plan at the same moment: one wins, the other is told, the database has one."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.branches.errors import LobbyError
from lobby.branches.models import Break, Shift
from queueing.domain.roster import add_break, plan_shift
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)


def at_once(*acts):
    """Run the acts together; returns the codes of those that were refused."""
    ready, refused = threading.Barrier(len(acts)), []

    def run(act):
        try:
            ready.wait()
            act()
        except LobbyError as error:
            refused.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_two_overlapping_shifts_one_is_planned(branch, teller, head, at):
    def plan(hour):
        plan_shift(
            branch,
            by=head.actor,
            at=at,
            staff=teller,
            date=dt.date(2026, 3, 10),
            starts_at=at + hour * HOUR,
            ends_at=at + (hour + 3) * HOUR,
        )

    refused = at_once(*[lambda hour=hour: plan(hour) for hour in (1, 2, 3)])

    assert refused == ["shift_overlaps", "shift_overlaps"]
    assert Shift.objects.count() == 1


def test_of_two_branches_one_gets_the_person(branch, other_branch, teller, head, at):
    factories.RoleGrant.objects.create(staff=teller, role="TELLER", branch=other_branch)
    span = {"date": dt.date(2026, 3, 10), "starts_at": at + HOUR, "ends_at": at + 3 * HOUR}

    refused = at_once(
        *[
            lambda here=here: plan_shift(here, by=head.actor, at=at, staff=teller, **span)
            for here in (branch, other_branch)
        ]
    )

    assert refused == ["shift_overlaps"]
    assert Shift.objects.count() == 1


def test_of_two_overlapping_breaks_one_is_planned(branch, teller, head, at):
    shift = factories.make_shift(teller, at)

    def rest(minutes):
        begin = at + HOUR + dt.timedelta(minutes=minutes)
        add_break(shift, by=head.actor, at=at, starts_at=begin, ends_at=begin + HOUR, kind="meal")

    refused = at_once(*[lambda minutes=minutes: rest(minutes) for minutes in (0, 15, 30)])

    assert refused == ["break_overlaps", "break_overlaps"]
    assert Break.objects.count() == 1

"""Silence alone ends no session: only a machine that says that it can do no more does."""

from __future__ import annotations

import pytest
from django.utils import timezone

from devices.domain import smart
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.smart import LIVE
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch
from tests import factories


@pytest.mark.parametrize(("status", "goes_on"), [(DeviceStatus.UNKNOWN, True), (DeviceStatus.DOWN, False)])
def test_a_customer_goes_on_at_a_machine_that_only_fell_silent(
    branch: Branch, status: DeviceStatus, goes_on: bool
) -> None:
    machine, at = factories.make_device(branch, "TSC9", DeviceKind.SMART_COUNTER), timezone.now()
    session = smart.start(machine, by=machine.actor, at=at)
    report(machine, status, by=SYSTEM, at=at)
    session.refresh_from_db()
    assert (session.status in LIVE) is goes_on

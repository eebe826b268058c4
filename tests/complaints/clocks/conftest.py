"""The offices that hear of a complaint, and the terms it is reckoned by."""

from __future__ import annotations

import pytest

from complaints.domain.cases import receive
from complaints.enums.cases import ReceiptChannel
from complaints.models import Complaint
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from tests.complaints.factories import make_terms
from tests.factories import make_staff


@pytest.fixture
def region(branch: Branch) -> Staff:
    """Somebody of the regional branch."""
    return make_staff("region", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """Somebody of head office."""
    return make_staff("office", None, RoleCode.HO, unit=branch.unit)


@pytest.fixture
def complaint(branch: Branch, manager: Staff, head: Staff, region: Staff, office: Staff, at) -> Complaint:
    """A complaint that came in at `at`, owned by the lobby manager."""
    make_terms()
    return received(branch, manager, at)


def received(branch: Branch, by: Staff, at, **said) -> Complaint:
    """A complaint that came in."""
    said = {"channel": ReceiptChannel.VISIT, "content": "等了一个半小时", **said}
    return receive(branch, by=by.actor, at=at, **said)

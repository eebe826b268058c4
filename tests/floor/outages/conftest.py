"""A branch whose library holds the approved notices, and outages of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.models import Branch, Staff
from lobby.floor.domain.library import installing
from lobby.floor.domain.outages import Reach, Terms, declare
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import OutageScope
from lobby.floor.models import Outage

ALL = Reach(OutageScope.ALL)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def notices(branch: Branch, at: dt.datetime) -> None:
    """What the library ships."""
    installing.install(branch, at=at, kinds=[ContentKind.MESSAGE_TEMPLATE])


@pytest.fixture
def terms(manager: Staff, notices: None, at: dt.datetime) -> Terms:
    """The general notice; the lobby manager explains; back in an hour."""
    return Terms("screen-outage", manager, None, at + HOUR)


@pytest.fixture
def declared(branch: Branch, manager: Staff, terms: Terms, at: dt.datetime) -> Callable[..., Outage]:
    """Declare one."""

    def make(reach: Reach = ALL, **fields: object) -> Outage:
        return declare(branch, by=manager.actor, at=at, reach=reach, terms=terms, **fields)  # type: ignore[arg-type]

    return make

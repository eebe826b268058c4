"""Machines of the branch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices import heard
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device
from tests import factories


@pytest.fixture(autouse=True)
def nothing_heard() -> Iterator[None]:
    """Each test hears its own machines."""
    heard.start_anew()
    yield
    heard.start_anew()


@pytest.fixture
def smart(branch: Branch) -> Device:
    """A smart counter of the branch."""
    return factories.make_device(branch, "SC9", DeviceKind.SMART_COUNTER)

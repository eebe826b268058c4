"""The clock of the views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def clock(at: dt.datetime) -> Iterator[time_machine.Coordinates]:
    """The views read `at`."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock

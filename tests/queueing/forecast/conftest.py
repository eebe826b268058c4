"""A branch that is forecast."""

from __future__ import annotations

import datetime as dt

import pytest

from queueing.models import FlowState


@pytest.fixture
def night() -> dt.datetime:
    """A Tuesday, 4:30 on the branch's clock: its business day has begun, it is not open yet."""
    return dt.datetime(2026, 3, 9, 20, 30, tzinfo=dt.UTC)


@pytest.fixture
def state(branch, night) -> FlowState:
    """The branch is due."""
    return FlowState.objects.create(branch=branch, due_at=night)

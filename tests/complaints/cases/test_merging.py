"""Joining complaints: nobody waits longer for it, and nobody is offered anything meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.domain import cases
from complaints.enums.cases import Step
from complaints.errors.cases import JoinsLater, NotTheSameMatter
from lobby.branches.models import Branch, Staff
from tests.complaints.factories import make_complaint

DAY = dt.timedelta(days=1)


def test_only_into_an_undecided_one_that_is_due_no_later(
    branch: Branch, complete: dict[str, Any], protector: Staff, at: dt.datetime
) -> None:
    older = make_complaint(branch, **complete, received_at=at - DAY)
    newer = make_complaint(branch, **complete, received_at=at)
    decided = make_complaint(branch, **complete, received_at=at - 2 * DAY, step=Step.FOLLOWUP)
    join = {"by": protector, "at": at, "text": "同一件事"}

    with pytest.raises(JoinsLater):
        cases.merge(older, into=newer, **join)
    with pytest.raises(NotTheSameMatter):
        cases.merge(newer, into=decided, **join)
    assert cases.merge(newer, into=older, **join).merged_into == older
    assert newer.clocks.filter(stopped_at=None).count() == 0
    assert older.clocks.filter(stopped_at=None).count() == 2

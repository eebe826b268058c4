"""The demo branch's complaints."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from complaints.demo import cases
from complaints.domain import installing
from complaints.enums.cases import Step
from complaints.models import Complaint, ComplaintEntry
from lobby.branches.demo import branch

S = Step


def test_eight_complaints_in_seven_steps_written_once(db: None, at: dt.datetime) -> None:
    branch.write("password", at)
    installing.install()
    cases.write("password", at)
    lines = ComplaintEntry.objects.count()

    cases.write("password", at)

    found = Complaint.objects.filter(branch__code="0001")
    assert Counter(found.values_list("step", flat=True)) == {
        S.RECEIVED: 1,
        S.REGISTERED: 1,
        S.ANALYSING: 1,
        S.PLANNED: 1,
        S.RESOLVING: 1,
        S.FOLLOWUP: 1,
        S.CLOSED: 1,
        S.WITHDRAWN: 1,
    }
    assert [one.is_major for one in found.filter(step=S.PLANNED)] == [True]
    assert not any(one.owner_id == one.about_staff_id for one in found)
    assert ComplaintEntry.objects.count() == lines
    assert all(entry.at <= at for entry in ComplaintEntry.objects.all())

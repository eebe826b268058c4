"""What makes a complaint major, and what follows at once (S188)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from complaints.domain.cases import calling
from complaints.domain.cases.moving import news_of
from complaints.enums.cases import MajorReason
from complaints.events.cases import ComplaintMajor
from complaints.models import Complaint
from lobby.branches.actors import SYSTEM
from lobby.floor.domain.incidents.reporting import report
from lobby.floor.enums.incidents import IncidentKind
from lobby.live import journal


def judge(complaint: Complaint, reasons: Iterable[MajorReason]) -> bool:
    """Add the reasons that hold now; whether there is one that was not known before. It is never less than it was."""
    held = set(reasons)
    if complaint.amount is not None and complaint.amount >= complaint.terms.major_amount:
        held.add(MajorReason.AMOUNT)
    known = set(complaint.major_reasons)
    complaint.major_reasons = [reason.value for reason in MajorReason if reason.value in known | held]
    complaint.is_major = bool(complaint.major_reasons)
    return bool(held - known)


def announce(complaint: Complaint, *, at: dt.datetime) -> None:
    """Tell those who must know, and open the group event of a joint complaint. Call it in a unit, the row locked."""
    calling.tell_major(complaint, at=at)
    if MajorReason.GROUP in complaint.major_reasons and complaint.incident_id is None:
        complaint.incident = report(complaint.branch, by=SYSTEM, at=at, kind=IncidentKind.GROUP_EVENT)
        complaint.save(update_fields=["incident"])
    journal.record(ComplaintMajor(**news_of(complaint), reasons=list(complaint.major_reasons)))

"""More time for one of the demo branch's complaints: asked for, waiting for the branch head."""

from __future__ import annotations

import datetime as dt

from complaints.domain.clocks.extending import extend
from complaints.enums.cases import ClockKind, Step
from complaints.models import Complaint


def write(password: str, at: dt.datetime) -> None:
    """Ask once, for the complaint that is being analysed; a second run changes nothing."""
    analysed = Complaint.objects.filter(branch__is_demo=True, step=Step.ANALYSING, is_major=False)
    complaint = analysed.select_related("owner").order_by("pk").first()
    if complaint is None:
        return
    clock = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True, due_at__gt=at).first()
    if clock is not None and not clock.extensions.exists():
        extend(complaint, by=complaint.owner, at=at, reason="需要总行调取三年前的凭证，预计两周后到")

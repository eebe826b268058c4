"""Who hears of a split: whoever has to decide about it, and has no part in it."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import staff_with_role
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Deadline
from marketing.domain.contributions import moving
from marketing.enums.leads import ContributionStatus
from marketing.models import Contribution

DISPUTED, READY = "contribution.disputed", "contribution.ready"


def ask_head(contribution: Contribution, kind: str, *, at: dt.datetime) -> None:
    """The head decides; where every head is concerned by it, the regional branch (1 query more)."""
    heads = list(staff_with_role(contribution.branch, [RoleCode.HEAD]).order_by("pk"))
    with_part = [head for head in heads if head.pk in contribution.concerned]
    raise_alert(
        contribution.branch,
        kind,
        by=SYSTEM,
        at=at,
        subject=contribution.subject,
        values={"lead": contribution.lead_id},
        roles=[RoleCode.BR_OPS] if with_part and len(with_part) == len(heads) else None,
        apart_from=with_part[0] if with_part else None,
    )


def call_off(contribution: Contribution, *, at: dt.datetime, reason: str) -> None:
    """End what calls for people about it."""
    resolve_about(contribution.subject, at=at, reason=reason)


def when_window_ends(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody disputed it in time: it waits for its approval."""
    contribution = moving.locked(Contribution(pk=deadline.subject_id))
    if contribution.status != ContributionStatus.DRAFT:
        return None
    if contribution.dispute_until > at:
        return contribution.dispute_until
    ask_head(contribution, READY, at=at)
    return None

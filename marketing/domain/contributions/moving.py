"""What every verb on a split shares: the lock, the move, the line that is kept, the news."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal
from marketing.enums.leads import CONTRIBUTION_MOVES, ContributionStatus, Part
from marketing.errors.contributions import IllegalContributionMove, OwnContribution
from marketing.events.leads import ContributionMoved
from marketing.models import Contribution, ContributionEntry


def locked(contribution: Contribution) -> Contribution:
    """Read the split again with its row locked (1 statement)."""
    rows = Contribution.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "lead__product", "guide", "inform", "close").get(pk=contribution.pk)
    forget_stale(found, "guide", "inform", "close")
    return found


def check_move(contribution: Contribution, verb: str) -> None:
    """Raises IllegalContributionMove when the table does not list it."""
    if contribution.status not in CONTRIBUTION_MOVES[verb][0]:
        raise IllegalContributionMove(status=ContributionStatus(contribution.status).label)


def check_decides(contribution: Contribution, by: Staff) -> None:
    """The head or an office above, who has neither a part in it nor an interest (1 query). Raises Forbidden, OwnContribution."""
    if not can(by, contribution.branch, Permission.LEAD_MANAGE):
        raise Forbidden
    if by.pk in contribution.concerned:
        raise OwnContribution


def move(
    contribution: Contribution,
    verb: str,
    *,
    by: Actor,
    at: dt.datetime,
    reason: str = "",
    cause: int | None = None,
    **fields: Any,
) -> Contribution:
    """Take the verb's move, save it with the named fields, keep what was and what is (2 statements)."""
    check_move(contribution, verb)
    before = facts(contribution)
    for name, value in fields.items():
        setattr(contribution, name, value)
    contribution.status = CONTRIBUTION_MOVES[verb][1] or contribution.status
    contribution.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])
    keep(contribution, verb, before=before, by=by, at=at, reason=reason, cause=cause)
    return contribution


def keep(
    contribution: Contribution,
    verb: str,
    *,
    before: dict[str, Any],
    by: Actor,
    at: dt.datetime,
    reason: str = "",
    cause: int | None = None,
) -> None:
    """Write one line of its history and tell the screens (1 statement)."""
    ContributionEntry.objects.create(
        contribution=contribution,
        verb=verb,
        before=before,
        after=facts(contribution),
        by_id=by.staff_id,
        at=at,
        reason=reason,
        cause=cause,
    )
    journal.record(
        ContributionMoved(
            branch_id=contribution.branch_id,
            contribution=contribution.pk,
            lead=contribution.lead_id,
            verb=verb,
            status=contribution.status,
        )
    )


def facts(contribution: Contribution) -> dict[str, Any]:
    """State, people and per cent, as the history keeps them."""
    found: dict[str, Any] = {"status": str(contribution.status)}
    for part in Part:
        percent = getattr(contribution, f"{part}_percent")
        found[part.value] = {"staff": getattr(contribution, f"{part}_id"), "percent": percent}
    return found

"""Disputing a split, changing it, approving it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.access import branches_for
from lobby.branches.calendar import clock_time, local
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.live import journal
from marketing.domain.contributions import calling, moving
from marketing.domain.contributions.drafting import is_qualified
from marketing.domain.reasons import perhaps, said
from marketing.enums.leads import ContributionStatus, Part
from marketing.errors.contributions import (
    DisputeOver,
    DisputeRunning,
    NotAParty,
    NotTheWhole,
    OwnContribution,
    PartNeedsQualification,
    PartOfAStranger,
)
from marketing.models import Contribution

Parts = dict[str, tuple[Staff | None, int]]


def dispute(contribution: Contribution, *, by: Staff, at: dt.datetime, reason: str) -> Contribution:
    """Somebody who had a hand in it does not agree, within the days of the terms.

    Raises IllegalContributionMove, NotAParty, DisputeOver, ReasonMissing.
    """
    words = said(reason)
    with journal.unit(by=by.actor, at=at):
        contribution = moving.locked(contribution)
        moving.check_move(contribution, "dispute")
        lead = contribution.lead
        if by.pk not in contribution.parties | {lead.creator_id, lead.receiver_id}:
            raise NotAParty
        if at >= contribution.dispute_until:
            raise DisputeOver
        moving.move(contribution, "dispute", by=by.actor, at=at, reason=words, disputed_by=by)
        deadlines.stop(subject=contribution.subject, at=at)
        calling.ask_head(contribution, calling.DISPUTED, at=at)
    return contribution


def change(contribution: Contribution, *, by: Staff, at: dt.datetime, parts: Parts, reason: str) -> Contribution:
    """Whoever decides sets the parts of a disputed split anew: `{part: (who, per cent)}`, all three, and says why.

    Raises IllegalContributionMove, Forbidden, OwnContribution, NotTheWhole, PartNeedsQualification, PartOfAStranger,
    ReasonMissing.
    """
    words = said(reason)
    total = sum(percent for _who, percent in parts.values())
    if set(parts) != set(Part.values) or total != 100 or any(percent < 0 for _who, percent in parts.values()):
        raise NotTheWhole(sum=total)
    with journal.unit(by=by.actor, at=at):
        contribution = moving.locked(contribution)
        moving.check_move(contribution, "change")
        moving.check_decides(contribution, by)
        check_parts(contribution, parts, by)
        fields: dict[str, Any] = {f"{part}_percent": percent for part, (_who, percent) in parts.items()}
        fields |= {part: who for part, (who, _percent) in parts.items()}
        is_refused = contribution.is_close_refused and parts[Part.CLOSE][0] is None
        moving.move(contribution, "change", by=by.actor, at=at, reason=words, is_close_refused=is_refused, **fields)
    return contribution


def check_parts(contribution: Contribution, parts: Parts, by: Staff) -> None:
    """Nobody gives themselves a part, strangers have none, and the close needs its licence on the day it was won.

    Raises OwnContribution, PartOfAStranger, PartNeedsQualification.
    """
    for who, _percent in parts.values():
        if who is None:
            continue
        if who.pk == by.pk:
            raise OwnContribution
        if who.pk not in contribution.parties and not branches_for(who).filter(pk=contribution.branch_id).exists():
            raise PartOfAStranger(name=who.name)
    closer = parts[Part.CLOSE][0]
    won_at = contribution.created_at
    if closer is not None and not is_qualified(contribution.branch, closer, contribution.lead.product, at=won_at):
        raise PartNeedsQualification(name=closer.name)


def approve(contribution: Contribution, *, by: Staff, at: dt.datetime, reason: str = "") -> Contribution:
    """The head, or an office above, lets it stand: once nobody can dispute it any more, or after a dispute.

    Raises IllegalContributionMove, Forbidden, OwnContribution, DisputeRunning.
    """
    words = perhaps(reason)
    with journal.unit(by=by.actor, at=at):
        contribution = moving.locked(contribution)
        moving.check_move(contribution, "approve")
        moving.check_decides(contribution, by)
        branch, until = contribution.branch, contribution.dispute_until
        if contribution.status == ContributionStatus.DRAFT and at < until:
            raise DisputeRunning(until=f"{local(branch, until):%Y-%m-%d} {clock_time(branch, until)}")
        moving.move(contribution, "approve", by=by.actor, at=at, reason=words, approved_by=by, approved_at=at)
        deadlines.stop(subject=contribution.subject, at=at)
        calling.call_off(contribution, at=at, reason="approved")
    return contribution

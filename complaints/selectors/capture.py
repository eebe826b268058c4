"""What LM-10 knows before anybody types: the facts of the ticket, who served, and what to say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.domain.cases import evidence
from complaints.enums.cases import Dimension
from complaints.models import Complaint, ComplaintCode
from lobby.branches.enums import ServiceFamily
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.library import ComplaintMoment, ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from queueing.models import Ticket

# Which of the shipped codes a number of the hall suggests: where it was served, and the business of its service.
HALL_CODE = "branch"
FAMILY_CODES = {
    ServiceFamily.CASH: "savings",
    ServiceFamily.NONCASH: "payment",
    ServiceFamily.CARD: "debit-card",
    ServiceFamily.WEALTH: "wealth",
    ServiceFamily.LOAN: "loans",
    ServiceFamily.CORPORATE: "payment",
}


def known_of(ticket: Ticket, *, at: dt.datetime) -> dict[str, Any]:
    """The facts of a ticket as they will stand in the evidence (3 queries and those of what other nouns add)."""
    return evidence.snapshot(ticket, at=at)


def likely_about(ticket: Ticket) -> Staff | None:
    """Who served the ticket (no query for one fetched with its session); offered, never chosen beforehand."""
    return ticket.session.staff if ticket.session else None


def scripts_at(branch: Branch, *, at: dt.datetime) -> list[tuple[str, str, list[LibraryVersion]]]:
    """What to say, by its moment in order: its name, its words, the versions in force (1 query)."""
    by_moment: dict[str, list[LibraryVersion]] = {moment.value: [] for moment in ComplaintMoment}
    for version in in_force(ContentKind.COMPLAINT_SCRIPT, branch, at):
        by_moment[version.extra["moment"]].append(version)
    return [(moment.value, str(moment.label), by_moment[moment.value]) for moment in ComplaintMoment]


def first_codes(complaint: Complaint) -> dict[str, int]:
    """The codes that the ticket suggests, by field (1 query): where it was served, and the family of its service."""
    wished = {"channel_code": complaint.channel_code_id, "business_code": complaint.business_code_id}
    codes = ComplaintCode.objects.filter(is_active=True).exclude(dimension=Dimension.CAUSE)
    by_code = {(one.dimension, one.code): one.pk for one in codes}
    family = complaint.service.family if complaint.service else ""
    wished["channel_code"] = wished["channel_code"] or by_code.get((Dimension.CHANNEL, HALL_CODE))
    wished["business_code"] = wished["business_code"] or by_code.get((Dimension.BUSINESS, FAMILY_CODES.get(family, "")))
    return {name: pk for name, pk in wished.items() if pk is not None}

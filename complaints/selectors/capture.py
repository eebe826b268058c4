"""What LM-10 knows before anybody types: the facts of the ticket, who served, and what to say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.domain.cases import evidence
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.library import ComplaintMoment, ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force
from queueing.models import Ticket


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

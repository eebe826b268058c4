"""Taking complaints down: whose ticket, whose draft, and whose receipt may be handed out."""

from __future__ import annotations

import datetime as dt

from complaints.access.cases import complaint_for
from complaints.models import Complaint, ComplaintDraft
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from queueing.models import Ticket


def draft_of(staff: Staff, branch: Branch, ticket: Ticket | None) -> ComplaintDraft | None:
    """The person's own draft for a ticket (1 query)."""
    return ComplaintDraft.objects.filter(branch=branch, by=staff, ticket=ticket).first()


def captured_for(staff: Staff, complaint_id: int, *, at: dt.datetime) -> Complaint:
    """A complaint that the person sees, or one they took down themselves today: its receipt is handed out.

    Whoever is complained about gets nothing. Raises NotFound.
    """
    own = Complaint.objects.select_related("branch", "owner", "ticket", "service", "terms").filter(
        pk=complaint_id, received_by=staff
    )
    taken = own.exclude(about_staff=staff).first()
    if taken is not None and taken.day == business_date(taken.branch, at):
        return taken
    return complaint_for(staff, complaint_id)

"""Complaints that may be about the same matter."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from complaints.enums.cases import ENDED_STEPS
from complaints.models import Complaint

WITHIN = dt.timedelta(days=30)
MOST = 10


def like(complaint: Complaint, *, among: QuerySet[Complaint]) -> list[Complaint]:
    """Open complaints of the same branch with the same ticket or contact, thirty days around it, newest first (0–1 query).

    `among` is what the person sees, so that nobody learns of a complaint about themselves.
    """
    same = Q(pk__in=[])
    if complaint.ticket_id is not None:
        same |= Q(ticket=complaint.ticket_id)
    if complaint.contact_index:
        same |= Q(contact_index=complaint.contact_index) & ~Q(contact_index="")
    if same == Q(pk__in=[]):
        return []
    around = (complaint.received_at - WITHIN, complaint.received_at + WITHIN)
    rows = among.filter(same, branch=complaint.branch_id, received_at__range=around)
    rows = rows.exclude(pk=complaint.pk).exclude(step__in=ENDED_STEPS)
    return list(rows.order_by("-received_at", "-pk")[:MOST])

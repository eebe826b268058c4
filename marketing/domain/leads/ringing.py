"""What happens when a clock of a lead rings, late ones as well."""

from __future__ import annotations

import datetime as dt

from lobby.floor.models import Deadline
from marketing.domain.leads import calling, moving
from marketing.domain.leads.offering import expire
from marketing.enums.leads import LeadStatus
from marketing.models import Lead


def when_not_answered(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody answered the offer: it lies in the head's pool again. One that was answered or offered anew is left."""
    lead = moving.locked(Lead(pk=deadline.subject_id))
    if lead.status != LeadStatus.OFFERED or lead.accept_by is None:
        return None
    if lead.accept_by > at:
        return lead.accept_by
    expire(lead, at=at)
    return None


def when_not_contacted(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The customer has not heard from whoever accepted: they and the head are told, once."""
    lead = moving.locked(Lead(pk=deadline.subject_id))
    if lead.status != LeadStatus.ACCEPTED or lead.contact_by is None:
        return None
    if lead.contact_by > at:
        return lead.contact_by
    calling.tell_late(lead, at=at)
    return None

"""What a kiosk shows of the ticket it has just given."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch
from queueing.models import Ticket


def ticket_of_today(branch: Branch, token: str, *, at: dt.datetime) -> Ticket:
    """A ticket of the branch's business day by the token of its page (1 query). Raises NotFound."""
    tickets = Ticket.objects.select_related("service__zone", "visit__helper")
    ticket = tickets.filter(branch=branch, page_token=token, day=business_date(branch, at)).first()
    if ticket is None:
        raise NotFound
    return ticket

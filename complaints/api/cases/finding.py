"""What the words of a body mean in a branch: people by user name, codes, tickets. Strangers' are unknown."""

from __future__ import annotations

from typing import Any

from complaints.enums.cases import Dimension
from complaints.errors.cases import TicketElsewhere, UnknownCode, UnknownPerson
from complaints.models import ComplaintCode
from lobby.branches.access import branches_for
from lobby.branches.models import Branch, Staff
from queueing.models import Ticket

DIMENSIONS = {
    "channel_code": Dimension.CHANNEL,
    "business_code": Dimension.BUSINESS,
    "cause_code": Dimension.CAUSE,
}


def person_of(branch: Branch, username: str) -> Staff:
    """Somebody who works at the branch or above it (2 queries). Raises UnknownPerson."""
    person = Staff.objects.filter(username=username, is_active=True).first()
    if person is None or not (person.home_branch_id == branch.pk or branches_for(person).filter(pk=branch.pk).exists()):
        raise UnknownPerson
    return person


def ticket_of(branch: Branch, ticket_id: int) -> Ticket:
    """A ticket of the branch (1 query). Raises TicketElsewhere."""
    rows = Ticket.objects.select_related("service", "counter")
    ticket = rows.filter(branch=branch, pk=ticket_id).first()
    if ticket is None:
        raise TicketElsewhere
    return ticket


def code_of(dimension: Dimension, code: str) -> ComplaintCode:
    """A code in use (1 query). Raises UnknownCode."""
    found = ComplaintCode.objects.filter(dimension=dimension, code=code, is_active=True).first()
    if found is None:
        raise UnknownCode(code=code[:30])
    return found


def meant(branch: Branch, sent: dict[str, Any]) -> dict[str, Any]:
    """A body with rows in the place of words. Raises UnknownPerson, UnknownCode."""
    found = dict(sent)
    if "about_staff" in sent:
        found["about_staff"] = person_of(branch, sent["about_staff"])
    for name, dimension in DIMENSIONS.items():
        if name in sent:
            found[name] = code_of(dimension, sent[name])
    return found

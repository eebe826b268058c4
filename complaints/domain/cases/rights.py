"""Who may use a verb on a complaint. Whoever it is about may use none (recusal, R01)."""

from __future__ import annotations

from complaints.enums.cases import Step
from complaints.errors.cases import AboutOwner, EndedForGood, NotTheOwner
from complaints.models import Complaint
from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff

P = Permission
# A member of staff, or the customer on the page of the complaint.
Anyone = Staff | Actor


def actor_of(by: Anyone) -> Actor:
    """The `by` of units and logs."""
    return by.actor if isinstance(by, Staff) else by


def check_apart(complaint: Complaint, by: Staff) -> None:
    """Raises AboutOwner."""
    if complaint.about_staff_id == by.pk:
        raise AboutOwner(name=by.name)


def check_may(complaint: Complaint, by: Staff, *permissions: Permission) -> None:
    """One of these permissions is needed (1 query for each). Raises AboutOwner, Forbidden."""
    check_apart(complaint, by)
    if not any(can(by, complaint.branch, permission) for permission in permissions):
        raise Forbidden


def check_may_if_staff(complaint: Complaint, by: Anyone, permission: Permission) -> None:
    """Customers reach their own complaint alone, by its address; staff need the permission."""
    if isinstance(by, Staff):
        check_may(complaint, by, permission)


def check_owner(complaint: Complaint, by: Staff) -> None:
    """Only the owner goes on with it (1 query). Raises AboutOwner, NotTheOwner, Forbidden."""
    check_may(complaint, by, P.COMPLAINT_HANDLE)
    if complaint.owner_id != by.pk:
        raise NotTheOwner(name=complaint.owner.name)


def check_open(complaint: Complaint) -> None:
    """Raises EndedForGood."""
    if not complaint.is_open:
        raise EndedForGood(step=Step(complaint.step).label)

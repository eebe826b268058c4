"""Fetching alerts and reminders through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import branches_for, units_above
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor import kinds
from lobby.floor.models import Alert, Reminder


def roles_at(staff: Staff, branch: Branch) -> set[str]:
    """The roles a person holds at a branch, or above it (2 queries); all of them for a superuser."""
    if staff.is_superuser:
        return set(RoleCode.values)
    held = RoleGrant.objects.filter(staff=staff)
    here = held.filter(branch=branch) | held.filter(unit__in=units_above(branch))
    return set(here.values_list("role", flat=True))


def alert_for(staff: Staff, alert_id: int) -> Alert:
    """An alert that is addressed to the person (3 queries). Raises NotFound, Forbidden when it is for other roles.

    Of a silent alert nobody else learns even that it is there.
    """
    branches = branches_for(staff, Permission.FLOOR_VIEW)
    alert = Alert.objects.filter(pk=alert_id, branch__in=branches).select_related("branch").first()
    if alert is None:
        raise NotFound
    if alert.person_id != staff.pk and not roles_at(staff, alert.branch) & set(alert.roles):
        raise NotFound if kinds.is_silent_alert(alert.kind) else Forbidden
    return alert


def reminder_for(staff: Staff, reminder_id: int) -> Reminder:
    """One of the person's own reminders, at a branch where they still work (1 query). Raises NotFound."""
    branches = branches_for(staff, Permission.FLOOR_VIEW)
    mine = Reminder.objects.filter(pk=reminder_id, owner=staff, branch__in=branches).select_related("branch", "owner")
    reminder = mine.first()
    if reminder is None:
        raise NotFound
    return reminder

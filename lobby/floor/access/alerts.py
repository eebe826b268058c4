"""Fetching alerts and reminders through the person: a stranger finds nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import F, Q

from lobby.branches.access import branches_for, can, units_above
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor import kinds
from lobby.floor.enums.alerts import Reach
from lobby.floor.models import Alert, Reminder
from lobby.floor.selectors.reached import on_duty


def roles_at(staff: Staff, branch: Branch) -> set[str]:
    """The roles a person holds at a branch, or above it (2 queries); all of them for a superuser."""
    if staff.is_superuser:
        return set(RoleCode.values)
    held = RoleGrant.objects.filter(staff=staff)
    here = held.filter(branch=branch) | held.filter(unit__in=units_above(branch))
    return set(here.values_list("role", flat=True))


def asks(staff: Staff, branch: Branch, roles: set[str], *, at: dt.datetime) -> Q:
    """The alerts of a branch that ask this person now (1 query for the zones): feed, lists and API share it.

    Those addressed to the person, accepted by them, or to one of their roles; an alert of a zone to its people first.
    Not what is about them, nor what they put off, nor what only the screens of security show.
    """
    for_roles = Q(reach=Reach.ROLES, roles__overlap=sorted(roles)) | in_zone(staff, branch, roles, at=at)
    mine = for_roles | Q(person=staff) | Q(accepted_by=staff)
    put_off = Q(accepted_by=staff, snoozed_until__gt=at)
    is_silent = Q(kind__in=kinds.silent_kinds())
    return mine & ~put_off & ~is_silent & (Q(apart_from__isnull=True) | ~Q(apart_from=staff))


def in_zone(staff: Staff, branch: Branch, roles: set[str], *, at: dt.datetime) -> Q:
    """Alerts for the people of a zone: this person's zones, and zones where nobody of the alert's roles is."""
    people: dict[int, set[int]] = defaultdict(set)
    held: dict[int, set[str]] = defaultdict(set)
    duties = on_duty(branch, at=at).filter(staff__grants__branch=F("branch"))
    for zone_id, staff_id, role in duties.values_list("zone", "staff", "staff__grants__role"):
        people[zone_id].add(staff_id)
        held[zone_id].add(role)
    wanted = Q(reach=Reach.ZONE, roles__overlap=sorted(roles))
    for zone_id in people:
        if staff.pk not in people[zone_id]:
            wanted &= ~Q(zone=zone_id, roles__overlap=sorted(held[zone_id]))
    return wanted


def alert_for(staff: Staff, alert_id: int) -> Alert:
    """An alert that the person may act on: asked now, or of the roles that are asked later (3 queries).

    Of a silent alert nobody outside security learns even that it is there.
    Raises NotFound, Forbidden when it is for other roles or about the person.
    """
    branches = branches_for(staff, Permission.FLOOR_VIEW)
    alert = Alert.objects.filter(pk=alert_id, branch__in=branches).select_related("branch").first()
    if alert is None or not hears(staff, alert.branch, kinds.needed_for_alert(alert.kind)):
        raise NotFound
    if alert.apart_from_id == staff.pk:
        raise Forbidden
    is_theirs = staff.pk in (alert.person_id, alert.accepted_by_id)
    if not is_theirs and not roles_at(staff, alert.branch) & set(alert.roles):
        raise Forbidden
    return alert


def hears(staff: Staff, branch: Branch, permission: Permission) -> bool:
    """Whether somebody of the branch's floor may hear of a kind at all (1 query for a silent one)."""
    return permission == Permission.FLOOR_VIEW or can(staff, branch, permission)


# Who may do what with a reminder, beside its owner.
TEAM_VERBS = {"take", "hand_over", "finish", "read"}
MAKER_VERBS = {"cancel", "read"}
HEAD_VERBS = {"cancel", "read"}
ASSIGNER_VERBS = {"hand_over", "read"}
OWNER_VERBS = {"acknowledge", "snooze", "finish", "hand_over", "read"}


def reminder_for(staff: Staff, reminder_id: int, verb: str = "read") -> Reminder:
    """A reminder that the person may use the verb on, at a branch where they still work (1–6 queries).

    The owner does it, and so does anybody of its team; whoever made it, or the head, cancels it; who gives tasks to
    others may hand it on. Whoever is none of these finds nothing. Raises NotFound, Forbidden.
    """
    branches = branches_for(staff, Permission.FLOOR_VIEW)
    found = Reminder.objects.filter(pk=reminder_id, branch__in=branches)
    reminder = found.select_related("branch", "owner", "made_by").first()
    if reminder is None or not hears(staff, reminder.branch, kinds.needed_for_reminder(reminder.kind)):
        raise NotFound
    verbs = reminder_verbs(staff, reminder)
    if "read" not in verbs:
        raise NotFound
    if verb not in verbs:
        raise Forbidden
    return reminder


def reminder_verbs(staff: Staff, reminder: Reminder) -> set[str]:
    """What the person may do with it, whatever its state (0–5 queries)."""
    is_own = reminder.owner_id == staff.pk
    if kinds.is_personal_reminder(reminder.kind):
        return OWNER_VERBS - {"hand_over"} if is_own else set()
    verbs = set(OWNER_VERBS) if is_own else set()
    if reminder.made_by_id == staff.pk:
        verbs |= MAKER_VERBS
    if is_own and not reminder.team:
        return verbs
    roles = roles_at(staff, reminder.branch)
    if reminder.team in roles:
        verbs |= TEAM_VERBS if reminder.owner_id is None else TEAM_VERBS - {"hand_over"}
    if RoleCode.HEAD in roles:
        verbs |= HEAD_VERBS
    if reminder.kind in kinds.task_kinds() and can(staff, reminder.branch, Permission.TASK_ASSIGN):
        verbs |= ASSIGNER_VERBS
    return verbs

"""Whom an alert reaches at its branch."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from lobby.branches.access import staff_with_role
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor import kinds
from lobby.floor.models import Alert, ZoneDuty


def holders(branch: Branch, roles: Iterable[str]) -> dict[str, set[int]]:
    """Ids of the active people at this very branch by role (1 query)."""
    grants = RoleGrant.objects.filter(branch=branch, role__in=set(roles), staff__is_active=True)
    found: dict[str, set[int]] = defaultdict(set)
    for role, staff_id in grants.values_list("role", "staff_id"):
        found[role].add(staff_id)
    return found


def roles_reaching_others(
    branch: Branch, roles: Sequence[str], escalation: Sequence[str], *, without: int
) -> list[str]:
    """The roles, unless `without` alone holds them: then the first role above that somebody else holds (1 query).

    Where nobody else holds any of them the roles stay as they are.
    """
    found = holders(branch, [*roles, *escalation])
    if any(found[role] - {without} for role in roles):
        return list(roles)
    above = next((role for role in escalation if found[role] - {without}), None)
    return list(roles) if above is None else [str(above)]


def next_role(alert: Alert) -> RoleCode | None:
    """The first role above that reaches somebody new (1 query, none when no role is left).

    A role that only those hold who have the alert already is passed over. Where no role above reaches anybody, one that
    nobody holds yet takes it: whoever is given the role finds it.
    """
    left = [role for role in kinds.alert_kind(alert.kind).escalation if role not in alert.roles]
    if not left:
        return None
    found = holders(alert.branch, [*left, *alert.roles])
    has = {alert.apart_from_id, *alert.asked}.union(*(found[role] for role in alert.roles))
    reaching = (role for role in left if found[role] - has)
    vacant = (role for role in left if not found[role])
    return next(reaching, None) or next(vacant, None)


def next_person(alert: Alert, *, at: dt.datetime) -> Staff | None:
    """Somebody of the roles whom nobody asked by name yet, those in the alert's zone first (1 query)."""
    roles = alert.roles or list(kinds.alert_kind(alert.kind).roles)
    here = on_duty(alert.branch, at=at).filter(staff=OuterRef("pk"), zone=alert.zone_id)
    rest = staff_with_role(alert.branch, roles).exclude(pk__in=[*alert.asked, alert.apart_from_id or 0])
    return rest.annotate(is_here=Exists(here)).order_by("-is_here", "pk").first()


def is_anybody_there(alert: Alert, *, at: dt.datetime) -> bool:
    """Whether somebody of the alert's roles is in its zone (1 query)."""
    team = staff_with_role(alert.branch, alert.roles)
    return on_duty(alert.branch, at=at).filter(zone=alert.zone_id, staff__in=team).exists()


def on_duty(branch: Branch, *, at: dt.datetime) -> QuerySet[ZoneDuty]:
    """Who is in which zone now."""
    return ZoneDuty.objects.filter(branch=branch, date=business_date(branch, at), until__isnull=True)

"""Fetching campaigns, events and what belongs to them through the person; guests and codes through their secrets."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from lobby.branches.access import branch_for, branches_for, roles_with, units_above
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.models import Goal
from marketing.models import Campaign, CampaignDuty, Decor, Draw, Event, EventGuest, MaterialCode, PrizeIssue
from queueing.models import Ticket, Visit

P = Permission
Row = TypeVar("Row", bound=Model)
# Whoever plans, approves or looks at what marketing achieves reads the pages of campaigns.
READERS = (P.MARKETING_VIEW, P.CAMPAIGN_EDIT, P.CAMPAIGN_APPROVE)


def branch_to_read(staff: Staff, code: str) -> Branch:
    """A branch whose campaigns the person reads (1–4 queries). Raises UnknownBranch, Forbidden."""
    for permission in READERS[:-1]:
        try:
            return branch_for(staff, code, permission)
        except Forbidden:
            continue
    return branch_for(staff, code, READERS[-1])


def campaign_for(staff: Staff, pk: int, *permissions: str) -> Campaign:
    """A campaign (1–2 queries). Raises NotFound, Forbidden."""
    related = ("branch", "owner", "planned_by", "approved_by")
    return through(staff, Campaign.objects.filter(pk=pk).select_related(*related), *permissions)


def event_for(staff: Staff, pk: int, *permissions: str) -> Event:
    """An event (1–2 queries). Raises NotFound, Forbidden."""
    related = ("branch", "owner", "planned_by", "approved_by", "product", "material", "campaign")
    return through(staff, Event.objects.filter(pk=pk).select_related(*related), *permissions)


def guest_for(staff: Staff, pk: int, *permissions: str) -> EventGuest:
    """A guest (1–2 queries). Raises NotFound, Forbidden."""
    rows = EventGuest.objects.filter(pk=pk).select_related("branch", "event__branch", "customer")
    return through(staff, rows, *permissions)


def draw_for(staff: Staff, pk: int, *permissions: str) -> Draw:
    """A draw (1–2 queries). Raises NotFound, Forbidden."""
    rows = Draw.objects.filter(pk=pk).select_related("event__branch", "material")
    return through(staff, rows, *permissions, way="event__branch")


def duty_for(staff: Staff, pk: int, *permissions: str) -> CampaignDuty:
    """A duty at a campaign's desk (1–2 queries). Raises NotFound, Forbidden."""
    rows = CampaignDuty.objects.filter(pk=pk).select_related("campaign__branch")
    return through(staff, rows, *permissions, way="campaign__branch")


def code_for(staff: Staff, pk: int, *permissions: str) -> MaterialCode:
    """A material's code (1–2 queries). Raises NotFound, Forbidden."""
    return through(staff, MaterialCode.objects.filter(pk=pk).select_related("branch", "item"), *permissions)


def decor_for(staff: Staff, pk: int, *permissions: str) -> Decor:
    """Décor (1–2 queries). Raises NotFound, Forbidden."""
    return through(staff, Decor.objects.filter(pk=pk).select_related("branch"), *permissions)


def goal_for(staff: Staff, pk: int, *permissions: str) -> Goal:
    """A goal of a branch (1–2 queries). Raises NotFound, Forbidden."""
    return through(staff, Goal.objects.filter(pk=pk).select_related("branch"), *permissions)


def visit_for(staff: Staff, pk: int, *permissions: str) -> Visit:
    """A visit (1–2 queries). Raises NotFound, Forbidden."""
    return through(staff, Visit.objects.filter(pk=pk).select_related("branch", "customer"), *permissions)


def prize_for(staff: Staff, pk: int, *permissions: str) -> PrizeIssue:
    """A gift that was given (1–2 queries). Raises NotFound, Forbidden."""
    return through(
        staff, PrizeIssue.objects.filter(pk=pk).select_related("branch", "move__lot__material"), *permissions
    )


def through(staff: Staff, rows: QuerySet[Row], *permissions: str, way: str = "branch") -> Row:
    """The row where the person holds one of the permissions, else a reader's; known but not allowed is another answer.

    Raises NotFound where the person has no business, Forbidden where a role is missing.
    """
    for permission in permissions or READERS:
        found = rows.filter(**{f"{way}__in": branches_for(staff, permission)}).first()
        if found is not None:
            return found
    if rows.filter(**{f"{way}__in": branches_for(staff)}).exists():
        raise Forbidden
    raise NotFound


def owners(branch: Branch) -> QuerySet[Staff]:
    """Who plans campaigns and events at a branch or above it (1 query, and that of the rows)."""
    grants = RoleGrant.objects.filter(role__in=roles_with(P.CAMPAIGN_EDIT))
    here = Q(branch=branch) | Q(unit__in=units_above(branch))
    return Staff.objects.filter(is_active=True, pk__in=grants.filter(here).values("staff")).order_by("name", "pk")


def sees_decor(staff: Staff, decor_id: int) -> bool:
    """Whether a person sees the photos of décor: everybody of the branch does."""
    return Decor.objects.filter(pk=decor_id, branch__in=branches_for(staff)).exists()


def guest_by_token(token: str) -> EventGuest:
    """The guest whose secret this is (1 query). Raises NotFound."""
    return by_secret(
        EventGuest.objects.select_related("event__branch", "event__material", "customer", "branch"), token=token
    )


def code_by_token(token: str) -> MaterialCode:
    """The material's code with this address (1 query). Raises NotFound."""
    return by_secret(MaterialCode.objects.select_related("branch", "item"), token=token)


def ticket_by_token(token: str) -> Ticket:
    """The ticket whose page this is (1 query). Raises NotFound."""
    return by_secret(Ticket.objects.select_related("branch", "visit__customer"), page_token=token)


def by_secret(rows: QuerySet[Row], **secret: Any) -> Row:
    """Raises NotFound; so does a secret that no database takes."""
    if any("\0" in str(one) for one in secret.values()):
        raise NotFound
    found = rows.filter(**secret).first()
    if found is None:
        raise NotFound
    return found

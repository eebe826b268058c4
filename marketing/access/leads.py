"""Fetching leads and splits through the person: one predicate for pages, panels and API."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from marketing.models import Contribution, Lead

P = Permission


def leads_for(staff: Staff) -> QuerySet[Lead]:
    """What a person may see: what they began or were offered, and all of the branches whose leads they look after."""
    wide = Q(branch__in=branches_for(staff, P.LEAD_MANAGE)) | Q(branch__in=branches_for(staff, P.MARKETING_VIEW))
    own = Q(creator=staff) | Q(receiver=staff)
    mine = Q(branch__in=branches_for(staff)) & own
    rows = Lead.objects.filter(wide | mine)
    return rows.select_related("branch", "customer", "creator", "receiver", "product", "visit")


def lead_for(staff: Staff, lead_id: int) -> Lead:
    """A lead that the person sees (1 query). Raises NotFound."""
    lead = leads_for(staff).filter(pk=lead_id).first()
    if lead is None:
        raise NotFound
    return lead


def contributions_for(staff: Staff) -> QuerySet[Contribution]:
    """Splits that a person sees: those they have a part in, and all of the branches whose leads they look after."""
    wide = Q(branch__in=branches_for(staff, P.LEAD_MANAGE)) | Q(branch__in=branches_for(staff, P.MARKETING_VIEW))
    own = Q(guide=staff) | Q(inform=staff) | Q(close=staff) | Q(lead__creator=staff) | Q(lead__receiver=staff)
    mine = Q(branch__in=branches_for(staff)) & own
    rows = Contribution.objects.filter(wide | mine)
    return rows.select_related("branch", "lead__customer", "lead__product", "guide", "inform", "close", "approved_by")


def contribution_for(staff: Staff, contribution_id: int) -> Contribution:
    """A split that the person sees (1 query). Raises NotFound."""
    contribution = contributions_for(staff).filter(pk=contribution_id).first()
    if contribution is None:
        raise NotFound
    return contribution

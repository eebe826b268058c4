"""Reading leads: what was referred to somebody, what they work on, the pool, a lead with its history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet

from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from marketing.enums.leads import ENDED, LEAD_MOVES, OPEN, POOL, LeadStatus
from marketing.models import Lead, LeadStep

S, P = LeadStatus, Permission
WITH = ("customer", "creator", "receiver", "product", "ticket", "branch")
# What a receiver works on, the next step first.
WORKED = (S.ACCEPTED, S.CONTACTED, S.ASSESSED, S.PROPOSED)
RECEIVER_VERBS = {"accept", "decline", "contact", "assess", "propose", "win", "lose"}
LIMIT = 50


def inbox(branch: Branch, staff_id: int | None) -> list[Lead]:
    """Referrals that wait for a person's answer, the one that comes back first on top (1 query)."""
    rows = Lead.objects.filter(branch=branch, receiver=staff_id, status=S.OFFERED)
    return list(rows.select_related(*WITH).order_by("accept_by", "pk"))


def mine(branch: Branch, staff_id: int | None) -> list[Lead]:
    """What a person works on, whoever has to be contacted first on top (1 query)."""
    rows = Lead.objects.filter(branch=branch, receiver=staff_id, status__in=WORKED)
    return list(rows.select_related(*WITH).order_by(F("contact_by").asc(nulls_last=True), "since", "pk")[:LIMIT])


def begun(branch: Branch, staff_id: int | None, *, since: dt.date) -> list[Lead]:
    """What a person noted since a day and became of it, newest first (1 query)."""
    rows = Lead.objects.filter(branch=branch, creator=staff_id, day__gte=since)
    return list(rows.select_related(*WITH).order_by("-created_at", "-pk")[:LIMIT])


def pool(branch: Branch) -> list[Lead]:
    """What lies in the head's pool, customers in the hall first, then oldest first (1 query)."""
    rows = Lead.objects.filter(branch=branch, status__in=POOL)
    return list(rows.select_related(*WITH).order_by("-is_on_site", "since", "pk")[:LIMIT])


def of_branch(branch: Branch, *, is_open: bool) -> QuerySet[Lead]:
    """The branch's leads, open or ended, newest first."""
    rows = Lead.objects.filter(branch=branch, status__in=OPEN if is_open else ENDED)
    return rows.select_related(*WITH).order_by("-since", "-pk")[:LIMIT]


def steps_of(lead: Lead) -> list[LeadStep]:
    """Its history (1 query)."""
    return list(LeadStep.objects.filter(lead=lead).select_related("by").order_by("at", "pk"))


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a person may do with a lead now; the verbs check it again."""

    verbs: frozenset[str]

    @classmethod
    def of(cls, lead: Lead, staff: Staff, held: set[str]) -> Allowed:
        """By the table of moves, the person's part in it and their permissions; no query."""
        legal = {verb for verb, (before, _after) in LEAD_MOVES.items() if lead.status in before}
        may: set[str] = set()
        if lead.receiver_id == staff.pk and P.LEAD_WORK in held:
            may |= RECEIVER_VERBS | ({"withdraw"} if lead.status != S.OFFERED else set())
        if P.LEAD_MANAGE in held:
            may |= {"offer", "withdraw"}
        if lead.creator_id == staff.pk and P.LEAD_CREATE in held:
            may |= {"offer"} if lead.status != S.EXPIRED else set()
            may |= {"withdraw"} if lead.accepted_at is None else set()
        return cls(frozenset(legal & may))

"""Who looked at whose card, when and why: for the auditor and the head (S169)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.models import ProfileView, masked

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the log is narrowed to; `before` is the id that the page before ended with."""

    reference: str = ""
    staff: str = ""
    purpose: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look with the customer's name hidden."""

    row: ProfileView
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """Looks, newest first; `before` leads on to older ones, None at the end."""

    looks: list[Look]
    before: int | None


def looks_at(branch: Branch, wanted: Wanted) -> Page:
    """One page of the branch's log (1 query)."""
    rows = list(narrowed(branch, wanted).order_by("-pk")[: PAGE + 1])
    looks = [Look(row, masked(row.customer.name)) for row in rows[:PAGE]]
    return Page(looks, rows[PAGE - 1].pk if len(rows) > PAGE else None)


def narrowed(branch: Branch, wanted: Wanted) -> QuerySet[ProfileView]:
    """The rows that were asked for."""
    rows = ProfileView.objects.filter(branch=branch).select_related("customer", "staff")
    if wanted.reference:
        rows = rows.filter(customer__reference_index=blind_index(wanted.reference))
    if wanted.staff:
        rows = rows.filter(staff__username=wanted.staff)
    if wanted.purpose:
        rows = rows.filter(purpose=wanted.purpose)
    return rows.filter(pk__lt=wanted.before) if wanted.before else rows

"""Fetching complaints through the person. One predicate says who sees what, for pages, API, pictures and alerts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from complaints.models import Complaint
from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff


def complaints_for(staff: Staff, permission: Permission = Permission.COMPLAINT_VIEW) -> QuerySet[Complaint]:
    """What a person may see: the complaints of their branches, but never one about themselves (R01)."""
    seen = Complaint.objects.filter(branch__in=branches_for(staff, permission))
    apart = Q(about_staff__isnull=True) | ~Q(about_staff=staff)
    return seen.filter(apart).select_related("branch", "owner", "about_staff", "terms")


def complaint_for(staff: Staff, complaint_id: int) -> Complaint:
    """A complaint that the person sees (1 query). Raises NotFound."""
    complaint = complaints_for(staff).filter(pk=complaint_id).first()
    if complaint is None:
        raise NotFound
    return complaint


def about(staff: Staff) -> QuerySet[Complaint, int]:
    """Ids of the complaints about a person; no query of its own."""
    return Complaint.objects.filter(about_staff=staff).values_list("pk", flat=True)


def sees_complaint(staff: Staff, complaint_id: int) -> bool:
    """Whether a person sees a complaint (1 query)."""
    return complaints_for(staff).filter(pk=complaint_id).exists()


def sees_pictures(staff: Staff, complaint_id: int) -> bool:
    """Whether a person sees its pictures: they show names, cards and faces, which nobody can hide in them (1 query)."""
    return complaints_for(staff, Permission.COMPLAINT_PERSONAL).filter(pk=complaint_id).exists()

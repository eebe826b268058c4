"""Seizures, bill checks and dual sign-offs as screens list them."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from lobby.branches.models import Branch
from lobby.floor.enums.dual_signs import DualStatus
from lobby.floor.models import BillCheck, DualSign, Seizure

SEIZURES = Seizure.objects.select_related("found_by", "second", "custodian", "branch").prefetch_related("pieces")
BILLS = BillCheck.objects.select_related("asked_by", "examiner", "branch")
SIGNS = DualSign.objects.select_related("first", "second", "branch")


def open_seizures(branch_id: int) -> QuerySet[Seizure]:
    """What is not over, oldest first."""
    return SEIZURES.filter(branch=branch_id, ended_at__isnull=True).order_by("found_at", "pk")


def seizures_between(branch: Branch, first: dt.date, last: dt.date) -> QuerySet[Seizure]:
    """Seizures of some business days, newest first."""
    return SEIZURES.filter(branch=branch, day__range=(first, last)).order_by("-found_at", "-pk")


def seizures_about(subject: tuple[str, int]) -> QuerySet[Seizure]:
    """Seizures about a subject, newest first."""
    return SEIZURES.filter(subject_type=subject[0], subject_id=subject[1]).order_by("-pk")


def open_bills(branch_id: int) -> QuerySet[BillCheck]:
    """Bills that wait for a specialist or are being examined, oldest first."""
    return BILLS.filter(branch=branch_id, ended_at__isnull=True).order_by("asked_at", "pk")


def bills_about(subject: tuple[str, int]) -> QuerySet[BillCheck]:
    """Bill checks about a subject, newest first."""
    return BILLS.filter(subject_type=subject[0], subject_id=subject[1]).order_by("-pk")


def open_signs(branch_id: int) -> QuerySet[DualSign]:
    """Sign-offs that wait for the second signature, oldest first."""
    return SIGNS.filter(branch=branch_id, status=DualStatus.OPEN).order_by("first_at", "pk")


def newest_signs(branch_id: int, count: int) -> QuerySet[DualSign]:
    """Sign-offs that are over, newest first."""
    return SIGNS.filter(branch=branch_id).exclude(status=DualStatus.OPEN).order_by("-first_at", "-pk")[:count]

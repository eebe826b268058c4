"""Checks for signs of fraud, talks and cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from lobby.branches.models import Branch
from lobby.floor.enums.fraud import BLOCKING, CaseStatus, CheckStatus
from lobby.floor.models import Attachment, Dissuasion, FraudCase, FraudCheck

CHECKS = FraudCheck.objects.select_related("asked_by", "decided_by", "branch")
CASES = FraudCase.objects.select_related("owner", "branch")
TALKS = Dissuasion.objects.select_related("by")


def open_check(subject: tuple[str, int]) -> FraudCheck | None:
    """The newest check that keeps a service from being finished as done, None when there is none (1 query)."""
    about = FraudCheck.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return about.filter(status__in=BLOCKING).order_by("-pk").first()


def under_review(subject: tuple[str, int]) -> bool:
    """Whether a decision about a subject is open (1 query)."""
    about = FraudCheck.objects.filter(subject_type=subject[0], subject_id=subject[1])
    return about.filter(status=CheckStatus.IN_REVIEW).exists()


def to_review(branch_id: int) -> QuerySet[FraudCheck]:
    """Checks that wait for a decision, longest first."""
    return CHECKS.filter(branch=branch_id, status=CheckStatus.IN_REVIEW).order_by("asked_at", "pk")


def newest_checks(branch_id: int, count: int) -> QuerySet[FraudCheck]:
    """The newest checks of a branch."""
    return CHECKS.filter(branch=branch_id).order_by("-asked_at", "-pk")[:count]


def open_cases(branch_id: int) -> QuerySet[FraudCase]:
    """Open cases of a branch, oldest first."""
    return CASES.filter(branch=branch_id, status=CaseStatus.OPEN).order_by("opened_at", "pk")


def talks_between(branch: Branch, first: dt.date, last: dt.date) -> QuerySet[Dissuasion]:
    """Talks of some business days, newest first."""
    return TALKS.filter(branch=branch, day__range=(first, last)).order_by("-at", "-pk")


def prevented(branch: Branch, first: dt.date, last: dt.date) -> tuple[int, Decimal]:
    """How many frauds were prevented on some business days, and yuan saved: K38 (1 query)."""
    saved = Q(is_convinced=True)
    found = Dissuasion.objects.filter(branch=branch, day__range=(first, last)).aggregate(
        n=Count("pk", filter=saved), total=Sum("amount", filter=saved)
    )
    return found["n"], found["total"] or Decimal(0)


def evidence_of(case: FraudCase) -> dict[int, list[Attachment]]:
    """What was kept with each step of a case, by the step's id (2 queries)."""
    steps = [one.pk for one in case.steps.all()]
    kept: dict[int, list[Attachment]] = {step: [] for step in steps}
    for one in Attachment.objects.filter(subject_type="fraud_step", subject_id__in=steps).order_by("pk"):
        assert one.subject_id is not None
        kept[one.subject_id].append(one)
    return kept

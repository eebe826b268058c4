"""The complaint, its steps and its log."""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.enums.cases import (
    ENDED_STEPS,
    ActsFor,
    CaseSeverity,
    EntryKind,
    LocalCause,
    ReceiptChannel,
    Responsibility,
    Step,
    Verdict,
)
from complaints.models.codes import ComplaintCode
from complaints.models.terms import ComplaintTerms
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.encryption import EncryptedText
from lobby.floor.models import Incident
from queueing.models import Ticket, Visit

CONTENT_LENGTH = 4000
PLAN_LENGTH = ANSWER_LENGTH = 2000
NAME_LENGTH, CONTACT_LENGTH = 60, 120


def new_receipt_token() -> str:
    """192 random bits for the address of the customer's page."""
    return secrets.token_urlsafe(24)


class Complaint(models.Model):
    """A complaint from its receipt on. It always has an owner, who is never the person complained about.

    `evidence` are the facts of the visit as they were when it was noted: numbers, times and codes, no names. `terms` are
    the dated terms that count for it. `major_reasons` says why it is major. Names, contact and words are encrypted; `contact_index` finds
    complaints of one contact without telling it. The plan of a major one is approved by another than its writer.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="complaints", db_index=False)
    number = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=48, unique=True, default=new_receipt_token)
    day = models.DateField(help_text=_("the business day on which it came in"))
    step = models.CharField(max_length=12, choices=Step, default=Step.RECEIVED)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="complaints_owned", db_index=False)
    terms = models.ForeignKey(ComplaintTerms, models.PROTECT, related_name="+")

    receipt_channel = models.CharField(max_length=16, choices=ReceiptChannel)
    forwarded_number = models.CharField(max_length=60, blank=True, help_text=_("the authority's own number"))
    content = EncryptedText(max_length=CONTENT_LENGTH)
    complainant = EncryptedText(max_length=NAME_LENGTH, blank=True)
    contact = EncryptedText(max_length=CONTACT_LENGTH, blank=True)
    contact_index = models.CharField(max_length=64, blank=True, editable=False)
    acts_for = models.CharField(max_length=8, choices=ActsFor, default=ActsFor.SELF)
    language = models.CharField(max_length=10, default="zh-hans")
    received_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    about_staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="complaints")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="complaints")
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.JSONField(default=dict, blank=True)

    severity = models.CharField(max_length=8, choices=CaseSeverity, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("in yuan"))
    is_major = models.BooleanField(default=False)
    major_reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    local_cause = models.CharField(max_length=12, choices=LocalCause, blank=True)
    channel_code = models.ForeignKey(ComplaintCode, models.PROTECT, null=True, blank=True, related_name="+")
    business_code = models.ForeignKey(ComplaintCode, models.PROTECT, null=True, blank=True, related_name="+")
    cause_code = models.ForeignKey(ComplaintCode, models.PROTECT, null=True, blank=True, related_name="+")
    responsibility = models.CharField(max_length=12, choices=Responsibility, blank=True)
    plan = EncryptedText(max_length=PLAN_LENGTH, blank=True)
    planned_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    plan_approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="+")

    emotion_at = models.DateTimeField(null=True, blank=True, help_text=_("when feelings were heard, before the facts"))
    facts_at = models.DateTimeField(null=True, blank=True, help_text=_("when the facts were first written down"))
    on_the_spot = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answer = EncryptedText(max_length=ANSWER_LENGTH, blank=True, help_text=_("what the customer was told"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    reopened_count = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    step_since = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(help_text=_("the last act of a person on it"))
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = pgettext_lazy("complaints", "complaints")
        constraints = [
            models.CheckConstraint(
                condition=Q(about_staff__isnull=True) | ~Q(owner=F("about_staff")), name="complaint_recusal"
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(decided_by__isnull=True) | ~Q(closed_by=F("decided_by")),
                name="complaint_closed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(plan_approved_by__isnull=True)
                | Q(planned_by__isnull=True)
                | ~Q(plan_approved_by=F("planned_by")),
                name="complaint_plan_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(step__in=ENDED_STEPS) ^ Q(ended_at__isnull=True), name="complaint_ended_at"
            ),
            models.CheckConstraint(
                condition=Q(step=Step.MERGED) ^ Q(merged_into__isnull=True), name="complaint_merged_into"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "step", "id"], condition=~Q(step__in=ENDED_STEPS), name="complaint_open"),
            models.Index(fields=["branch", "-received_at"], name="complaint_recent"),
            models.Index(
                fields=["branch", "contact_index"],
                condition=~Q(step__in=ENDED_STEPS) & ~Q(contact_index=""),
                name="complaint_contact",
            ),
            models.Index(fields=["owner"], condition=~Q(step__in=ENDED_STEPS), name="complaint_owned"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> tuple[str, int]:
        """What its alerts, clocks, tasks and pictures are about."""
        return "complaint", self.pk

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.step not in ENDED_STEPS


class ComplaintStep(models.Model):
    """A step that a complaint went through: who owned it, when it was due, how long it took and the work in it (S102)."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=Step)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    effort_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("step of a complaint")
        verbose_name_plural = _("steps of complaints")
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at__isnull=True), name="complaint_in_one_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.step}"


class ComplaintEntry(models.Model):
    """One line of a complaint's log. Rows are only added, which the database sees to.

    `text` is people's words. `is_for_customer` lines stand on the customer's page. `values` holds codes and ids for the
    wording of a line, nothing personal.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=14, choices=EntryKind)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    text = EncryptedText(max_length=CONTENT_LENGTH, blank=True)
    values = models.JSONField(default=dict, blank=True)
    is_for_customer = models.BooleanField(default=False)
    effort_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("line of a complaint's log")
        verbose_name_plural = _("lines of complaints' logs")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"

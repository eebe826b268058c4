"""Care that knows no tickets: calls for help, lent things, visits to people who cannot come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Staff, Zone
from lobby.customers.encryption import EncryptedText
from lobby.floor.enums.care import (
    OPEN_HELP,
    OPEN_HOME_VISITS,
    HelpReason,
    HelpSource,
    HelpStatus,
    HomeVisitNeed,
    HomeVisitStatus,
)
from lobby.floor.models.stock import Material


class HelpRequest(models.Model):
    """Somebody pressed a help button; the subject is what was pressed on: a kiosk, a ticket's page, a counter.

    While one is open, pressing again changes nothing. `accepted_at` − `asked_at` is the response (K35).
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="help_requests", db_index=False)
    day = models.DateField(help_text=_("business day"))
    source = models.CharField(max_length=10, choices=HelpSource)
    reason = models.CharField(max_length=16, choices=HelpReason, default=HelpReason.ANY)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=HelpStatus, default=HelpStatus.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("call for help")
        verbose_name_plural = _("calls for help")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(status__in=OPEN_HELP), name="help_open_once"
            ),
            models.CheckConstraint(condition=Q(status__in=OPEN_HELP) ^ Q(ended_at__isnull=False), name="help_ended_at"),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True) | Q(accepted_by__isnull=True) | ~Q(asked_by=F("accepted_by")),
                name="help_from_another",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="help_branch_day"),
            models.Index(fields=["subject_type", "subject_id", "asked_at"], name="help_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.subject_type} {self.subject_id}"


class Loan(models.Model):
    """One piece of a care kit that is out: with a visit (the subject), or at a `place` in the hall."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="loans", db_index=False)
    material = models.ForeignKey(Material, models.PROTECT, related_name="loans")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=40, help_text=_("the number or place it went to"))
    lent_at = models.DateTimeField()
    lent_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("care", "loan")
        verbose_name_plural = pgettext_lazy("care", "loans")
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False), name="loan_subject_whole"
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) ^ Q(returned_by__isnull=False), name="loan_returned_by"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="loan_to_somebody"),
        ]
        indexes = [
            models.Index(fields=["branch", "lent_at"], condition=Q(returned_at__isnull=True), name="loan_open"),
            models.Index(fields=["material"], condition=Q(returned_at__isnull=True), name="loan_open_of_material"),
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.label}"


class HomeVisit(models.Model):
    """A visit to somebody who cannot come, by two named people, ended by a signed result (S147, R19).

    Whom and where is encrypted; the signed paper is an attachment of this row.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="home_visits", db_index=False)
    status = models.CharField(max_length=10, choices=HomeVisitStatus, default=HomeVisitStatus.REQUESTED)
    need = models.CharField(max_length=16, choices=HomeVisitNeed)
    name = EncryptedText(max_length=60)
    phone = EncryptedText(max_length=30)
    address = EncryptedText(max_length=200)
    route_note = EncryptedText(max_length=300, blank=True, help_text=_("way, time to get there, whom to ask for"))
    note = EncryptedText(max_length=300, blank=True, help_text=_("what the customer asked for"))
    needs_terminal = models.BooleanField(default=True, help_text=_("the portable terminal goes along (R19)"))
    wished_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    first = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = EncryptedText(max_length=300, blank=True)
    cancel_reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("home visit")
        verbose_name_plural = _("home visits")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__isnull=True, second__isnull=True)
                | Q(first__isnull=False, second__isnull=False) & ~Q(first=F("second")),
                name="home_visit_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[HomeVisitStatus.PLANNED, HomeVisitStatus.UNDER_WAY, HomeVisitStatus.DONE])
                | Q(first__isnull=False, starts_at__isnull=False),
                name="home_visit_planned_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_HOME_VISITS) ^ Q(ended_at__isnull=False), name="home_visit_ended_at"
            ),
        ]
        indexes = [
            models.Index(
                fields=["branch", "starts_at"], condition=Q(status__in=OPEN_HOME_VISITS), name="home_visit_open"
            ),
            models.Index(fields=["branch", "-requested_at"], name="home_visit_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.status} {self.pk}"

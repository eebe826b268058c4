"""The customer's whole pass through the hall."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.enums.finding import TYPED, FindWay
from lobby.customers.models import Customer
from queueing.enums import OPEN_VISITS, Trait, VisitStatus


class Visit(models.Model):
    """Arrive, triage, wait, be served, leave; every ticket hangs on one (S001)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="visits", db_index=False)
    day = models.DateField()
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="visits")
    known_by = models.CharField(
        max_length=12, choices=FindWay, blank=True, help_text=_("how the customer was found; empty = known beforehand")
    )
    status = models.CharField(max_length=12, choices=VisitStatus, default=VisitStatus.ARRIVED)
    traits = ArrayField(models.CharField(max_length=20, choices=Trait), default=list, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    arrived_at = models.DateTimeField()
    triage_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("greeting to ticket, measured by the server; empty = not by staff (S408)")
    )
    helper = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("who looks after them (S413)")
    )
    companion = models.ForeignKey(
        Staff,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who goes along from start to end (S209)"),
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    leave_reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "customer"],
                condition=Q(status__in=OPEN_VISITS, customer__isnull=False),
                name="visit_open_once",
            )
        ]
        indexes = [models.Index(fields=["branch", "day"], name="visit_branch_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.day} {self.pk}"

    @property
    def is_proven(self) -> bool:
        """Whether a card, a document, an appointment or staff says whose visit it is: a typed number gives no privilege."""
        return self.customer_id is not None and self.known_by not in TYPED

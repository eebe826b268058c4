"""Leads and their steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.models import Customer
from marketing.enums.leads import ENDED, OPEN, LeadSource, LeadStatus
from marketing.enums.products import Family
from marketing.models.campaigns import Campaign
from marketing.models.products import Product, SuitabilityCheck
from marketing.models.prompts import Scenario
from queueing.models import Ticket, Visit


class Lead(models.Model):
    """A customer with an interest in a product family, from the visit and scenario that caused it to won or lost (S149).

    One open lead for a customer and family: a second is linked to it instead (S003). `receiver` is whom it was offered to.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="leads", db_index=False)
    day = models.DateField()
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="leads")
    family = models.CharField(max_length=20, choices=Family)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="leads")
    source = models.CharField(max_length=12, choices=LeadSource)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="leads")
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="leads")
    status = models.CharField(max_length=12, choices=LeadStatus, default=LeadStatus.CREATED)
    since = models.DateTimeField(help_text=_("when it came to where it stands"))
    creator = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="leads")
    is_on_site = models.BooleanField(default=False, help_text=_("the customer is in the hall"))
    note = EncryptedText(max_length=500, blank=True)
    suitability = models.ForeignKey(SuitabilityCheck, models.PROTECT, null=True, blank=True, related_name="+")
    recording_ref = models.CharField(max_length=60, blank=True)
    is_extra_confirmed = models.BooleanField(default=False, help_text=_("the special duty of care was done (R05)"))
    deal_reference = models.CharField(max_length=60, blank=True, help_text=_("the core system's number"))
    end_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "customer", "family"], condition=Q(status__in=OPEN), name="lead_open_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at__isnull=True)),
                name="lead_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(visit__isnull=False)
                | Q(source__in=[LeadSource.EVENT, LeadSource.CAMPAIGN, LeadSource.FOLLOW_UP]),
                name="lead_has_its_cause",
            ),
            models.CheckConstraint(
                condition=~Q(status=LeadStatus.WON) | ~Q(deal_reference=""), name="lead_won_with_deal"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="lead_day"),
            models.Index(fields=["receiver", "status"], condition=Q(ended_at__isnull=True), name="lead_of_receiver"),
            models.Index(fields=["branch", "status"], condition=Q(ended_at__isnull=True), name="lead_open"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"


class LeadStep(models.Model):
    """One step of a lead, never changed: from, to, who, when, and why."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=12)
    before = models.CharField(max_length=12, choices=LeadStatus, blank=True)
    after = models.CharField(max_length=12, choices=LeadStatus)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("step of a lead")
        verbose_name_plural = _("steps of leads")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.verb}"

"""Leads and their steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.models import Customer
from marketing.enums.leads import ENDED, OPEN, LeadReason, LeadSource, LeadStatus, ReferralAnswer
from marketing.enums.products import Family
from marketing.models.campaigns import Campaign
from marketing.models.products import Product, SuitabilityCheck
from marketing.models.prompts import Contact, Scenario
from queueing.models import Ticket, Visit

NOTE_LENGTH, REASON_LENGTH = 500, 200


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
    reason = models.CharField(max_length=12, choices=LeadReason, blank=True)
    note = EncryptedText(max_length=NOTE_LENGTH, blank=True)
    accept_by = models.DateTimeField(null=True, blank=True, help_text=_("while it is offered: when it comes back"))
    contact_by = models.DateTimeField(null=True, blank=True, help_text=_("once accepted: when the customer hears"))
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="leads")
    suitability = models.ForeignKey(SuitabilityCheck, models.PROTECT, null=True, blank=True, related_name="+")
    recording_ref = models.CharField(max_length=60, blank=True)
    is_extra_confirmed = models.BooleanField(default=False, help_text=_("the special duty of care was done (R05)"))
    deal_reference = models.CharField(max_length=60, blank=True, help_text=_("the core system's number"))
    end_reason = EncryptedText(max_length=REASON_LENGTH, blank=True)
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
            models.CheckConstraint(
                condition=Q(status=LeadStatus.OFFERED, receiver__isnull=False, accept_by__isnull=False)
                | (~Q(status=LeadStatus.OFFERED) & Q(accept_by__isnull=True)),
                name="lead_offered_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="lead_day"),
            models.Index(fields=["receiver", "status"], condition=Q(ended_at__isnull=True), name="lead_of_receiver"),
            models.Index(fields=["branch", "status"], condition=Q(ended_at__isnull=True), name="lead_open"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def subject(self) -> tuple[str, int]:
        """What alerts and deadlines of it are about."""
        return "lead", self.pk

    @property
    def is_open(self) -> bool:
        """Whether anything may still become of it."""
        return self.status in OPEN


class LeadStep(models.Model):
    """One step of a lead, never changed: from, to, who, when, and why."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=12)
    before = models.CharField(max_length=12, choices=LeadStatus, blank=True)
    after = models.CharField(max_length=12, choices=LeadStatus)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    reason = EncryptedText(max_length=REASON_LENGTH, blank=True)

    class Meta:
        verbose_name = _("step of a lead")
        verbose_name_plural = _("steps of leads")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.verb}"


class Referral(models.Model):
    """One offer of a lead to a colleague, and what became of it (S195, S329)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    lead = models.ForeignKey(Lead, models.CASCADE, related_name="referrals")
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    to = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accept_by = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=ReferralAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lead"], condition=Q(answer=""), name="referral_open_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="referral_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="referral_day")]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.to_id}"

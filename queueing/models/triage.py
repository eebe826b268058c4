"""Where customers were sent, and what that taught."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel, DeviceKind, RoutingOrder
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.customers.models import Customer
from queueing.enums.triage import MACHINES, GuessSign, Offer, OverrideReason
from queueing.models.tickets import Ticket


class RoutingDecision(models.Model):
    """One act of triage: the ways that were open, the one proposed, and the one taken.

    `options` is what was shown: channel, device, zone, seconds of wait and of service, all as they were then.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="decisions")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    options = models.JSONField(default=list)
    recommended = models.CharField(max_length=20, choices=Channel)
    chosen = models.CharField(max_length=20, choices=Channel)
    device = models.ForeignKey(Device, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    override_reason = models.CharField(max_length=20, choices=OverrideReason, blank=True)
    offer = models.CharField(max_length=10, choices=Offer, blank=True)
    fail_reason = models.CharField(max_length=120, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text=_("elderly or prefers the counter: never nudged, in no figure (N10)")
    )
    escort = models.ForeignKey(
        Staff,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("goes along (S173b)"),
    )
    rule_order = models.CharField(max_length=24, choices=RoutingOrder)
    triage_seconds = models.PositiveIntegerField(null=True, blank=True)
    guess = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    guess_signs = ArrayField(models.CharField(max_length=20, choices=GuessSign), default=list, blank=True)
    by_name = models.CharField(max_length=60)
    by_staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("routing decision")
        verbose_name_plural = _("routing decisions")
        indexes = [models.Index(fields=["branch", "day"], name="decision_branch_day")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.chosen}"

    @property
    def is_to_machine(self) -> bool:
        """Whether the customer went to a machine."""
        return self.chosen in MACHINES


class ChannelStats(models.Model):
    """How long one service takes at one kind of machine, over the latest customers."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="channel_stats", db_index=False)
    channel = models.CharField(max_length=20, choices=Channel)
    mean_service_s = models.FloatField()
    samples = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("learned machine time")
        verbose_name_plural = _("learned machine times")
        constraints = [models.UniqueConstraint(fields=["service", "channel"], name="channel_stats_once")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.channel} {self.mean_service_s:.0f}"


class GuidedOnce(models.Model):
    """A known customer has once been led through a kind of machine (S412)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="guided", db_index=False)
    kind = models.CharField(max_length=20, choices=DeviceKind)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("guided customer")
        verbose_name_plural = _("guided customers")
        constraints = [models.UniqueConstraint(fields=["customer", "kind"], name="guided_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"

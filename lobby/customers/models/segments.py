"""Segments: groups of customers by what the bank knows about them, never by looks (S010, N02)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE
from lobby.customers.enums.cards import Tier
from lobby.customers.enums.profile import LifeEventKind
from lobby.customers.models.cards import Customer


class Segment(Named):
    """A rule: whoever meets every condition it names belongs to it. Every version is kept in `history`.

    `computed_at` is empty from a change of the rule until its members are known anew.
    """

    code = models.CharField(max_length=20, unique=True, validators=[CODE])
    tiers = ArrayField(models.CharField(max_length=10, choices=Tier), default=list, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("years, turned in this year"))
    age_to = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("the last year of age that belongs"))
    is_payroll = models.BooleanField(null=True, blank=True)
    is_corporate = models.BooleanField(null=True, blank=True)
    life_events = ArrayField(models.CharField(max_length=12, choices=LifeEventKind), default=list, blank=True)
    life_event_days = models.PositiveSmallIntegerField(default=365, help_text=_("how long an event of life counts"))
    families = ArrayField(models.CharField(max_length=20), default=list, blank=True, help_text=_("holds one of these"))
    version = models.PositiveIntegerField(default=1, editable=False)
    is_active = models.BooleanField(default=True)
    computed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["computed_at"])

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=models.F("age_from")),
                name="segment_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SegmentMember(models.Model):
    """A customer belongs to a segment since a moment, by a version of its rule; `until` is empty while it lasts."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="memberships")
    segment = models.ForeignKey(Segment, models.PROTECT, related_name="members")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of a segment")
        verbose_name_plural = _("members of segments")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "segment"], condition=Q(until__isnull=True), name="segment_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.segment_id}"

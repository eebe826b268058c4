"""Events of the branch such as salons, their guests, draws and prizes (S011, S016, S162, S166)."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.customers.models import Customer
from lobby.floor.enums.stock import Purpose
from lobby.floor.models import LibraryItem, Material, StockMove
from marketing.enums.campaigns import UNAPPROVED, DrawBasis, EventStatus, GuestStatus
from marketing.enums.products import Family
from marketing.models.campaigns import WORDS, Campaign
from marketing.models.leads import Lead
from marketing.models.products import Product
from queueing.models import Visit

RULES = 300


def make_token() -> str:
    """What nobody guesses: the address of a guest's invitation."""
    return secrets.token_urlsafe(24)


class Event(Named):
    """An evening, a lecture, a theme day: its names are its theme. `budget` and `spent` in whole yuan.

    Sign-up opens only while `material`, the approved content that invites to it, is in force (S011).
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="events", db_index=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="events")
    day = models.DateField(help_text=_("business day"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=60)
    seats = models.PositiveSmallIntegerField()
    budget = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(null=True, blank=True)
    family = models.CharField(max_length=20, choices=Family, help_text=_("what its leads are about"))
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    material = models.ForeignKey(LibraryItem, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=EventStatus, default=EventStatus.PLANNED)
    since = models.DateTimeField(help_text=_("when it came to where it stands"))
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=WORDS, blank=True)
    end_reason = models.CharField(max_length=WORDS, blank=True, help_text=_("why it was cancelled"))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_in_order"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="event_has_seats"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("owner")) & ~Q(approved_by=F("planned_by")) & Q(approved_at__isnull=False)),
                name="event_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNAPPROVED) | Q(approved_by__isnull=False), name="event_approved"
            ),
            models.CheckConstraint(
                condition=~Q(status=EventStatus.EVALUATED) | (~Q(finding="") & Q(spent__isnull=False)),
                name="event_evaluated",
            ),
        ]
        indexes = [models.Index(fields=["branch", "-starts_at"], name="event_times")]

    def __str__(self) -> str:
        return f"{self.name_zh} {self.day}"


class EventGuest(models.Model):
    """A customer on an event's list; `token` is the secret of the invitation's page.

    `branch` and `day` are the event's; who answered first is first on the waiting list.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests", db_index=False)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="event_guests")
    status = models.CharField(max_length=10, choices=GuestStatus, default=GuestStatus.INVITED)
    token = models.CharField(max_length=40, default=make_token, unique=True, editable=False)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    signed_in_at = models.DateTimeField(null=True, blank=True)
    signed_in_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    has_answered_quiz = models.BooleanField(default=False, help_text=_("answered the quiz rightly"))
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("guest of an event")
        verbose_name_plural = _("guests of events")
        constraints = [
            models.UniqueConstraint(fields=["event", "customer"], name="event_guest_once"),
            models.CheckConstraint(
                condition=Q(status=GuestStatus.ATTENDED) ^ Q(signed_in_at__isnull=True), name="event_guest_signed_in"
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=True) | Q(status=GuestStatus.ATTENDED), name="event_guest_lead_attended"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "status", "answered_at"], name="event_guest_status"),
            models.Index(fields=["branch", "day"], name="event_guest_day"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.pk} {self.status}"


class Draw(models.Model):
    """A draw at an event: of what, how many, among whom. Never among those who bought something (N07)."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="draws")
    material = models.ForeignKey(Material, models.PROTECT, related_name="+")
    prizes = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=15, choices=DrawBasis)
    rules_zh = models.CharField(max_length=RULES)
    rules_en = models.CharField(max_length=RULES)
    created_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    entered = models.PositiveSmallIntegerField(default=0, help_text=_("how many took part"))

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        ordering = ["pk"]
        constraints = [
            # N07: whatever is written here, a purchase cannot be.
            models.CheckConstraint(condition=Q(basis__in=DrawBasis.values), name="draw_never_by_purchase"),
            models.CheckConstraint(condition=Q(prizes__gte=1), name="draw_has_prizes"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.basis}"


class PrizeIssue(models.Model):
    """A gift or prize that somebody got: from which stock move, for what, in which visit or as which guest (S162)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="prizes")
    guest = models.ForeignKey(EventGuest, models.PROTECT, null=True, blank=True, related_name="prizes")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="issues")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    material = models.ForeignKey(Material, models.PROTECT, related_name="+")
    move = models.OneToOneField(StockMove, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, choices=Purpose)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gift given")
        verbose_name_plural = _("gifts given")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(guest__isnull=False) | Q(visit__isnull=False), name="prize_to_somebody"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="prize_never_for_purchase"),
            models.CheckConstraint(
                condition=Q(campaign__isnull=False) | Q(guest__isnull=False), name="prize_of_something"
            ),
            models.UniqueConstraint(
                fields=["campaign", "visit"], condition=Q(guest__isnull=True), name="prize_once_a_visit"
            ),
            models.UniqueConstraint(
                fields=["guest", "draw"],
                condition=Q(guest__isnull=False),
                nulls_distinct=False,
                name="prize_once_a_guest",
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="prize_day")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.purpose}"

"""QR codes of leaflets and posters with their anonymous counts (S151, S171), décor with its photo (S159)."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.customers.models import Customer
from lobby.floor.models import LibraryItem
from marketing.enums.campaigns import ActivationHelp, DecorState
from marketing.models.campaigns import Campaign
from queueing.models import Visit

# What photos of décor are attached to.
DECOR = "decor"


def make_code() -> str:
    """Short enough for a small QR code, long enough that nobody counts through them."""
    return secrets.token_urlsafe(9)


class MaterialCode(models.Model):
    """The QR code on one leaflet or poster: it leads to the approved content `item`, never to anything with a login."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="material_codes")
    token = models.CharField(max_length=20, default=make_code, unique=True, editable=False)
    item = models.ForeignKey(LibraryItem, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="codes")
    place = models.CharField(max_length=60, help_text=_("where it hangs or lies"))
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("code of a material")
        verbose_name_plural = _("codes of materials")
        ordering = ["-is_active", "-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.place}"


class ScanDay(models.Model):
    """How often a code was opened on a business day: a number, and nothing about who."""

    code = models.ForeignKey(MaterialCode, models.CASCADE, related_name="days", db_index=False)
    day = models.DateField()
    scans = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("scans of a day")
        verbose_name_plural = _("scans of days")
        constraints = [models.UniqueConstraint(fields=["code", "day"], name="scan_day_once")]

    def __str__(self) -> str:
        return f"{self.code_id} {self.day} {self.scans}"


class ScanInterest(models.Model):
    """A customer opened a code from the own ticket's page and had agreed to offers: only then it is known who (N09)."""

    code = models.ForeignKey(MaterialCode, models.CASCADE, related_name="interests", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="scan_interests")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("interest in a material")
        verbose_name_plural = _("interests in materials")
        constraints = [models.UniqueConstraint(fields=["code", "customer"], name="scan_interest_once")]

    def __str__(self) -> str:
        return f"{self.code_id} {self.customer_id}"


class Decor(Named):
    """How the hall is dressed for a season or festival: its names say what is put up. A photo proves that it is (S159)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="decors")
    due_on = models.DateField(help_text=_("business day by which it is up"))
    ends_on = models.DateField(help_text=_("business day on which it comes down"))
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("décor")
        verbose_name_plural = _("décor")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("due_on")), name="decor_in_order"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="decor_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_zh} {self.due_on}"

    @property
    def state(self) -> DecorState:
        """Where it stands, by its two moments."""
        if self.removed_at is not None:
            return DecorState.DOWN
        return DecorState.UP if self.done_at is not None else DecorState.PLANNED


class Activation(models.Model):
    """A customer set mobile banking up here, once in a life; whoever helped operated nothing (N10, S168)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    customer = models.OneToOneField(Customer, models.PROTECT, related_name="activation")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    help = models.CharField(max_length=10, choices=ActivationHelp)
    is_by_customer = models.BooleanField(help_text=_("the customer operated the phone"))
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("activation of mobile banking")
        verbose_name_plural = _("activations of mobile banking")
        constraints = [models.CheckConstraint(condition=Q(is_by_customer=True), name="activation_by_customer")]
        indexes = [models.Index(fields=["branch", "day"], name="activation_day")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.help}"

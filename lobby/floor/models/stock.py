"""Leaflets, forms, prizes and kits: what there is, in which lots, and every change of a quantity."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.floor.enums.stock import MaterialKind, MoveReason, Purpose
from lobby.floor.models.library import LibraryItem


class Material(Named):
    """Something the branch keeps and gives out; below `minimum` it is to be replenished.

    Codes are unique within the branch. A lendable material comes back: its loans belong to the care of customers.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="materials")
    code = models.SlugField(max_length=30)
    kind = models.CharField(max_length=12, choices=MaterialKind)
    minimum = models.PositiveIntegerField(default=0, help_text=_("below it the material is to be replenished"))
    item = models.ForeignKey(
        LibraryItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("the approved content that is printed on it: out of force, it is not given out"),
    )
    is_lendable = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [models.UniqueConstraint(fields=["branch", "code"], name="material_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class StockLot(models.Model):
    """What came in at one time; `quantity` is what is left of it.

    `expires_on` is the last day on which it may be given out, by the branch's calendar; empty = it does not expire.
    """

    material = models.ForeignKey(Material, models.CASCADE, related_name="lots")
    received_at = models.DateTimeField()
    received = models.PositiveIntegerField(help_text=_("how many came"))
    quantity = models.IntegerField(help_text=_("how many are left"))
    expires_on = models.DateField(null=True, blank=True)
    approval_no = models.CharField(
        max_length=40, blank=True, help_text=_("of the compliance approval of printed matter")
    )

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="lot_not_below_zero"),
            models.CheckConstraint(condition=Q(received__gt=0), name="lot_received"),
        ]
        indexes = [models.Index(fields=["material", "expires_on", "id"], condition=Q(quantity__gt=0), name="lot_left")]

    def __str__(self) -> str:
        return f"{self.material_id} {self.expires_on} {self.quantity}"


class StockMove(models.Model):
    """One change of a lot's quantity: never edited, never deleted; the lot's quantity is their sum.

    `subject` is whom or what it went to, such as a visit; `note` the recipient in words where there is no visit.
    """

    lot = models.ForeignKey(StockLot, models.CASCADE, related_name="moves")
    change = models.IntegerField()
    reason = models.CharField(max_length=16, choices=MoveReason)
    purpose = models.CharField(max_length=16, choices=Purpose, blank=True)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("stock move")
        verbose_name_plural = _("stock moves")
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="move_changes"),
            models.CheckConstraint(condition=Q(reason__in=MoveReason.values), name="move_reason"),
            # N07: whatever is written here, a purchase cannot be.
            models.CheckConstraint(condition=Q(purpose__in=["", *Purpose.values]), name="move_purpose_no_purchase"),
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False), name="move_subject_whole"
            ),
        ]
        indexes = [
            models.Index(fields=["lot", "at"], name="move_of_lot"),
            models.Index(
                fields=["subject_type", "subject_id"], condition=Q(subject_id__isnull=False), name="move_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.change} {self.reason}"

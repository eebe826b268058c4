"""Offers of another time or place to those who wait for what has failed (S198d)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service, Staff
from lobby.floor.models import Outage
from queueing.enums.outages import OfferStatus
from queueing.models.appointments import Appointment, SlotRule
from queueing.models.tickets import Ticket


class Rebooking(models.Model):
    """Offers made together: a later time here, or a time at another branch (`place`), open until `expires_at`."""

    outage = models.ForeignKey(Outage, models.CASCADE, related_name="rebookings")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rebooking")
        verbose_name_plural = _("rebookings")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("offered_at")), name="rebooking_leaves_time"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} → {self.place_id} {self.offered_at:%Y-%m-%d %H:%M}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is about another branch."""
        return self.place_id != self.branch_id


class RebookingOffer(models.Model):
    """What one ticket is offered: a slot of `service` at the place. The slot is not held until the offer is accepted."""

    rebooking = models.ForeignKey(Rebooking, models.CASCADE, related_name="offers")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="offers")
    status = models.CharField(max_length=10, choices=OfferStatus, default=OfferStatus.OFFERED)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    rule = models.ForeignKey(SlotRule, models.PROTECT, related_name="+", db_index=False)
    slot_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, blank=True, related_name="rebooked")

    class Meta:
        verbose_name = _("offer of another time")
        verbose_name_plural = _("offers of another time")
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(status=OfferStatus.OFFERED), name="rebooking_one_open_offer"
            ),
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(status=OfferStatus.ACCEPTED), name="rebooking_accepted_once"
            ),
            models.CheckConstraint(
                condition=Q(status=OfferStatus.ACCEPTED) ^ Q(appointment__isnull=True), name="rebooking_booked"
            ),
            models.CheckConstraint(
                condition=Q(status=OfferStatus.OFFERED) ^ Q(answered_at__isnull=False), name="rebooking_answered_at"
            ),
        ]
        indexes = [
            models.Index(
                fields=["rule", "slot_at"], condition=Q(status=OfferStatus.OFFERED), name="rebooking_open_offers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.status}"

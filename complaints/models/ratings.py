"""Ratings of services, and the counters at which evaluators stand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.ratings import (
    BY_STAFF,
    COMMENT_LENGTH,
    HIGHEST,
    LOW,
    LOWEST,
    NPS_HIGHEST,
    Mark,
    RatingSource,
    Recovery,
)
from devices.models.vtm import VtmSession
from lobby.branches.models import Branch, Counter, Device, Service, Staff
from lobby.customers.encryption import EncryptedText
from queueing.models import Ticket, Visit


class Rating(models.Model):
    """What a customer gave for a service, once for each ticket; at a video teller a session may have no ticket.

    `day` is the business day on which it was given. `given_by` is the member of staff who wrote down what the customer
    said by telephone or in a survey, never the one who served. The customer's words are encrypted and forgotten.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="ratings", db_index=False)
    day = models.DateField()
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="ratings", db_index=False)
    video = models.ForeignKey(VtmSession, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="ratings")
    number = models.CharField(max_length=20, blank=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    served_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    score = models.PositiveSmallIntegerField(choices=Mark)
    nps = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("would recommend the bank, 0 to 10"))
    comment = EncryptedText(max_length=COMMENT_LENGTH, blank=True)
    source = models.CharField(max_length=8, choices=RatingSource)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    recovery = models.CharField(max_length=12, choices=Recovery, blank=True)
    recovery_note = EncryptedText(max_length=COMMENT_LENGTH, blank=True)
    recovered_at = models.DateTimeField(null=True, blank=True)
    recovered_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    forget_at = models.DateTimeField(null=True, blank=True, help_text=_("when its words are deleted"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["ticket"], name="rating_once_a_ticket"),
            models.UniqueConstraint(fields=["video"], name="rating_once_a_session"),
            models.CheckConstraint(condition=Q(score__range=(LOWEST, HIGHEST)), name="rating_score"),
            models.CheckConstraint(condition=Q(nps__isnull=True) | Q(nps__range=(0, NPS_HIGHEST)), name="rating_nps"),
            models.CheckConstraint(
                condition=Q(ticket__isnull=False, visit__isnull=False) | Q(video__isnull=False),
                name="rating_of_a_service",
            ),
            models.CheckConstraint(
                condition=Q(source=RatingSource.MACHINE) ^ Q(video__isnull=True), name="rating_at_a_machine"
            ),
            models.CheckConstraint(
                condition=Q(source__in=BY_STAFF) ^ Q(given_by__isnull=True), name="rating_noted_by_staff"
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=True) | Q(served_by__isnull=True) | ~Q(given_by=F("served_by")),
                name="rating_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(recovered_by__isnull=True) | Q(served_by__isnull=True) | ~Q(recovered_by=F("served_by")),
                name="rating_recovered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(recovered_at__isnull=True) ^ ~Q(recovery=""), name="rating_recovered_how"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day", "given_at"], name="rating_day"),
            models.Index(
                fields=["branch", "given_at"],
                condition=Q(score__lte=LOW, recovered_at__isnull=True),
                name="rating_to_recover",
            ),
            models.Index(fields=["forget_at"], condition=Q(forget_at__isnull=False), name="rating_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.score}"

    @property
    def is_low(self) -> bool:
        """Whether somebody looks after the customer at once."""
        return self.score <= LOW

    @property
    def is_to_recover(self) -> bool:
        """Whether that is still to be done."""
        return self.is_low and self.recovered_at is None

    @property
    def mark(self) -> Mark:
        """The score as a face and a word."""
        return Mark(self.score)


class EvaluatorPlace(models.Model):
    """The counter at which an evaluator stands; a counter has one."""

    device = models.OneToOneField(Device, models.CASCADE, related_name="evaluator_place")
    counter = models.OneToOneField(Counter, models.CASCADE, related_name="evaluator_place")
    placed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("place of an evaluator")
        verbose_name_plural = _("places of evaluators")

    def __str__(self) -> str:
        return f"{self.device_id} {self.counter_id}"

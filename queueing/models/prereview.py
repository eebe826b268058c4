"""The pre-review of a customer's papers in the lobby."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import DocRequirement, Service, Staff
from queueing.enums.prereview import DocState
from queueing.models.tickets import Ticket


class PreReview(models.Model):
    """What a reviewer found; it travels with the ticket. It speaks of one service: another one needs another look."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="prereview")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    is_ready = models.BooleanField(default=False, help_text=_("every required document is present and copied"))
    lacking = models.PositiveSmallIntegerField(default=0, help_text=_("required documents that are not ready"))
    by_name = models.CharField(max_length=60)
    by_staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pre-review")
        verbose_name_plural = _("pre-reviews")
        constraints = [
            models.CheckConstraint(condition=Q(is_ready=False) | Q(lacking=0), name="prereview_ready_lacks_nothing")
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.by_name}"

    @property
    def has_passed(self) -> bool:
        """Whether the ticket's present service was found ready."""
        return self.is_ready and self.service_id == self.ticket.service_id


class DocCheck(models.Model):
    """One document of a pre-review."""

    review = models.ForeignKey(PreReview, models.CASCADE, related_name="checks", db_index=False)
    requirement = models.ForeignKey(DocRequirement, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=DocState)
    is_copied = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("checked document")
        verbose_name_plural = _("checked documents")
        constraints = [models.UniqueConstraint(fields=["review", "requirement"], name="doccheck_once")]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.state}"

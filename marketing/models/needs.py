"""What customers said they need in a visit, and why nothing was offered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.enums.needs import NeedKind, SkipReason
from marketing.models.prompts import Rule
from queueing.models import Ticket, Visit


class Need(models.Model):
    """A need that the customer named in a visit; with `is_asked` they asked for an offer about it themselves (S420).

    Amounts are not kept: of cash only whether a machine would pay it out (S328), of savings the term in days (S330).
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=12, choices=NeedKind)
    is_asked = models.BooleanField(default=False)
    is_small_cash = models.BooleanField(default=False)
    term_days = models.PositiveSmallIntegerField(null=True, blank=True)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["visit", "kind"], name="need_once_in_visit")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.kind}"


class PromptSkip(models.Model):
    """Somebody of the staff said nothing, and why. With a rule it is that hint put away: it stays away for a while (S019)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="prompt_skips")
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="prompt_skips")
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=12, choices=SkipReason)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reason for no offer")
        verbose_name_plural = _("reasons for no offer")

    def __str__(self) -> str:
        return f"{self.visit_id} {self.reason}"

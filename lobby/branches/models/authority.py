"""Who may decide what alone, up to which amount (S216). Amounts are yuan with two decimals."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lobby.branches.enums import AuthorityAction, RoleCode
from lobby.branches.models.organisation import Branch


class AuthorityLimit(models.Model):
    """What a role may decide alone, from one date on: at one time, and one person in a calendar month.

    A row without a branch counts in the whole bank until the branch has one of its own. `is_default` marks what was shipped
    and nobody at the bank has confirmed yet.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, null=True, blank=True, related_name="authority_limits")
    role = models.CharField(max_length=12, choices=RoleCode)
    action = models.CharField(max_length=16, choices=AuthorityAction)
    amount_limit = models.DecimalField(max_digits=12, decimal_places=2, help_text=_("at one time, in yuan"))
    month_cap = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("one person in a month; empty = no cap")
    )
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True, help_text=_("last day; empty = until a newer row"))
    is_default = models.BooleanField(default=False, help_text=_("shipped with the program, to be confirmed"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("authority limit")
        verbose_name_plural = _("authority limits")
        ordering = ["action", "role", "branch", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "role", "action", "effective_from"],
                name="authority_limit_once_a_date",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(amount_limit__gte=Decimal(0)), name="authority_limit_not_negative"),
            models.CheckConstraint(
                condition=Q(month_cap__isnull=True) | Q(month_cap__gte=F("amount_limit")),
                name="authority_cap_holds_one_use",
            ),
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True) | Q(effective_until__gte=F("effective_from")),
                name="authority_limit_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.action} {self.amount_limit}"

"""What customers are found by beside their card, and how often somebody looked in vain."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch
from lobby.customers.models.cards import Customer


class BankCard(models.Model):
    """A bank card of a customer: its number is found by and never kept."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="bank_cards")
    number_index = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("bank card")
        verbose_name_plural = _("bank cards")
        constraints = [models.UniqueConstraint(fields=["branch", "number_index"], name="bank_card_once_in_branch")]

    def __str__(self) -> str:
        return str(self.customer_id)


class FindTally(models.Model):
    """How often somebody or a machine looked for customers in vain within one hour; one row, begun anew each hour."""

    who = models.CharField(max_length=40, unique=True)
    hour = models.DateTimeField()
    misses = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("searches in vain")
        verbose_name_plural = _("searches in vain")

    def __str__(self) -> str:
        return f"{self.who} {self.misses}"

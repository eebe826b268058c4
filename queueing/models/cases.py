"""Work that begins online and ends in a branch."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Service
from lobby.customers.encryption import EncryptedText
from lobby.customers.models import Customer
from queueing.models.tickets import Ticket


def new_case_token() -> str:
    """128 random bits for the address of a case's page."""
    return secrets.token_urlsafe(16)


class ServiceCase(models.Model):
    """A piece of work with a continuation code. Its steps are read off its forms, review and ticket, never kept twice."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="cases")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="cases")
    code = EncryptedText(max_length=8, help_text=_("what the customer reads out"))
    code_index = models.CharField(max_length=64, unique=True, editable=False)
    page_token = models.CharField(max_length=32, unique=True, default=new_case_token)
    is_bank_wide = models.BooleanField(default=False, help_text=_("may be continued at any branch"))
    language = models.CharField(max_length=10, default="zh-hans")
    ticket = models.ForeignKey(
        Ticket, models.SET_NULL, null=True, blank=True, related_name="cases", help_text=_("that it goes on with")
    )
    started_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("service case")
        verbose_name_plural = _("service cases")

    def __str__(self) -> str:
        return f"{self.branch_id} {self.pk}"

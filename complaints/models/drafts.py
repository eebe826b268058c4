"""What somebody has begun to take down on the tablet, until it is a complaint."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from queueing.models import Ticket

WORDS_LENGTH = 12_000


class ComplaintDraft(models.Model):
    """A capture under way: one of a person for a ticket. It opens with the tick that feelings were heard (S421, S182).

    `words` is what was typed so far, as JSON, sealed; nobody but its author reads it, and a day later it is gone.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    heard_at = models.DateTimeField(help_text=_("when feelings were heard, before the facts"))
    saved_at = models.DateTimeField()
    words = EncryptedText(max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("draft of a complaint")
        verbose_name_plural = _("drafts of complaints")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "by", "ticket"], nulls_distinct=False, name="complaint_draft_once_a_ticket"
            )
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.ticket_id}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its clock is about."""
        return "complaint_draft", self.pk

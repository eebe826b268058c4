"""Who speaks for the people of a joint complaint (R01, article 12)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.cases import CONTACT_LENGTH, NAME_LENGTH, Complaint
from lobby.customers.encryption import EncryptedText


class Representative(models.Model):
    """One of the few who speak for everybody; how many there may be stands in the complaint's terms."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="representatives")
    position = models.PositiveSmallIntegerField()
    name = EncryptedText(max_length=NAME_LENGTH)
    contact = EncryptedText(max_length=CONTACT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("representative of a joint complaint")
        verbose_name_plural = _("representatives of joint complaints")
        ordering = ["complaint", "position"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "position"], name="representative_once_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.position}"

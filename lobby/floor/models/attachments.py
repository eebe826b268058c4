"""Pictures and papers that belong to something: a photo of a fault, evidence, a page of a notice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff


class Attachment(models.Model):
    """One kept file. It is uploaded first, at the moment it is taken, and bound to its subject by the verb that names it.

    `stored` is a name in the default storage that nobody can guess and that no address serves directly.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="attachments")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    stored = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=100, help_text=_("what the uploader called it"))
    media_type = models.CharField(max_length=40)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, help_text=_("of the kept bytes"))
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", help_text=_("empty = a customer, by a page")
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_type="") ^ Q(subject_id__isnull=False), name="attachment_bound_or_not"
            )
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="attachment_subject"),
            models.Index(fields=["uploaded_at"], condition=Q(subject_id__isnull=True), name="attachment_unbound"),
            models.Index(fields=["uploaded_by", "uploaded_at"], name="attachment_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type} {self.subject_id}"

"""Whom a branch calls in need, and who of its staff can give first aid."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.floor.enums.incidents import ContactKind


class Contact(Named):
    """A number to call: the nearby hospital, the police station, the bank's own desk."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind)
    phone = models.CharField(max_length=30)
    note_zh = models.CharField(max_length=120, blank=True)
    note_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact in need")
        verbose_name_plural = _("contacts in need")
        ordering = ["position", "pk"]


class FirstAider(models.Model):
    """A member of staff trained in first aid, as long as the certificate holds."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="first_aiders")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    valid_until = models.DateField()

    class Meta:
        verbose_name = _("trained first-aider")
        verbose_name_plural = _("trained first-aiders")
        constraints = [models.UniqueConstraint(fields=["branch", "staff"], name="first_aider_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.valid_until}"

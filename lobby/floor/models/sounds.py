"""Who wants to hear their alerts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Staff


class Sound(models.Model):
    """A person's choice whether their tablet chimes for late alerts; without a row it does."""

    staff = models.OneToOneField(Staff, models.CASCADE, primary_key=True, related_name="sound")
    is_on = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")

    def __str__(self) -> str:
        return f"{self.staff_id} {self.is_on}"

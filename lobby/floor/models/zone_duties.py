"""Who looks after which zone today."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone


class ZoneDuty(models.Model):
    """A member of staff is in a zone on one business day, from when they said so until they left it.

    Alerts of the zone go to these people first. Somebody may look after several zones.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="zone_duties", db_index=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="zone_duties")
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="duties")
    date = models.DateField(help_text=_("business day"))
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("zone duty")
        verbose_name_plural = _("zone duties")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "zone", "date"], condition=Q(until__isnull=True), name="zone_duty_once"
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="zone_duty_order"),
        ]
        indexes = [models.Index(fields=["branch", "date"], condition=Q(until__isnull=True), name="zone_duty_now")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.zone_id} {self.date}"

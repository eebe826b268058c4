"""What walls show and speak."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Counter, Device, Service
from queueing.enums import AnnouncementKind
from queueing.models.tickets import Ticket


class Announcement(models.Model):
    """One call as walls speak it. Ids rise in commit order: every call is made under the branch's call lock."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="announcements", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="announcements")
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=AnnouncementKind)
    number = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["branch", "-id"], name="announcement_newest")]

    def __str__(self) -> str:
        return self.number


class WallSettings(models.Model):
    """How one wall looks and sounds."""

    device = models.OneToOneField(Device, models.CASCADE, related_name="wall_settings")
    services = models.ManyToManyField(Service, blank=True, help_text=_("empty = all"))
    rows = models.PositiveSmallIntegerField(default=6)
    counter_word_zh = models.CharField(max_length=10, default="窗口")
    counter_word_en = models.CharField(max_length=10, default="Counter")
    voice_languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    volume = models.PositiveSmallIntegerField(default=80, help_text=_("per cent"))
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    is_for_staff = models.BooleanField(
        default=False, help_text=_("hangs where only staff see it: machines, faults and alerts instead of calls")
    )

    class Meta:
        verbose_name = _("wall settings")
        verbose_name_plural = _("wall settings")

    def __str__(self) -> str:
        return str(self.device_id)

"""What the branch's screens play, and what they say they played."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Device, Staff
from lobby.floor.models.library import LibraryItem, LibraryVersion


class Playlist(models.Model):
    """What plays on one wall, or on every wall of the branch that has no playlist of its own.

    `changed_at` is when what it plays last changed, by arranging or by a new version of one of its items.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="playlists")
    wall = models.OneToOneField(Device, models.CASCADE, null=True, blank=True, related_name="playlist")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("playlist")
        verbose_name_plural = _("playlists")
        constraints = [
            models.UniqueConstraint(fields=["branch"], condition=Q(wall__isnull=True), name="playlist_of_branch")
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.wall_id}"


class PlaylistEntry(models.Model):
    """An item's place in a playlist. Whichever of its versions is in force at the moment plays.

    `starts_at` and `ends_at` limit the days, `from_time` and `until_time` the hours of each day on the branch's wall
    clock; a span past midnight is allowed. What was taken out stays: what should have played is known afterwards.
    """

    playlist = models.ForeignKey(Playlist, models.CASCADE, related_name="entries")
    item = models.ForeignKey(LibraryItem, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("entry of a playlist")
        verbose_name_plural = _("entries of playlists")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["playlist", "item"], condition=Q(removed_at__isnull=True), name="playlist_item_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="playlist_entry_span",
            ),
            models.CheckConstraint(
                condition=Q(from_time__isnull=True, until_time__isnull=True)
                | Q(from_time__isnull=False, until_time__isnull=False) & ~Q(from_time=F("until_time")),
                name="playlist_entry_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.playlist_id} {self.item_id}"


class PlayHour(models.Model):
    """How often one version played on one wall within an hour: the play log, in rows that do not grow with a rotation.

    `expired` counts plays that began when the version was expired already, `unasked` those that no playlist asked for.
    """

    wall = models.ForeignKey(Device, models.CASCADE, related_name="+")
    version = models.ForeignKey(LibraryVersion, models.CASCADE, related_name="+")
    hour = models.DateTimeField(help_text=_("its beginning"))
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    plays = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    expired = models.PositiveIntegerField(default=0)
    unasked = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hour of plays")
        verbose_name_plural = _("hours of plays")
        constraints = [models.UniqueConstraint(fields=["wall", "hour", "version"], name="play_hour_once")]
        indexes = [models.Index(fields=["hour"], name="play_hour")]

    def __str__(self) -> str:
        return f"{self.wall_id} {self.hour} {self.version_id}"


class PlayDay(models.Model):
    """A wall's business day: what K23 is made of. `is_fresh` says that at every report its content was young enough."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    wall = models.ForeignKey(Device, models.CASCADE, related_name="+")
    day = models.DateField()
    plays = models.PositiveIntegerField()
    expired = models.PositiveIntegerField(default=0)
    unasked = models.PositiveIntegerField(default=0)
    is_fresh = models.BooleanField()
    last_at = models.DateTimeField(help_text=_("of the last report"))

    class Meta:
        verbose_name = _("day of plays")
        verbose_name_plural = _("days of plays")
        constraints = [models.UniqueConstraint(fields=["branch", "day", "wall"], name="play_day_once")]

    def __str__(self) -> str:
        return f"{self.wall_id} {self.day}"

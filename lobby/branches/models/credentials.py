"""Devices, the keys that programs and devices sign in with, and answers kept for repeated requests."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE, Branch, Zone
from lobby.branches.models.people import Staff


class Device(Named):
    """A wall, kiosk, machine or other thing that can fail; its code is unique in the bank."""

    code = models.CharField(max_length=20, unique=True, validators=[CODE])
    branch = models.ForeignKey(Branch, models.CASCADE, related_name="devices")
    kind = models.CharField(max_length=20, choices=DeviceKind)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="devices")
    is_active = models.BooleanField(default=True)
    model = models.CharField(max_length=80, blank=True, help_text=_("maker and model"))
    serial = models.CharField(max_length=60, blank=True)
    vendor = models.CharField(max_length=80, blank=True, help_text=_("who is called to mend it"))
    is_accessible = models.BooleanField(default=False, help_text=_("from a wheelchair, by touch and by sound (R18)"))
    is_spare = models.BooleanField(
        default=False, help_text=_("stands ready for when another fails; nobody is sent to it")
    )
    spare_for = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="spares")

    is_authenticated = True

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["branch", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(spare_for__isnull=True) | (Q(is_spare=True) & ~Q(spare_for=F("pk"))),
                name="device_spare_for_another",
            ),
        ]

    @property
    def actor(self) -> Actor:
        """This device as the `by` of a verb."""
        return Actor(kind="device", id=self.pk, name=self.code)


class AccessKey(models.Model):
    """A secret bound to one member of staff or one device; only its SHA-256 is stored."""

    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="keys")
    device = models.ForeignKey(Device, models.CASCADE, null=True, blank=True, related_name="keys")
    label = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("access key")
        verbose_name_plural = _("access keys")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=True) ^ Q(device__isnull=True), name="key_of_staff_or_device"
            ),
        ]

    def __str__(self) -> str:
        return self.prefix


class IdempotentAnswer(models.Model):
    """The first answer to a request, given again when the same credential repeats its key (kept 24 h)."""

    credential = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("idempotent answer")
        verbose_name_plural = _("idempotent answers")
        constraints = [models.UniqueConstraint(fields=["credential", "key"], name="answer_once")]
        indexes = [models.Index(fields=["at"], name="answer_age")]

    def __str__(self) -> str:
        return f"{self.credential} {self.key}"

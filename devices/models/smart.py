"""Sessions of customers at smart counters, their steps, and colleagues who help at machines.

What a customer types and the last characters of what they identified themselves with are encrypted and live as long as
the session: whatever ends it wipes them in the same transaction. No face, no number is ever kept (N03).
"""

from __future__ import annotations

import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from devices.enums.smart import (
    ASSISTING,
    ENDED,
    LIVE,
    TAIL,
    AssistMode,
    AssistOutcome,
    AssistStatus,
    IdentityKind,
    SmartEnd,
    SmartStatus,
    StallKind,
)
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.customers.encryption import EncryptedText

CLEAN = Q(typed="", tail="")


class SmartSession(models.Model):
    """One customer at one smart counter. `subject` is what it belongs to in the app above, such as a ticket."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="smart_sessions", db_index=False)
    day = models.DateField(help_text=_("business day of the branch"))
    status = models.CharField(max_length=12, choices=SmartStatus, default=SmartStatus.IDENTIFY)
    since = models.DateTimeField(help_text=_("in this step"))
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True, help_text=_("on the customer's slip"))
    language = models.CharField(max_length=10, default="zh-hans")
    is_routine = models.BooleanField(default=False, help_text=_("everyday business; only this counts in K08"))
    is_counted = models.BooleanField(
        default=True, help_text=_("no: elderly or prefers the counter, in no figure about diversion (N10)")
    )
    is_first_use = models.BooleanField(default=False)
    identity = models.CharField(max_length=8, choices=IdentityKind, blank=True)
    tail = EncryptedText(max_length=TAIL, blank=True, help_text=_("last characters of what was shown"))
    form_id = models.BigIntegerField(null=True, blank=True, help_text=_("the app above's form of the service"))
    typed = EncryptedText(blank=True, help_text=_("what the customer typed, as JSON"))
    errors = models.PositiveSmallIntegerField(default=0, help_text=_("in this step"))
    touched_at = models.DateTimeField(help_text=_("last sign of the customer"))
    stalled_at = models.DateTimeField(null=True, blank=True)
    stall = models.CharField(max_length=8, choices=StallKind, blank=True)
    assisted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    shown_until = models.DateTimeField(null=True, blank=True, help_text=_("how it ended stays on the screen"))
    end_reason = models.CharField(max_length=12, choices=SmartEnd, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("session at a smart counter")
        verbose_name_plural = _("sessions at smart counters")
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(status__in=LIVE), name="smart_one_at_a_machine"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(status__in=LIVE, subject_id__isnull=False),
                name="smart_one_of_a_subject",
            ),
            models.CheckConstraint(condition=Q(status__in=LIVE) | CLEAN, name="smart_wiped_at_the_end"),
            models.CheckConstraint(
                condition=Q(status__in=LIVE, ended_at__isnull=True) | Q(status__in=ENDED, ended_at__isnull=False),
                name="smart_ended_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SmartStatus.INPUT, SmartStatus.CONFIRM, SmartStatus.DONE])
                | Q(service__isnull=False),
                name="smart_business_chosen",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*LIVE, SmartStatus.DONE]) | ~Q(end_reason=""), name="smart_ended_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="smart_branch_day"),
            models.Index(fields=["subject_type", "subject_id"], name="smart_of_subject"),
            models.Index(fields=["device", "-started_at"], name="smart_of_device"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def subject(self) -> tuple[str, int] | None:
        """What it belongs to, None for somebody who came without a number."""
        return (self.subject_type, self.subject_id) if self.subject_id is not None else None

    @property
    def entries(self) -> dict[str, str]:
        """What the customer typed, by key of the form's line."""
        found: dict[str, str] = json.loads(self.typed or "{}")
        return found

    @property
    def is_live(self) -> bool:
        """Whether a customer is at it."""
        return self.status in LIVE


class SmartStep(models.Model):
    """One stay of a session in one step, written when it is left; going back makes another one."""

    session = models.ForeignKey(SmartSession, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=SmartStatus)
    left_by = models.CharField(max_length=12, help_text=_("verb that ended it"))
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    errors = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("step at a smart counter")
        verbose_name_plural = _("steps at smart counters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=models.F("started_at")), name="smart_step_ends_after_its_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.step}"

    @property
    def seconds(self) -> int:
        """How long it took."""
        return int((self.ended_at - self.started_at).total_seconds())


class AssistSession(models.Model):
    """A colleague helps a customer at a machine. The customer operates it; the colleague shows and explains (N11)."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(SmartSession, models.PROTECT, null=True, blank=True, related_name="assists")
    day = models.DateField(help_text=_("business day of the branch"))
    helper = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    mode = models.CharField(max_length=6, choices=AssistMode)
    status = models.CharField(max_length=8, choices=AssistStatus, default=AssistStatus.GREET)
    since = models.DateTimeField(help_text=_("in this state"))
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    is_clear = models.BooleanField(null=True, blank=True, help_text=_("looked: nothing was left behind (S132)"))
    outcome = models.CharField(max_length=12, choices=AssistOutcome, blank=True)
    started_at = models.DateTimeField()
    helped_at = models.DateTimeField(null=True, blank=True, help_text=_("help began"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("help at a machine")
        verbose_name_plural = _("helps at machines")
        constraints = [
            models.UniqueConstraint(
                fields=["device"], condition=Q(status__in=ASSISTING), name="assist_one_at_a_machine"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ASSISTING, outcome="")
                | Q(status=AssistStatus.END, outcome=AssistOutcome.FORGOTTEN)
                | Q(status=AssistStatus.END, outcome__gt="", is_clear__isnull=False, ended_at__isnull=False),
                name="assist_looked_at_the_end",
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="assist_branch_day")]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

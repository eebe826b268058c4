"""Sessions between a customer at a video teller machine and a remote teller, and the people who serve them.

Nothing here recognises a face (N03): of the identity check only the kind of document, its last characters and the
result are kept, and of the recording only where the bank keeps it.
"""

from __future__ import annotations

import json

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from devices.enums.vtm import (
    BEST_RATING,
    OPEN,
    UNANSWERED,
    WITH_AGENT,
    AgentStatus,
    Decision,
    LiveCheck,
    VtmDocument,
    VtmEnd,
    VtmStatus,
)
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.customers.encryption import EncryptedText
from lobby.floor.models import LibraryVersion


class VtmSession(models.Model):
    """One customer at one machine. `subject` is what it belongs to in the app above, such as a ticket.

    Personal data (what was typed, the document's last characters, the strokes of the signature) is encrypted and wiped
    when its time is over; steps, times, the hash of the signature and the recording's reference stay.
    """

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="vtm_sessions", db_index=False)
    day = models.DateField(help_text=_("business day of the branch"))
    status = models.CharField(max_length=12, choices=VtmStatus, default=VtmStatus.REQUESTED)
    since = models.DateTimeField(help_text=_("in this state"))
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=10, default="zh-hans")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True, help_text=_("on the customer's slip"))
    agent = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    authoriser = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    is_first_use = models.BooleanField(default=False)
    escort = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, help_text=_("stands beside")
    )
    has_camera = models.BooleanField(default=True, help_text=_("the customer lets the camera run"))
    consent_at = models.DateTimeField(help_text=_("to the recording"))
    recording_ref = models.CharField(max_length=120, blank=True, help_text=_("where the bank keeps the recording"))
    document = models.CharField(max_length=12, choices=VtmDocument, blank=True)
    document_tail = EncryptedText(max_length=4, blank=True, help_text=_("last characters of its number"))
    live_check = models.CharField(max_length=10, choices=LiveCheck, blank=True)
    typed = EncryptedText(default="{}", help_text=_("what the customer typed, as JSON"))
    amount = models.BigIntegerField(null=True, blank=True, validators=[MinValueValidator(0)])
    is_high_risk = models.BooleanField(default=False)
    risk_version = models.ForeignKey(
        LibraryVersion, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    risk_read_at = models.DateTimeField(null=True, blank=True, help_text=_("read out by the agent"))
    understood_at = models.DateTimeField(null=True, blank=True, help_text=_("said by the customer on the machine"))
    signature = EncryptedText(blank=True, help_text=_("PNG in base64"))
    signature_sha256 = models.CharField(max_length=64, blank=True, help_text=_("over what was signed and the drawing"))
    signed_at = models.DateTimeField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(BEST_RATING)])
    resumes_to = models.CharField(max_length=12, choices=VtmStatus, blank=True, help_text=_("where the line was lost"))
    drops = models.PositiveSmallIntegerField(default=0)
    end_reason = models.CharField(max_length=12, choices=VtmEnd, blank=True)
    end_text = models.CharField(max_length=200, blank=True, help_text=_("in the words of whoever ended it"))
    requested_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)
    connected_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True, help_text=_("personal data wiped"))

    class Meta:
        verbose_name = _("video session")
        verbose_name_plural = _("video sessions")
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(status__in=OPEN), name="vtm_one_at_a_machine"),
            models.UniqueConstraint(fields=["agent"], condition=Q(status__in=WITH_AGENT), name="vtm_one_of_an_agent"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(status__in=OPEN, subject_id__isnull=False),
                name="vtm_one_of_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(authoriser__isnull=True) | ~Q(authoriser=F("agent")), name="vtm_two_people"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*UNANSWERED, VtmStatus.CANCELLED])
                | (~Q(recording_ref="") & Q(agent__isnull=False) & Q(connected_at__isnull=False)),
                name="vtm_recorded_first",
            ),
            models.CheckConstraint(
                condition=Q(is_first_use=False) | Q(escort__isnull=False), name="vtm_first_use_in_company"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[VtmStatus.RATING, VtmStatus.COMPLETED])
                | (Q(signed_at__isnull=False) & ~Q(signature_sha256="")),
                name="vtm_signed_before_the_end",
            ),
            models.CheckConstraint(
                condition=Q(understood_at__isnull=True)
                | (Q(risk_version__isnull=False) & Q(risk_read_at__isnull=False)),
                name="vtm_read_before_understood",
            ),
            models.CheckConstraint(
                condition=~Q(status=VtmStatus.DROPPED) | ~Q(resumes_to=""), name="vtm_dropped_from_a_step"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, BEST_RATING)), name="vtm_rating_range"
            ),
        ]
        indexes = [
            models.Index(fields=["queued_at"], condition=Q(status=VtmStatus.QUEUED), name="vtm_waiting"),
            models.Index(fields=["branch", "day"], name="vtm_branch_day"),
            models.Index(fields=["agent", "-connected_at"], name="vtm_of_agent"),
            models.Index(fields=["ended_at"], condition=Q(wiped_at__isnull=True), name="vtm_to_wipe"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"

    @property
    def subject(self) -> tuple[str, int] | None:
        """What it belongs to, None for somebody who came without a number."""
        return (self.subject_type, self.subject_id) if self.subject_id is not None else None

    @property
    def entries(self) -> dict[str, str]:
        """What the customer typed, by key."""
        found: dict[str, str] = json.loads(self.typed or "{}")
        return found

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.status in OPEN


class VtmStep(models.Model):
    """One move of a session: from where to where, when, and how long it was there."""

    session = models.ForeignKey(VtmSession, models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=20)
    before = models.CharField(max_length=12, choices=VtmStatus, blank=True)
    status = models.CharField(max_length=12, choices=VtmStatus)
    seconds = models.PositiveIntegerField(default=0, help_text=_("spent in the state before"))
    by_name = models.CharField(max_length=60)
    by_staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a video session")
        verbose_name_plural = _("steps of video sessions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.status}"


class Authorisation(models.Model):
    """An agent asks, another person decides."""

    session = models.ForeignKey(VtmSession, models.CASCADE, related_name="authorisations", db_index=False)
    agent = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    amount = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text=_("what the agent says about it"))
    asked_at = models.DateTimeField()
    authoriser = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("remote authorisation")
        verbose_name_plural = _("remote authorisations")
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(decided_at__isnull=True), name="vtm_one_question_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(authoriser__isnull=True) | ~Q(authoriser=F("agent")), name="vtm_authorised_by_another"
            ),
            models.CheckConstraint(
                condition=(Q(decision="") & Q(authoriser__isnull=True) & Q(decided_at__isnull=True))
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="vtm_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["session"], name="vtm_questions")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.decision}"


class AgentState(models.Model):
    """Whether a remote teller takes calls, and the branch in which they sit."""

    staff = models.OneToOneField(Staff, models.CASCADE, related_name="vtm_state")
    desk = models.ForeignKey(Branch, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=AgentStatus, default=AgentStatus.OFFLINE)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("state of a remote teller")
        verbose_name_plural = _("states of remote tellers")

    def __str__(self) -> str:
        return f"{self.staff_id} {self.status}"


class AgentCertificate(models.Model):
    """What lets somebody serve customers by video: a course passed, valid from day to day (S173e)."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="vtm_certificates")
    valid_from = models.DateField()
    valid_until = models.DateField(help_text=pgettext_lazy("certificate", "last day"))
    issued_by = models.CharField(max_length=60)
    issuer = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("certificate of a remote teller")
        verbose_name_plural = _("certificates of remote tellers")
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lte=F("valid_until")), name="vtm_certificate_days"),
            models.UniqueConstraint(fields=["staff", "valid_from"], name="vtm_certificate_once"),
            models.CheckConstraint(
                condition=Q(issuer__isnull=True) | ~Q(issuer=F("staff")), name="vtm_certified_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.valid_until}"

"""Words of incidents: kinds and severities after R20, states and moves, steps, roll-call, plans."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IncidentKind(models.TextChoices):
    """What happens; the first eleven are the banking association's (R20)."""

    BANK_RUN = "bank_run", _("bank run")
    SYSTEM_FAILURE = "system_failure", _("system failure")
    ROBBERY = "robbery", _("robbery of customers")
    NATURAL_DISASTER = "natural_disaster", _("natural disaster")
    SUDDEN_ILLNESS = "sudden_illness", _("sudden illness of a customer")
    INJURY = "injury", _("injury of a customer")
    TROUBLE_MAKING = "trouble_making", _("trouble-making")
    CROWD_SURGE = "crowd_surge", _("surge of customers")
    RESOURCE_HOGGING = "resource_hogging", _("service taken up without need")
    FALSE_INFORMATION = "false_information", _("false information spreads")
    OTHER = "other", pgettext_lazy("incident", "something else")
    GROUP_EVENT = "group_event", _("group event")
    SECURITY = "security", _("threat or attack")


# Only security, the head and the offices above open these (S199b).
RESTRICTED_KINDS = (IncidentKind.ROBBERY, IncidentKind.SECURITY)


class IncidentSeverity(models.TextChoices):
    """How grave it is, gravest first (R20). Not to be confused with the response level, which counts who helps."""

    I = "I", _("Ⅰ extraordinary")  # noqa: E741  the association's own numeral
    II = "II", _("Ⅱ major")
    III = "III", _("Ⅲ considerable")


K, S = IncidentKind, IncidentSeverity
# What R20 makes of a kind in one branch; several branches' failure or disaster is Ⅰ.
USUAL_SEVERITY: dict[str, IncidentSeverity] = {
    K.BANK_RUN: S.I,
    K.SYSTEM_FAILURE: S.II,
    K.ROBBERY: S.II,
    K.NATURAL_DISASTER: S.II,
    K.SUDDEN_ILLNESS: S.III,
    K.INJURY: S.III,
    K.TROUBLE_MAKING: S.III,
    K.CROWD_SURGE: S.III,
    K.RESOURCE_HOGGING: S.III,
    K.FALSE_INFORMATION: S.III,
    K.OTHER: S.III,
    K.GROUP_EVENT: S.II,
    K.SECURITY: S.II,
}
AT_ONCE_SEVERITIES = (S.I, S.II)


class IncidentStatus(models.TextChoices):
    """States of an incident."""

    REPORTED = "reported", pgettext_lazy("incident", "reported")
    CLASSIFIED = "classified", pgettext_lazy("incident", "classified")
    ACTIVATED = "activated", pgettext_lazy("incident", "plan activated")
    HANDLING = "handling", pgettext_lazy("incident", "being handled")
    CONTAINED = "contained", pgettext_lazy("incident", "contained")
    RECOVERED = "recovered", pgettext_lazy("incident", "recovered")
    REVIEWED = "reviewed", pgettext_lazy("incident", "reviewed")
    CLOSED = "closed", pgettext_lazy("incident", "closed")
    FALSE_ALARM = "false_alarm", pgettext_lazy("incident", "false alarm")


I = IncidentStatus  # noqa: E741
# Verb → from which states → to which state. Anything else is refused with 409.
INCIDENT_MOVES: dict[str, tuple[tuple[IncidentStatus, ...], IncidentStatus]] = {
    "classify": ((I.REPORTED,), I.CLASSIFIED),
    "activate": ((I.CLASSIFIED,), I.ACTIVATED),
    "handle": ((I.ACTIVATED,), I.HANDLING),
    "contain": ((I.HANDLING,), I.CONTAINED),
    "recover": ((I.CONTAINED,), I.RECOVERED),
    "review": ((I.RECOVERED,), I.REVIEWED),
    "close": ((I.REVIEWED,), I.CLOSED),
    "false_alarm": ((I.REPORTED, I.CLASSIFIED), I.FALSE_ALARM),
}
ENDED_INCIDENT = (I.CLOSED, I.FALSE_ALARM)
# While it is not recovered the clocks of the response level run.
UNRESOLVED = (I.REPORTED, I.CLASSIFIED, I.ACTIVATED, I.HANDLING, I.CONTAINED)
# A plan is in force: customers may be told, tasks are out.
IN_FORCE = (I.ACTIVATED, I.HANDLING, I.CONTAINED)


class StepKind(models.TextChoices):
    """What was done and when, one tap each."""

    ALARM = "alarm", _("alarm set off")
    CALLED_120 = "called_120", _("120 called")
    CALLED_110 = "called_110", _("110 called")
    CALLED_119 = "called_119", _("119 called")
    AMBULANCE = "ambulance", _("ambulance arrived")
    POLICE = "police", _("police arrived")
    FIRE_BRIGADE = "fire_brigade", _("fire brigade arrived")
    FIRST_AID = "first_aid", _("first aid given")
    EVACUATED = "evacuated", _("people brought to safety")
    DOORS_CLOSED = "doors_closed", _("doors closed")
    CUSTOMERS_TOLD = "customers_told", _("customers informed")
    SUPERIOR_TOLD = "superior_told", _("superior office informed")
    SUPPORT_ASKED = "support_asked", _("support of the superior office asked for")
    AREA_SET_UP = "area_set_up", _("separate area set up")
    ALTERNATIVES = "alternatives", _("alternatives offered")
    OTHER = "other", pgettext_lazy("step", "something else")


class CallState(models.TextChoices):
    """Where somebody or everybody of a zone is."""

    UNKNOWN = "unknown", pgettext_lazy("roll-call", "not known")
    PRESENT = "present", pgettext_lazy("roll-call", "there")
    MISSING = "missing", pgettext_lazy("roll-call", "missing")


class EvidenceKind(models.TextChoices):
    """What can prove something. Of cameras the reference is kept, never the video (R22)."""

    CAMERA = "camera", _("camera recording")
    PICTURE = "picture", _("picture")
    PAPER = "paper", pgettext_lazy("thing", "paper")
    OBJECT = "object", _("object")
    WITNESS = "witness", _("witness")


class ContactKind(models.TextChoices):
    """Whom a branch calls in need."""

    HOSPITAL = "hospital", _("nearby hospital")
    POLICE = "police", _("police station")
    FIRE = "fire", _("fire station")
    ON_CALL = "on_call", _("on-call desk of the bank")
    TECH = "tech", _("technical support")
    PROPERTY = "property", _("building management")


MOST_REPRESENTATIVES = 5
# The clocks of an incident.
CLASSIFY_CLOCK, LEVEL_CLOCK, REVIEW_CLOCK = "incident.classify", "incident.level", "incident.review"
# What a report must have: the fields of R20, and what the review adds.
REPORT_FIELDS = (
    "place",
    "happened_at",
    "cause",
    "nature",
    "amount",
    "harm",
    "reaction",
    "trend",
    "measures",
    "improvement",
)
HIGHEST_LEVEL = 3

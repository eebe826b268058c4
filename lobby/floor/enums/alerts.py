"""Words of alerts: severities, states, moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    """How loud an alert is, worst first."""

    LATE = "late", pgettext_lazy("urgency", "late")
    ATTENTION = "attention", _("attention")
    INFO = "info", _("for information")


MAX_SNOOZES = 3
WORST_FIRST = [severity.value for severity in Severity]


class Reach(models.TextChoices):
    """Who is asked at present: the named person alone, those of the roles who are in the zone, or all of the roles."""

    PERSON = "person", _("one person")
    ZONE = "zone", _("people in the zone")
    ROLES = "roles", _("everybody of the roles")


class AlertStatus(models.TextChoices):
    """States of an alert."""

    RAISED = "raised", _("new")
    ACCEPTED = "accepted", _("accepted")
    ESCALATED = "escalated", _("escalated")
    RESOLVED = "resolved", _("resolved")


A = AlertStatus
# Verb → from which states → to which state. Anything else is refused with 409.
ALERT_MOVES: dict[str, tuple[tuple[AlertStatus, ...], AlertStatus]] = {
    "accept": ((A.RAISED, A.ESCALATED), A.ACCEPTED),
    "hand_over": ((A.RAISED, A.ACCEPTED, A.ESCALATED), A.RAISED),
    "snooze": ((A.ACCEPTED,), A.ACCEPTED),
    "wake": ((A.ACCEPTED,), A.ACCEPTED),
    "widen": ((A.RAISED, A.ESCALATED), A.RAISED),
    "escalate": ((A.RAISED, A.ESCALATED), A.ESCALATED),
    "resolve": ((A.RAISED, A.ACCEPTED, A.ESCALATED), A.RESOLVED),
    "reopen": ((A.RESOLVED,), A.ACCEPTED),
}

"""Words of checks: kinds, when they are done, how an item is answered, states and moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CheckKind(models.TextChoices):
    """What a checklist is for."""

    OPENING = "opening", _("opening check")
    TELLER_PREP = "teller_prep", _("teller's preparation")
    PATROL = "patrol", _("patrol")
    CLOSING = "closing", _("closing check")
    SAFETY = "safety", _("safety check")
    FACILITIES = "facilities", _("facilities check")
    MYSTERY = "mystery", _("mystery visit")
    SELF_CHECK = "self_check", _("self-assessment")


class When(models.TextChoices):
    """What sets a run going."""

    OPENING = "opening", _("before opening")
    CLOSING = "closing", _("after closing")
    PATROL = "patrol", _("again and again while open")
    DAILY = "daily", _("once on every open day")
    WEEKLY = "weekly", _("once a week")
    MONTHLY = "monthly", _("once a month")
    AD_HOC = "ad_hoc", _("when somebody starts it")


class CheckSubject(models.TextChoices):
    """What one run looks at."""

    BRANCH = "", _("the branch")
    COUNTER = "counter", _("a counter")


class AnswerKind(models.TextChoices):
    """How an item is answered."""

    TICK = "tick", _("ok or issue")
    COUNT = "count", _("a number")


class CheckValue(models.TextChoices):
    """The answer to an item."""

    OK = "ok", _("ok")
    ISSUE = "issue", _("issue")
    NA = "na", _("does not apply")


class CheckStatus(models.TextChoices):
    """States of a run."""

    SCHEDULED = "scheduled", pgettext_lazy("check", "planned")
    OPEN = "open", _("to do")
    IN_PROGRESS = "in_progress", _("under way")
    SUBMITTED = "submitted", _("handed in")
    SIGNED_OFF = "signed_off", _("signed off")
    REJECTED = "rejected", _("sent back")
    MISSED = "missed", pgettext_lazy("check", "missed")
    CANCELLED = "cancelled", _("cancelled")


C = CheckStatus
# What may still be done by somebody; a missed run may be handed in late and stays counted as missed.
TO_DO = (C.OPEN, C.IN_PROGRESS, C.REJECTED, C.MISSED)
HANDED_IN = (C.SUBMITTED, C.SIGNED_OFF)
# Verb → from which states → to which state. Anything else is refused with 409.
CHECK_MOVES: dict[str, tuple[tuple[CheckStatus, ...], CheckStatus]] = {
    "open": ((C.SCHEDULED,), C.OPEN),
    "start": ((C.OPEN, C.REJECTED, C.MISSED), C.IN_PROGRESS),
    "submit": ((C.IN_PROGRESS,), C.SUBMITTED),
    "sign_off": ((C.SUBMITTED,), C.SIGNED_OFF),
    "reject": ((C.SUBMITTED,), C.REJECTED),
    "miss": ((C.OPEN, C.IN_PROGRESS), C.MISSED),
    "cancel": ((C.SCHEDULED,), C.CANCELLED),
}

"""Words of follow-ups: kinds, states, moves, and which consent each kind needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.customers.enums.profile import ConsentPurpose


class FollowUpKind(models.TextChoices):
    """Why somebody gets in touch again."""

    VISIT = "visit", _("after a visit")
    MEETING = "meeting", _("after a meeting")
    LATER = "later", _("the customer said later")
    BIRTHDAY = "birthday", _("birthday")
    KEY_DATE = "key_date", _("a day to remember")
    MATURITY = "maturity", _("something matures")
    CADENCE = "cadence", _("regular contact")
    OWN = "own", pgettext_lazy("follow-up", "noted by hand")


K = FollowUpKind
# What follows a service needs the consent to service; what the bank begins needs the consent to offers.
CONSENT_OF: dict[str, ConsentPurpose] = {
    K.VISIT: ConsentPurpose.SERVICE,
    K.MEETING: ConsentPurpose.SERVICE,
    K.OWN: ConsentPurpose.SERVICE,
    K.LATER: ConsentPurpose.MARKETING,
    K.BIRTHDAY: ConsentPurpose.MARKETING,
    K.KEY_DATE: ConsentPurpose.MARKETING,
    K.MATURITY: ConsentPurpose.MARKETING,
    K.CADENCE: ConsentPurpose.MARKETING,
}
# What is about an offer: a talk of this kind is a contact, and nobody with an open complaint is asked.
OFFERS = (K.LATER, K.MATURITY, K.CADENCE)


class FollowUpStatus(models.TextChoices):
    """Where a follow-up stands."""

    OPEN = "open", pgettext_lazy("follow-up", "open")
    DONE = "done", pgettext_lazy("follow-up", "done")
    CANCELLED = "cancelled", pgettext_lazy("follow-up", "called off")


S = FollowUpStatus
# Verb → from which states → to which state; None keeps the state. Anything else is refused with 409.
FOLLOW_MOVES: dict[str, tuple[tuple[FollowUpStatus, ...], FollowUpStatus | None]] = {
    "take": ((S.OPEN,), None),
    "assign": ((S.OPEN,), None),
    "finish": ((S.OPEN,), S.DONE),
    "cancel": ((S.OPEN,), S.CANCELLED),
    "reopen": ((S.DONE,), S.OPEN),
}


class FollowUpOutcome(models.TextChoices):
    """What came of it, in one tap."""

    REACHED = "reached", _("spoke with the customer")
    INTERESTED = "interested", _("is interested")
    LATER = "later", pgettext_lazy("follow-up", "later")
    NOT_REACHED = "not_reached", _("nobody answered")
    MESSAGE = "message", _("sent a message")
    NO = "no", _("wants nothing")


SPOKEN = (FollowUpOutcome.REACHED, FollowUpOutcome.INTERESTED, FollowUpOutcome.LATER, FollowUpOutcome.NO)

"""Words of campaigns, events, guests, prizes and décor, with their tables of allowed moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignStatus(models.TextChoices):
    """Where a campaign stands; whether it runs or is over say its days."""

    PLANNED = "planned", pgettext_lazy("campaign", "planned")
    APPROVED = "approved", pgettext_lazy("campaign", "approved")
    CANCELLED = "cancelled", pgettext_lazy("campaign", "cancelled")


class EventStatus(models.TextChoices):
    """Where an event stands."""

    PLANNED = "planned", pgettext_lazy("event", "planned")
    APPROVED = "approved", pgettext_lazy("event", "approved")
    INVITING = "inviting", pgettext_lazy("event", "choosing guests")
    OPEN = "open", pgettext_lazy("event", "open for sign-up")
    HELD = "held", pgettext_lazy("event", "held")
    EVALUATED = "evaluated", pgettext_lazy("event", "evaluated")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")


class GuestStatus(models.TextChoices):
    """Where a guest of an event stands."""

    INVITED = "invited", pgettext_lazy("guest", "invited")
    GOING = "going", pgettext_lazy("guest", "signed up")
    WAITING = "waiting", pgettext_lazy("guest", "on the waiting list")
    DECLINED = "declined", pgettext_lazy("guest", "does not come")
    ATTENDED = "attended", pgettext_lazy("guest", "was there")


C, E, G = CampaignStatus, EventStatus, GuestStatus
# Verb → from which states → to which state. Anything else is refused with 409.
CAMPAIGN_MOVES: dict[str, tuple[tuple[CampaignStatus, ...], CampaignStatus]] = {
    "approve": ((C.PLANNED,), C.APPROVED),
    "cancel": ((C.PLANNED, C.APPROVED), C.CANCELLED),
}
EVENT_MOVES: dict[str, tuple[tuple[EventStatus, ...], EventStatus]] = {
    "approve": ((E.PLANNED,), E.APPROVED),
    "start_inviting": ((E.APPROVED,), E.INVITING),
    "open": ((E.INVITING,), E.OPEN),
    "hold": ((E.OPEN,), E.HELD),
    "evaluate": ((E.HELD,), E.EVALUATED),
    "cancel": ((E.PLANNED, E.APPROVED, E.INVITING, E.OPEN), E.CANCELLED),
}
# Seats decide whether who accepts is going or waits: the first is the target while there are any.
GUEST_MOVES: dict[str, tuple[tuple[GuestStatus, ...], GuestStatus]] = {
    "accept": ((G.INVITED, G.DECLINED), G.GOING),
    "wait": ((G.INVITED, G.DECLINED), G.WAITING),
    "move_up": ((G.WAITING,), G.GOING),
    "decline": ((G.INVITED, G.GOING, G.WAITING), G.DECLINED),
    "sign_in": ((G.INVITED, G.GOING, G.WAITING, G.DECLINED), G.ATTENDED),
    "sign_out": ((G.ATTENDED,), G.GOING),
}
INVITABLE = (E.INVITING, E.OPEN)
UNAPPROVED = (E.PLANNED, E.CANCELLED)
COMING = (E.PLANNED, E.APPROVED, E.INVITING, E.OPEN)
SEATED = (G.GOING, G.ATTENDED)


class DrawBasis(models.TextChoices):
    """What gives a ticket in a draw. Buying something does not, whatever it is called (N07)."""

    PARTICIPATION = "participation", _("everybody who was there")
    QUIZ = "quiz", _("everybody who answered the quiz rightly")


class ActivationHelp(models.TextChoices):
    """How somebody was helped to set mobile banking up. The customer operates the phone, always (N10, S168)."""

    EXPLAINED = "explained", _("explained beside the customer")
    FAMILY = "family", _("a child or relative set it up with the customer")
    CARD = "card", _("gave the step card")


class DecorState(models.TextChoices):
    """Whether décor is up."""

    PLANNED = "planned", pgettext_lazy("decor", "planned")
    UP = "up", pgettext_lazy("decor", "up")
    DOWN = "down", pgettext_lazy("decor", "taken down")

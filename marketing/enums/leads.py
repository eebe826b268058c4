"""States of leads and the table of allowed moves; states of contribution splits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeadStatus(models.TextChoices):
    """Where a lead stands."""

    CREATED = "created", _("created")
    OFFERED = "offered", _("offered to a colleague")
    ACCEPTED = "accepted", _("accepted")
    CONTACTED = "contacted", _("contacted")
    ASSESSED = "assessed", _("assessed")
    PROPOSED = "proposed", _("proposed")
    WON = "won", _("won")
    LOST = "lost", _("lost")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("not answered in time")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = LeadStatus
# Declined and expired leads lie in the head's pool until they are offered again or withdrawn.
OPEN = (S.CREATED, S.OFFERED, S.ACCEPTED, S.CONTACTED, S.ASSESSED, S.PROPOSED, S.DECLINED, S.EXPIRED)
POOL = (S.CREATED, S.DECLINED, S.EXPIRED)
ENDED = (S.WON, S.LOST, S.WITHDRAWN)
# Verb → from which states → to which state. Anything else is refused with 409.
LEAD_MOVES: dict[str, tuple[tuple[LeadStatus, ...], LeadStatus]] = {
    "offer": (POOL, S.OFFERED),
    "accept": ((S.OFFERED,), S.ACCEPTED),
    "decline": ((S.OFFERED,), S.DECLINED),
    "expire": ((S.OFFERED,), S.EXPIRED),
    "contact": ((S.ACCEPTED,), S.CONTACTED),
    "assess": ((S.CONTACTED,), S.ASSESSED),
    "propose": ((S.ASSESSED,), S.PROPOSED),
    "win": ((S.PROPOSED,), S.WON),
    "lose": ((S.PROPOSED,), S.LOST),
    "withdraw": (OPEN, S.WITHDRAWN),
}


class LeadSource(models.TextChoices):
    """Where a lead came from; there is none without (S149)."""

    PROMPT = "prompt", _("prompt")
    TELLER = "teller", _("referral from the counter")
    LOBBY = "lobby", _("lobby")
    EVENT = "event", _("event")
    CAMPAIGN = "campaign", _("campaign")
    MACHINE = "machine", _("machine")
    FOLLOW_UP = "follow_up", _("follow-up")

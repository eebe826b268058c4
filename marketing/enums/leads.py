"""States of leads and the table of allowed moves; states of contribution splits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LeadStatus(models.TextChoices):
    """Where a lead stands."""

    CREATED = "created", _("created")
    OFFERED = "offered", _("offered to a colleague")
    ACCEPTED = "accepted", pgettext_lazy("lead", "accepted")
    CONTACTED = "contacted", _("contacted")
    ASSESSED = "assessed", _("assessed")
    PROPOSED = "proposed", _("proposed")
    WON = "won", _("won")
    LOST = "lost", _("lost")
    DECLINED = "declined", pgettext_lazy("lead", "declined")
    EXPIRED = "expired", _("not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("lead", "withdrawn")


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


class LeadReason(models.TextChoices):
    """Why a customer is handed on, in one tap (S329); rules and people may leave it open."""

    LARGE_SUMS = "large_sums", _("large sums, often")
    ASKED = "asked", _("asked for advice")
    MATURING = "maturing", _("a deposit matures")
    LIFE_EVENT = "life_event", _("something changes in life")
    UNUSED_MONEY = "unused_money", _("money lies idle")
    OTHER = "other", _("other")


class DeclineReason(models.TextChoices):
    """Why a colleague cannot take a lead."""

    BUSY = "busy", _("with another customer")
    AWAY = "away", _("not in the branch")
    NOT_MINE = "not_mine", _("not my field")
    KNOWN = "known", _("somebody else looks after the customer")


class EndReason(models.TextChoices):
    """Why leads end by themselves; people say it in their own words."""

    SAID_NO = "said_no", _("the customer said no")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("the customer took the consent back")
    NOTED_BY_MISTAKE = "noted_by_mistake", _("noted by mistake")


class ReferralAnswer(models.TextChoices):
    """What became of one offer to a colleague."""

    ACCEPTED = "accepted", pgettext_lazy("lead", "accepted")
    DECLINED = "declined", pgettext_lazy("lead", "declined")
    EXPIRED = "expired", _("not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("lead", "withdrawn")


class ContributionStatus(models.TextChoices):
    """Where the split of a won lead stands (S196)."""

    DRAFT = "draft", _("can be disputed")
    DISPUTED = "disputed", _("disputed")
    APPROVED = "approved", _("approved")
    CLAWED_BACK = "clawed_back", _("clawed back")


C = ContributionStatus
# Verb → from which states → to which state; a split that is changed stands as it was.
CONTRIBUTION_MOVES: dict[str, tuple[tuple[ContributionStatus, ...], ContributionStatus | None]] = {
    "dispute": ((C.DRAFT,), C.DISPUTED),
    "change": ((C.DISPUTED,), None),
    "approve": ((C.DRAFT, C.DISPUTED), C.APPROVED),
    "claw_back": ((C.DRAFT, C.DISPUTED, C.APPROVED), C.CLAWED_BACK),
    "reinstate": ((C.CLAWED_BACK,), C.DISPUTED),
}


class Part(models.TextChoices):
    """The three parts of a won lead: who saw the need, who told the customer, who closed it."""

    GUIDE = "guide", _("guided the customer")
    INFORM = "inform", _("informed the customer")
    CLOSE = "close", _("closed the deal")

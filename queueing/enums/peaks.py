"""Words of the peak plan: levels, states with their tables of moves, what a plan may ask for and what may be skipped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode


class PeakLevel(models.TextChoices):
    """The two lines that a crowd crosses; each has its own plan."""

    WARNING = "warning", _("peak warning")
    ACTIVE = "active", _("peak")


class PeakStatus(models.TextChoices):
    """States of a branch. A run is in one of the middle three; `normal` is the state before its start and after its end."""

    NORMAL = "normal", _("normal")
    WARNING = "warning", _("peak warning")
    ACTIVE = "active", _("peak")
    RECOVERING = "recovering", _("peak easing off")


P = PeakStatus
# Verb → from which states → to which state. Anything else is refused with 409. A sudden crowd takes two moves at once.
PEAK_MOVES: dict[str, tuple[tuple[PeakStatus, ...], PeakStatus]] = {
    "warn": ((P.NORMAL,), P.WARNING),
    "activate": ((P.WARNING, P.RECOVERING), P.ACTIVE),
    "ease": ((P.ACTIVE,), P.RECOVERING),
    "end": ((P.WARNING, P.RECOVERING), P.NORMAL),
    "stop": ((P.WARNING, P.ACTIVE, P.RECOVERING), P.NORMAL),
}
# From the start of the plan until its end: shorter patrols, secondary skills at once, no marketing.
IN_PEAK = (P.ACTIVE, P.RECOVERING)


class Measure(models.TextChoices):
    """What crosses a line; `hand` is a start by a person."""

    WAITING = "waiting", _("number of people waiting")
    WAIT = "wait", _("predicted wait")
    ARRIVALS = "arrivals", _("arrivals in 15 min")
    HAND = "hand", _("started by hand")


class StepKind(models.TextChoices):
    """What a step of a plan asks for."""

    CALL_SUPPORT = "call_support", _("Call support to the counters")
    OPEN_WINDOW = "open_window", _("Open a temporary window")
    SIMPLIFY = "simplify", _("Leave out what may be left out")
    REFRESHMENTS = "refreshments", _("Offer tea and snacks")
    KEEP_ORDER = "keep_order", _("Keep order and answer questions")
    CHIEF = "chief", _("Chief lobby manager: VIP and complex customers")
    ASSISTANT = "assistant", _("Lobby assistant: guide simple business")
    EXTRA_PATROL = "extra_patrol", _("Patrol the machines more often")
    SPARE_DEVICES = "spare_devices", _("Get the spare devices ready")
    ANNOUNCE = "announce", _("Tell the hall what is done about the wait")
    OTHER = "other", _("Something else")


# Who does a step when nobody who holds the role is there: the next role up, at last the branch head.
ROLE_ABOVE: dict[str, RoleCode] = {
    RoleCode.LMA: RoleCode.LM,
    RoleCode.TELLER: RoleCode.TELLER_LEAD,
    RoleCode.TELLER_LEAD: RoleCode.HEAD,
    RoleCode.WM: RoleCode.LM,
    RoleCode.RM: RoleCode.LM,
    RoleCode.BA: RoleCode.LM,
    RoleCode.SEC: RoleCode.LM,
    RoleCode.TECH: RoleCode.LM,
    RoleCode.LM: RoleCode.HEAD,
}
# What the plan can be asked of.
STEP_ROLES = [*ROLE_ABOVE, RoleCode.HEAD]


class ServiceStepKind(models.TextChoices):
    """A step of serving a customer. The first five are the law's and stay, whatever the crowd (N12)."""

    IDENTITY_CHECK = "identity_check", _("identity check")
    RISK_NOTICE = "risk_notice", _("risk notice")
    RECORDING = "recording", _("audio and video recording")
    SUITABILITY = "suitability", _("suitability check")
    AUTHORISATION = "authorisation", _("authorisation")
    COURTESY = "courtesy", _("courtesy")
    MARKETING = "marketing", _("marketing")
    PAPER = "paper", _("paper")
    OTHER = "other", _("other")


K = ServiceStepKind
COMPLIANCE_KINDS = (K.IDENTITY_CHECK, K.RISK_NOTICE, K.RECORDING, K.SUITABILITY, K.AUTHORISATION)


class SupportStatus(models.TextChoices):
    """States of a call for support to one person."""

    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("is helping")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("did not answer")
    RELEASED = "released", _("has helped")
    CANCELLED = "cancelled", _("not needed any more")


S = SupportStatus
# A person has one such call at a time.
OPEN_CALLS = (S.ASKED, S.ACCEPTED)
SUPPORT_MOVES: dict[str, tuple[tuple[SupportStatus, ...], SupportStatus]] = {
    "accept": ((S.ASKED,), S.ACCEPTED),
    "decline": ((S.ASKED,), S.DECLINED),
    "lapse": ((S.ASKED,), S.LAPSED),
    "release": ((S.ACCEPTED,), S.RELEASED),
    "cancel": ((S.ASKED,), S.CANCELLED),
}

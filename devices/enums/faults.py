"""Words of faults: kinds, states and moves, levels, what was done about one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import Permission, RoleCode


class FaultKind(models.TextChoices):
    """What is wrong with a machine; each kind has its first-fix card (S131)."""

    FREEZE = "freeze", _("frozen screen")
    ID_READ = "id_read", _("identity card not read")
    PRINTING = "printing", _("does not print")
    CARD_JAM = "card_jam", _("card stuck")
    CASH_JAM = "cash_jam", _("cash stuck")
    NETWORK = "network", _("no network")
    SLOW = "slow", _("slow")
    STARTING = "starting", _("does not finish starting")
    SILENT = "silent", _("does not answer")
    POWER = "power", _("no power")
    HARDWARE = "hardware", _("part broken")
    SOFTWARE = "software", _("program error")
    CONFIGURATION = "configuration", _("set up wrongly")
    TAMPERING = "tampering", _("tampered with")
    TAMPERING_SUSPECTED = "tampering_suspected", _("perhaps tampered with")
    OTHER = "other", pgettext_lazy("fault", "something else")


# No clock calls the technicians for these: security and the head decide.
SECURITY_KINDS = (FaultKind.TAMPERING, FaultKind.TAMPERING_SUSPECTED)
# What people in the hall can say; tampering found by eye is an incident (S302).
BY_HAND_KINDS = tuple(kind for kind in FaultKind if kind not in SECURITY_KINDS)


class FaultSource(models.TextChoices):
    """Who found it."""

    TELEMETRY = "telemetry", _("the machine itself")
    CHECKLIST = "checklist", _("a check")
    PERSON = "person", _("a person")


class FaultStatus(models.TextChoices):
    """States of a fault."""

    OPEN = "open", pgettext_lazy("fault", "nobody has it yet")
    L1_HANDLING = "l1_handling", pgettext_lazy("fault", "with the branch")
    L2_HANDLING = "l2_handling", pgettext_lazy("fault", "with the regional branch")
    L3_HANDLING = "l3_handling", pgettext_lazy("fault", "with head office")
    FIXED = "fixed", pgettext_lazy("fault", "mended, to be tested")
    VERIFIED = "verified", pgettext_lazy("fault", "tested")
    CLOSED = "closed", pgettext_lazy("fault", "closed")
    DUPLICATE = "duplicate", pgettext_lazy("fault", "noted elsewhere")
    CANCELLED = "cancelled", pgettext_lazy("fault", "no fault")


F = FaultStatus
HIGHEST_LEVEL = 3
HANDLING: dict[int, FaultStatus] = {1: F.L1_HANDLING, 2: F.L2_HANDLING, 3: F.L3_HANDLING}
IN_HAND = tuple(HANDLING.values())
UNFIXED = (F.OPEN, *IN_HAND)
ENDED_FAULT = (F.CLOSED, F.DUPLICATE, F.CANCELLED)
# Verb → from which states. A state outside the table is refused with 409.
FAULT_MOVES: dict[str, tuple[FaultStatus, ...]] = {
    "accept": UNFIXED,
    "escalate": UNFIXED,
    "fix": IN_HAND,
    "recover": UNFIXED,
    "relapse": (F.FIXED,),
    "pass_test": (F.FIXED,),
    "fail_test": (F.FIXED,),
    "close": (F.VERIFIED,),
    "reopen": ENDED_FAULT,
    "cancel": (F.OPEN,),
    "duplicate": (F.OPEN,),
}
# Where a verb leads; "level" is the state of being handled at the fault's level, "back" where it was before it was
# mended: with its level, or with nobody when nobody ever took it, "same" leaves an open one open.
FAULT_TARGETS: dict[str, str] = {
    "accept": "level",
    "escalate": "back",
    "fix": F.FIXED,
    "recover": F.FIXED,
    "relapse": "back",
    "pass_test": F.VERIFIED,
    "fail_test": "back",
    "close": F.CLOSED,
    "reopen": "back",
    "cancel": F.CANCELLED,
    "duplicate": F.DUPLICATE,
}
# The right that works on a fault at a level: branch, regional branch, head office (S198).
NEEDED: dict[int, Permission] = {
    1: Permission.FAULT_HANDLE,
    2: Permission.FAULT_SUPPORT,
    3: Permission.FAULT_EXPERT,
}
# The first-fix card of each kind in the library.
K = FaultKind
CARDS: dict[str, str] = {
    K.FREEZE: "first-fix-freeze",
    K.ID_READ: "first-fix-id-read",
    K.PRINTING: "first-fix-printer",
    K.CARD_JAM: "first-fix-card-jam",
    K.CASH_JAM: "first-fix-cash-jam",
    K.NETWORK: "first-fix-network",
    K.SLOW: "first-fix-slow",
    K.STARTING: "first-fix-starting",
    K.SILENT: "first-fix-silent",
    K.POWER: "first-fix-power",
    K.HARDWARE: "first-fix-hardware",
    K.SOFTWARE: "first-fix-software",
    K.CONFIGURATION: "first-fix-configuration",
    K.TAMPERING: "first-fix-tampering",
    K.TAMPERING_SUSPECTED: "first-fix-tampering",
    K.OTHER: "first-fix-other",
}
# Who hears of a fault when it comes to a level.
CALLED: dict[int, tuple[RoleCode, ...]] = {
    1: (RoleCode.LM, RoleCode.TECH),
    2: (RoleCode.BR_OPS, RoleCode.HEAD),
    3: (RoleCode.HO, RoleCode.BR_OPS, RoleCode.HEAD),
}


class FaultStepKind(models.TextChoices):
    """What happened to a fault, in the words of its page."""

    OPENED = "opened", pgettext_lazy("fault step", "noted")
    ACCEPTED = "accepted", pgettext_lazy("fault step", "taken")
    NOTED = "noted", pgettext_lazy("fault step", "diagnosis")
    TRIED = "tried", pgettext_lazy("fault step", "first-fix card tried")
    ESCALATED = "escalated", pgettext_lazy("fault step", "handed on")
    FIXED = "fixed", pgettext_lazy("fault step", "mended")
    RECOVERED = "recovered", pgettext_lazy("fault step", "works again by itself")
    RELAPSED = "relapsed", pgettext_lazy("fault step", "failed again")
    PASSED = "passed", pgettext_lazy("fault step", "tested: works")
    FAILED = "failed", pgettext_lazy("fault step", "tested: does not work")
    CLOSED = "closed", pgettext_lazy("fault step", "closed")
    REOPENED = "reopened", pgettext_lazy("fault step", "opened again")
    CANCELLED = "cancelled", pgettext_lazy("fault step", "no fault")
    DUPLICATE = "duplicate", pgettext_lazy("fault step", "noted elsewhere")
    CONFIRMED = "confirmed", pgettext_lazy("fault step", "tampering confirmed")


# The clocks of a fault; both count only while the branch is open.
ACCEPT_CLOCK, LEVEL_CLOCK = "fault.accept", "fault.level"

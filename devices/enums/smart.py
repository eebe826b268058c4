"""Words of sessions at smart counters and of helping at machines: steps, moves, why one ends."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SmartStatus(models.TextChoices):
    """The five fixed steps of a session at a smart counter (S130), and the ways out of them."""

    IDENTIFY = "identify", _("identity")
    SELECT = "select", _("choice of business")
    INPUT = "input", _("entry")
    CONFIRM = "confirm", _("confirmation")
    DONE = "done", pgettext_lazy("step", "completed")
    ABORTED = "aborted", _("broken off")
    FAULTED = "faulted", _("machine failed")
    HANDED_OVER = "handed_over", _("handed to a counter")


S = SmartStatus
STEPS = (S.IDENTIFY, S.SELECT, S.INPUT, S.CONFIRM, S.DONE)
LIVE = STEPS[:-1]
ENDED = (S.DONE, S.ABORTED, S.FAULTED, S.HANDED_OVER)
# Verb → from which states → to which state; None = one step back. Anything else: 409. Going back ends with confirming.
SMART_MOVES: dict[str, tuple[tuple[SmartStatus, ...], SmartStatus | None]] = {
    "identify": ((S.IDENTIFY,), S.SELECT),
    "choose": ((S.SELECT,), S.INPUT),
    "submit": ((S.INPUT,), S.CONFIRM),
    "confirm": ((S.CONFIRM,), S.DONE),
    "back": ((S.SELECT, S.INPUT, S.CONFIRM), None),
    "abort": (LIVE, S.ABORTED),
    "fault": (LIVE, S.FAULTED),
    "hand_over": (LIVE, S.HANDED_OVER),
}
# What is written without a move: verb → in which states.
SMART_NOTES: dict[str, tuple[SmartStatus, ...]] = {
    "answer": (S.INPUT,),
    "ask_help": LIVE,
    "touch": LIVE,
}


class SmartEnd(models.TextChoices):
    """Why a session ended without its business."""

    IDLE = "idle", _("nobody touched the screen")
    CUSTOMER = "customer", _("the customer left")
    DEVICE = "device", _("the machine failed")
    COUNTER = "counter", _("a colleague brought the customer to the counters")
    QUEUE = "queue", _("the ticket ended")


class IdentityKind(models.TextChoices):
    """How a customer says who they are. Never by face (N03)."""

    CARD = "card", _("bank card")
    ID_CARD = "id_card", _("identity card")
    PHONE = "phone", _("mobile number")


class StallKind(models.TextChoices):
    """Why somebody at a machine seems to need help (S418)."""

    SILENT = "silent", _("no input for a while")
    ERRORS = "errors", _("more than one mistake in a step")
    ASKED = "asked", _("asked for help")


class AssistStatus(models.TextChoices):
    """How far helping at a machine is."""

    GREET = "greet", _("greeting")
    NEED = "need", _("what it is about")
    DEVICE = "device", _("at the machine")
    HELP = "help", _("helping")
    END = "end", _("ended")


A = AssistStatus
ASSIST_STEPS = (A.GREET, A.NEED, A.DEVICE, A.HELP, A.END)
ASSISTING = ASSIST_STEPS[:-1]
# `step_in` is the short way to somebody who stands at the machine and knows it: brief help alone takes it.
ASSIST_MOVES: dict[str, tuple[tuple[AssistStatus, ...], AssistStatus]] = {
    "ask_need": ((A.GREET,), A.NEED),
    "go_along": ((A.NEED,), A.DEVICE),
    "begin_help": ((A.DEVICE,), A.HELP),
    "step_in": ((A.GREET,), A.HELP),
    "finish": ((A.HELP,), A.END),
    "break_off": (ASSISTING, A.END),
}


class AssistMode(models.TextChoices):
    """How much help: step by step for a first use, brief and from a distance for those who know the machine (S130c)."""

    FULL = "full", pgettext_lazy("help", "full")
    BRIEF = "brief", pgettext_lazy("help", "brief")


class AssistOutcome(models.TextChoices):
    """What came of helping."""

    HELPED = "helped", _("helped")
    BROKEN_OFF = "broken_off", _("not needed any more")
    FORGOTTEN = "forgotten", _("never ended by hand")


# A machine tells at most so often that somebody touches it, and helping that nobody ends is over after so long.
TOUCH_EVERY_S = 5
ASSIST_LASTS_S = 60 * 60
TAIL = 4

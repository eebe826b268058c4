"""Words of video sessions: states, moves, what is checked, why one ends."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import ServiceFamily


class VtmStatus(models.TextChoices):
    """States of a session between a customer at a video teller machine and a remote teller."""

    REQUESTED = "requested", _("asked for")
    QUEUED = "queued", _("waiting for a remote teller")
    CONNECTED = "connected", _("connected")
    IDENTIFYING = "identifying", _("identity check")
    DISCLOSING = "disclosing", _("risk notice")
    TRANSACTING = "transacting", _("doing the business")
    AUTHORISING = "authorising", _("waiting for approval")
    SIGNING = "signing", _("signature")
    RATING = "rating", _("rating")
    COMPLETED = "completed", _("completed")
    DROPPED = "dropped", _("line lost")
    FAILED = "failed", _("not completed")
    CANCELLED = "cancelled", _("cancelled")


S = VtmStatus
# What a customer and an agent go through together; the line may be lost in any of them.
LINKED = (S.CONNECTED, S.IDENTIFYING, S.DISCLOSING, S.TRANSACTING, S.AUTHORISING, S.SIGNING)
# An agent has one of these at most.
WITH_AGENT = (*LINKED, S.DROPPED)
UNANSWERED = (S.REQUESTED, S.QUEUED)
ENDED = (S.COMPLETED, S.FAILED, S.CANCELLED)
OPEN = (*UNANSWERED, *WITH_AGENT, S.RATING)
# Verb → from which states → to which state; None = back to the step at which the line was lost. Anything else: 409.
VTM_MOVES: dict[str, tuple[tuple[VtmStatus, ...], VtmStatus | None]] = {
    "queue_up": ((S.REQUESTED,), S.QUEUED),
    "connect": ((S.QUEUED,), S.CONNECTED),
    "check_identity": ((S.CONNECTED,), S.IDENTIFYING),
    "accept_identity": ((S.IDENTIFYING,), S.DISCLOSING),
    "refuse_identity": ((S.IDENTIFYING,), S.FAILED),
    "begin_business": ((S.DISCLOSING,), S.TRANSACTING),
    "ask_authorisation": ((S.TRANSACTING,), S.AUTHORISING),
    "approve": ((S.AUTHORISING,), S.SIGNING),
    "correct": ((S.AUTHORISING,), S.TRANSACTING),
    "refuse": ((S.AUTHORISING,), S.FAILED),
    "ask_signature": ((S.TRANSACTING,), S.SIGNING),
    "sign": ((S.SIGNING,), S.RATING),
    "complete": ((S.RATING,), S.COMPLETED),
    "cancel": (UNANSWERED, S.CANCELLED),
    "drop": (LINKED, S.DROPPED),
    "resume": ((S.DROPPED,), None),
    "give_up": ((S.DROPPED,), S.FAILED),
}
# What is written without a move: verb → in which states.
VTM_NOTES: dict[str, tuple[VtmStatus, ...]] = {
    "type_in": (*UNANSWERED, *LINKED),
    "describe": (S.CONNECTED, S.IDENTIFYING, S.DISCLOSING, S.TRANSACTING),
    "read_out": (S.DISCLOSING, S.TRANSACTING),
    "understand": (S.DISCLOSING, S.TRANSACTING),
    "signal": (*LINKED, S.RATING),
}


class VtmEnd(models.TextChoices):
    """Why a session ended without its business."""

    IDENTITY = "identity", _("identity not confirmed")
    REFUSED = "refused", _("not approved")
    LINE = "line", _("the line was lost")
    CUSTOMER = "customer", _("the customer hung up")
    AGENT = "agent", _("the remote teller ended it")
    UNANSWERED = "unanswered", _("nobody answered")
    LEFT = "left", _("the customer left")
    DEVICE = "device", _("the machine failed")


class VtmDocument(models.TextChoices):
    """What a customer shows to the camera of the machine, or lays on its reader."""

    ID_CARD = "id_card", _("resident identity card")
    PASSPORT = "passport", _("passport")
    HK_MACAO_TAIWAN = "hmt_permit", _("permit for Hong Kong, Macao or Taiwan residents")
    RESIDENCE = "residence", _("permanent residence card for foreigners")
    OTHER = "other", _("another document")


class LiveCheck(models.TextChoices):
    """What came of asking the customer to do something in front of the camera. Only the result is kept (N03)."""

    PASSED = "passed", _("passed")
    NO_CAMERA = "no_camera", _("no camera: questions were answered rightly")
    FAILED = "failed", _("failed")


class Decision(models.TextChoices):
    """What an authoriser says."""

    APPROVED = "approved", _("approved")
    CORRECTED = "corrected", _("sent back to be corrected")
    REFUSED = "refused", _("refused")


class AgentStatus(models.TextChoices):
    """Whether a remote teller takes calls; who has a session is read from the sessions."""

    OFFLINE = "offline", pgettext_lazy("agent", "signed off")
    ONLINE = "online", _("ready for calls")
    AWAY = "away", _("away for a moment")


# Business whose risks are always told and that a second person always approves (S173d).
HIGH_RISK = (ServiceFamily.WEALTH, ServiceFamily.LOAN)
# The customer's screen says that it is there; after so much silence the line counts as lost.
BEAT_S = 15
SILENT_S = 45
BEST_RATING = 5

"""Refusals of leads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, NotFound


class IllegalLeadMove(Conflict):
    """The table of moves does not list it."""

    code = "illegal_lead_move"
    message = _("Not possible: this lead is “{status}”.")


class CustomerElsewhere(NotFound):
    """Unknown here, or another branch's customer."""

    code = "unknown_customer"
    message = _("There is no such customer at this branch.")


class VisitElsewhere(NotFound):
    """Unknown here, or another branch's or customer's visit."""

    code = "unknown_visit"
    message = _("There is no such visit of this customer.")


class UnknownProduct(NotFound):
    """There is no such product, or it is of another family."""

    code = "unknown_product"
    message = _("There is no such product in this family.")


class UnknownColleague(NotFound):
    """Nobody of that name works on leads here."""

    code = "unknown_colleague"
    message = _("Nobody of that name works on leads at this branch.")


class SourceMissing(Invalid):
    """A lead without the visit that caused it (S149)."""

    code = "source_missing"
    message = _("Say where this comes from: a lead from the branch needs the visit that caused it.")


class ReceiverAway(Conflict):
    """The customer waits in the hall and the colleague is not there."""

    code = "receiver_away"
    message = _("{name} is not in the branch now. Choose somebody who is here.")


class NotTheReceiver(Forbidden):
    """Only whom it was offered to answers and works on it."""

    code = "not_the_receiver"
    message = _("This lead is not yours to work on.")


class DeclineReasonMissing(Invalid):
    """The sender has to know why."""

    code = "decline_reason_missing"
    message = _("Say why you cannot take it.")


class ReasonMissing(Invalid):
    """An end without a reason teaches nobody anything."""

    code = "reason_missing"
    message = _("Say why, in a few words.")


class AssessmentMissing(Conflict):
    """Products of this family need a valid assessment of risk tolerance (R05)."""

    code = "assessment_missing"
    message = _("This customer has no valid assessment of risk tolerance. Assess the customer first.")


class RecordingMissing(Conflict):
    """What is sold in the marked area is recorded (R08)."""

    code = "recording_missing"
    message = _("This product is sold in the marked area with sound and picture: give the number of the recording.")


class DealReferenceMissing(Invalid):
    """Won is what the core system has a number for."""

    code = "deal_reference_missing"
    message = _("Give the number of the deal in the core system: letters, figures and hyphens only.")

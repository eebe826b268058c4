"""Refusals of video sessions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, Unavailable


class IllegalVtmMove(Conflict):
    """The session's state does not allow the verb."""

    code = "illegal_vtm_move"
    message = _("This video session is at “{status}”: this is not possible now.")


class NotByVideo(Conflict):
    """The service is not done by video."""

    code = "not_by_video"
    message = _("{service} cannot be done by video. A colleague in the hall will help you.")


class ConsentMissing(Invalid):
    """Nothing begins before the customer has agreed to the recording."""

    code = "consent_missing"
    message = _("A video session is always recorded. Without your consent a counter serves you.")


class EscortNeeded(Conflict):
    """Whoever uses a video teller for the first time has a named colleague beside them (S173b)."""

    code = "escort_needed"
    message = _("It is your first time here: please ask a colleague in the hall to come along.")


class MachineTaken(Conflict):
    """There is a session at this machine already."""

    code = "machine_taken"
    message = _("A session is under way at this machine.")


class MachineOut(Conflict):
    """The machine does not serve anybody now."""

    code = "machine_out"
    message = _("This machine does not serve anybody just now.")


class UnknownNumber(Invalid):
    """No ticket of today that may be served at this machine has this number."""

    code = "unknown_number"
    message = _("There is no waiting number {number} for a video teller today.")


class NotYourSession(Forbidden):
    """Another agent speaks with this customer."""

    code = "not_your_session"
    message = _("Another remote teller has this session.")


class CustomerActs(Forbidden):
    """What belongs to the customer is done on the machine, by the customer (N11)."""

    code = "customer_acts"
    message = _("Only the customer does this, on the machine itself.")


class NotCertified(Conflict):
    """A remote teller needs a certificate that is valid now."""

    code = "not_certified"
    message = _("Your certificate for video sessions is missing or has expired: you cannot take calls.")


class NoDesk(Conflict):
    """Calls are shown at the branch in which an agent sits."""

    code = "no_desk"
    message = _("Your account names no home branch: please ask the administrator.")


class NotOnline(Conflict):
    """Only somebody who is ready takes calls."""

    code = "not_online"
    message = _("Sign on for calls first.")


class AgentBusy(Conflict):
    """One session at a time."""

    code = "agent_busy"
    message = _("You are in a session already.")


class CallGone(Conflict):
    """Another agent was quicker, or the customer has left."""

    code = "call_gone"
    message = _("This call is not waiting any more.")


class NotSkilled(Conflict):
    """The call needs a skill or language that the agent does not have."""

    code = "not_skilled"
    message = _("This call needs the skill “{skill}”, which you do not have.")


class RecordingFailed(Unavailable):
    """Nothing is said before the recording runs (R08)."""

    code = "recording_failed"
    message = _("The recording could not be started, so the call was not connected. Please try again.")


class IdentityMissing(Invalid):
    """The document and the live check are noted before the identity is accepted."""

    code = "identity_missing"
    message = _("The live check failed: this identity cannot be accepted.")


class NotDisclosed(Conflict):
    """The risk text is read out and the customer says on the machine that it was understood (R08, S173d)."""

    code = "not_disclosed"
    message = _("Read the risk notice out first; the customer then confirms it on the machine.")


class NoRiskText(Conflict):
    """The library has no approved text that could be read out."""

    code = "no_risk_text"
    message = _("The library holds no approved risk notice for video sessions. Ask compliance to publish it.")


class AuthorisationNeeded(Conflict):
    """The amount or the service needs a second person."""

    code = "authorisation_needed"
    message = _("A second person has to approve this first.")


class AuthorisationNotNeeded(Conflict):
    """Nobody has to approve this."""

    code = "authorisation_not_needed"
    message = _("This needs no approval: ask for the signature.")


class SameAuthoriser(Conflict):
    """Whoever serves the customer does not approve it (S173d)."""

    code = "same_authoriser"
    message = _("You serve this customer: somebody else has to approve it.")


class CannotResume(Conflict):
    """The time for it is over, or the machine does not work."""

    code = "cannot_resume"
    message = _("This session cannot be taken up again.")


class BadRating(Invalid):
    """A rating is a number of stars."""

    code = "bad_rating"
    message = _("A rating is 1 to 5.")


class VtmReasonMissing(Invalid):
    """Every refusal has its reason."""

    code = "vtm_reason_missing"
    message = _("Please say why.")

"""Refusals of the peak plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalPeakMove(Conflict):
    """The branch's state does not allow the verb."""

    code = "illegal_peak_move"
    message = _("The branch is in the state “{status}”: this is not possible now.")


class PeakRunning(Conflict):
    """One peak at a time."""

    code = "peak_running"
    message = _("The peak plan is running already.")


class IllegalSupportMove(Conflict):
    """The call for support was answered or is over."""

    code = "illegal_support_move"
    message = _("This call for support is over ({status}).")


class SupportOver(Conflict):
    """A request for support is ended once."""

    code = "support_over"
    message = _("This request for support is over already.")


class ReviewNotDue(Conflict):
    """A run is reviewed once, after it has ended."""

    code = "review_not_due"
    message = _("A peak is reviewed once, after its end.")


class ReviewMissing(Invalid):
    """A peak is closed by words about it."""

    code = "review_missing"
    message = _("Please write what went well and what did not.")


class ComplianceStep(Conflict):
    """The law's steps stay (N12)."""

    code = "compliance_step"
    message = _("“{step}” is required by law and can never be left out.")


class NotAuthorised(Forbidden):
    """A temporary window is opened by an operations supervisor alone."""

    code = "window_not_authorised"
    message = _("Only an operations supervisor opens a temporary window.")


class ThresholdsInForce(Invalid):
    """A business day that has begun keeps its thresholds."""

    code = "thresholds_in_force"
    message = _("Choose a later day: a business day that has begun keeps its thresholds.")

"""Refusals of judging video sessions and of certificates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class IllegalQcMove(Conflict):
    """The sheet's state does not allow the verb."""

    code = "illegal_qc_move"
    message = _("This sheet is “{status}”: this is not possible now.")


class ScoresThemselves(Forbidden):
    """Nobody judges their own session."""

    code = "scores_themselves"
    message = _("This is your own session: somebody else judges it.")


class DecidesOwnScore(Forbidden):
    """An appeal is decided by somebody who did not score."""

    code = "decides_own_score"
    message = _("You scored this sheet: somebody else decides about the appeal.")


class NotYourSheet(Forbidden):
    """Only the agent appeals."""

    code = "not_your_sheet"
    message = _("Only the remote teller of this session may do this.")


class MarksMissing(Invalid):
    """Every line of the sheet has a mark."""

    code = "marks_missing"
    message = _("Give every line a mark.")


class QcReasonMissing(Invalid):
    """Appeals and decisions are explained."""

    code = "qc_reason_missing"
    message = _("Please say why.")


class AppealTooLate(Conflict):
    """The days for it are over."""

    code = "appeal_too_late"
    message = _("The time for an appeal is over.")


class CertifiesThemselves(Forbidden):
    """A certificate is issued by another person."""

    code = "certifies_themselves"
    message = _("Somebody else has to issue your certificate.")


class BadCertificateDays(Invalid):
    """Valid from a day to a day that is not over."""

    code = "bad_certificate_days"
    message = _("The last day is not before the first, and not in the past.")


class CertificateExists(Conflict):
    """One certificate of a person a first day."""

    code = "certificate_exists"
    message = _("This person has a certificate from this day on already.")

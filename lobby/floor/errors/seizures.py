"""Refusals of counterfeit seizures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalSeizureMove(Conflict):
    """The steps are fixed, and so is their order."""

    code = "illegal_seizure_move"
    message = _("This seizure stands at “{status}”: the steps are taken in their order.")


class NoPieces(Invalid):
    """A seizure is about something."""

    code = "no_pieces"
    message = _("Please enter what was found, each note by its serial number.")


class BadPiece(Invalid):
    """A note needs a serial number, a piece a value, foreign money its currency."""

    code = "bad_piece"
    message = _("Piece {position}: {reason}")


class NotInView(Invalid):
    """Marking happens before the customer's eyes."""

    code = "not_in_view"
    message = _("Counterfeit money is marked before the customer's eyes. Please confirm that it was.")


class VoucherTaken(Invalid):
    """Each voucher is written once."""

    code = "voucher_taken"
    message = _("A seizure with this voucher number is on record already.")


class AppraisalTooLate(Conflict):
    """The working days in which the customer may ask are over."""

    code = "appraisal_too_late"
    message = _("An appraisal could be asked for until {until}.")


class NothingToReport(Conflict):
    """There is no reason to report this seizure, or it has been reported."""

    code = "nothing_to_report"
    message = _("There is nothing to report, or it has been reported.")
